"""A table's block of text becomes rows of cells, with its head and its caption."""

import re
from collections.abc import Iterator, Sequence

from kg.core.document import Block, BlockKind, Table
from kg.core.spans import Span
from kg.documents.captions import is_table_caption

Cells = tuple[Span | None, ...]

_NUMBER = re.compile(
    r"[(\[±+<>~∼≈−-]*[$€£]?\d[\d.,:/]*\s?(?:[%‰KMBGTkmgbx×sh)\]†‡*∗]|±.*|\(.*\)|[KMGT]B)*|[-–—✓✗]|N/?A|n/a"
)
_WHOLE = re.compile(r"\d{1,4}")
_MOST_HEAD_ROWS = 5
_REACH = 2
"""A caption stands no farther from its table than so many blocks."""


def tables_of(text: str, blocks: Sequence[Block]) -> tuple[Table, ...]:
    r"""The tables of the text: a block of kind TABLE is one, its lines are rows, and tabs part the cells.

    Two tabs side by side leave an empty cell between them, so readers that know the columns keep them. The rows above
    the first that holds numbers are the head; in a table of words it is the first row. The caption is the nearest
    block of kind CAPTION that calls itself a table's; no two tables share one but those that stand together.

    >>> from kg.core.document import Block, BlockKind
    >>> table, = tables_of("Data\tF1\nX\t\nY\t0.9", [Block(BlockKind.TABLE, Span(0, 16))])
    >>> table.rows[:2], table.head_rows
    (((Span(start=0, end=4), Span(start=5, end=7)), (Span(start=8, end=9), None)), 1)
    """
    captions = _captions(text, blocks)
    found = []
    for place, block in enumerate(blocks):
        if block.kind is BlockKind.TABLE:
            rows = tuple(tuple(_cells(*row)) for row in _rows(text, block.span))
            found.append(Table(block.span, rows, _head_rows(text, rows), captions.get(place)))
    return tuple(found)


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


def _head_rows(text: str, rows: Sequence[Cells]) -> int:
    """How many rows at the top name the columns; a lone label above a group of rows is not of them."""
    if len(rows) < 2:
        return 0
    measured = [_numbers(text, row) for row in rows]
    first = next((i for i, numbers in enumerate(measured) if numbers), None)
    if first is None:
        return 1
    if first == 0:  # years, shots or layers over columns of fractions
        whole = all(_WHOLE.fullmatch(n) for n in measured[0])
        plain = any(_WHOLE.fullmatch(n) for numbers in measured[1:] for n in numbers)
        return int(whole and not plain and any(measured[1:]))
    while first > 1 and sum(cell is not None for cell in rows[first - 1]) < 2:
        first -= 1
    return first if first <= _MOST_HEAD_ROWS else 1


def _numbers(text: str, row: Cells) -> list[str]:
    """The cells of the row that hold a number, a dash or a tick alone; the first cell names the row."""
    cells = [text[cell.start : cell.end] for cell in row[1:] if cell is not None]
    return [cell for cell in cells if _NUMBER.fullmatch(cell)]


def _captions(text: str, blocks: Sequence[Block]) -> dict[int, Span]:
    """For each place of a table among the blocks the span of its caption, the nearest pairs first.

    Equally near ones go the way most of the paper's tables do, below or above; where tables stand together those
    without a caption share their neighbour's.
    """
    tables = [i for i, b in enumerate(blocks) if b.kind is BlockKind.TABLE]
    captions = {
        i
        for i, b in enumerate(blocks)
        if b.kind is BlockKind.CAPTION and is_table_caption(text[b.span.start : b.span.end])
    }
    above = sum(t - 1 in captions for t in tables) >= sum(t + 1 in captions for t in tables)
    steps = [step for near in range(1, _REACH + 1) for step in ((-near, near) if above else (near, -near))]
    found: dict[int, Span] = {}
    for step in steps:
        for table in tables:
            if table not in found and table + step in captions:
                captions.discard(table + step)
                found[table] = blocks[table + step].span
    for table in tables:
        if table not in found and (shared := found.get(table - 1) or found.get(table + 1)):
            found[table] = shared
    return found
