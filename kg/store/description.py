"""What a graph holds of one thing: its own triples, the statements about it and their evidence."""

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store, Triple

from kg.store import vocabulary as v

MOST_TRIPLES = 20_000
"""How many triples a description has at most."""

_UNION = DefaultGraph()
_EVIDENCE = (v.PROV_WAS_DERIVED_FROM, v.OA_HAS_SELECTOR, v.OA_REFINED_BY)
"""What leads from a statement to all that bears it out."""


def describe(store: Store, iri: str) -> tuple[tuple[Triple, ...], bool]:
    """The triples in the union of all graphs that tell of the thing, and whether there would have been more.

    They are its properties, the rdf:Statements of which it is the subject, their evidence with its selectors, and the
    labels of what it is related to. Nothing for an IRI that no triple begins with.
    """
    node = NamedNode(iri)
    found: dict[Triple, None] = {}
    for triple in _triples(store, node):
        if len(found) == MOST_TRIPLES:
            return tuple(found), True
        found[triple] = None
    return tuple(found), False


def _triples(store: Store, node: NamedNode) -> Iterator[Triple]:
    own = _sorted(store.quads_for_pattern(node, None, None, _UNION))
    yield from own
    for near in sorted({t.object.value for t in own if isinstance(t.object, NamedNode)}):
        yield from _sorted(store.quads_for_pattern(NamedNode(near), v.RDFS_LABEL, None, _UNION))
    about = store.quads_for_pattern(None, v.RDF_SUBJECT, node, _UNION)
    statements = sorted({q.subject.value for q in about if isinstance(q.subject, NamedNode)})
    waiting = [NamedNode(iri) for iri in reversed(statements)]
    seen = {node}
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        triples = _sorted(store.quads_for_pattern(here, None, None, _UNION))
        yield from triples
        waiting += [t.object for t in triples if t.predicate in _EVIDENCE and isinstance(t.object, NamedNode)]


def _sorted(quads: Iterator[Quad]) -> list[Triple]:
    return sorted((q.triple for q in quads), key=str)
