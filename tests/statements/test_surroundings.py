import pytest

from kg.core.document import SectionKind
from kg.core.statement import PAPER
from tests.made import document, told, with_table
from tests.statements.telling import OWN, stated


def trained(*sections, table=()) -> set[str]:
    """The data that Quail-2 is said to be trained on."""
    made = document(("1 Introduction", SectionKind.INTRODUCTION, [OWN]), *sections)
    if table:
        made = with_table(made, *table)
    return {t[2] for t in stated(made) if t[:2] == ("model:quail2", "trained_on")}


def test_training_without_an_object_means_the_data_that_head_the_section() -> None:
    said = "We fine-tune for 3 epochs with a batch size of 32."
    assert trained(("4.1 WaderQA", SectionKind.EXPERIMENTS, [said])) == {"dataset:waderqa"}


@pytest.mark.parametrize(
    "said",
    [
        "We do not fine-tune for 3 epochs.",
        "We pre-train for 3 epochs.",
        "We trained Quail-2 for 3 epochs on Marshbirds.",
        "We report the score after 3 epochs.",
        "The learning rate matters.",
    ],
)
def test_the_heading_s_data_are_not_trained_on_where_the_sentence_says_otherwise(said: str) -> None:
    assert "dataset:waderqa" not in trained(("4.1 WaderQA", SectionKind.EXPERIMENTS, [said]))


def test_a_heading_of_two_data_sets_leaves_open_which_is_meant() -> None:
    assert not trained(("4.1 WaderQA and WaderBench", SectionKind.EXPERIMENTS, ["We train for 3 epochs."]))


@pytest.mark.parametrize(
    "said",
    [
        "Ten percent of the WaderQA training set was held-out for validation.",
        "We use the training split of WaderQA.",
        "We use the train and validation sets from WaderQA.",
    ],
)
def test_who_uses_a_training_set_trains_on_it(said: str) -> None:
    assert trained(("4 Experiments", SectionKind.EXPERIMENTS, [said])) == {"dataset:waderqa"}


@pytest.mark.parametrize(
    "said",
    [
        "The WaderQA training set overlaps with Marshbirds.",
        "The WaderQA training set is large.",
        "We do not use the WaderQA training set.",
        "We use the WaderQA test set.",
    ],
)
def test_a_training_set_that_is_only_spoken_of_is_not_trained_on(said: str) -> None:
    assert "dataset:waderqa" not in trained(("4 Experiments", SectionKind.EXPERIMENTS, [said]))


RESULTS = ("Table 1: Accuracy.", ("Model", "WaderQA", "WaderBench"), ("Quail-2", "61", "62"))


def test_training_on_each_task_means_those_whose_results_the_chapter_tables() -> None:
    chapter = ("3 Experiments", SectionKind.EXPERIMENTS, ["We fine-tune Quail-2 on each task for 3 epochs."])
    assert trained(chapter, table=RESULTS) == {"dataset:waderqa", "dataset:waderbench"}


@pytest.mark.parametrize(
    "said",
    [
        "Other models trained for code do better on these tasks.",
        "We do not fine-tune on each task.",
        "Training improves results on all tasks.",
        "We evaluate on each task.",
        "Earlier systems were fine-tuned on each task.",
    ],
)
def test_all_tasks_are_not_trained_on_by_those_who_do_not_train(said: str) -> None:
    assert not trained(("3 Experiments", SectionKind.EXPERIMENTS, [said]), table=RESULTS)


def test_training_on_all_tasks_of_a_benchmark_means_its_parts() -> None:
    chapter = (
        "3 Experiments",
        SectionKind.EXPERIMENTS,
        ["WaderQA is part of WaderBench.", "We fine-tune on the data for all WaderBench tasks."],
    )
    assert trained(chapter) == {"dataset:waderbench", "dataset:waderqa"}


def test_what_a_paper_says_it_never_trains_on_is_left_out() -> None:
    chapter = (
        "3 Experiments",
        SectionKind.EXPERIMENTS,
        ["We fine-tune Quail-2 on each task.", "We never train on WaderBench."],
    )
    assert trained(chapter, table=RESULTS) == {"dataset:waderqa"}


def test_the_paper_too_trains_on_them() -> None:
    made = with_table(told(OWN, "We fine-tune Quail-2 on each task."), *RESULTS)
    assert (PAPER, "trains_on", "dataset:waderqa") in stated(made)
