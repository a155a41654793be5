"""A store node by node, each with all that is said of it; or line by line."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.store.triple_terms import with_triple_terms
from kg.views.export.order import Subject, arranged
from kg.views.export.sorting import sorted_lines


def sources(store: Store) -> list[NamedNode]:
    """The names of the graphs that hold anything, sorted."""
    held = (n for n in store.named_graphs() if next(store.quads_for_pattern(None, None, None, n), None) is not None)
    return sorted((n for n in held if isinstance(n, NamedNode)), key=lambda n: n.value)


def described(
    store: Store, graph: NamedNode | DefaultGraph, *, rdf12: bool = False
) -> Iterator[tuple[int, Subject, list[Quad]]]:
    """Yield each node of a graph with its section and its quads, in the order to tell them in.

    With rdf12 an rdf:Statement becomes a node that reifies a triple term. One source is held at a time; of the union
    only which nodes there are.
    """
    quads: Iterable[Quad] = store.quads_for_pattern(None, None, None, graph)
    quads = list(quads) if isinstance(graph, NamedNode) else quads
    held = by_subject(quads) if isinstance(quads, list) else {}
    for section, subject in arranged(quads):
        told = held[subject] if held else store.quads_for_pattern(subject, None, None, graph)
        yield section, subject, list(with_triple_terms(store, told) if rdf12 else told)


def by_subject(quads: Iterable[Quad]) -> dict[Subject, list[Quad]]:
    """The quads by what they are about."""
    found = defaultdict[Subject, list[Quad]](list)
    for quad in quads:
        found[quad.subject].append(quad)
    return found


def canonical_lines(store: Store, *, union: bool, rdf12: bool = False) -> Iterator[str]:
    """Yield canonical N-Triples of the default graph, or N-Quads of the named graphs, sorted by code points."""
    graphs = [DefaultGraph()] if union else sources(store)
    quads = (quad for graph in graphs for quad in store.quads_for_pattern(None, None, None, graph))
    return sorted_lines(f"{quad} .\n" for quad in (with_triple_terms(store, quads) if rdf12 else quads))
