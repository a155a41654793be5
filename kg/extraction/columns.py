"""Names in tables whose head says what a column lists."""

import re
from collections.abc import Iterator

from kg.core.document import Document, Table
from kg.core.entity import EntityKind
from kg.core.spans import Span
from kg.extraction.areas import is_inside
from kg.extraction.candidates import Candidate
from kg.extraction.cues import CITATION, NAME, SHAPED_LIKE_NAME, is_generic
from kg.extraction.name_bounds import is_numbered_word, is_scrap

_HEADS = (
    (EntityKind.DATASET, re.compile(r"(?i)(?:data\s?sets?|corpus|corpora|benchmarks?)(?:\s+names?)?"), 0.6),
    (EntityKind.MODEL, re.compile(r"(?i)(?:(?:base|language|pre-?trained)\s+)?models?(?:\s+names?)?"), 0.4),
)
_CELL = re.compile(rf"(?P<name>{NAME}(?:-[\w.]+)*)(?P<cited>{CITATION})?\s*[*†‡§]?")
_LONGEST = 60


def find_by_columns(document: Document, areas: list[Span]) -> Iterator[Candidate]:
    """Candidates for the cells of columns headed "Dataset", "Corpus", "Benchmark" or "Model", in the table's order.

    Only cells that hold one name and nothing more but a citation count. What stands under "Model" is often a method or a
    setting, and needs another sign.
    """
    for table in document.tables:
        yield from (c for c in _in_table(document, table) if is_inside(c.span, areas))


def _in_table(document: Document, table: Table) -> Iterator[Candidate]:
    heads = table.rows[: max(1, table.head_rows)]
    for row in table.rows[len(heads) :]:
        for column, cell in enumerate(row):
            if cell is None or len(cell) > _LONGEST:
                continue
            for head in heads:
                named = _headed(document, head[column] if column < len(head) else None)
                match = _CELL.fullmatch(document.quote(cell).strip()) if named else None
                if named and match and _is_name(match.group("name")):
                    start = cell.start + document.quote(cell).index(match.group("name"))
                    span = Span(start, start + len(match.group("name")))
                    yield Candidate(span, match.group("name"), named[0], "rule:column", named[1])


def _headed(document: Document, head: Span | None) -> tuple[EntityKind, float] | None:
    """What the head says that its column lists, and how surely."""
    words = document.quote(head).strip(" :*") if head else ""
    return next(((kind, score) for kind, pattern, score in _HEADS if pattern.fullmatch(words)), None)


def _is_name(name: str) -> bool:
    return (
        not is_generic(name)
        and not is_scrap(name)
        and not is_numbered_word(name)
        and bool(SHAPED_LIKE_NAME.search(name) or name[:1].isupper())
    )
