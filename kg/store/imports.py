"""What users bring, as RDF: each source one graph, its facts marked as imported."""

from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from kg.core.curation import Curation
from kg.core.entity import Entity
from kg.core.imported import (
    ImportedEntity,
    ImportedEvidence,
    ImportedFact,
    ImportedMatch,
    ImportedSource,
    MatchKind,
    evidence_order,
    is_iri,
)
from kg.core.statement import UNDISCLOSED, Predicate, reference_node
from kg.store import vocabulary as v
from kg.store.entities import entity_nodes
from kg.store.evidence import add_licence
from kg.store.identity import Identity, WorkKeys, reference_keys
from kg.store.lens import NONE, UNDISCLOSED_END, End, Lens, work_end
from kg.store.originals import Extra, read_statements, read_things
from kg.store.terms import clean, decimal, entity_iri, hashed_iri, iri_of
from kg.store.triples import TripleIndex, TripleSet
from kg.store.works import add_keys, add_reference, read_references

_PREDICATES = {v.PREDICATE_TERMS[p].value: p for p in Predicate if p is not Predicate.INTRODUCES}
_MATCHES = {term.value: kind for kind, term in v.MATCH_TERMS.items()}


def import_iri(name: str) -> NamedNode:
    """The IRI of an imported source by its name, which is also the name of its graph."""
    return hashed_iri("collection", "imported", clean(name))


def import_keys(source: ImportedSource) -> list[WorkKeys]:
    """The keys of the works that the source speaks of."""
    return [reference_keys(r, import_iri(source.name).value) for r in source.references]


def encode_import(source: ImportedSource, identity: Identity, curation: Curation = NONE) -> list[Quad]:
    """The sorted quads of the graph named after the source, as people have decided; ``decode_import`` undoes that.

    Each fact and match is a statement like those of papers; its evidence is of class kg:ImportedEvidence, and names the
    source, its licence and the record. A rejected match is asserted by kg:rejectedMatch, and contradicts, beside it,
    whoever asserts the match.

    Raises:
        ValueError: an identifier is none of a dataset or model.
    """
    return _Encoder(source, identity, curation).quads()


class _Encoder:
    """Gathers the triples of one source."""

    def __init__(self, source: ImportedSource, identity: Identity, curation: Curation) -> None:
        self.source, self.node = source, import_iri(source.name)
        self.triples = TripleSet(self.node)
        self.lens = Lens(self.triples, curation)
        self.references: dict[str, NamedNode] = {}
        self.works: dict[str, NamedNode] = {}
        for position, (reference, keys) in enumerate(zip(source.references, import_keys(source), strict=True), 1):
            node = hashed_iri("reference", "imported", clean(source.name), clean(reference.key))
            work = NamedNode(identity(keys))
            add_reference(self.triples, node, reference, position=position, owner=self.node, work=work)
            add_keys(self.triples, node, keys)
            named = reference_node(reference.key)
            self.references[named], self.works[named] = node, work

    def quads(self) -> list[Quad]:
        self._source()
        self.lens.add_things((e.entity, _kept(e)) for e in self.source.entities)
        for entity in self.source.entities:
            self._entity(entity)
        for fact in self.source.facts:
            evidence = [self._evidence(e, fact.subject, fact.predicate.value, fact.object) for e in fact.evidence]
            for end in (fact.subject, fact.object):
                if end in self.references:
                    for node in evidence:
                        self.triples.add(node, v.KG_VIA_REFERENCE, self.references[end])
            self.lens.state(self._end(fact.subject), fact.predicate, self._end(fact.object), evidence)
        for match in self.source.matches:
            ends = _said(match.subject), _said(match.object)
            evidence = [self._evidence(e, ends[0].value, match.kind.value, ends[1].value) for e in match.evidence]
            term = v.MATCH_TERMS[match.kind]
            self.lens.match(self._end(match.subject), term, self._end(match.object), evidence)
        matched = {end for match in self.source.matches for end in (match.subject, match.object)}
        for iri, label in self.source.labels:
            if iri not in matched:  # of a record that was passed over
                continue
            self.triples.text(iri_of(iri), v.SKOS_PREF_LABEL, label)
        return self.triples.quads()

    def _source(self) -> None:
        triples, source = self.triples, self.source
        triples.add(self.node, v.RDF_TYPE, v.KG_IMPORTED_SOURCE, v.DCAT_CATALOG)
        triples.text(self.node, v.RDFS_LABEL, source.name)
        triples.text(self.node, v.KG_FORM, source.form)
        triples.text(self.node, v.KG_SHA256, source.sha256)
        add_licence(triples, self.node, source.licence)
        for failure in source.failures:
            triples.text(self.node, v.KG_REASON, failure)

    def _entity(self, imported: ImportedEntity) -> None:
        node = self.lens.end(imported.entity.id).node
        self.triples.add(node, v.DCTERMS_SOURCE, self.node)
        for identifier in imported.identifiers:
            self.triples.text(node, v.SCHEMA_IDENTIFIER, identifier)
        for licence in imported.licences:
            add_licence(self.triples, node, licence)
        for homepage in imported.homepages:
            self.triples.text(node, v.SCHEMA_URL, homepage)

    def _end(self, name: str) -> End:
        if name in self.works:
            return work_end(self.works[name])
        if name == UNDISCLOSED:
            return UNDISCLOSED_END
        return work_end(iri_of(name)) if is_iri(name) else self.lens.end(name)

    def _evidence(self, evidence: ImportedEvidence, *of: str) -> NamedNode:
        triples, e = self.triples, evidence
        told = (e.record, e.work or "", e.note or "", e.quote or "", e.extractor)
        parts = (self.source.name, *of, repr(e.confidence), *told)
        node = hashed_iri("evidence", "imported", *(clean(part) for part in parts))
        triples.add(node, v.RDF_TYPE, v.KG_IMPORTED_EVIDENCE)
        triples.add(node, v.DCTERMS_SOURCE, self.node)
        triples.add(node, v.KG_CONFIDENCE, decimal(e.confidence))
        triples.text(node, v.KG_RECORD, e.record)
        triples.text(node, v.KG_EXTRACTOR, e.extractor)
        triples.text(node, v.KG_LICENCE_NAME, self.source.licence)
        triples.text(node, v.KG_CITED_WORK, e.work)
        triples.text(node, v.RDFS_COMMENT, e.note)
        triples.text(node, v.SCHEMA_TEXT, e.quote)
        return node


def _said(name: str) -> NamedNode:
    """The node that an end of a match has by itself."""
    return iri_of(name) if is_iri(name) else entity_iri(name)


def _kept(imported: ImportedEntity) -> Extra:
    """What is kept of the thing beside its names where people made another one of it."""
    i = imported
    told = {"identifiers": i.identifiers, "licences": i.licences, "homepages": i.homepages}
    return {name: sorted({clean(text) for text in texts}) for name, texts in told.items()}


def decode_import(quads: Iterable[Quad]) -> ImportedSource:
    """The source that these quads of one graph encode.

    Raises:
        ValueError: the quads are not those of one imported source.
    """
    index = TripleIndex(quads)
    nodes = index.typed(v.KG_IMPORTED_SOURCE)
    if len(nodes) != 1:
        raise ValueError(f"{len(nodes)} imported sources in one graph")
    references = read_references(index)
    keys = {node.value: reference_node(r.key) for node, r in references}
    facts, matches = _read_statements(index, keys)
    entities = (_read_entity(index, *thing) for thing in read_things(index))
    known = {e.value for e in entity_nodes(index)}
    ends = {end for m in matches for end in (m.subject, m.object) if is_iri(end)}
    labels = ((iri, index.get(NamedNode(iri), v.SKOS_PREF_LABEL)) for iri in sorted(ends - known))
    return ImportedSource(
        name=index.one(nodes[0], v.RDFS_LABEL),
        form=index.one(nodes[0], v.KG_FORM),
        sha256=index.one(nodes[0], v.KG_SHA256),
        licence=index.get(nodes[0], v.KG_LICENCE_NAME),
        entities=tuple(entities),
        facts=facts,
        matches=matches,
        references=tuple(reference for _, reference in references),
        labels=tuple((iri, label) for iri, label in labels if label is not None),
        failures=tuple(index.all(nodes[0], v.KG_REASON)),
    )


def _read_entity(index: TripleIndex, entity: Entity, kept: Extra | None, node: NamedNode) -> ImportedEntity:
    if kept is not None:
        return ImportedEntity(entity, *(tuple(kept[name]) for name in ("identifiers", "licences", "homepages")))
    told = (index.all(node, p) for p in (v.SCHEMA_IDENTIFIER, v.KG_LICENCE_NAME, v.SCHEMA_URL))
    return ImportedEntity(entity, *(tuple(texts) for texts in told))


def _read_statements(
    index: TripleIndex, keys: dict[str, str]
) -> tuple[tuple[ImportedFact, ...], tuple[ImportedMatch, ...]]:
    """The facts and matches; which reference stands at a work's end is told by the evidence."""
    facts: dict[tuple[str, Predicate, str], list[ImportedEvidence]] = defaultdict(list)
    matches: dict[tuple[str, MatchKind, str], list[ImportedEvidence]] = defaultdict(list)
    for statement, node in read_statements(index):
        term = index.one(statement, v.RDF_PREDICATE)
        via = index.get(node, v.KG_VIA_REFERENCE)
        work = keys[via] if via else None
        subject = _read_end(index, node, v.KG_ORIGINAL_SUBJECT, index.node(statement, v.RDF_SUBJECT), work)
        target = _read_end(index, node, v.KG_ORIGINAL_OBJECT, index.node(statement, v.RDF_OBJECT), work)
        if term in _MATCHES:
            matches[subject, _MATCHES[term], target].append(_read_evidence(index, node))
        else:
            facts[subject, _PREDICATES[term], target].append(_read_evidence(index, node))
    return (
        tuple(ImportedFact(*t, tuple(sorted(facts[t], key=evidence_order))) for t in sorted(facts, key=str)),
        tuple(ImportedMatch(*t, tuple(sorted(matches[t], key=evidence_order))) for t in sorted(matches, key=str)),
    )


def _read_end(index: TripleIndex, evidence: NamedNode, original: NamedNode, node: NamedNode, work: str | None) -> str:
    if node == v.KG_UNDISCLOSED:
        return UNDISCLOSED
    return index.get(evidence, original) or index.get(node, v.DCTERMS_IDENTIFIER) or work or node.value


def _read_evidence(index: TripleIndex, node: NamedNode) -> ImportedEvidence:
    return ImportedEvidence(
        record=index.one(node, v.KG_RECORD),
        confidence=float(index.one(node, v.KG_CONFIDENCE)),
        work=index.get(node, v.KG_CITED_WORK),
        note=index.get(node, v.RDFS_COMMENT),
        quote=index.get(node, v.SCHEMA_TEXT),
        extractor=index.one(node, v.KG_EXTRACTOR),
    )
