"""Which words are worth the dearer tagger's time."""

from collections.abc import Iterator, Sequence

import numpy as np

from kg.extraction.tagging.features import Stretch
from kg.extraction.tagging.opinions import Opinion, Probabilities

_INSIDE, _OUTSIDE = 0.05, 0.985
"""Below and above which probability of being in no name the cheap tagger is sure of a word."""
_AROUND = 8
"""How many words to either side the dearer tagger is shown."""
_TELLING = "grvbtx"
"""The letters of the marks by which lexicon and rules speak of a name."""


def worth_asking(stretches: Sequence[Stretch], cheap: Opinion) -> list[range | None]:
    """The words of each stretch that the dearer tagger should look at; None where it would tell nothing new.

    It is asked where the cheap tagger doubts a word, or takes a word that lexicon or rules point at for none of a name.
    """
    return [_words(s, rows) for s, rows in zip(stretches, cheap.stretches, strict=True)]


def _words(stretch: Stretch, rows: Probabilities | None) -> range | None:
    if rows is None:
        return None
    outside = rows[:, 0]
    named = np.fromiter(_named(stretch), dtype=bool, count=len(outside))
    may_be = (outside < _OUTSIDE) | named
    if not (may_be & (outside > _INSIDE)).any():
        return None
    at = np.flatnonzero(may_be)
    return range(max(0, int(at[0]) - _AROUND), min(len(outside), int(at[-1]) + 1 + _AROUND))


def _named(stretch: Stretch) -> Iterator[bool]:
    return (any(mark[1] in _TELLING for mark in marks) for marks in stretch.marks)
