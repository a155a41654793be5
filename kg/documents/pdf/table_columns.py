"""Where the columns of a table stand, by the ink of all its rows."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Generic, NamedTuple, Protocol, TypeVar

from kg.documents.pdf.page_words import Word


class HasWord(Protocol):
    """What a piece is made of."""

    @property
    def word(self) -> Word:
        """The word and where it stands."""
        ...


T = TypeVar("T", bound=HasWord)

_LEAST_GAP = 0.15
"""Columns are at least so many ems apart where pieces tell them."""
_TIGHT_GAP = 0.28
"""Columns of numbers with no wide gap between them are at least so many ems apart."""
NUMBER = re.compile(r"[(±+<>~∼≈−-]{0,9}\$?\d[\d.,:]*[%KMBkx×)†‡*∗]*|[-–—✓✗]|N/A|n/a")


class Piece(NamedTuple, Generic[T]):
    """Words of a row that no wide gap parts: left, right and baseline, the type's size, and the words."""

    x0: float
    x1: float
    y: float
    size: float
    tokens: tuple[T, ...]


class Columns:
    """The columns of a table from left to right: extents are what each fills."""

    def __init__(self, extents: Iterable[tuple[float, float]]) -> None:
        self.extents = tuple(extents)
        self._edges = [(a[1] + b[0]) / 2 for a, b in pairwise(self.extents)]

    def of(self, x0: float, x1: float) -> int:
        """The column in which the middle of something from x0 to x1 stands."""
        return bisect_left(self._edges, (x0 + x1) / 2)

    def reached(self, x0: float, x1: float) -> Sequence[int]:
        """The columns that something from x0 to x1 covers a good part of, where it reaches over more than one."""
        around = range(bisect_left(self._edges, x0), bisect_left(self._edges, x1) + 1)
        if len(around) < 2:
            return ()
        covered = [i for i in around if _share(self.extents[i], x0, x1) > 0.3]
        return covered if len(covered) > 1 else ()

    def heads(self, row: Sequence[Piece[T]]) -> list[int | None]:
        """For each piece of a head row the first of the columns that it heads, None where it stands over one alone.

        A head stands in the middle of its columns. In the middle of one of them it is believed to head several only
        where the heads of the row leave no column over.
        """
        middles = [(p.x0 + p.x1) / 2 for p in row]
        bounds = [float("-inf"), *((a + b) / 2 for a, b in pairwise(middles)), float("inf")]
        groups = [self._group(p, low, high) for p, low, high in zip(row, bounds, bounds[1:], strict=False)]
        headed = {i for group in groups for i in group}
        complete = headed >= set(range(1, len(self.extents)))
        return [
            group[0] if len(group) > 1 and (complete or not self._is_over(middle)) else None
            for group, middle in zip(groups, middles, strict=True)
        ]

    def _group(self, piece: Piece[T], low: float, high: float) -> range:
        """The columns between low and high whose middle the piece stands in; the first column names rows."""
        middle = (piece.x0 + piece.x1) / 2
        below = [i for i, (a, b) in enumerate(self.extents) if low < (a + b) / 2 < high]
        for first in below[:-1]:
            for last in reversed(below):
                between = (self.extents[first][0] + self.extents[last][1]) / 2
                if last > first > 0 and abs(between - middle) < 0.6 * piece.size:
                    return range(first, last + 1)
        over = [i for i in below if self.extents[i][0] - 1 <= middle <= self.extents[i][1] + 1]
        return range(over[0], over[0] + 1) if over else range(0)

    def _is_over(self, middle: float) -> bool:
        return any(left - 0.5 <= middle <= right + 0.5 for left, right in self.extents)


def _share(extent: tuple[float, float], x0: float, x1: float) -> float:
    """How much of the extent lies between x0 and x1."""
    left, right = extent
    return (min(right, x1) - max(left, x0)) / max(right - left, 0.1)


def columns_over(rows: Sequence[Sequence[Piece[T]]]) -> Columns:
    """The columns of the rows: stretches that no row, or one in ten, has ink between."""
    voting = _voting(rows)
    if not voting:
        pieces = [p for row in rows for p in row]
        return Columns([(min(p.x0 for p in pieces), max(p.x1 for p in pieces))])
    size = max(p.size for row in voting for p in row)
    inks = [[(p.x0, p.x1) for p in row] for row in voting]
    extents = _extents(inks, _LEAST_GAP * size, _spared(len(inks)))
    return Columns(part for extent in extents for part in _tight(extent, voting, _TIGHT_GAP * size))


def _spared(rows: int) -> int:
    """How many rows may have ink between two columns: heads over several, long labels."""
    return max(rows // 8, 1 if rows > 3 else 0)


def _voting(rows: Sequence[Sequence[Piece[T]]]) -> list[Sequence[Piece[T]]]:
    """The rows that tell the columns: those with more than half as many pieces as most have."""
    counts = sorted(len(row) for row in rows if len(row) > 1)
    if not counts:
        return []
    usual = counts[len(counts) // 2]
    return [row for row in rows if len(row) > 1 and len(row) > 0.6 * usual]


def _extents(inks: Sequence[Sequence[tuple[float, float]]], least: float, spared: int) -> Iterator[tuple[float, float]]:
    """The stretches where more than the spared number of rows have ink, and lone pieces between them."""
    dense = list(_stretches((i for row in inks for i in row), spared))
    lone: list[tuple[float, float]] = []
    if spared:
        lone = [ink for row in inks for ink in row if all(ink[1] <= a + 0.01 or ink[0] >= b - 0.01 for a, b in dense)]
    merged: list[tuple[float, float]] = []
    for left, right in sorted(dense + list(_stretches(lone, 0))):
        if merged and left - merged[-1][1] < least:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    yield from merged


def _stretches(inks: Iterable[tuple[float, float]], spared: int) -> Iterator[tuple[float, float]]:
    events = sorted(event for a, b in inks for event in ((a, 1), (b, -1)))
    depth, start = 0, 0.0
    for x, step in events:
        before, depth = depth, depth + step
        if before <= spared < depth:
            start = x
        elif depth <= spared < before and x > start:
            yield start, x


def _tight(
    extent: tuple[float, float], rows: Sequence[Sequence[Piece[T]]], least: float
) -> Iterator[tuple[float, float]]:
    """The columns of numbers inside what looks like one, where gaps between words stand under each other."""
    inside = [[t.word for p in row if p.x0 < extent[1] and p.x1 > extent[0] for t in p.tokens] for row in rows]
    several = [words for words in inside if sum(bool(NUMBER.fullmatch(w.text)) for w in words) > 1]
    if len(several) < 3 or len(several) < 0.5 * sum(bool(words) for words in inside):
        yield extent
        return
    yield from _extents([[(w.x0, w.x1) for w in words] for words in several], least, 0)
