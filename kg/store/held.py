"""Where a graph's facts come from: papers read, collections known beforehand, sources imported, people."""

from collections import Counter
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg.core.lineage import EvidenceKind
from kg.store import vocabulary as v
from kg.store.curation_log import FILE
from kg.store.graph import Graph
from kg.store.imports import import_iri
from kg.store.sources import SourceStatus
from kg.store.terms import BACKGROUND_GRAPH, CURATION_GRAPH


@dataclass(frozen=True, slots=True)
class HeldSource:
    """A source of facts with what the graph holds of it.

    form is the reader of a paper or the form of an imported file; sha256 is None for collections known beforehand;
    statements counts those that it is evidence for. failures are the files of an imported source that were not read.
    """

    kind: EvidenceKind
    name: str
    form: str | None = None
    sha256: str | None = None
    licence: str | None = None
    datasets: int = 0
    models: int = 0
    references: int = 0
    statements: int = 0
    failures: tuple[str, ...] = ()


def held_sources(graph: Graph) -> tuple[HeldSource, ...]:
    """All sources: what people decided, imported ones, papers' files, collections known beforehand, each by name."""
    read = [
        HeldSource(
            EvidenceKind.READ, s.name, s.reader, s.sha256, None, s.datasets, s.models, s.references, s.statements
        )
        for s in graph.sources()
        if s.status is SourceStatus.STORED
    ]
    return (*_decided(graph), *imported_sources(graph), *read, *_background(graph.store))


def _decided(graph: Graph) -> list[HeldSource]:
    """The log of what people decided, where any of it shows in the graph."""
    if not _texts(graph.store, CURATION_GRAPH, v.RDFS_LABEL, CURATION_GRAPH):
        return []
    kinds = (v.SCHEMA_DATASET, v.FAIR4ML_MODEL, v.BIRO_BIBLIOGRAPHIC_REFERENCE, v.RDF_STATEMENT)
    datasets, models, references, statements = (_count(graph.store, kind, CURATION_GRAPH) for kind in kinds)
    return [
        HeldSource(EvidenceKind.CURATED, FILE, "log", graph.log_sha256, None, datasets, models, references, statements)
    ]


def imported_sources(graph: Graph) -> tuple[HeldSource, ...]:
    """The imported sources by name."""
    quads = graph.store.quads_for_pattern(None, v.RDF_TYPE, v.KG_IMPORTED_SOURCE, None)
    nodes = {q.subject for q in quads if isinstance(q.subject, NamedNode) and q.graph_name == q.subject}
    return tuple(sorted((_imported(graph.store, node) for node in nodes), key=lambda s: s.name))


def imported_source(graph: Graph, name: str) -> HeldSource | None:
    """The imported source of this name, or None."""
    node = import_iri(name)
    found = graph.store.quads_for_pattern(node, v.RDF_TYPE, v.KG_IMPORTED_SOURCE, node)
    return _imported(graph.store, node) if next(iter(found), None) is not None else None


def _imported(store: Store, node: NamedNode) -> HeldSource:
    def texts(property_: NamedNode) -> list[str]:
        return _texts(store, node, property_, node)

    return HeldSource(
        EvidenceKind.IMPORTED,
        texts(v.RDFS_LABEL)[0],
        texts(v.KG_FORM)[0],
        texts(v.KG_SHA256)[0],
        next(iter(texts(v.KG_LICENCE_NAME)), None),
        _count(store, v.SCHEMA_DATASET, node),
        _count(store, v.FAIR4ML_MODEL, node),
        _count(store, v.BIRO_BIBLIOGRAPHIC_REFERENCE, node),
        _count(store, v.RDF_STATEMENT, node),
        tuple(texts(v.KG_REASON)),
    )


def _count(store: Store, kind: NamedNode, graph: NamedNode) -> int:
    return sum(1 for _ in store.quads_for_pattern(None, v.RDF_TYPE, kind, graph))


def _texts(store: Store, node: NamedNode, property_: NamedNode, graph: NamedNode) -> list[str]:
    found = (q.object for q in store.quads_for_pattern(node, property_, None, graph))
    return sorted(o.value for o in found if isinstance(o, Literal))


def _background(store: Store) -> list[HeldSource]:
    graph = BACKGROUND_GRAPH
    counted = Counter(
        q.object
        for evidence in store.quads_for_pattern(None, v.RDF_TYPE, v.KG_BACKGROUND_EVIDENCE, graph)
        if isinstance(evidence.subject, NamedNode)
        for q in store.quads_for_pattern(evidence.subject, v.DCTERMS_SOURCE, None, graph)
    )
    found = []
    for catalog in store.quads_for_pattern(None, v.RDF_TYPE, v.DCAT_CATALOG, graph):
        if isinstance(catalog.subject, NamedNode):
            name = _texts(store, catalog.subject, v.RDFS_LABEL, graph)[0]
            licence = next(iter(_texts(store, catalog.subject, v.KG_LICENCE_NAME, graph)), None)
            statements = counted[catalog.subject]
            found.append(HeldSource(EvidenceKind.BACKGROUND, name, licence=licence, statements=statements))
    return sorted(found, key=lambda s: s.name)
