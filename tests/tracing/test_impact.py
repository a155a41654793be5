from dataclasses import replace

from kg.core.statement import AS_BASELINE, Predicate
from kg.tracing.impact import impact
from kg.tracing.lineage import trace
from kg.tracing.withdrawal import withdrawal
from kg.views.impact_text import impact_json, impact_text
from kg.views.withdrawal_report import summary
from kg.views.withdrawal_rows import withdrawal_csv, withdrawal_json

from . import world as w

P = Predicate


def test_what_rests_on_a_dataset_is_found_with_paths_to_it() -> None:
    answer = impact(w.marsh(), "Marshbirds")
    assert [d.node.label for d in answer.dependents] == [
        "Quail-1", "Quail-2", "Quail: Open Bird Models", "Bittern: Fast Listening",
    ]  # fmt: skip
    last = answer.dependents[-1].paths[0]
    assert [e.predicate.value for e in last.edges] == ["uses", "fine_tuned_from", "trained_on"]


def test_a_paper_that_only_compares_does_not_rest_on_it() -> None:
    assert [d.node.label for d in impact(w.marsh(), "Ponds").dependents] == ["Heron", "Rail", "Rail"]


def test_a_paper_stands_for_what_it_introduces() -> None:
    assert impact(w.marsh(), "Quail: Open Bird Models").things == (w.QUAIL_1,)


def test_papers_that_only_evaluate_on_it_stand_apart() -> None:
    answer = impact(w.marsh(), "WadeBench")
    assert answer.dependents == ()
    assert [e.node for e in answer.evaluating] == [w.BITTERN_PAPER]
    assert answer.evaluating[0].edges[0].evidence[0].quote == "We evaluate on WadeBench."


def test_nothing_rests_on_a_model_that_is_merely_run_to_compare_with() -> None:
    run = replace(w.said("Bittern: Fast Listening", "Our baseline is Heron."), extractor=AS_BASELINE)
    told = w.edge(w.HERON, Predicate.TRAINED_ON, w.PONDS, w.said("Note", "Heron hears Ponds.", 2))
    for evidence, rests in (((run,), False), ((run, w.said("Bittern: Fast Listening", "We use Heron.")), True)):
        used = w.edge(w.BITTERN_PAPER, Predicate.USES, w.HERON, *evidence)
        source = w.MemorySource((w.BITTERN_PAPER, w.HERON, w.PONDS), (told, used))
        assert (w.BITTERN_PAPER in [d.node for d in impact(source, "Ponds").dependents]) is rests
        assert bool(trace(source, "Bittern: Fast Listening").datasets) is rests


def test_of_many_evaluations_some_are_told_and_the_others_counted() -> None:
    papers = [w.Node(f"https://example.org/p{n}", w.NodeKind.PAPER, f"Paper {n}", read=True) for n in range(5)]
    told = [w.edge(p, Predicate.EVALUATES_ON, w.PONDS, w.said(p.label, "We evaluate on Ponds.")) for p in papers]
    source = w.MemorySource((*papers, w.PONDS), told)
    for most, named, left_out in ((None, 5, 0), (5, 5, 0), (2, 2, 3)):
        answer = impact(source, "Ponds", max_evaluating=most)
        assert (len(answer.evaluating), answer.evaluating_left_out) == (named, left_out)
    assert "(5): Paper 0, Paper 1, … and 3 more; --all names them" in impact_text(answer)
    assert impact_json(answer)["evaluating_left_out"] == 3


def own_and_through(own: w.SourcedEvidence) -> w.MemorySource:
    """A paper that introduces a model trained on a dataset, and is itself said to train on it, less believed."""
    return w.MemorySource(
        (w.RAIL_PAPER, w.RAIL, w.PONDS),
        (
            w.edge(w.RAIL_PAPER, P.INTRODUCES, w.RAIL, w.said("Rail", "We introduce Rail.", 1, 0.95)),
            w.edge(w.RAIL, P.TRAINED_ON, w.PONDS, w.said("Rail", "Rail hears Ponds.", 2, 0.95)),
            w.edge(w.RAIL_PAPER, P.TRAINS_ON, w.PONDS, own),
        ),
    )


def test_what_a_paper_states_itself_is_told_before_what_is_better_believed_through_its_model() -> None:
    source = own_and_through(w.said("Rail", "We train on Ponds.", 2, 0.8))
    answer = impact(source, "Ponds", max_paths=2)
    (told,) = (d for d in answer.dependents if d.node == w.RAIL_PAPER)
    assert [[e.predicate.value for e in p.edges] for p in told.paths] == [["trains_on"], ["introduces", "trained_on"]]
    (alone,) = (d for d in impact(source, "Ponds").dependents if d.node == w.RAIL_PAPER)
    assert (alone.paths, alone.others) == (told.paths[:1], 1)
    strict = impact(source, "Ponds", min_belief=0.85)
    assert [len(d.paths[0].edges) for d in strict.dependents if d.node == w.RAIL_PAPER] == [2]


def test_a_background_fact_alone_does_not_come_before_what_papers_say() -> None:
    answer = impact(own_and_through(w.known(confidence=0.7)), "Ponds")
    (told,) = (d for d in answer.dependents if d.node == w.RAIL_PAPER)
    assert len(told.paths[0].edges) == 2


def test_a_paper_that_states_it_itself_is_counted_as_direct_in_every_form() -> None:
    answer = withdrawal(own_and_through(w.said("Rail", "We train on Ponds.", 2, 0.8)), "Ponds", "2024")
    assert "1 paper, 1 model, 0 datasets are known to rest on it, 2 directly and 0 through other things." in summary(
        answer
    )
    assert "through others" not in withdrawal_csv(answer)
    (told,) = (d for d in withdrawal_json(answer)["dependents"] if d["kind"] == "paper")
    assert [hop["relation"] for hop in told["paths"][0]["hops"]] == ["trains_on"]
    assert told["other_paths"] == 1
