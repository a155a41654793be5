"""What stands on every page and belongs to none: running heads, page numbers, line numbers."""

import re
from collections import Counter
from collections.abc import Container, Sequence

from kg.documents.pdf.line_numbers import without_line_numbers
from kg.documents.pdf.page_lines import Line

_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:page\s*)?(?:\d{1,5}|[ivxlc]{1,6})(?:\s*(?:of|/)\s*\d{1,5})?[-–—\s|]*", re.IGNORECASE
)
_STAMP = re.compile(r"arXiv:\S{1,60}(?:\s+\[[\w.-]+\])?\s+\d{1,2}\s+\w{3}\s+\d{4}")
_NOT_LETTER = re.compile(r"[\W\d_]+")
_NUMBER = re.compile(r"[.,%±+-]*\d[\d.,%±+-]*")
_CLOSE = 1.35
"""Lines of one text are closer to each other than so many ems."""
_FEW_LINES = 9
_EDGE_LINES = 3
"""So many lines at the head and the foot of a page may be furniture."""


def without_furniture(pages: Sequence[Sequence[Line]]) -> tuple[list[list[Line]], list[Line]]:
    """The pages without what repeats at their heads and feet, and the lines taken away.

    A line is furniture when its letters stand at an edge of three pages (of two in a short paper) and apart from the
    text, when it is a number alone at an edge, or a stamp of arXiv's.
    """
    pages = [without_line_numbers(lines) if len(lines) > _FEW_LINES else lines for lines in pages]
    edges = [_edges(lines) for lines in pages]
    counts = Counter(key for page in edges for key in {_key(line) for line in page} if key)
    enough = 3 if len(pages) > 3 else 2
    kept: list[list[Line]] = []
    taken: list[Line] = []
    for lines, edge in zip(pages, edges, strict=True):
        repeated = [line for line in edge if counts[_key(line)] >= enough]
        drop = {id(line) for line in edge if _PAGE_NUMBER.fullmatch(line.text)}
        drop |= {id(line) for line in _apart(repeated, drop, lines)}
        drop |= {id(line) for line in lines if line.words[0].text.startswith("arXiv:") and _STAMP.match(line.text)}
        kept.append([line for line in lines if id(line) not in drop])
        taken.extend(line for line in lines if id(line) in drop)
    return kept, taken


def _apart(repeated: Sequence[Line], dropped: Container[int], lines: Sequence[Line]) -> list[Line]:
    """The repeated lines that are no rows of a table: not mostly numbers, nor as close to what stays as rows are."""
    apart = [line for line in repeated if not _is_row(line)]
    while apart:
        own = {id(line) for line in apart}
        rest = [line for line in lines if id(line) not in own and id(line) not in dropped]
        still = [line for line in apart if not any(_follow(line, other) for other in rest)]
        if len(still) == len(apart):
            break
        apart = still
    return apart


def _is_row(line: Line) -> bool:
    """Whether half of the line's words, and more than a page's number, are numbers."""
    numbers = sum(_NUMBER.fullmatch(w.text) is not None for w in line.words)
    return numbers > 1 and 2 * numbers >= len(line.words)


def _follow(line: Line, other: Line) -> bool:
    """Whether the two are set in one type and stand one above the other as lines of one text do."""
    same = abs(line.size - other.size) < 0.3 and line.bold == other.bold
    return same and 0 < abs(line.y - other.y) < _CLOSE * line.size and line.x0 < other.x1 and other.x0 < line.x1


def _edges(lines: Sequence[Line]) -> list[Line]:
    """The lines highest and lowest on the page, with those that share their height."""
    heights = sorted({round(line.y) for line in lines}, reverse=True)
    if len(heights) < 4:
        return [line for line in lines if len(line.text) < 120]
    top, bottom = heights[_EDGE_LINES - 1], heights[-_EDGE_LINES]
    return [line for line in lines if round(line.y) >= top or round(line.y) <= bottom]


def _key(line: Line) -> str:
    """The letters of the line and their size; empty where there are too few to recognise it by."""
    letters = _NOT_LETTER.sub("", line.text).lower()
    return f"{letters} {line.size:.0f}" if len(letters) > 3 else ""
