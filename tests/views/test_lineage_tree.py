"""Paths as trees."""

from kg.core.lineage import LineagePath
from kg.core.statement import Predicate
from kg.views.lineage_tree import lineage_tree, upward_tree
from tests.tracing import world as w

P = Predicate
FIRST = w.edge(w.BITTERN_PAPER, P.USES, w.QUAIL_2)
SECOND = w.edge(w.QUAIL_2, P.FINE_TUNED_FROM, w.QUAIL_1)
THIRD = w.edge(w.QUAIL_1, P.TRAINED_ON, w.HEAP)


def test_a_twig_leads_to_the_ends_beyond_it_and_not_to_itself() -> None:
    (twig,) = lineage_tree([LineagePath((FIRST,)), LineagePath((FIRST, SECOND, THIRD))])
    assert twig.ends
    assert twig.beyond() == {w.HEAP.iri}
    assert twig.further[0].further[0].beyond() == frozenset()


def test_an_end_that_two_ways_lead_to_is_one() -> None:
    short = w.edge(w.QUAIL_2, P.TRAINED_ON, w.HEAP)
    (twig,) = lineage_tree([LineagePath((FIRST, short)), LineagePath((FIRST, SECOND, THIRD))])
    assert twig.beyond() == {w.HEAP.iri}


def test_read_from_the_ends_a_twig_leads_to_what_rests_on_it() -> None:
    (twig,) = upward_tree([LineagePath((SECOND, THIRD)), LineagePath((FIRST, SECOND, THIRD))])
    assert twig.beyond(upward=True) == {w.QUAIL_2.iri, w.BITTERN_PAPER.iri}
