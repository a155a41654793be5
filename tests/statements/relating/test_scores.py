import numpy as np
import pytest

from kg.statements.relating.scores import RelationScore, Said, Weigher, relation_scores, shipped_weigher, slots_of
from tests.statements.relating.worlds import read


def scores(*sentences: str) -> list[RelationScore]:
    document, told = read(*sentences)
    return list(relation_scores(document, told))


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Heron was pre-trained on Marshbirds.", "trained"),
        ("We use a Heron pre-trained on the Marshbirds dataset as the backbone.", "trained"),
        ("We fine-tune Heron on Marshbirds for three epochs.", "trained"),
        ("Heron achieves 91.2% accuracy on Marshbirds.", "evaluated"),
        ("Table 3: Results of Heron on the Marshbirds test set.", "evaluated"),
        ("Heron outperforms earlier work on Marshbirds.", "evaluated"),
    ],
)
def test_what_a_sentence_says_is_the_likelier(sentence: str, said: str) -> None:
    (score,) = scores(sentence)
    other = {"trained": score.evaluated, "evaluated": score.trained}[said]
    assert getattr(score, said) > other


def test_the_model_that_was_trained_is_likelier_than_the_one_beside_it() -> None:
    heron, teal = scores("Heron is better than a Teal that was pre-trained on Marshbirds.")
    assert teal.trained > heron.trained


def test_a_model_of_the_next_sentence_makes_no_pair() -> None:
    assert scores("Heron sings.", "It was trained on Marshbirds.") == []


def test_scores_are_probabilities_and_the_same_each_time() -> None:
    told = "Heron and Teal were trained on Marshbirds and tested on DuckBench."
    found = scores(told)
    assert found == scores(told)
    assert len(found) == 4
    assert all(0 < p < 1 for s in found for p in (s.trained, s.evaluated))


def test_weights_are_summed_once_for_each_slot() -> None:
    weights = np.zeros((64, 2), dtype=np.int8)
    (slot,) = slots_of(["MD"], 64)
    weights[slot] = (10, -10)
    parts = {
        "relations": np.array([Said.TRAINED.value, Said.EVALUATED.value]),
        "weights": weights, "scale": np.array([0.1, 0.1]), "bias": np.array([0.0, 0.0]),
    }  # fmt: skip
    given = Weigher(parts).probabilities(["MD", "MD"])
    assert given[Said.TRAINED] == pytest.approx(1 / (1 + np.exp(-1)))
    assert given[Said.EVALUATED] == pytest.approx(1 / (1 + np.exp(1)))


def test_the_shipped_weights_tell_both_relations() -> None:
    assert set(shipped_weigher().relations) == set(Said)
