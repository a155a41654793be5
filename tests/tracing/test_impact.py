from kg.tracing.impact import impact

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
    assert answer.evaluating == (w.BITTERN_PAPER,)
