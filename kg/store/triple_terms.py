"""Statements as RDF 1.2 has them, and back: a node that reifies a triple term in place of an rdf:Statement."""

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad, Store, Triple

from kg.store import vocabulary as v

RDF_REIFIES = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies")
"""A term of RDF 1.2, which the graph itself does not use."""

_STATING = (v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT)


def with_triple_terms(store: Store, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield quads of the store; what says which triple an rdf:Statement is about becomes one triple term."""
    for quad in quads:
        typed = Quad(quad.subject, v.RDF_TYPE, v.RDF_STATEMENT, quad.graph_name)
        if quad == typed:
            yield _reifying(store, quad)
        elif quad.predicate not in _STATING or typed not in store:
            yield quad


def with_statements(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads; a node that reifies a triple term is an rdf:Statement again."""
    for quad in quads:
        node, term, graph = quad.subject, quad.object, quad.graph_name
        if quad.predicate == RDF_REIFIES and isinstance(term, Triple):
            yield Quad(node, v.RDF_TYPE, v.RDF_STATEMENT, graph)
            yield Quad(node, v.RDF_SUBJECT, term.subject, graph)
            yield Quad(node, v.RDF_PREDICATE, term.predicate, graph)
            yield Quad(node, v.RDF_OBJECT, term.object, graph)
        else:
            yield quad


def _reifying(store: Store, typed: Quad) -> Quad:
    """The quad that ties the statement to its triple; as a graph of kg's has it, it has just one."""
    node, graph = typed.subject, typed.graph_name
    subject, predicate, target = (next(store.quads_for_pattern(node, p, None, graph)).object for p in _STATING)
    if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
        raise ValueError(f"{node} is about no triple")
    return Quad(node, RDF_REIFIES, Triple(subject, predicate, target), graph)
