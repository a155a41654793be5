"""The linear-chain model: quick, and sure where the words around a name show it."""

from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from threading import Lock

import numpy as np
import pycrfsuite

from kg.extraction.tagging.document_words import DocumentWords
from kg.extraction.tagging.features import Stretch, features_of
from kg.extraction.tagging.opinions import LABELS, Opinion, Probabilities

MODEL = "names.crfsuite"
_OUTSIDE = 0.98  # a word so surely outside of names is asked no further


class CrfTagger:
    """A conditional random field over the words of a stretch (Lafferty et al., 2001), read from bytes of CRFsuite."""

    name = "crf"

    def __init__(self, model: bytes) -> None:
        self._model = model  # the tagger reads these bytes in place, so they must live as long as it does
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(model)
        self._known = [(column, label) for column, label in enumerate(LABELS) if label in self._tagger.labels()]
        self._one_at_a_time = Lock()  # a tagger holds the sequence that it works on

    def opinion(self, stretches: Sequence[Stretch], document: DocumentWords) -> Opinion:
        """The probabilities of the labels for each stretch that may hold a name; None for the others."""
        with self._one_at_a_time:
            return Opinion(self.name, tuple(self._rows(s, document) if s.may_name else None for s in stretches))

    def _rows(self, stretch: Stretch, document: DocumentWords) -> Probabilities:
        self._tagger.set(features_of(stretch, document))
        marginal = self._tagger.marginal
        rows = np.zeros((len(stretch.words), len(LABELS)), dtype=np.float32)
        for word in range(len(stretch.words)):
            outside = marginal("O", word)
            rows[word, 0] = outside
            if outside <= _OUTSIDE:
                for column, label in self._known:
                    rows[word, column] = marginal(label, word)
        return rows


@lru_cache(maxsize=1)
def crf_tagger() -> CrfTagger:
    """The tagger that travels with kg, loaded once a process."""
    return CrfTagger(files("kg.extraction.tagging.model").joinpath(MODEL).read_bytes())
