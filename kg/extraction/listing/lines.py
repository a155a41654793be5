"""The columns and head rows of tables of results: the lines that may list names of one kind."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.core.document import Document, Table
from kg.core.spans import Span

_FIGURE = re.compile(r"[^\w\s]*\s?\d(?!.*[A-Za-z]{4})[^\n]*|[–—−-]+|[✓✗xX×]|[Nn]/?[Aa]|OOM")
_SHARE = 0.25
"""The least share of figures among the cells beside the first column of a table of results."""
_WORDS = 0.5
"""The least share of cells without figures in a column that lists names."""
_FEWEST = 2
_LONGEST_FIGURE = 40

Row = tuple[Span | None, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Cells side by side or below one another that may name things of one kind.

    headings are the words that stand over a column, from top to bottom; a head row has none.
    """

    headings: tuple[str, ...]
    cells: tuple[Span, ...]
    is_head: bool = False


def lines_of(document: Document, table: Table) -> Iterator[Line]:
    """The columns from left to right, what labels the rows, and the head rows of a table of results.

    None where it is no such table. Only rows that bear figures count: others label the rows below them. Where readers lost
    columns, a row's label is its first cell that is not empty, unless its column lists names anyway.
    """
    head = table.rows[: max(1, table.head_rows)]
    rows = [row for row in table.rows[len(head) :] if _bears_figures(document, row)]
    if len(rows) < _FEWEST or not _is_of_results(document, rows):
        return
    columns = range(max(map(len, rows)))
    listing = {c: line for c in columns if (line := _line(document, head, _column(rows, c))) is not None}
    yield from listing.values()
    labels = [next((n, cell) for n, cell in enumerate(row) if cell is not None) for row in rows]
    if any(column for column, _ in labels if column not in listing):
        aside = [(column, cell) for column, cell in labels if not column or column not in listing]
        if (line := _line(document, head, aside)) is not None:
            yield line
    for row in head:
        named = [c for c in row[1:] if c is not None and not _is_figure(document, c)]
        if len(named) >= _FEWEST:
            yield Line((), tuple(named), is_head=True)


def _column(rows: Sequence[Row], column: int) -> list[tuple[int, Span]]:
    return [(column, cell) for row in rows if (cell := _at(row, column)) is not None]


def _line(document: Document, head: Sequence[Row], cells: Sequence[tuple[int, Span]]) -> Line | None:
    """The cells, each with the number of its column, as a line; None where not most of them hold words.

    The headings of the column with most of the cells stand last.
    """
    named = [(column, cell) for column, cell in cells if not _is_figure(document, cell)]
    if len(named) < _FEWEST or len(named) < _WORDS * len(cells):
        return None
    columns = Counter(column for column, _ in named)
    over = [
        document.quote(cell).strip()
        for column in sorted(columns, key=lambda c: (columns[c], -c))
        for row in head
        if (cell := _at(row, column)) is not None
    ]
    return Line(tuple(over), tuple(cell for _, cell in named))


def _at(row: Row, column: int) -> Span | None:
    return row[column] if column < len(row) else None


def _is_figure(document: Document, cell: Span) -> bool:
    return len(cell) <= _LONGEST_FIGURE and bool(_FIGURE.fullmatch(document.quote(cell)))


def _bears_figures(document: Document, row: Row) -> bool:
    return any(cell is not None and _is_figure(document, cell) for cell in row[1:])


def _is_of_results(document: Document, rows: Sequence[Row]) -> bool:
    beside = [cell for row in rows for cell in row[1:] if cell is not None]
    return sum(_is_figure(document, cell) for cell in beside) >= _SHARE * len(beside)
