"""Where in a graph decisions show, and whether they were applied."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.core.curation import Curation, Triple
from kg.core.decisions import Decision
from kg.core.handles import entity_id_of
from kg.core.identifiers import digest
from kg.core.statement import UNDISCLOSED
from kg.store import vocabulary as v
from kg.store.terms import (
    CURATION_GRAPH,
    entity_iri,
    statement_iri,
)


def graphs_concerned(store: Store, curation: Curation) -> list[NamedNode]:
    """The graphs of sources in which decisions show, or should show, sorted; none where they were applied before."""
    applied = store.quads_for_pattern(CURATION_GRAPH, v.KG_APPLIED, None, CURATION_GRAPH)
    current = [q.object.value for q in applied if isinstance(q.object, Literal)]
    if current == ([decisions_digest(curation)] if curation.decisions else []):
        return []
    patterns: list[tuple[NamedNode | None, NamedNode, NamedNode | None]] = [
        (None, v.KG_ORIGINAL, None),
        (None, v.RDF_TYPE, v.KG_WITHHELD_STATEMENT),
    ]
    patterns += [(entity_iri(i), v.RDF_TYPE, None) for i in sorted({*curation.ties.merges, *curation.names})]
    patterns += [(None, v.SCHEMA_ENCODES_CREATIVE_WORK, NamedNode(paper)) for _, paper in sorted(curation.splits)]
    denied = (triple for triple, verdict in curation.verdicts.items() if not verdict.holds)
    silenced = (triple for triple, _ in curation.silenced)
    patterns += [(statement_about(triple), v.RDF_TYPE, v.RDF_STATEMENT) for triple in (*denied, *silenced)]
    found = {q.graph_name for p in patterns for q in store.quads_for_pattern(*p, None)}
    return sorted((g for g in found if isinstance(g, NamedNode) and g != CURATION_GRAPH), key=str)


def decisions_digest(curation: Curation) -> str:
    """A digest of all by which decisions change how sources stand in the graph."""
    ties = [(a, entity_id_of(d.object)) for a, d in curation.ties.merges.items()]
    splits = [(*key, entity_id_of(d.object), d.value) for key, d in curation.splits.items()]
    names = [(i, d.value) for i, d in curation.names.items()]
    called = list(curation.called.items())
    denied = [(s, p.value, o) for (s, p, o), verdict in curation.verdicts.items() if not verdict.holds]
    silenced = [(s, p.value, o, paper) for (s, p, o), paper in curation.silenced]
    told = [repr(sorted(part)) for part in (ties, splits, names, called, denied)]
    return digest(*told, *([repr(sorted(silenced))] if silenced else []))


def decisions_in_effect(store: Store, decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of the decisions that the graph of decisions tells of."""
    return frozenset(
        d.id
        for d in decisions
        if Quad(NamedNode(f"{v.PREFIXES['decision']}{d.id}"), v.RDF_TYPE, v.KG_DECISION, CURATION_GRAPH) in store
    )


def node_at(end: str) -> NamedNode:
    """The node of an end as decisions know it."""
    if end == UNDISCLOSED:
        return v.KG_UNDISCLOSED
    return NamedNode(end) if "://" in end else entity_iri(end)


def statement_about(triple: Triple) -> NamedNode:
    """The rdf:Statement that stands for the triple."""
    subject, predicate, target = triple
    return statement_iri(node_at(subject), v.PREDICATE_TERMS[predicate], node_at(target))
