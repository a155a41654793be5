"""What a table as a whole is about, by its caption and the names of its columns."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from kg.core.document import Document, Table
from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.statements.cues import NEGATED
from kg.statements.scenes import Named

_TRAINING = re.compile(
    r"\b(?:pre-?|fine-?)?train(?:ing)?[\s-]+(?:data(?!\s*:)|data\s?sets?|corpus|corpora|mixtures?|stages?|sources?)\b"
    r"|\b(?:data|corpora|data\s?sets?|mixtures?|sources?)\b[^.]{0,40}?\b(?:used\s+)?(?:for|in|during|to)\s+(?:\w+\s+){0,2}?(?:pre-?|fine-?)?train(?:ing)?\b"
    r"|\b(?:pre-?|fine-?)?train(?:ing)? on (?:different|various|several|alternative) (?:data\s?sets?|corpora|data)\b|\btraining times?\b|\bdata mixtures?\b",
    re.I,
)
_LABEL = re.compile(r"^\s*Table\s+[\w.]+\s*[.:]?\s*", re.I)
_SPLITS = re.compile(r"(?:#\s*|\b(?:no\. of )?)train(?:ing)?\b(?![\s-]+(?:time|speed|cost|loss|error|acc))", re.I)
_TEST_SPLITS = re.compile(r"(?:#\s*|\b)(?:test|dev|val(?:id(?:ation)?)?|eval)\b", re.I)
_RESULTS = re.compile(
    r"\b(?:results?|performance|accurac\w+|scores?|perplexit\w+|BLEU|F1|mAP|WER|error|compar\w+|ablation|effects?|impact|loss)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class TableTopic:
    """What a table lists: training data, or data by their splits; and whether it reports results, and of data in columns."""

    lists_training: bool = False
    lists_splits: bool = False
    has_results: bool = False
    heads_name_data: bool = False

    @property
    def rows_are_tested(self) -> bool:
        """Whether data that open a row may be what was tested on: not where they are trained on and no more."""
        return not self.lists_training or (self.has_results and not self.heads_name_data)


class TableTopics:
    """The topics of a document's tables, looked up by an offset inside one."""

    def __init__(self, document: Document, names: Iterable[Named]) -> None:
        data = [n.span.start for n in names if n.kind is EntityKind.DATASET]
        self._spans = [table.span for table in document.tables]
        self._topics = [_topic(document, table, data) for table in document.tables]

    def at(self, offset: int) -> TableTopic:
        """The topic of the table that holds the offset; none where no table does."""
        for span, topic in zip(self._spans, self._topics, strict=True):
            if span.start <= offset < span.end:
                return topic
        return TableTopic()


class TableRows:
    """The rows of a document's tables, looked up by an offset inside one of their cells."""

    def __init__(self, document: Document) -> None:
        self._cells = sorted(
            (cell.start, cell.end, number, index)
            for number, table in enumerate(document.tables)
            for index, row in enumerate(table.rows)
            for cell in row
            if cell is not None
        )
        self._tables = document.tables

    def at(self, offset: int) -> tuple[Table, tuple[Span | None, ...]] | None:
        """The table and the row of the cell that holds the offset; None where no cell does."""
        index = bisect_right(self._cells, offset, key=lambda c: c[0]) - 1
        if index < 0 or self._cells[index][1] <= offset:
            return None
        table = self._tables[self._cells[index][2]]
        return table, table.rows[self._cells[index][3]]


def _topic(document: Document, table: Table, data: Iterable[int]) -> TableTopic:
    caption = document.quote(table.caption) if table.caption else ""
    cells = [cell for row in table.rows[: max(1, table.head_rows)] for cell in row if cell]
    named = any(cell.start <= at < cell.end for cell in cells for at in data)
    return topic_of(caption, " ".join(map(document.quote, cells)), heads_name_data=named)


def topic_of(caption: str, head: str, *, heads_name_data: bool = False) -> TableTopic:
    """The topic of a table with this caption and these column names.

    >>> topic_of("Table 2: Pre-training data.", "Dataset Proportion").lists_training
    True
    >>> topic_of("Table 3: Sizes of the data.", "Name Train Dev Test").lists_splits
    True
    >>> topic_of("Table 4: Accuracy on all data.", "Data Accuracy").lists_training
    False
    """
    title = _LABEL.sub("", caption).split(". ", maxsplit=1)[0]
    results = bool(heads_name_data or _RESULTS.search(title) or _RESULTS.search(head))
    denied = bool(NEGATED.search(title))
    return TableTopic(
        lists_training=not denied and bool(_TRAINING.search(title)),
        lists_splits=not denied and not results and bool(_SPLITS.search(head) and _TEST_SPLITS.search(head)),
        has_results=results,
        heads_name_data=heads_name_data,
    )
