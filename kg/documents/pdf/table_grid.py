"""The cells of a table by where its words stand: columns are found over all rows, not line by line."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.documents.pdf.page_lines import Line
from kg.documents.pdf.table_columns import NUMBER, Columns, Piece, columns_over
from kg.documents.pdf.table_rows import Row, Token, interleaved_joined, wrapped_joined

CELL_GAPS = (0.62, 0.46, 0.37)
"""A gap of so many ems parts pieces; words stand a third of an em apart, the columns of crowded tables hardly more."""


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
    return Grid(tuple(wrapped_joined(interleaved_joined(placed), columns)), len(columns.extents))


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
    start = 0
    for index, (a, b) in enumerate(pairwise(piece.tokens), 1):
        wide = b.space and b.word.x0 - a.word.x1 > 0.4 * piece.size
        if wide and columns.of(a.word.x0, a.word.x1) != columns.of(b.word.x0, b.word.x1):
            yield _piece(piece.tokens[start:index])
            start = index
    yield _piece(piece.tokens[start:])
