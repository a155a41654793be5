"""Statements of RDF 1.1 and of RDF 1.2 stand for each other."""

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.triple_terms import RDF_REIFIES, with_statements, with_triple_terms


def test_there_and_back_is_the_same(graph: Graph) -> None:
    quads = set(graph.store)
    terse = set(with_triple_terms(graph.store, quads))
    assert len(quads) - len(terse) == 3 * sum(q.predicate == RDF_REIFIES for q in terse)
    assert set(with_statements(terse)) == quads


def test_a_statement_that_two_sources_tell_is_reified_in_both() -> None:
    a, b, s = (NamedNode(f"urn:{name}") for name in "abs")
    said = [(v.RDF_TYPE, v.RDF_STATEMENT), (v.RDF_SUBJECT, a), (v.RDF_PREDICATE, v.RDFS_LABEL), (v.RDF_OBJECT, b)]
    store = Store()
    store.extend(Quad(s, p, o, graph) for p, o in said for graph in (a, b))
    term = Triple(a, v.RDFS_LABEL, b)
    assert set(with_triple_terms(store, store)) == {Quad(s, RDF_REIFIES, term, a), Quad(s, RDF_REIFIES, term, b)}


def test_a_subject_of_something_that_is_no_statement_stays() -> None:
    store = Store()
    store.add(Quad(NamedNode("urn:a"), v.RDF_SUBJECT, Literal("x")))
    assert set(with_triple_terms(store, store)) == set(store)
