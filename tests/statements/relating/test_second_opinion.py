import pytest

from kg.statements.relating.scores import Said, relation_scores
from kg.statements.relating.second_opinion import DOUBTED, SecondOpinion, second_opinion
from tests.statements.relating.worlds import read

TOLD = "Heron was trained on Marshbirds."


def test_a_pair_below_the_bound_is_doubted_and_one_above_is_not() -> None:
    _, (scene,) = read(TOLD)
    place = (scene.span.start, "model:heron", "dataset:marshbirds")
    for score, doubted in ((DOUBTED[Said.TRAINED] - 0.01, True), (DOUBTED[Said.TRAINED] + 0.01, False)):
        second = SecondOpinion((), {Said.TRAINED: {place: score}, Said.EVALUATED: {}})
        assert second.doubts(Said.TRAINED, scene, "model:heron", "dataset:marshbirds") is doubted


def test_what_names_no_model_is_not_doubted() -> None:
    document, told = read("We trained on Marshbirds.")
    second = second_opinion(document, told)
    assert not second.doubts(Said.TRAINED, told[0], None, "dataset:marshbirds")
    assert not second.doubts(Said.TRAINED, told[0], "model:quail2", "dataset:marshbirds")


def test_plain_training_is_not_doubted() -> None:
    document, told = read(TOLD)
    assert not second_opinion(document, told).doubts(Said.TRAINED, told[0], "model:heron", "dataset:marshbirds")


def test_of_a_name_that_stands_twice_the_likelier_place_counts() -> None:
    document, told = read("Heron is a bird model, and Heron was pre-trained on Marshbirds.")
    scores = [s.trained for s in relation_scores(document, told)]
    place = (told[0].span.start, "model:heron", "dataset:marshbirds")
    assert len(scores) == 2
    assert second_opinion(document, told).scores[Said.TRAINED][place] == max(scores)


SURE_OF = "Heron models pre-trained on the Marshbirds dataset sing well."


def sure(*sentences: str) -> list[tuple[str, str]]:
    document, told = read(*sentences)
    return [
        (p.scene.entity(p.model), p.scene.entity(p.dataset)) for p in second_opinion(document, told).sure_of_training()
    ]


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
