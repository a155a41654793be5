"""All papers, datasets and models of a graph with their names, gathered in a few passes for lists and searches."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.core.lineage import NodeKind
from kg.store import vocabulary as v

_UNION = DefaultGraph()
_CLASSES = {
    NodeKind.PAPER: v.SCHEMA_SCHOLARLY_ARTICLE,
    NodeKind.DATASET: v.SCHEMA_DATASET,
    NodeKind.MODEL: v.FAIR4ML_MODEL,
}
_USING = {
    NodeKind.PAPER: (v.CITO_CITES,),
    NodeKind.DATASET: (v.KG_USES_DATASET,),
    NodeKind.MODEL: (v.KG_USES_MODEL,),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A paper, dataset or model: its IRI, a name for lists, all names, and whether it was read.

    used counts the papers that use it, or for a paper those that cite it; data and models what a paper uses of each.
    """

    iri: str
    kind: NodeKind
    label: str
    names: tuple[str, ...]
    read: bool
    used: int
    data: int = 0
    models: int = 0


def catalogue(store: Store) -> tuple[Entry, ...]:
    """All entries by kind, then by label. The time grows with the size of the graph."""
    labels, names = _names(store, v.RDFS_LABEL, v.SKOS_PREF_LABEL), _names(store, v.SKOS_ALT_LABEL)
    read = set(_subjects(store, v.KG_READ_STATUS, v.KG_READ))
    entries = []
    links = {kind: _links(store, kind) for kind in _CLASSES}
    using = {kind: Counter(user for user, _ in links[kind]) for kind in (NodeKind.DATASET, NodeKind.MODEL)}
    for kind, class_ in _CLASSES.items():
        used = Counter(thing for _, thing in links[kind])
        for iri in _subjects(store, v.RDF_TYPE, class_):
            called = sorted(labels.get(iri, ())) or [iri]
            all_names = tuple(sorted({*called, *names.get(iri, ())}))
            uses = (using[each][iri] for each in (NodeKind.DATASET, NodeKind.MODEL))
            entries.append(Entry(iri, kind, called[0], all_names, iri in read, used[iri], *uses))
    return tuple(sorted(entries, key=lambda e: (e.kind, e.label.casefold(), e.label, e.iri)))


def _subjects(store: Store, property_: NamedNode, target: NamedNode) -> Iterator[str]:
    for quad in store.quads_for_pattern(None, property_, target, _UNION):
        if isinstance(quad.subject, NamedNode):
            yield quad.subject.value


def _names(store: Store, *properties: NamedNode) -> Mapping[str, set[str]]:
    found = defaultdict[str, set[str]](set)
    for property_ in properties:
        for quad in store.quads_for_pattern(None, property_, None, _UNION):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                found[quad.subject.value].add(quad.object.value)
    return found


def _links(store: Store, kind: NodeKind) -> set[tuple[str, str]]:
    """Which paper uses, or cites, which thing of the kind."""
    quads = (q for property_ in _USING[kind] for q in store.quads_for_pattern(None, property_, None, _UNION))
    return {
        (q.subject.value, q.object.value)
        for q in quads
        if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode)
    }
