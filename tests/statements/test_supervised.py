import pytest

from kg.core.document import SectionKind
from kg.core.statement import PAPER, Predicate
from tests.made import document, with_table
from tests.statements.telling import OWN, stated, statements

RUN = "We train for 90 epochs with a batch size of 32."
TESTED = "We report results on WaderBench."


def trained(*sections, table=()) -> set[str]:
    """The data that Quail-2 is said to be trained on."""
    made = document(("1 Introduction", SectionKind.INTRODUCTION, [OWN]), *sections)
    if table:
        made = with_table(made, *table)
    return {t[2] for t in stated(made) if t[:2] == ("model:quail2", "trained_on")}


def section(*sentences: str, heading: str = "4 Experiments") -> tuple[str, SectionKind, list[str]]:
    return heading, SectionKind.EXPERIMENTS, list(sentences)


@pytest.mark.parametrize(
    "run",
    [
        RUN,
        "All models are trained with Adam for 10 epochs.",
        "Quail-2 is fine-tuned for 3 epochs.",
        "We fine-tune all layers with a learning rate of 0.1.",
    ],
)
def test_what_is_tested_where_training_is_told_of_is_trained_on(run: str) -> None:
    assert trained(section(run, TESTED)) == {"dataset:waderbench"}


@pytest.mark.parametrize(
    "sentences",
    [
        (TESTED,),
        (TESTED, "Training matters for 90 epochs."),
        (TESTED, "We do not train for 90 epochs."),
        (TESTED, "We train on Marshbirds for 90 epochs."),
        (TESTED, "We train on our own data for 90 epochs."),
        (TESTED, RUN, "It works in the zero-shot setting."),
        ("We present WaderBench.", RUN),
    ],
)
def test_nothing_is_understood_where_the_section_says_otherwise(sentences: tuple[str, ...]) -> None:
    assert "dataset:waderbench" not in trained(section(*sentences))


def test_nothing_is_understood_in_a_paper_that_tests_without_training() -> None:
    shots = ["We prefer the 5-shot setting.", "The zero-shot setting is hard.", "In few-shot learning we sing."]
    assert not trained(section(TESTED, RUN), section(*shots, heading="5 Analysis"))


def test_nothing_is_understood_where_the_paper_lists_its_training_data() -> None:
    listed = ("2 Training data", SectionKind.DATA, ["Marshbirds [67%].", "We add Reedcalls."])
    assert "dataset:waderbench" not in trained(listed, section(TESTED, RUN))


def test_implementation_details_are_told_of_the_whole_chapter() -> None:
    details = section(RUN, heading="4.1 Implementation details")
    results = section(TESTED, heading="4.2 Results")
    assert trained(details, results) == {"dataset:waderbench"}
    assert not trained(section(RUN, heading="4.1 Birds"), results)
    assert not trained(details, section(TESTED, heading="5 Results"))


@pytest.mark.parametrize(
    "said",
    [
        "We show fine-tuning results on WaderBench.",
        "For fine-tuning, we report WaderBench.",
        "Hyper-parameters for fine-tuning on WaderBench are below.",
        "WaderBench fine-tuning takes an hour.",
    ],
)
def test_data_that_fine_tuning_is_for_are_trained_on(said: str) -> None:
    assert trained(section(said)) == {"dataset:waderbench"}


@pytest.mark.parametrize(
    "said",
    [
        "Without fine-tuning on WaderBench it sings.",
        "Finch et al. show fine-tuning on WaderBench.",
        "Fine-tuning on instructions improves WaderBench.",
    ],
)
def test_fine_tuning_denied_or_of_others_or_with_an_outcome_is_not(said: str) -> None:
    assert "dataset:waderbench" not in trained(section(said))


def test_a_table_of_fine_tuning_lists_what_is_trained_on() -> None:
    rows = (("Model", "WaderBench"), ("Quail-2", "3.1"))
    assert trained(section("They sing."), table=("Table 1: Fine-tuning results.", *rows)) == {"dataset:waderbench"}
    assert not trained(section("They sing."), table=("Table 1: Zero-shot results.", *rows))


def test_what_is_understood_says_so_and_is_quoted_from_the_sentences_on_training_and_on_the_data() -> None:
    made = document(("1 Introduction", SectionKind.INTRODUCTION, [OWN]), section(TESTED, RUN))
    [found] = [s for s in statements(made) if s.predicate is Predicate.TRAINED_ON]
    note = "understood: on what is tested beside it"
    assert [(e.quote, e.note) for e in found.evidence] == [(TESTED, note), (RUN, note)]
    assert (PAPER, "trains_on", "dataset:waderbench") in stated(made)
