"""The trained decision: how likely each proposal is a name of data, of a model, or of a source of data."""

import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

CLASSES = ("none", "data", "part of data", "model", "part of model", "source", "architecture")
"""What a proposal may be; a part shares much of its words with a name and has not its bounds."""

_AT_ONCE = 512
"""How many rows are weighed side by side; each takes some kilobytes meanwhile."""

Table = NDArray[np.float32]

_TAGGER = re.compile(r"[a-z]+\.D")
_OWN = {
    "D": CLASSES.index("data"),
    "M": CLASSES.index("model"),
    "S.mass": CLASSES.index("source"),
    "A.mass": CLASSES.index("architecture"),
}
"""What of a tagger's opinion speaks for which class."""


class Decision:
    """A linear model and boosted trees (Friedman, 2001) over the features of description.py, and the taggers themselves.

    The two models weigh all signs and the whole paper, and share one half of the say; the taggers' own probabilities have
    the other half, for they were trained on every word where the models saw proposals of sixty papers.

    parts are the arrays that ``training/names/decision.py`` writes: features (names, in order), the linear model's
    columns, centre, scale, weights and bias, and the trees' nodes. Needs numpy alone.
    """

    def __init__(self, parts: dict[str, Any]) -> None:
        self.features = [str(f) for f in parts["features"]]
        self._columns = parts["columns"]
        self._opinions = parts["opinions"]
        self._centre, self._scale = parts["centre"], parts["scale"]
        self._weights, self._bias = parts["weights"], parts["bias"]
        self._roots, self._baseline = parts["roots"], parts["baseline"]
        self._feature, self._threshold = parts["feature"], parts["threshold"]
        self._left, self._right, self._value = parts["left"], parts["right"], parts["value"]
        taggers = sorted({name.partition(".")[0] for name in self.features if _TAGGER.fullmatch(name)})
        self._own = {
            column: [self.features.index(f"{tagger}.{kind}") for tagger in taggers] for kind, column in _OWN.items()
        }

    def probabilities(self, features: list[str], table: Table) -> NDArray[np.float64]:
        """One row a proposal, one column a class; rows sum to one.

        Raises:
            ValueError: the features are not those that the model was trained on.
        """
        if not len(table):
            return np.zeros((0, len(CLASSES)))
        if features != self.features:
            raise ValueError("the features described are not those that the decision was trained on")
        parts = [table[start : start + _AT_ONCE] for start in range(0, len(table), _AT_ONCE)]
        return np.concatenate([(self._linear(p) + self._trees(p)) / 4 + self._taggers(p) / 2 for p in parts])

    def _taggers(self, table: Table) -> NDArray[np.float64]:
        """The mean of what the taggers that were asked give to just these words being a name."""
        own = np.zeros((len(table), len(CLASSES)))
        for column, places in self._own.items():
            given = table[:, places].astype(np.float64)
            asked = given >= 0
            own[:, column] = np.where(asked, given, 0.0).sum(axis=1) / np.maximum(asked.sum(axis=1), 1)
        own[:, 0] = np.maximum(1 - own.sum(axis=1), 0.0)
        shares: NDArray[np.float64] = own / own.sum(axis=1, keepdims=True)
        return shares

    def _linear(self, table: Table) -> NDArray[np.float64]:
        given = linear_view(table[:, self._columns], self._opinions)
        return _softmax((given - self._centre) / self._scale @ self._weights.T + self._bias)

    def _trees(self, table: Table) -> NDArray[np.float64]:
        """All trees at once: each row stands at a node of each tree, and steps down until all stand at leaves."""
        rows = np.arange(len(table))[:, None]
        at = np.broadcast_to(self._roots, (len(table), len(self._roots)))
        while True:
            leaves = self._left[at] < 0
            if leaves.all():
                break
            down = np.where(table[rows, self._feature[at]] <= self._threshold[at], self._left[at], self._right[at])
            at = np.where(leaves, at, down)
        voted = self._value[at].reshape(len(table), -1, len(CLASSES)).sum(axis=1)
        return _softmax(self._baseline + voted)


def linear_view(table: Table, opinions: NDArray[np.int64]) -> NDArray[np.float64]:
    """The features as the linear model takes them: probabilities as log odds, and whether there was one at all."""
    view = table.astype(np.float64)
    given = view[:, opinions]
    bounded = np.clip(given, 0.0, 1.0)
    view[:, opinions] = np.log((bounded + 0.02) / (1.02 - bounded))
    return np.hstack([view, (given < 0).astype(np.float64)])


def _softmax(raw: NDArray[np.float64]) -> NDArray[np.float64]:
    raised = np.exp(raw - raw.max(axis=1, keepdims=True))
    result: NDArray[np.float64] = raised / raised.sum(axis=1, keepdims=True)
    return result


@lru_cache(maxsize=2)
def decision(name: str) -> Decision:
    """The decision that travels with kg: "crf" over the linear-chain tagger, "crf+net" over both taggers."""
    with files("kg.extraction.deciding.model").joinpath(f"{name}.npz").open("rb") as file:
        return Decision(dict(np.load(file, allow_pickle=False)))
