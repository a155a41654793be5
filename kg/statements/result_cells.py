"""Which models a table of results reports on which data, read off its cells."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.core.document import Document, Table
from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.statements.scenes import Named
from kg.statements.tables import TableTopics

# whole numbers above a hundred are counts
_SCORE = re.compile(r"^\W*(?:\d+[.,]\d{1,2}\b|\d*\.\d+|(?:100|\d{1,2})(?![\d.,]))")
# and so are these, or they are costs
_NO_RESULT = re.compile(
    r"#|\b(?:params?|parameters|size|time|speed|latency|throughput|memory|FLOPs?|MACs|cost|hours|epochs|steps|layers|dim(?:ension)?s?|batch|examples|train|tokens)\b",
    re.I,
)
# "BERT-style" names an objective, "SQuAD-like" a form of data
_ONLY_ALIKE = re.compile(r"[-‐‑–](?:style|like|inspired|esque)\b", re.I)
_SPREAD = 2


@dataclass(frozen=True, slots=True)
class Result:
    """A model with a score on data in a cell: row is where the table's line stands, score the column's head and the cell."""

    model: str
    dataset: str
    row: Span
    score: str


def find_results(document: Document, names: Sequence[Named], topics: TableTopics) -> Iterator[Result]:
    """Yield the results of every table that is not about training data, by rows and then by columns.

    The model heads the row and the data the column, or the other way round; where no column names data, those that the
    caption alone names are meant.
    """
    themselves = (n for n in names if not _ONLY_ALIKE.match(document.text, n.span.end))
    ordered = sorted(themselves, key=lambda n: n.span)
    starts = [n.span.start for n in ordered]
    for table in document.tables:
        topic = topics.at(table.span.start)
        if table.head_rows and not topic.lists_training and not topic.lists_splits:
            yield from _of_table(document, table, _Inside(ordered, starts))


@dataclass(frozen=True, slots=True)
class _Inside:
    """The names that stand in a span."""

    names: Sequence[Named]
    starts: Sequence[int]

    def of(self, span: Span | None) -> list[Named]:
        if span is None:
            return []
        first = bisect_left(self.starts, span.start)
        last = bisect_left(self.starts, span.end)
        return list(self.names[first:last])

    def one(self, span: Span | None) -> Named | None:
        """The only thing named in the span."""
        found = {n.entity_id: n for n in self.of(span)}
        return next(iter(found.values())) if len(found) == 1 else None


def _of_table(document: Document, table: Table, inside: _Inside) -> Iterator[Result]:
    heads = {column: named for column, named in _heads(table, inside) if named is not None}
    captioned = [n for n in inside.of(table.caption) if n.kind is EntityKind.DATASET]
    alone = captioned[0] if len({n.entity_id for n in captioned}) == 1 else None
    of_data = any(n.kind is EntityKind.DATASET for n in heads.values())
    for row in table.rows[table.head_rows :]:
        named = inside.one(row[0]) if row else None
        if named is None:
            continue
        line = _line(row)
        for column, cell in enumerate(row[1:], 1):
            if cell is None or not _SCORE.match(document.quote(cell)):
                continue
            other = heads.get(column) or (None if of_data else alone)
            head = _head(document, table, column)
            if other is None or other.kind is named.kind or _NO_RESULT.search(head):
                continue
            model, data = (named, other) if named.kind is EntityKind.MODEL else (other, named)
            yield Result(model.entity_id, data.entity_id, line, f"{head}: {document.quote(cell)}".lstrip(": "))


def _heads(table: Table, inside: _Inside) -> Iterator[tuple[int, Named | None]]:
    """What each column's head names; a head that stands over empty ones names these too, as far as the next one."""
    width = max((len(row) for row in table.rows), default=0)
    for column in range(1, width):
        for row in reversed(table.rows[: table.head_rows]):
            near = [row[c] for c in range(column, max(0, column - _SPREAD), -1) if c < len(row)]
            cell = next((c for c in near if c is not None), None)
            if named := inside.one(cell):
                yield column, named
                break


def _head(document: Document, table: Table, column: int) -> str:
    cells: Iterable[Span | None] = (row[column] for row in table.rows[: table.head_rows] if column < len(row))
    return " ".join(" ".join(document.quote(cell).split()) for cell in cells if cell)


def _line(row: Sequence[Span | None]) -> Span:
    cells = [cell for cell in row if cell is not None]
    return Span(cells[0].start, cells[-1].end)
