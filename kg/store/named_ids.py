"""Which datasets and models the sources of a graph name."""

from collections.abc import Iterable

from pyoxigraph import DefaultGraph, Literal, NamedNode, Store

from kg.store import vocabulary as v
from kg.store.terms import BACKGROUND_GRAPH


def ids_named(store: Store, *, but_in: Iterable[NamedNode] = ()) -> set[str]:
    """The ids that papers, imported sources and people name, but for what stands in the graphs of these."""
    elsewhere = {*but_in, BACKGROUND_GRAPH, DefaultGraph()}
    return {
        q.object.value
        for property_ in (v.DCTERMS_IDENTIFIER, v.KG_FORMER_ID)
        for q in store.quads_for_pattern(None, property_, None, None)
        if isinstance(q.object, Literal) and q.graph_name not in elsewhere
    }
