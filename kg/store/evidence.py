"""Statements and their evidence as RDF: the plain triple, an rdf:Statement beside it, and what it was read from."""

from collections.abc import Sequence

from pyoxigraph import NamedNode

from kg.core.statement import BackgroundEvidence, Predicate, TextEvidence
from kg.store import vocabulary as v
from kg.store.licences import licence_iri
from kg.store.terms import clean, decimal, hashed_iri, statement_iri
from kg.store.triples import TripleIndex, TripleSet


def add_statement(
    triples: TripleSet,
    subject: NamedNode,
    predicate: Predicate,
    target: NamedNode,
    evidence: Sequence[NamedNode],
    *,
    withheld: bool = False,
) -> None:
    """Assert the triple and its super-properties, and tie its evidence to the rdf:Statement about it.

    What is withheld is not asserted.
    """
    term = v.PREDICATE_TERMS[predicate]
    if not withheld:
        for property_ in v.ALSO_ASSERTED.get(predicate, ()):
            triples.add(subject, property_, target)
    add_evidenced_triple(triples, subject, term, target, evidence, withheld=withheld)


def add_evidenced_triple(
    triples: TripleSet,
    subject: NamedNode,
    term: NamedNode,
    target: NamedNode,
    evidence: Sequence[NamedNode],
    *,
    withheld: bool = False,
) -> None:
    """Assert the triple, and tie its evidence to the rdf:Statement about it.

    What is withheld is not asserted: a node of another class tells of it, and its evidence hangs by another property,
    so that nobody who asks for statements and what they were derived from meets it.
    """
    statement = statement_iri(subject, term, target)
    if not withheld:
        triples.add(subject, term, target)
    triples.add(statement, v.RDF_TYPE, v.KG_WITHHELD_STATEMENT if withheld else v.RDF_STATEMENT)
    triples.add(statement, v.RDF_SUBJECT, subject)
    triples.add(statement, v.RDF_PREDICATE, term)
    triples.add(statement, v.RDF_OBJECT, target)
    triples.add(statement, v.KG_WITHHELD_EVIDENCE if withheld else v.PROV_WAS_DERIVED_FROM, *evidence)


def add_text_evidence(
    triples: TripleSet,
    evidence: TextEvidence,
    *,
    of: tuple[str, ...],
    sha256: str,
    paper: NamedNode,
    run: NamedNode,
    reference: NamedNode | None,
) -> NamedNode:
    """Add a quote and its place; give its node, which hashes the file, the statement it is evidence of and all it says.

    reference is the bibliography entry that the quote cites, where the statement is about it.
    """
    quote, place = clean(evidence.quote), (str(evidence.start), str(evidence.end))
    said = (evidence.section, evidence.extractor, evidence.prefix, evidence.suffix)
    told = tuple(clean(s) for s in (*said, *([evidence.note] if evidence.note else [])))
    page, confidence = str(evidence.page), repr(evidence.confidence)
    node = hashed_iri("evidence", sha256, *of, *place, quote, page, confidence, *told)
    triples.add(node, v.RDF_TYPE, v.OA_SPECIFIC_RESOURCE)
    triples.add(node, v.OA_HAS_SOURCE, paper)
    triples.add(node, v.OA_HAS_SELECTOR, _add_selectors(triples, evidence, sha256))
    triples.add(node, v.PROV_WAS_GENERATED_BY, run)
    triples.add(node, v.KG_CONFIDENCE, decimal(evidence.confidence))
    triples.number(node, v.KG_PAGE, evidence.page)
    triples.text(node, v.KG_SECTION, evidence.section)
    triples.text(node, v.KG_EXTRACTOR, evidence.extractor)
    triples.text(node, v.RDFS_COMMENT, evidence.note or None)
    if reference is not None:
        triples.add(node, v.KG_VIA_REFERENCE, reference)
    return node


def _add_selectors(triples: TripleSet, evidence: TextEvidence, sha256: str) -> NamedNode:
    start, end = str(evidence.start), str(evidence.end)
    around = clean(evidence.prefix), clean(evidence.suffix)
    quote = hashed_iri("selector", "quote", sha256, start, end, clean(evidence.quote), *around)
    position = hashed_iri("selector", "position", sha256, start, end)
    triples.add(quote, v.RDF_TYPE, v.OA_TEXT_QUOTE_SELECTOR)
    triples.text(quote, v.OA_EXACT, evidence.quote)
    triples.text(quote, v.OA_PREFIX, evidence.prefix)
    triples.text(quote, v.OA_SUFFIX, evidence.suffix)
    triples.add(quote, v.OA_REFINED_BY, position)
    triples.add(position, v.RDF_TYPE, v.OA_TEXT_POSITION_SELECTOR)
    triples.number(position, v.OA_START, evidence.start)
    triples.number(position, v.OA_END, evidence.end)
    return quote


def read_text_evidence(index: TripleIndex, node: NamedNode) -> TextEvidence:
    """The quote and its place as they were encoded."""
    quote = index.node(node, v.OA_HAS_SELECTOR)
    position = index.node(quote, v.OA_REFINED_BY)
    return TextEvidence(
        start=int(index.one(position, v.OA_START)),
        end=int(index.one(position, v.OA_END)),
        quote=index.one(quote, v.OA_EXACT),
        page=index.number(node, v.KG_PAGE),
        section=index.one(node, v.KG_SECTION),
        extractor=index.one(node, v.KG_EXTRACTOR),
        confidence=float(index.one(node, v.KG_CONFIDENCE)),
        prefix=index.one(quote, v.OA_PREFIX),
        suffix=index.one(quote, v.OA_SUFFIX),
        note=index.get(node, v.RDFS_COMMENT) or "",
    )


def add_background_evidence(triples: TripleSet, evidence: BackgroundEvidence, *, of: tuple[str, ...]) -> NamedNode:
    """Add that a collection says so, and the collection; give the node of the evidence."""
    collection = add_collection(triples, evidence.source, evidence.licence)
    told = (evidence.source, evidence.licence, evidence.work or "", evidence.note or "")
    node = hashed_iri("evidence", "background", *of, repr(evidence.confidence), *(clean(t) for t in told))
    triples.add(node, v.RDF_TYPE, v.KG_BACKGROUND_EVIDENCE)
    triples.add(node, v.DCTERMS_SOURCE, collection)
    triples.add(node, v.KG_CONFIDENCE, decimal(evidence.confidence))
    triples.text(node, v.KG_LICENCE_NAME, evidence.licence)
    triples.text(node, v.KG_CITED_WORK, evidence.work)
    triples.text(node, v.RDFS_COMMENT, evidence.note)
    return node


def add_collection(triples: TripleSet, name: str, licence: str) -> NamedNode:
    """Add a collection of facts with its licence; give its node."""
    collection = hashed_iri("collection", clean(name))
    triples.add(collection, v.RDF_TYPE, v.DCAT_CATALOG)
    triples.text(collection, v.RDFS_LABEL, name)
    add_licence(triples, collection, licence)
    return collection


def add_licence(triples: TripleSet, node: NamedNode, licence: str | None) -> None:
    """Add a licence as printed, and its IRI at SPDX where it has one."""
    if licence:
        triples.text(node, v.KG_LICENCE_NAME, licence)
        iri = licence_iri(licence)
        if iri is not None:
            triples.add(node, v.DCTERMS_LICENSE, iri)


def read_background_evidence(index: TripleIndex, node: NamedNode) -> BackgroundEvidence:
    """What a collection says, as it was encoded."""
    return BackgroundEvidence(
        source=index.one(index.node(node, v.DCTERMS_SOURCE), v.RDFS_LABEL),
        licence=index.one(node, v.KG_LICENCE_NAME),
        confidence=float(index.one(node, v.KG_CONFIDENCE)),
        work=index.get(node, v.KG_CITED_WORK),
        note=index.get(node, v.RDFS_COMMENT),
    )
