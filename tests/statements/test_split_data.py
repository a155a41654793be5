import pytest

from kg.core.document import SectionKind
from tests.made import document
from tests.statements.telling import OWN, stated

TESTED = "We report results on WaderBench."


def trained(*sentences: str) -> set[str]:
    """The data that Quail-2 is said to be trained on."""
    made = document(
        ("1 Introduction", SectionKind.INTRODUCTION, [OWN]),
        ("4 Experiments", SectionKind.EXPERIMENTS, list(sentences)),
    )
    return {t[2] for t in stated(made) if t[:2] == ("model:quail2", "trained_on")}


@pytest.mark.parametrize(
    "said",
    [
        "We use the standard train/dev/test split of WaderBench.",
        "We run experiments on WaderBench with the usual split in training, development and test sets.",
        "We use WaderBench, with sections 2-21 for training, section 22 for validation and section 23 for testing.",
        "We use WaderBench, which has 550,152 training, 10,000 validation and 10,000 testing examples.",
        "We split the WaderBench data into training and evaluation sets.",
    ],
)
def test_data_that_are_parted_for_training_and_tests_are_trained_on(said: str) -> None:
    assert trained(said) == {"dataset:waderbench"}


def test_several_data_parted_together_are_all_trained_on() -> None:
    said = "We use the official training and test sets of WaderBench and WaderQA."
    assert trained(said) == {"dataset:waderbench", "dataset:waderqa"}


def test_where_nobody_says_we_only_what_the_paper_tests_on_is_trained_on() -> None:
    said = "WaderBench has 8,000 instances for training and 2,717 for testing."
    assert trained(said) == set()
    assert trained(said, TESTED) == {"dataset:waderbench"}


@pytest.mark.parametrize(
    "said",
    [
        "We do not use the standard train/dev/test split of WaderBench.",
        "We found that the WaderBench training and test sets overlap.",
        "Previous work used the standard train/test split of WaderBench.",
        "We use the test set of WaderBench.",
        "We could use the train/test split of WaderBench in future work.",
    ],
)
def test_other_words_of_parts_tell_of_no_training(said: str) -> None:
    assert trained(said, TESTED) == set()


def test_nor_do_they_where_models_are_tested_without_training() -> None:
    untrained = ("We test in the zero-shot setting.", "Few-shot results follow.", "One-shot results are below.")
    assert trained("We use the standard train/test split of WaderBench.", *untrained) == set()
