"""What a tagger thinks of each word, and what follows from it for stretches of words."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LABELS = ("O", "B-D", "I-D", "B-M", "I-M", "B-A", "I-A", "B-S", "I-S")
"""Outside; begin and inside of names of data (D), models (M), architectures (A) and sources of data (S)."""

Probabilities = NDArray[np.float32]
"""One row a word, one column a label; rows sum to one."""

_COLUMN = {kind: (LABELS.index(f"B-{kind}"), LABELS.index(f"I-{kind}")) for kind in "DMAS"}
_DOUBT = 0.15  # a word that is so likely inside a name joins a proposal


@dataclass(frozen=True, slots=True)
class Opinion:
    """A tagger's probabilities for the stretches of a document, in order; None where it was not asked."""

    tagger: str
    stretches: tuple[Probabilities | None, ...]


Rows = list[list[float]]
"""Probabilities as plain lists: a handful of numbers is read many times faster from them."""


def probability(rows: Rows | None, first: int, last: int, kind: str) -> float:
    """How likely the words from first up to but not including last are one name of the kind, no more and no less.

    Taken as the weakest of: it begins there, each further word goes on, and the word behind does not.
    """
    if rows is None:
        return -1.0
    begin, inside = _COLUMN[kind]
    weakest = rows[first][begin]
    for word in range(first + 1, last):
        weakest = min(weakest, rows[word][inside])
    if last < len(rows):
        weakest = min(weakest, 1.0 - rows[last][inside])
    return weakest


def mass(rows: Rows | None, first: int, last: int, kind: str) -> float:
    """The mean probability of the words to be in any name of the kind."""
    if rows is None:
        return -1.0
    begin, inside = _COLUMN[kind]
    return sum([row[begin] + row[inside] for row in rows[first:last]]) / (last - first)


def proposed(rows: Probabilities, kind: str) -> Iterator[tuple[int, int]]:
    """Runs of words that may be names of the kind: each likely begin, and as far as going on is likelier than not."""
    begin, inside = _COLUMN[kind]
    size = len(rows)
    for first in np.flatnonzero(rows[:, begin] > _DOUBT):
        last = int(first) + 1
        while last < size and rows[last, inside] > max(0.3, rows[last, begin]):
            last += 1
        yield int(first), last
        if last < size and rows[last, inside] > _DOUBT:
            further = last + 1
            while further < size and rows[further, inside] > _DOUBT:
                further += 1
            yield int(first), further
