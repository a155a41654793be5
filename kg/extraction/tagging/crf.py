"""The linear-chain model: quick, and sure where the words around a name show it."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from kg.extraction.tagging.chain import marginals
from kg.extraction.tagging.crf_file import read_model
from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.features import Stretch, groups_of
from kg.extraction.tagging.forms import Names
from kg.extraction.tagging.opinions import LABELS, Opinion

MODEL = "names.crfsuite"
_OUTSIDE = 0.98  # of a word so surely outside of names nothing else is told
_MOST_GROUPS = 200_000
"""So many groups of features are remembered with their weights."""


class CrfTagger:
    """A conditional random field over the words of a stretch (Lafferty et al., 2001), read from bytes of CRFsuite.

    CRFsuite's own tagger looks up each feature of each word anew; here groups of features that go together are looked up
    once, and all stretches of a document are asked about at a time.
    """

    name = "crf"

    def __init__(self, model: bytes) -> None:
        read = read_model(model)
        columns = [LABELS.index(label) for label in read.labels]
        self._transition = read.transition
        self._columns = np.array(columns)
        self._outside = read.labels.index("O")
        self._weights = _GroupWeights(read.rows, read.state)
        self._one_at_a_time = Lock()  # the remembered groups grow

    @classmethod
    def from_file(cls, path: Path) -> "CrfTagger":
        """The tagger in a file."""
        return cls(path.read_bytes())

    def opinion(self, stretches: Sequence[Stretch], document: DocumentWords) -> Opinion:
        """The probabilities of the labels for each stretch that may hold a name; None for the others."""
        asked = [s for s in stretches if s.may_name]
        if not asked:
            return Opinion(self.name, (None,) * len(stretches))
        with self._one_at_a_time:
            scores = self._weights.scores(groups for s in asked for groups in groups_of(s, document))
        sizes = [len(s.words) for s in asked]
        found = marginals(scores, sizes, self._transition)
        found[np.ix_(found[:, self._outside] > _OUTSIDE, self._columns != 0)] = 0
        rows = np.zeros((len(found), len(LABELS)), dtype=np.float32)
        rows[:, self._columns] = found
        told = iter(np.split(rows, np.cumsum(sizes)[:-1]))
        return Opinion(self.name, tuple(next(told) if s.may_name else None for s in stretches))


class _GroupWeights:
    """What groups of features that go together weigh for each label.

    Groups are known again by identity, which is quicker than hashing all their names; those remembered are kept alive, so
    that no other takes their identity.
    """

    def __init__(self, rows: dict[bytes, int], state: NDArray[np.float64]) -> None:
        self._rows, self._state = rows, state
        self._forget()

    def scores(self, words: Iterable[Sequence[Names]]) -> NDArray[np.float64]:
        """For each word, given as its groups of features, what all of them weigh together."""
        if len(self._kept) > _MOST_GROUPS:
            self._forget()
        flat: list[Names] = []
        begins: list[int] = []
        for groups in words:
            begins.append(len(flat))
            flat += groups
        numbers = list(map(self._by_identity.get, map(id, flat)))
        known = [self._remember(flat[at]) if number is None else number for at, number in enumerate(numbers)]
        scores: NDArray[np.float64] = np.add.reduceat(self._weights[known], begins, axis=0)
        return scores

    def _forget(self) -> None:
        self._by_identity: dict[int, int] = {}
        self._numbers: dict[Names, int] = {}
        self._kept: list[Names] = []
        self._weights = np.zeros((1024, self._state.shape[1]))
        self._size = 1

    def _remember(self, group: Names) -> int:
        """The number of the group's weights; 0 are those of features that the model does not know."""
        number = self._numbers.get(group)
        if number is None:
            number = self._numbers[group] = self._weigh(group)
        if id(group) not in self._by_identity:
            self._by_identity[id(group)] = number
            self._kept.append(group)
        return number

    def _weigh(self, group: Names) -> int:
        known = [self._rows[name] for name in group if name in self._rows]
        if not known:
            return 0
        if self._size == len(self._weights):
            self._weights = np.concatenate([self._weights, np.zeros_like(self._weights)])
        self._weights[self._size] = self._state[known].sum(axis=0) if len(known) > 1 else self._state[known[0]]
        self._size += 1
        return self._size - 1


@lru_cache(maxsize=1)
def crf_tagger() -> CrfTagger:
    """The tagger that travels with kg, loaded once a process."""
    return CrfTagger(files("kg.extraction.tagging.model").joinpath(MODEL).read_bytes())
