"""The border from RDF to values: the quads of one graph become what the paper says."""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kg.core.document import Section, SectionKind, SourceFile
from kg.core.extraction import Extraction
from kg.core.statement import PAPER, UNDISCLOSED, Predicate, Statement, TextEvidence
from kg.store import vocabulary as v
from kg.store.encoding import ROLES, encode
from kg.store.evidence import read_text_evidence
from kg.store.identity import alone
from kg.store.originals import read_statements, read_things
from kg.store.triples import TripleIndex
from kg.store.works import read_references, read_span

_PREDICATES = {
    term.value: p for p, term in v.PREDICATE_TERMS.items() if term != v.PREDICATE_TERMS[Predicate.INTRODUCES]
}


def canonical(extraction: Extraction) -> Extraction:
    """The extraction as it comes back from the graph: statements of one triple united, sets in order, text cleaned."""
    return decode(encode(extraction, alone(extraction)))


def decode(quads: Iterable[Quad], *, curated: bool = False) -> Extraction:
    """The extraction that these quads of one graph encode: what the paper says, whatever people have decided about it.

    curated gives what is left and made of it by their decisions instead: things by their ids and names now, and no
    statement that was taken back.

    Entities are sorted by id, surfaces by name, statements by triple and evidence by place, as extraction leaves them.

    Raises:
        ValueError: the quads are not those of one readable source.
    """
    index = TripleIndex(quads)
    sources = index.typed(v.KG_SOURCE)
    if len(sources) != 1:
        raise ValueError(f"{len(sources)} source files in one graph")
    source = sources[0]
    run = index.typed(v.PROV_ACTIVITY)[0]
    references = read_references(index)
    return Extraction(
        source=read_source(index, source),
        reader=index.one(source, v.KG_READER),
        version=index.one(index.node(run, v.PROV_WAS_ASSOCIATED_WITH), v.SCHEMA_SOFTWARE_VERSION),
        settings=index.one(run, v.KG_SETTINGS),
        title=index.get(source, v.DCTERMS_TITLE),
        authors=index.ordered(source, v.KG_AUTHOR_LIST),
        year=index.number(source, v.SCHEMA_DATE_PUBLISHED),
        arxiv=index.get(source, v.KG_ARXIV),
        doi=index.get(source, v.KG_DOI),
        venue=index.get(source, v.KG_VENUE),
        sections=_read_sections(index),
        references=tuple(reference for _, reference in references),
        entities=tuple(entity for entity, _, _ in read_things(index, curated=curated)),
        statements=_read_statements(index, {node.value: r.key for node, r in references}, curated=curated),
        page_count=index.number(source, v.KG_PAGE_COUNT),
        sentence_count=index.number(source, v.KG_SENTENCE_COUNT) or 0,
        citation_count=index.number(source, v.KG_CITATION_COUNT) or 0,
        links=index.ordered(source, v.KG_LINK_LIST),
        unread_pages=tuple(sorted(int(page) for page in index.all(source, v.KG_UNREAD_PAGE))),
    )


def read_source(index: TripleIndex, node: NamedNode) -> SourceFile:
    """The file itself."""
    return SourceFile(
        index.one(node, v.SCHEMA_NAME), index.one(node, v.SCHEMA_ENCODING_FORMAT), index.one(node, v.KG_SHA256)
    )


def _read_sections(index: TripleIndex) -> tuple[Section, ...]:
    nodes = sorted(index.typed(v.DOCO_SECTION), key=lambda n: int(index.one(n, v.SCHEMA_POSITION)))
    sections = []
    for node in nodes:
        span = read_span(index, node)
        if span is None:
            raise ValueError(f"{node} has no place")
        kind = SectionKind(index.one(node, v.KG_SECTION_KIND))
        sections.append(Section(index.one(node, v.DCTERMS_TITLE), kind, span, int(index.one(node, v.KG_LEVEL))))
    return tuple(sections)


def _read_statements(index: TripleIndex, keys: dict[str, str], *, curated: bool) -> tuple[Statement, ...]:
    evidence = defaultdict(list)
    for node, each in read_statements(index, curated=curated):
        triple = _read_triple(index, node, each, keys, curated=curated)
        evidence[triple].append(read_text_evidence(index, each))
    return tuple(
        Statement(*triple, tuple(sorted(evidence[triple], key=_place)))
        for triple in sorted(evidence, key=lambda t: (t[0], t[1].value, t[2]))
    )


def _read_triple(
    index: TripleIndex, statement: NamedNode, evidence: NamedNode, keys: dict[str, str], *, curated: bool
) -> tuple[str, Predicate, str]:
    """The triple in the words of values; the evidence tells INTRODUCED_BY a reference from INTRODUCES."""
    subject, term, target = (index.node(statement, p) for p in (v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT))

    def thing(node: NamedNode, original: NamedNode) -> str:
        kept = None if curated else index.get(evidence, original)
        return kept or index.one(node, v.DCTERMS_IDENTIFIER)

    if term == v.KG_INTRODUCED_BY:
        entity = thing(subject, v.KG_ORIGINAL_SUBJECT)
        via = index.get(evidence, v.KG_VIA_REFERENCE)
        if via is None:
            return PAPER, Predicate.INTRODUCES, entity
        return entity, Predicate.INTRODUCED_BY, f"reference:{keys[via]}"
    predicate = _PREDICATES[term.value]
    if predicate is Predicate.DISCLOSURE:
        return thing(subject, v.KG_ORIGINAL_SUBJECT), predicate, UNDISCLOSED
    named = thing(target, v.KG_ORIGINAL_OBJECT)
    return (PAPER if predicate in ROLES else thing(subject, v.KG_ORIGINAL_SUBJECT)), predicate, named


def _place(evidence: TextEvidence) -> tuple[int, int, str, int, str, str, float, str, str]:
    """The order of evidence within a statement; a text without pages sorts as page 0."""
    e = evidence
    return e.start, e.end, e.quote, e.page or 0, e.section, e.extractor, e.confidence, e.prefix, e.suffix
