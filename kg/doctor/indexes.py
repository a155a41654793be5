"""Reads each of a store's indexes to its end, so that a damaged block of any of them shows."""

from collections import deque

from pyoxigraph import DefaultGraph, NamedNode, Store


def read_to_the_end(store: Store) -> None:
    """Look up each subject, property and object of the store, in each graph and in all together.

    Oxigraph keeps quads in nine orders, and each question reads one; a look through the whole store reads but one or
    two. What was looked up is remembered by its hash.

    Raises:
        OSError, RuntimeError: a part cannot be read.
    """
    asked: set[int] = set()
    for graph in (DefaultGraph(), *store.named_graphs()):
        if isinstance(graph, DefaultGraph | NamedNode):
            _read(store, graph, asked)


def _read(store: Store, graph: DefaultGraph | NamedNode, asked: set[int]) -> None:
    own: set[int] = set()
    for quad in store.quads_for_pattern(None, None, None, graph):
        for s, p, o in ((quad.subject, None, None), (None, quad.predicate, None), (None, None, quad.object)):
            key = hash((s, p, o))
            for seen, where in ((own, graph), (asked, None)):
                if key not in seen:
                    seen.add(key)
                    deque(store.quads_for_pattern(s, p, o, where), maxlen=0)
