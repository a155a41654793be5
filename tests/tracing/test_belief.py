from dataclasses import replace

import pytest

from kg.core.lineage import LineagePath, noisy_or
from kg.core.statement import Predicate
from kg.tracing.lineage import trace

from . import world as w

P = Predicate


def told(*evidence: w.SourcedEvidence) -> float:
    source = w.MemorySource((w.HERON, w.PONDS), (w.edge(w.HERON, P.TRAINED_ON, w.PONDS, *evidence),))
    return trace(source, "Heron").datasets[0].paths[0].belief


def test_two_papers_that_say_the_same_strengthen_it() -> None:
    one, other = w.said("One", "Heron hears Ponds.", 1, 0.6), w.said("Other", "Heron was fed Ponds.", 4, 0.5)
    assert told(one, other) == pytest.approx(1 - 0.4 * 0.5)


def test_one_paper_that_says_it_twice_does_not() -> None:
    once, again = w.said("One", "Heron hears Ponds.", 1, 0.6), w.said("One", "As said, Heron hears Ponds.", 7, 0.5)
    assert told(once, again) == told(once) == pytest.approx(0.6)


def test_a_collection_that_has_it_from_the_paper_does_not_either() -> None:
    paper = replace(w.said("One", "Heron hears Ponds.", 1, 0.6), source="https://arxiv.org/abs/2401.00001")
    repeated = replace(w.known(confidence=0.5), work="2401.00001")
    assert told(paper, repeated) == pytest.approx(0.6)
    assert told(paper, w.known(confidence=0.5)) == pytest.approx(0.8)


def test_a_chain_is_the_product_of_its_hops_and_never_stronger_than_one() -> None:
    path = LineagePath(
        (
            w.edge(w.QUAIL_2, P.FINE_TUNED_FROM, w.QUAIL_1, w.said("A", "q", 1, 0.8)),
            w.edge(w.QUAIL_1, P.TRAINED_ON, w.HEAP, w.said("A", "q", 1, 0.5), w.said("B", "q", 1, 0.5)),
            w.edge(w.HEAP, P.HAS_PART, w.OWLS, w.said("C", "q", 1, 0.9)),
        )
    )
    assert path.belief == pytest.approx(0.8 * 0.75 * 0.9)
    assert path.belief <= min(noisy_or(edge.evidence) for edge in path.edges)
