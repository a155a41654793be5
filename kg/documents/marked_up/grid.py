"""Cells that span rows and columns are laid out on a grid."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_MAX_SPAN = 50
"""No table of a paper has a cell wider or higher than this."""
_MAX_COLUMNS = 500


@dataclass(frozen=True, slots=True)
class Cell(Generic[T]):
    """What a cell holds, and over how many columns and rows it reaches."""

    content: T
    wide: int = 1
    high: int = 1


def laid_out(rows: Iterable[Sequence[Cell[T]]]) -> list[list[T | None]]:
    """The rows as a grid; a cell that spans rows or columns leaves None behind it.

    >>> laid_out([[Cell("a", high=2), Cell("b", wide=2)], [Cell("c")]])
    [['a', 'b', None], [None, 'c']]
    """
    grid: list[list[T | None]] = []
    hanging: dict[int, int] = {}  # column to the number of rows it is still taken for
    for row in rows:
        cells: list[T | None] = []
        below: dict[int, int] = {}
        for cell in row:
            while hanging.get(len(cells), 0) > 0:
                cells.append(None)
            if len(cells) >= _MAX_COLUMNS:
                break
            for column in range(len(cells), len(cells) + cell.wide):
                below[column] = cell.high - 1
            cells += [cell.content, *[None] * (cell.wide - 1)]
        hanging = {c: n - 1 for c, n in hanging.items() if n > 1} | {c: n for c, n in below.items() if n > 0}
        grid.append(cells)
    return grid


def span_of(value: str | None) -> int:
    """The number in a rowspan or colspan, from 1, bounded.

    >>> span_of("3"), span_of(None), span_of("1000000"), span_of("-2")
    (3, 1, 50, 1)
    """
    return min(max(int(value), 1), _MAX_SPAN) if value and value.isdecimal() and len(value) < 10 else 1
