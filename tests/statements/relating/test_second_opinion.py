import pytest

from kg.statements.relating.second_opinion import sure_of_training
from tests.statements.relating.worlds import read

SURE_OF = "Heron models pre-trained on the Marshbirds dataset sing well."


def sure(*sentences: str) -> list[tuple[str, str]]:
    document, told = read(*sentences)
    return [(p.scene.entity(p.model), p.scene.entity(p.dataset)) for p in sure_of_training(document, told)]


def test_what_is_told_of_a_model_at_large_is_sure() -> None:
    assert sure(SURE_OF) == [("model:heron", "dataset:marshbirds")]


@pytest.mark.parametrize(
    "sentence",
    [
        f"We use {SURE_OF}",
        "Heron models not pre-trained on the Marshbirds dataset sing well.",
        "Heron models pre-trained on the Marshbirds dataset could sing well.",
        "Heron models pre-trained on the Marshbirds dataset are fine-tuned.",
        "Heron is better than models trained on Marshbirds.",
        "Heron models evaluated on the Marshbirds dataset sing well.",
    ],
)
def test_own_runs_and_what_is_denied_supposed_or_said_of_others_are_left_to_the_rules(sentence: str) -> None:
    assert sure(sentence) == []
