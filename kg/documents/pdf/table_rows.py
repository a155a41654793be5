"""Lines of a table that are one row: put together where cells stand between lines or go on in the next."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from kg.documents.pdf.page_words import Word
from kg.documents.pdf.table_columns import NUMBER, Columns


class Token(NamedTuple):
    """A word in a cell: the page it stands on (from 0), what parts it from the word before, and its text."""

    page: int
    word: Word
    space: str
    text: str


Cell = tuple[Token, ...]
Row = tuple[Cell, ...]


def interleaved_joined(rows: Sequence[list[list[Token]]]) -> Iterator[list[list[Token]]]:
    """The rows, those put together that are less than a line apart: cells of one and of two lines stand so."""
    group: list[list[list[Token]]] = []
    for row in rows:
        if group and not _overlaps(group[-1], row):
            yield from _as_one(group)
            group = []
        group.append(row)
    yield from _as_one(group)


def _overlaps(above: Sequence[Sequence[Token]], row: Sequence[Sequence[Token]]) -> bool:
    """Whether the rows are closer than lines of their type can stand below each other."""
    last, first = next(c[0] for c in above if c), next(c[0] for c in row if c)
    return last.page == first.page and last.word.y - first.word.y < 0.85 * min(last.word.size, first.word.size)


def _as_one(rows: Sequence[list[list[Token]]]) -> Iterator[list[list[Token]]]:
    """The rows as one; a label that only stands between two rows goes to the upper one, and these stay two."""
    if not rows:
        return
    filled = [{n for n, cell in enumerate(row) if cell} for row in rows]
    numbers = [n for row in rows for n, cell in enumerate(row) if cell and NUMBER.fullmatch(cell[0].text)]
    if len(numbers) == len(set(numbers)) and not any(f == {0} for f in filled[1:-1]):
        yield _stacked(rows)
        return
    out: list[list[list[Token]]] = []
    for row, places in zip(rows, filled, strict=True):
        if out and len(places) == 1 and not any(out[-1][n] for n in places):
            for n in places:
                out[-1][n] += row[n]
        else:
            out.append(row)
    yield from out


def _stacked(rows: Sequence[list[list[Token]]]) -> list[list[Token]]:
    """One row of which each cell holds those of the rows from top to bottom."""
    whole: list[list[Token]] = [[] for _ in rows[0]]
    for row in rows:
        for cell, more in zip(whole, row, strict=True):
            cell += [t._replace(space=" ") if cell and not i else t for i, t in enumerate(more)]
    return whole


def wrapped_joined(rows: Iterable[list[list[Token]]], columns: Columns) -> Iterator[Row]:
    """The rows, those that go on with the cells above put with them."""
    out: list[list[list[Token]]] = []
    for row in rows:
        if out and _goes_on(out[-1], row, columns):
            out[-1] = _stacked([out[-1], row])
        else:
            out.append(row)
    for whole in out:
        yield tuple(tuple(cell) for cell in whole)


def _goes_on(above: Sequence[Sequence[Token]], row: Sequence[Sequence[Token]], columns: Columns) -> bool:
    """Whether each cell of the row goes on with the one above: its first word had no room there."""
    filled = [number for number, cell in enumerate(row) if cell]
    if len(filled) >= sum(bool(cell) for cell in above) or len(filled) > 2 or len(row) < 2:
        return False
    return all(_is_wrapped(above[n], row[n], columns.extents[n], first=n == 0) for n in filled)


def _is_wrapped(above: Sequence[Token], cell: Sequence[Token], extent: tuple[float, float], *, first: bool) -> bool:
    if not above or sum(c.isdigit() for t in cell for c in t.text) > 0.4 * sum(len(t.text) for t in cell):
        return False
    last, word = above[-1].word, cell[0].word
    if not 0 < last.y - word.y < 1.6 * max(last.size, word.size):
        return False
    left, right = extent
    if abs(min(t.word.x0 for t in cell) - min(t.word.x0 for t in above)) > 1.3 * last.size:
        return False
    had_no_room = last.x1 + 0.3 * last.size + (word.x1 - word.x0) > right + 0.5
    wide = right - left > 8 * last.size
    if first:
        return had_no_room and (cell[0].text[:1].islower() or last.text[-1] in "-,&/")
    return had_no_room and (wide or cell[0].text[:1].islower() or last.text[-1] in "-,&/")
