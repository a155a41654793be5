"""What a table as a whole is about, by its caption and the names of its columns."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.core.document import Document
from kg.statements.cues import NEGATED

_TRAINING = re.compile(
    r"\b(?:pre-?|fine-?)?train(?:ing)?[\s-]+(?:data(?!\s*:)|data\s?sets?|corpus|corpora|mixtures?|stages?|sources?)\b"
    r"|\b(?:data|corpora|data\s?sets?|mixtures?|sources?)\b[^.]{0,40}?\b(?:used\s+)?(?:for|in|during|to)\s+(?:\w+\s+){0,2}?(?:pre-?|fine-?)?train(?:ing)?\b"
    r"|\bdata mixtures?\b",
    re.I,
)
_LABEL = re.compile(r"^\s*Table\s+[\w.]+\s*[.:]?\s*", re.I)
_SPLITS = re.compile(r"(?:#\s*|\b(?:no\. of )?)train(?:ing)?\b(?![\s-]+(?:time|speed|cost|loss|error|acc))", re.I)
_TEST_SPLITS = re.compile(r"(?:#\s*|\b)(?:test|dev|val(?:id(?:ation)?)?|eval)\b", re.I)
_RESULTS = re.compile(
    r"\b(?:results?|performance|accurac\w+|scores?|perplexit\w+|BLEU|F1|mAP|WER|error|compar\w+|ablation|effects?|impact|resulting|amounts?|loss|time)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class TableTopic:
    """Whether a table lists training data, or data by their splits."""

    lists_training: bool = False
    lists_splits: bool = False


class TableTopics:
    """The topics of a document's tables, looked up by an offset inside one."""

    def __init__(self, document: Document) -> None:
        self._spans = [table.span for table in document.tables]
        self._topics = list(_topics(document))

    def at(self, offset: int) -> TableTopic:
        """The topic of the table that holds the offset; none where no table does."""
        for span, topic in zip(self._spans, self._topics, strict=True):
            if span.start <= offset < span.end:
                return topic
        return TableTopic()


def _topics(document: Document) -> Iterable[TableTopic]:
    for table in document.tables:
        caption = document.quote(table.caption) if table.caption else ""
        rows = table.rows[: max(1, table.head_rows)]
        head = " ".join(document.quote(cell) for row in rows for cell in row if cell)
        yield topic_of(caption, head)


def topic_of(caption: str, head: str) -> TableTopic:
    """The topic of a table with this caption and these column names.

    >>> topic_of("Table 2: Pre-training data.", "Dataset Proportion").lists_training
    True
    >>> topic_of("Table 3: Sizes of the data.", "Name Train Dev Test").lists_splits
    True
    >>> topic_of("Table 4: Accuracy by training data.", "Data Accuracy").lists_training
    False
    """
    title = _LABEL.sub("", caption).split(". ", maxsplit=1)[0]
    if _RESULTS.search(title) or _RESULTS.search(head) or NEGATED.search(title):
        return TableTopic()
    return TableTopic(
        lists_training=bool(_TRAINING.search(title)),
        lists_splits=bool(_SPLITS.search(head) and _TEST_SPLITS.search(head)),
    )
