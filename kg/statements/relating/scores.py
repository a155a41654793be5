"""How likely a sentence says that a model was trained or evaluated on data: the trained second opinion."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.core.document import Document
from kg.statements.relating.signs import pairs_of
from kg.statements.scenes import Scene


class Said(StrEnum):
    """What a sentence may say of a model and data."""

    TRAINED = "trained-with"
    EVALUATED = "evaluated-with"


LIKELY = 0.3
"""From which probability on a pair is best taken to be meant: the highest F1 of either relation on papers left out."""


@dataclass(frozen=True, slots=True)
class RelationScore:
    """Of a model and a dataset in one scene, by their markers: how likely each relation is said to hold."""

    scene: Scene
    model: str
    dataset: str
    trained: float
    evaluated: float


class Weigher:
    """A logistic regression for each relation over hashed signs, next to each other in one table of weights.

    parts are the arrays that ``training/relations/relation_training.py`` writes: relations (names, in order), weights (one row a
    slot, one column a relation), scale and bias. Needs numpy alone.
    """

    def __init__(self, parts: Mapping[str, Any]) -> None:
        self.relations = [str(name) for name in parts["relations"]]
        self._weights: NDArray[np.float64] = parts["weights"].astype(np.float64) * parts["scale"]
        self._bias: NDArray[np.float64] = parts["bias"]

    def probabilities(self, signs: Sequence[str]) -> dict[str, float]:
        """The probability of each relation, by name; they need not sum to one, for a sentence may say both."""
        slots = sorted(set(slots_of(signs, len(self._weights))))
        raw = self._weights[slots].sum(axis=0) + self._bias
        return dict(zip(self.relations, (1 / (1 + np.exp(-raw))).tolist(), strict=True))


def relation_scores(
    document: Document, scenes: Iterable[Scene], weigher: Weigher | None = None
) -> Iterator[RelationScore]:
    """Yield a score for every pair of a model and a dataset that stand in one of the document's scenes.

    Each scene is judged by itself. Without weigher the one that travels with kg is asked. Order: of the scenes, then of
    the markers.
    """
    asked = weigher or shipped_weigher()
    for scene in scenes:
        for pair in pairs_of(document, scene):
            given = asked.probabilities(pair.signs)
            yield RelationScore(scene, pair.model, pair.dataset, given[Said.TRAINED], given[Said.EVALUATED])


def slots_of(signs: Sequence[str], slots: int) -> list[int]:
    """The slot of each sign in a table of that many: a hash, so that no list of signs has to travel.

    >>> slots_of(["MD", "MD", "DM"], 2**15)
    [17720, 17720, 18365]
    """
    return [_hash(sign) % slots for sign in signs]


@lru_cache(maxsize=2**16)
def _hash(sign: str) -> int:
    return int.from_bytes(blake2b(sign.encode(), digest_size=6).digest(), "big")


@lru_cache(maxsize=1)
def shipped_weigher() -> Weigher:
    """The weights that travel with kg, read once."""
    with files("kg.statements.relating.model").joinpath("relations.npz").open("rb") as file:
        return Weigher(dict(np.load(file, allow_pickle=False)))
