from dataclasses import replace

from kg.core.statement import AS_BASELINE, Predicate
from kg.tracing.impact import impact
from kg.tracing.lineage import trace

from . import world as w


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
