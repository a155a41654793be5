import pytest

from tests.made import told
from tests.statements.telling import OWN, stated

OWN_DATA = "We introduce WaderQA, a new corpus."


@pytest.mark.parametrize(
    ("said", "triple"),
    [
        (
            "Heron is a series of Quail-1 models finetuned on Reedcalls.",
            ("model:heron", "fine_tuned_from", "model:quail1"),
        ),
        (
            "Heron is a series of Quail-1 models finetuned on Reedcalls.",
            ("model:heron", "trained_on", "dataset:reedcalls"),
        ),
        (
            "We show texts of Heron, i.e. Quail-1 fine-tuned with care.",
            ("model:heron", "fine_tuned_from", "model:quail1"),
        ),
        (
            "We warm-start the weights from the public Heron checkpoint.",
            ("model:quail2", "fine_tuned_from", "model:heron"),
        ),
        ("We use Heron as our base language model.", ("model:quail2", "fine_tuned_from", "model:heron")),
        ("Heron with a Quail-1 backbone sings.", ("model:heron", "fine_tuned_from", "model:quail1")),
        ("Heron is a regular Quail-1 with longer legs.", ("model:heron", "architecture_from", "model:quail1")),
        ("Heron, namely Quail-1 with longer legs, sings.", ("model:heron", "architecture_from", "model:quail1")),
        ("A Quail-1-based end-to-end model, dubbed Heron.", ("model:heron", "architecture_from", "model:quail1")),
        ("We try models based on Quail-1, such as Heron.", ("model:heron", "architecture_from", "model:quail1")),
        ("Heron replaces the wings in Quail-1 with fins.", ("model:heron", "architecture_from", "model:quail1")),
        ("We use Heron with a longer beak as foundation.", ("model:quail2", "architecture_from", "model:heron")),
        ("Heron with a Quail-1 encoder sings.", ("model:heron", "architecture_from", "model:quail1")),
        ("WaderQA—a new subset of Reedcalls—is small.", ("dataset:waderqa", "derived_from", "dataset:reedcalls")),
        (
            "WaderBench is a board of birds, it consists of two tasks: WaderQA and Reedcalls.",
            ("dataset:waderbench", "has_part", "dataset:reedcalls"),
        ),
        (
            "WaderQA consists of loud calls and labels from Reedcalls.",
            ("dataset:waderqa", "derived_from", "dataset:reedcalls"),
        ),
        ("Heron denotes a small Quail-1.", ("model:heron", "architecture_from", "model:quail1")),
        ("We adopt Heron as the encoder.", ("model:quail2", "architecture_from", "model:heron")),
        ("Heron has four Quail-1 layers.", ("model:heron", "architecture_from", "model:quail1")),
        ("We train a large model similar to Heron.", ("model:quail2", "architecture_from", "model:heron")),
        ("The model largely follows the details of Heron.", ("model:quail2", "architecture_from", "model:heron")),
        ("Heron: A small version of Quail-1 without labels.", ("model:heron", "architecture_from", "model:quail1")),
        (
            "Our model can be considered a continuous form of Heron.",
            ("model:quail2", "architecture_from", "model:heron"),
        ),
        (
            "WaderQA is a cleaned version of the first pages, dumped from Reedcalls.",
            ("dataset:waderqa", "derived_from", "dataset:reedcalls"),
        ),
        (
            "WaderQA contains cleaned text from the Reedcalls archive.",
            ("dataset:waderqa", "derived_from", "dataset:reedcalls"),
        ),
        (
            "In creating WaderQA, we filtered all text from Reedcalls.",
            ("dataset:waderqa", "derived_from", "dataset:reedcalls"),
        ),
        ("We filter Reedcalls by length to obtain WaderQA.", ("dataset:waderqa", "derived_from", "dataset:reedcalls")),
        (
            "WaderQA and Reedcalls are hard tasks from the WaderBench benchmark.",
            ("dataset:waderbench", "has_part", "dataset:waderqa"),
        ),
        (
            "WaderQA dataset, the public part of the Marshbirds, is small.",
            ("dataset:marshbirds", "has_part", "dataset:waderqa"),
        ),
    ],
)
def test_a_way_of_saying_where_something_comes_from(said: str, triple: tuple[str, str, str]) -> None:
    assert triple in stated(told(OWN, said))


@pytest.mark.parametrize(
    "said",
    [
        "Models similar to Heron exist elsewhere.",
        "We consider a variant of the Heron-style objective.",
        "We build a pipeline based on Heron.",
        "Our model is not similar to Heron.",
        "WaderQA has 23,354 turns, Reedcalls comprises 19,986 turns.",
        "WaderQA consists of 100k pairs, and uses Reedcalls for look-ups.",
        "We evaluate on WaderQA, two versions of Reedcalls and others.",
        "Heron-XL is like Heron.",
        "Our model is fine-tuned on all of Heron.",
    ],
)
def test_what_sounds_alike_and_is_no_lineage(said: str) -> None:
    lineage = {"fine_tuned_from", "architecture_from", "derived_from", "has_part"}
    assert not {t for t in stated(told(OWN, said)) if t[1] in lineage}


def test_a_family_is_trained_and_not_what_it_comes_from() -> None:
    found = stated(told("Heron is a series of Quail-1 models finetuned on Reedcalls."))
    assert ("model:quail1", "trained_on", "dataset:reedcalls") not in found


def test_our_corpus_means_the_one_that_the_paper_introduces() -> None:
    found = stated(told(OWN_DATA, "Our corpus was collected from the Reedcalls archive."))
    assert ("dataset:waderqa", "derived_from", "dataset:reedcalls") in found


def test_with_two_own_data_sets_our_corpus_means_neither() -> None:
    found = stated(told(OWN_DATA, "We introduce Marshbirds, a new corpus.", "Our corpus was collected from Reedcalls."))
    assert not {t for t in found if t[1] == "derived_from"}
