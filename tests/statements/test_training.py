import pytest

from kg.core.document import SectionKind
from kg.core.statement import OWN_RUN, PAPER, Predicate
from tests.made import document, told
from tests.statements.telling import OWN, stated, statements


def trained(
    *said: str, kind: SectionKind = SectionKind.EXPERIMENTS, heading: str = "4 Experiments"
) -> set[tuple[str, str]]:
    """Who is said to be trained on what."""
    made = document(("1 Introduction", SectionKind.INTRODUCTION, [OWN]), (heading, kind, list(said)))
    return {(t[0].split(":")[1], t[2].split(":")[1]) for t in stated(made) if t[1] == "trained_on"}


@pytest.mark.parametrize(
    "said",
    [
        "If we had trained Quail-2 on Marshbirds, results would be better.",
        "Had we trained Quail-2 on Marshbirds, results may differ.",
        "We considered training on Marshbirds but decided against it.",
        "We refrained from training Quail-2 on Marshbirds.",
        "Had we used Heron, we would have trained on Marshbirds.",
        "Pipit is trained on Marshbirds.",
        "We didn't train on Marshbirds.",
        "We didn’t train Quail-2 on Marshbirds.",
        "Our models aren't trained on Marshbirds.",
        "Quail-2 cannot be trained on Marshbirds.",
        "Heron wasn't trained on Marshbirds.",
        "No Marshbirds images are used for training.",
        "No model was trained on Marshbirds.",
        "All models but Heron were trained on Marshbirds.",
        "We would also like to train on Marshbirds.",
        "We could have trained on Marshbirds.",
        "Should we train on Marshbirds?",
        "We wonder whether Quail-2 trained on Marshbirds is better.",
        "It is unclear whether Heron was trained on Marshbirds.",
        "Heron may have been trained on Marshbirds.",
        "Heron was possibly trained on Marshbirds.",
    ],
)
def test_what_was_not_done_or_by_somebody_unknown_is_not_stated(said: str) -> None:
    assert trained(said) == set()


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        (
            "We first fine-tune on WaderQA before fine-tuning on Reedcalls.",
            {("quail2", "waderqa"), ("quail2", "reedcalls")},
        ),
        (
            "We train Heron, Quail-1 and Quail-2 on Reedcalls.",
            {("heron", "reedcalls"), ("quail1", "reedcalls"), ("quail2", "reedcalls")},
        ),
        ("Heron combined data from Reedcalls with Marshbirds.", {("heron", "reedcalls"), ("heron", "marshbirds")}),
        (
            "We use the same training data as Finch (i.e. Reedcalls, Marshbirds) and WaderQA for tests.",
            {("quail2", "reedcalls"), ("quail2", "marshbirds")},
        ),
        (
            "We train Heron and Quail-1 on Reedcalls and Marshbirds, respectively.",
            {("heron", "reedcalls"), ("quail1", "marshbirds")},
        ),
        (
            "Heron [2] and Quail-1 were trained on Reedcalls and Marshbirds, respectively.",
            {("heron", "reedcalls"), ("quail1", "marshbirds")},
        ),
        (
            "We compare with Heron, which was pre-trained on Reedcalls and fine-tuned on Marshbirds.",
            {("heron", "reedcalls"), ("heron", "marshbirds")},
        ),
        ("We use Heron with longer legs, fine-tuned on Reedcalls.", {("heron", "reedcalls")}),
        ("The labels of Reedcalls are used for training.", {("quail2", "reedcalls")}),
        ("We also train Heron with the Reedcalls subset.", {("heron", "reedcalls")}),
        ("All Reedcalls models are trained for 90 epochs.", {("quail2", "reedcalls")}),
        ("We use Reedcalls and Marshbirds to train Quail-1.", {("quail1", "reedcalls"), ("quail1", "marshbirds")}),
    ],
)
def test_who_is_trained_on_what(said: str, pairs: set[tuple[str, str]]) -> None:
    assert trained(said) == pairs


@pytest.mark.parametrize(
    "said",
    [
        "Briefly finetuning on instructions leads to improvements on WaderQA.",
        "The training split is ten times larger than the tokens on WaderQA.",
        "With a Heron encoder pretrained elsewhere, our model reaches 90 on WaderQA.",
        "Finch et al. trains Heron over old notes, then demonstrates gains on WaderQA.",
        "We process all text with the WaderQA pipeline for training.",
    ],
)
def test_what_training_brings_is_not_trained_on(said: str) -> None:
    assert not {pair for pair in trained(said) if pair[1] == "waderqa"}


def test_what_explains_a_name_is_not_said_of_us() -> None:
    assert trained("We use Reedcalls, which is a copy of Marshbirds that was used to train Heron.") <= {
        ("heron", "reedcalls")
    }


def test_a_bare_name_left_by_a_page_break_is_no_item_of_a_list() -> None:
    assert not trained("Marshbirds.", kind=SectionKind.DATA, heading="2 Training data")


def test_a_name_with_its_share_is_an_item_of_a_list() -> None:
    assert trained("Marshbirds [67%].", kind=SectionKind.DATA, heading="2 Training data") == {("quail2", "marshbirds")}


def test_in_a_section_on_another_task_the_model_named_first_is_trained() -> None:
    said = ("We put Quail-2 into the detector Heron.", "Quail-1 is worse than Quail-1.", "We fine-tune on Marshbirds.")
    assert trained(*said, heading="4.2 Object detection") == {("heron", "marshbirds")}


def test_a_paper_that_introduces_no_model_means_the_one_of_its_title() -> None:
    made = document(
        ("4 Experiments", SectionKind.EXPERIMENTS, ["We train on Reedcalls.", "Heron is good."]),
        title="Training Heron with less data",
    )
    assert ("model:heron", "trained_on", "dataset:reedcalls") in stated(made)
    assert (PAPER, "introduces", "model:heron") not in stated(made)


def test_a_title_about_something_else_means_no_model() -> None:
    assert not {t for t in stated(told("We train on Reedcalls.", "Heron is good.")) if t[1] == "trained_on"}


def test_a_model_under_test_that_was_trained_elsewhere_is_no_training_of_ours() -> None:
    made = told(OWN, "We test Heron, which was trained on Reedcalls.")
    assert (PAPER, "trains_on", "dataset:reedcalls") not in stated(made)


def test_weights_that_are_taken_over_are_no_training_of_ours() -> None:
    made = told(
        OWN, "We initialize the layers with the weights trained on Reedcalls and train all layers on Marshbirds."
    )
    assert (PAPER, "trains_on", "dataset:reedcalls") not in stated(made)
    assert (PAPER, "trains_on", "dataset:marshbirds") in stated(made)


@pytest.mark.parametrize(
    ("said", "own_run"),
    [
        ("We start from Heron, which was pre-trained on Reedcalls.", False),
        ("We compare with Heron that had been trained on Reedcalls.", False),
        ("Heron is trained on Reedcalls as we do for Quail-2.", True),
        ("We compare with Heron, which was fine-tuned on Reedcalls.", True),
    ],
)
def test_what_a_model_was_trained_on_before_authors_took_it_is_no_run_of_theirs(said: str, own_run: bool) -> None:
    made = document(
        ("1 Introduction", SectionKind.INTRODUCTION, [OWN]), ("4 Experiments", SectionKind.EXPERIMENTS, [said])
    )
    trainings = [s for s in statements(made) if s.predicate is Predicate.TRAINED_ON and "heron" in s.subject]
    assert [e.extractor.startswith(OWN_RUN) for s in trainings for e in s.evidence] == [own_run]


@pytest.mark.parametrize(
    ("said", "pairs"),
    [
        ("We train and evaluate Quail-2 on Reedcalls.", {("quail2", "reedcalls")}),
        (
            "We trained and tested our model on Reedcalls and Marshbirds.",
            {("quail2", "reedcalls"), ("quail2", "marshbirds")},
        ),
        (
            "We train our model on two sets of questions: Reedcalls and the WaderQA dataset.",
            {("quail2", "reedcalls"), ("quail2", "waderqa")},
        ),
        (
            "We train our model on the two datasets of the task: Reedcalls, a set of calls, and WaderQA.",
            {("quail2", "reedcalls"), ("quail2", "waderqa")},
        ),
        ("We train them on other sets: Lark and Dove prefer Reedcalls.", set()),
        ("We train the Reedcalls models for 90 epochs.", {("quail2", "reedcalls")}),
        ("We thank Ada Fenwick for help with training models on Reedcalls.", set()),
        ("Heron was pre-trained from the Reedcalls corpus.", {("heron", "reedcalls")}),
        ("Heron was trained from scratch like those of Reedcalls.", set()),
        ("We train the parsers with a depth of 10 and evaluate them on Reedcalls.", {("quail2", "reedcalls")}),
        ("We train the parsers on Marshbirds and evaluate them on Reedcalls.", {("quail2", "marshbirds")}),
    ],
)
def test_training_and_testing_in_one_breath_lists_behind_colons_and_sources(
    said: str, pairs: set[tuple[str, str]]
) -> None:
    assert trained(said) == pairs
