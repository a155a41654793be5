"""A table's block of text becomes rows of cells."""

from collections.abc import Iterable, Iterator

from kg.core.document import Block, BlockKind, Table
from kg.core.spans import Span


def tables_of(text: str, blocks: Iterable[Block]) -> tuple[Table, ...]:
    r"""The tables of the text: a block of kind TABLE is one, its lines are rows, and tabs part the cells.

    Two tabs side by side leave an empty cell between them, so readers that know the columns keep them.

    >>> from kg.core.document import Block, BlockKind
    >>> table, = tables_of("Data\tF1\nX\t\n", [Block(BlockKind.TABLE, Span(0, 10))])
    >>> table.rows
    ((Span(start=0, end=4), Span(start=5, end=7)), (Span(start=8, end=9), None))
    """
    return tuple(
        Table(block.span, tuple(tuple(_cells(*row)) for row in _rows(text, block.span)))
        for block in blocks
        if block.kind is BlockKind.TABLE
    )


def _rows(text: str, span: Span) -> Iterator[tuple[int, str]]:
    offset = span.start
    for line in text[span.start : span.end].split("\n"):
        if line.strip():
            yield offset, line
        offset += len(line) + 1


def _cells(offset: int, line: str) -> Iterator[Span | None]:
    for cell in line.split("\t"):
        start = offset + len(cell) - len(cell.lstrip())
        end = start + len(cell.strip())
        yield Span(start, end) if end > start else None
        offset += len(cell) + 1
