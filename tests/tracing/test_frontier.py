from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.core.lineage import Edge, Node, NodeKind
from kg.core.statement import Predicate
from kg.tracing.frontier import Frontier, frontier
from tests.tracing.whole import WholeMemory
from tests.tracing.world import dataset, edge, known, model, paper, said

P = Predicate

HERON_PAPER = Node("https://arxiv.org/abs/2001.00001", NodeKind.PAPER, "Heron: Models That Wade", citation="A. Reed.")
POND_PAPER = paper("The Pond Corpus", read=False)
READ_ONE, READ_TWO, READ_THREE = paper("Notes"), paper("Further Notes"), paper("Last Notes")
HERON, EGRET, POND = model("Heron"), model("Egret"), dataset("Ponds")
NODES = (HERON_PAPER, POND_PAPER, READ_ONE, READ_TWO, READ_THREE, HERON, EGRET, POND)
EDGES = (
    edge(HERON, P.INTRODUCED_BY, HERON_PAPER, said("Notes", "Heron (Reed, 2020)", 1)),
    edge(POND, P.INTRODUCED_BY, POND_PAPER, said("Notes", "Ponds [4]", 2)),
    edge(EGRET, P.FINE_TUNED_FROM, HERON, said("Further Notes", "Egret starts from Heron.", 1)),
    edge(READ_ONE, P.USES, HERON, said("Notes", "We use Heron.", 3)),
    edge(READ_TWO, P.INTRODUCES, EGRET, said("Further Notes", "We present Egret.", 1)),
    edge(READ_THREE, P.TRAINS_ON, POND, said("Last Notes", "We train on Ponds.", 1)),
)


def asked(answer: Frontier) -> list[tuple[str, int, list[str]]]:
    return [(w.work.label, w.answers, [q.thing.label for q in w.questions]) for w in answer.works]


def told(*more: Edge, without: tuple[Edge, ...] = (), nodes: tuple[Node, ...] = NODES) -> Frontier:
    return frontier(WholeMemory(nodes, [e for e in (*EDGES, *more) if e not in without]))


def test_works_are_ranked_by_the_papers_that_rest_on_what_they_introduced() -> None:
    assert asked(told()) == [("Heron: Models That Wade", 2, ["Heron"]), ("The Pond Corpus", 1, ["Ponds"])]


def test_a_question_is_shown_with_a_way_from_a_paper_to_it() -> None:
    answer = told()
    example = answer.works[0].questions[0].example
    assert example is not None
    assert [(answer.nodes[e.subject].label, e.predicate) for e in example.edges] == [("Notes", P.USES)]


def test_where_no_paper_rests_on_it_directly_the_way_leads_through_others() -> None:
    answer = told(without=(EDGES[3],))
    example = answer.works[0].questions[0].example
    assert example is not None
    assert [e.predicate for e in example.edges] == [P.INTRODUCES, P.FINE_TUNED_FROM]


def test_whatever_somebody_tells_of_training_data_closes_the_question() -> None:
    answer = told(edge(HERON, P.TRAINED_ON, POND, known()))
    assert asked(answer) == [("The Pond Corpus", 3, ["Ponds"])]


def test_what_others_do_with_a_model_tells_nothing_of_it() -> None:
    run = replace(said("Notes", "We train Heron on Ponds.", 3), extractor="rule:run-we-train-on")
    assert asked(told(edge(HERON, P.TRAINED_ON, POND, run)))[0] == ("Heron: Models That Wade", 2, ["Heron"])


def test_undisclosed_is_an_answer() -> None:
    silent = replace(HERON, undisclosed=(said("Notes", "Heron's data were not released."),))
    assert [w.work.label for w in told(nodes=(*NODES, silent)).works] == ["The Pond Corpus"]


def test_a_thing_whose_own_paper_was_read_waits_for_no_other() -> None:
    own = edge(READ_THREE, P.INTRODUCES, HERON, said("Last Notes", "We introduce Heron.", 1))
    assert [w.work.label for w in told(own).works] == ["The Pond Corpus"]


def test_a_work_that_is_hardly_believed_to_have_introduced_a_thing_answers_nothing() -> None:
    doubtful = edge(HERON, P.INTRODUCED_BY, HERON_PAPER, said("Notes", "Heron, as in [3]", 1, 0.5))
    assert [w.work.label for w in told(doubtful, without=(EDGES[0],)).works] == ["The Pond Corpus"]


def test_nothing_is_asked_of_what_no_paper_rests_on() -> None:
    assert asked(told(without=(EDGES[5],))) == [("Heron: Models That Wade", 2, ["Heron"])]


def test_fetchable_works_have_an_identifier() -> None:
    answer = frontier(WholeMemory(NODES, EDGES), fetchable=True)
    assert [(w.identifier, w.cited_by) for w in answer.works] == [("arxiv:2001.00001", 1)]


def test_a_circle_in_the_data_is_survived() -> None:
    circle = (edge(HERON, P.FINE_TUNED_FROM, EGRET), edge(POND, P.DERIVED_FROM, POND))
    assert asked(told(*circle)) == []


def test_an_empty_graph_has_no_frontier() -> None:
    assert frontier(WholeMemory()).works == ()


# -- against brute force on random graphs

THINGS = [(model if n % 2 else dataset)(f"Thing {n}") for n in range(6)]
WORKS = [paper(f"Work {n}", read=False) for n in range(4)]
PAPERS = [paper(f"Paper {n}") for n in range(4)]

lineage = st.tuples(st.sampled_from(THINGS), st.sampled_from(THINGS)).map(
    lambda ends: edge(ends[0], P.FINE_TUNED_FROM, ends[1])
)
uses = st.tuples(st.sampled_from(PAPERS), st.sampled_from(THINGS)).map(lambda ends: edge(ends[0], P.USES, ends[1]))
introduced = st.tuples(st.sampled_from(THINGS), st.sampled_from(WORKS)).map(
    lambda ends: edge(ends[0], P.INTRODUCED_BY, ends[1])
)
graphs = st.lists(st.one_of(lineage, uses, introduced), max_size=25, unique_by=lambda e: e.triple)


def brute_force(edges: list[Edge]) -> dict[str, int]:
    """What each work answers, found by walking from every paper to everything that it rests on."""
    data = {(e.subject, e.object) for e in edges if e.predicate is P.FINE_TUNED_FROM}
    open_things = {t.iri for t in THINGS} - {subject for subject, _ in data}
    resting: dict[str, set[str]] = {t.iri: set() for t in THINGS}
    for use in (e for e in edges if e.predicate is P.USES):
        waiting, seen = [use.object], set[str]()
        while waiting:
            at = waiting.pop()
            if at not in seen:
                seen.add(at)
                resting[at].add(use.subject)
                waiting += [target for subject, target in data if subject == at]
    answers: dict[str, int] = {}
    for e in edges:
        if e.predicate is P.INTRODUCED_BY and e.subject in open_things and resting[e.subject]:
            answers[e.object] = answers.get(e.object, 0) + len(resting[e.subject])
    return answers


@settings(max_examples=150, deadline=None)
@given(graphs, st.integers(1, 5))
def test_what_is_counted_is_what_brute_force_counts_and_the_bounds_lose_nothing(edges: list[Edge], limit: int) -> None:
    graph = WholeMemory((*THINGS, *WORKS, *PAPERS), edges)
    every = frontier(graph, limit=100)
    assert {w.work.iri: w.answers for w in every.works} == brute_force(edges)
    assert frontier(graph, limit=limit).works == every.works[:limit]
    assert not every.truncated


def test_more_works_than_may_be_weighed_are_cut_visibly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.tracing.frontier.MOST_WEIGHED", 1)
    answer = frontier(WholeMemory(NODES, EDGES))
    assert (len(answer.works), answer.weighed, answer.truncated) == (1, 1, True)
