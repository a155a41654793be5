"""The cells of a table by where its words stand: columns are found over all rows, not line by line."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.documents.pdf.page_lines import Line
from kg.documents.pdf.page_words import Word
from kg.documents.pdf.table_columns import NUMBER, Columns, Piece, columns_over

CELL_GAPS = (0.62, 0.46, 0.37)
"""A gap of so many ems parts pieces; words stand a third of an em apart, the columns of crowded tables hardly more."""


class Token(NamedTuple):
    """A word in a cell: the page it stands on (from 0), what parts it from the word before, and its text."""

    page: int
    word: Word
    space: str
    text: str


Cell = tuple[Token, ...]
Row = tuple[Cell, ...]


class Grid(NamedTuple):
    """A table's rows from top to bottom; all have one cell, maybe an empty one, for each column."""

    rows: tuple[Row, ...]
    columns: int

    @property
    def filled(self) -> float:
        """The share of cells that hold words."""
        return sum(bool(cell) for row in self.rows for cell in row) / max(1, len(self.rows) * self.columns)


def grid_of(lines: Sequence[Line]) -> Grid:
    """The cells of a table's lines, which may be in any order.

    Columns are parted where (nearly) no row has ink. A piece that reaches over several columns is the head of them and
    stands in the first; a cell that goes on in the next line is one cell where the wrapping shows.
    """
    rows = [row for part in _by_page(lines) for row in _rows(part)]
    best: tuple[int, list[list[list[Token]]], Columns] | None = None
    for gap in CELL_GAPS:
        pieces = [_pieces(row, gap) for row in rows]
        columns = columns_over(pieces)
        head = _head_count(pieces)
        placed = [_placed(row, columns, head=number < head) for number, row in enumerate(pieces)]
        misfits = _misfits(pieces, placed, columns)
        if best is None or misfits < best[0]:
            best = misfits, placed, columns
        if not misfits:
            break
    if best is None:
        raise ValueError("a grid needs a gap to part pieces at")
    _, placed, columns = best
    columns = _without_lone_heads(placed, columns)
    return Grid(tuple(_wrapped_joined(_interleaved_joined(placed), columns)), len(columns.extents))


def _without_lone_heads(rows: Sequence[list[list[Token]]], columns: Columns) -> Columns:
    """The columns without those of which only a head is there: it stands aside of its column, and is put there."""
    extents = list(columns.extents)
    for number in range(len(extents) - 1, -1, -1):
        filled = [row for row, cells in enumerate(rows) if cells[number]]
        if len(rows) < 3 or len(extents) < 3 or filled != list(range(len(filled))) or len(filled) > 2:
            continue
        left, right = extents[number]
        beside = [
            (min(abs(left - extents[n][1]), abs(extents[n][0] - right)), n)
            for n in (number - 1, number + 1)
            if 0 <= n < len(extents) and not any(rows[row][n] for row in filled)
        ]
        if not beside:
            continue
        _, to = min(beside)
        for row in filled:
            rows[row][to] += rows[row][number]
        for cells in rows:
            del cells[number]
        extents[to] = (min(left, extents[to][0]), max(right, extents[to][1]))
        del extents[number]
    return Columns(extents)


def _misfits(
    rows: Sequence[Sequence[Piece[Token]]], placed: Sequence[Sequence[Sequence[Token]]], columns: Columns
) -> int:
    """How many pieces do not fit their columns: those that reach over two, and those that share a cell."""
    over = sum(bool(columns.reached(p.x0, p.x1)) for row in rows for p in row)
    filled = sum(bool(cell) for row in placed for cell in row)
    return over + abs(sum(map(len, rows)) - filled)


def _by_page(lines: Sequence[Line]) -> Iterator[list[Line]]:
    for page in sorted({line.page for line in lines}):
        yield [line for line in lines if line.page == page]


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines of a table by the height they stand at, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda n: (-n.y, n.x0)):
        last = rows[-1][0] if rows else None
        if last is not None and last.y - line.y < 0.35 * min(last.size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda n: n.x0) for row in rows]


def _pieces(row: Sequence[Line], least: float) -> list[Piece[Token]]:
    """The row's words, taken together where no wide gap parts them."""
    pieces: list[Piece[Token]] = []
    current: list[Token] = []
    for line in row:
        for position, (word, (space, text)) in enumerate(zip(line.words, line.tokens, strict=True)):
            gap = word.x0 - current[-1].word.x1 if current else 0.0
            if current and (gap > least * line.size if position and space else not position and gap > 0.3 * line.size):
                pieces.append(_piece(current))
                current = []
            current.append(Token(line.page, word, space if position or not current else " ", text))
    pieces.append(_piece(current))
    return pieces


def _piece(tokens: Sequence[Token]) -> Piece[Token]:
    first = tokens[0].word
    if len(tokens) == 1:
        return Piece(first.x0, first.x1, first.y, first.size, tuple(tokens))
    return Piece(min(t.word.x0 for t in tokens), max(t.word.x1 for t in tokens), first.y, first.size, tuple(tokens))


def _placed(row: Sequence[Piece[Token]], columns: Columns, *, head: bool) -> list[list[Token]]:
    """The row's cells: each piece in the column it stands in, cut where a gap of its own falls between columns."""
    cells: list[list[Token]] = [[] for _ in columns.extents]
    heads = columns.heads(row) if head and len(row) < len(columns.extents) else [None] * len(row)
    for piece, first in zip(row, heads, strict=True):
        if first is not None:
            cells[first] += piece.tokens
            continue
        for part in _parts(piece, columns):
            reached = columns.reached(part.x0, part.x1)
            cells[reached[0] if reached else columns.of(part.x0, part.x1)] += part.tokens
    return cells


def _head_count(rows: Sequence[Sequence[Piece[Token]]]) -> int:
    """How many rows at the top hold no number beside their first piece."""
    for number, row in enumerate(rows):
        if any(NUMBER.fullmatch(p.tokens[0].text) for p in row[1:]):
            return number
    return 1


def _parts(piece: Piece[Token], columns: Columns) -> Iterator[Piece[Token]]:
    """The piece, cut where a gap wider than a space has words of different columns beside it."""
    if len(piece.tokens) == 1:
        yield piece
        return
    if len(piece.tokens) == 1:
        yield piece
        return
    start = 0
    for index, (a, b) in enumerate(pairwise(piece.tokens), 1):
        wide = b.space and b.word.x0 - a.word.x1 > 0.4 * piece.size
        if wide and columns.of(a.word.x0, a.word.x1) != columns.of(b.word.x0, b.word.x1):
            yield _piece(piece.tokens[start:index])
            start = index
    yield _piece(piece.tokens[start:])


def _interleaved_joined(rows: Sequence[list[list[Token]]]) -> Iterator[list[list[Token]]]:
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


def _wrapped_joined(rows: Iterable[list[list[Token]]], columns: Columns) -> Iterator[Row]:
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
