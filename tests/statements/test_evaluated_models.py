import pytest

from kg.core.document import SectionKind
from tests.made import told
from tests.statements.telling import OWN, stated


def evaluated(*said: str) -> set[str]:
    """The models said to be evaluated on WaderQA."""
    return {t[0] for t in stated(told(OWN, *said)) if t[1:] == ("evaluated_on", "dataset:waderqa")}


def test_a_model_set_against_ours_is_evaluated_too() -> None:
    assert evaluated("Our model outperforms Heron on WaderQA.") == {"model:quail2", "model:heron"}


def test_results_of_another_model_are_not_ours() -> None:
    assert evaluated("Heron achieves 61 points on WaderQA.") == {"model:heron"}


def test_results_without_a_model_are_ours() -> None:
    assert evaluated("We report results on WaderQA.") == {"model:quail2"}


@pytest.mark.parametrize(
    "said",
    [
        "We evaluate a system initialised from Heron on WaderQA.",
        "We follow the evaluation of Heron and test on WaderQA.",
    ],
)
def test_a_model_that_only_lends_something_is_not_evaluated(said: str) -> None:
    assert "model:heron" not in evaluated(said)


@pytest.mark.parametrize(
    "said",
    [
        "We use a metric that is commonly used on WaderQA.",
        "Our model outperforms pre-training on WaderQA.",
        "We show results on WaderBench with a model trained on WaderQA.",
        "We measure the effect of filters in creating WaderQA.",
        "Our results on WaderBench use the larger WaderQA.",
        "We do not evaluate on WaderQA.",
        "We did not report WaderQA results.",
        "We could not report results on WaderQA.",
        "Our model is not tested on WaderQA.",
        "Our model has never been evaluated on WaderQA.",
    ],
)
def test_data_with_another_part_in_the_sentence_are_not_tested_on(said: str) -> None:
    assert not evaluated(said)


def test_who_tests_on_more_than_one_set_tests() -> None:
    assert evaluated("We do not only evaluate on WaderQA.")


def test_what_others_trained_and_tested_is_not_our_test() -> None:
    said = "Heron was trained on Reedcalls and evaluated on WaderQA."
    made = told(OWN, said, kind=SectionKind.METHOD, heading="2 Method")
    found = {(t[0], t[2]) for t in stated(made) if t[1] == "evaluated_on"}
    assert found == {("model:heron", "dataset:waderqa")}


def test_an_own_data_section_heads_no_evaluation() -> None:
    made = told(OWN, "Waders are birds.", kind=SectionKind.DATA, heading="2 WaderQA")
    assert not {t for t in stated(made) if t[1] == "evaluated_on"}
