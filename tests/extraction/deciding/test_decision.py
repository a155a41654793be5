import numpy as np
import pytest

from kg.extraction.deciding.decision import CLASSES, Decision, decision, linear_view

FEATURES = ["crf.D", "crf.M", "crf.S.mass", "crf.A.mass", "words"]
# one tree a class: the class "data" votes by crf.D alone, all others stay at nought
LEAF = {"feature": 0, "threshold": 0.0, "left": -1, "right": -1, "value": 0.0}


def made(*, weight: float = 0.0) -> Decision:
    nodes = [
        {"feature": 0, "threshold": 0.5, "left": 1, "right": 2, "value": 0.0},
        {**LEAF, "value": -2.0},
        {**LEAF, "value": 2.0},
        LEAF,
    ]
    roots = [3 if n != CLASSES.index("data") else 0 for n in range(len(CLASSES))]
    return Decision(
        {
            "features": np.array(FEATURES),
            "columns": np.array([0, 4]),
            "opinions": np.array([0]),
            "centre": np.zeros(3),
            "scale": np.ones(3),
            "weights": np.full((len(CLASSES), 3), weight),
            "bias": np.zeros(len(CLASSES)),
            "roots": np.array(roots),
            "baseline": np.zeros(len(CLASSES)),
            **{key: np.array([n[key] for n in nodes]) for key in LEAF},
        }
    )


def test_rows_sum_to_one_whatever_was_asked() -> None:
    table = np.array([[0.9, 0.1, 0.2, 0, 2], [-1, -1, -1, -1, 1], [0, 0, 0, 0, 1]], dtype=np.float32)
    assert made().probabilities(FEATURES, table).sum(axis=1) == pytest.approx([1, 1, 1])


def test_trees_and_taggers_share_the_say() -> None:
    low, high = made().probabilities(FEATURES, np.array([[0.4, 0, 0, 0, 1], [0.6, 0, 0, 0, 1]], dtype=np.float32))[:, 1]
    even, steep = 1 / len(CLASSES), np.exp(2) / (np.exp(2) + len(CLASSES) - 1)
    assert high == pytest.approx((even + steep) / 4 + 0.6 / 2)
    assert low < high


def test_a_tagger_that_was_not_asked_says_nothing() -> None:
    (row,) = made().probabilities(FEATURES, np.array([[-1, -1, -1, -1, 1]], dtype=np.float32))
    assert row[0] > 0.5


def test_other_features_than_those_of_the_training_are_refused() -> None:
    with pytest.raises(ValueError, match="not those"):
        made().probabilities(["words"], np.zeros((1, 1), dtype=np.float32))


def test_no_proposals_have_no_probabilities() -> None:
    assert made().probabilities([], np.zeros((0, 0), dtype=np.float32)).shape == (0, len(CLASSES))


def test_the_linear_view_tells_no_opinion_from_a_small_one() -> None:
    view = linear_view(np.array([[-1.0, 3.0], [0.0, 3.0]], dtype=np.float32), np.array([0]))
    assert view[0, 0] == view[1, 0]
    assert list(view[:, 2]) == [1.0, 0.0]


@pytest.mark.parametrize("name", ["crf", "crf+net"])
def test_the_shipped_decisions_know_their_taggers(name: str) -> None:
    features = decision(name).features
    for tagger in name.split("+"):
        assert {f"{tagger}.D", f"{tagger}.M", f"{tagger}.S.mass"} <= set(features)
    assert ("net.D" in features) == name.endswith("net")
