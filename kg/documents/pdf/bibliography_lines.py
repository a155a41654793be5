"""The lines of a bibliography by entry, as their labels and indents show."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from kg.core.document import BlockKind
from kg.documents.captions import may_be_caption
from kg.documents.pdf.heading_lines import PageBlock
from kg.documents.pdf.page_lines import Line

_LABEL = re.compile(r"\[[\w+:.’'*-]{1,12}\]|\[[^\]]{3,60}\d{4}[a-z]?\]|\(?\d{1,3}[.)]\s")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d[a-h]?(?!\d)")
_CLOSING = ".])"
_OTHER_SIZE = 0.75
"""Points by which type differs that is not the entries'."""
_ADDRESS = re.compile(r"https?:|www\.|//\S{1,80}\.\w|\bdoi:|\babs/\d|\b10\.\d{4,}/")
_MOST_LINES_OF_ADDRESS = 3


def entry_blocks(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """The bibliography's lines as one paragraph an entry; captions, tables and figures stand behind the entry they cut.

    Labels part the entries where most columns have them; hanging indents do elsewhere, and wide gaps. Lines whose
    entry cannot be told stay with those before.
    """
    size = _entry_size(blocks)
    lines: list[Line] = []
    apart: list[tuple[int, PageBlock]] = []  # with the number of the list's lines before it
    for block in blocks:
        before = lines[-1] if lines and not (apart and apart[-1][0] == len(lines)) else None
        if _stands_apart(block, size) and not (before and _goes_on(before, block)):
            kept = block.kind if block.kind in (BlockKind.TABLE, BlockKind.CAPTION) else BlockKind.OTHER
            apart.append((len(lines), PageBlock(kept, block.lines)))
        else:
            lines += block.lines
    result: list[PageBlock] = []
    written = 0
    entries, rest = _entries(lines)
    for entry in entries:
        result.append(PageBlock(BlockKind.PARAGRAPH, tuple(entry)))
        written += len(entry)
        while apart and apart[0][0] <= written:
            result.append(apart.pop(0)[1])
    if rest:
        result.append(PageBlock(BlockKind.OTHER, tuple(rest)))
    return result + [block for _, block in apart]


def _entry_size(blocks: Iterable[PageBlock]) -> float:
    """The size of type that most characters of dated blocks are set in."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        if _YEAR.search(block.text):
            for line in block.lines:
                sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def _stands_apart(block: PageBlock, size: float) -> bool:
    """Whether a block is no part of the list: a caption, a table without years and labels, or of another type."""
    if block.kind is BlockKind.CAPTION and may_be_caption(block.text):
        return True
    entry_like = any(_LABEL.match(line.text) for line in block.lines) or bool(_YEAR.search(block.text))
    if block.kind is BlockKind.TABLE:
        return not entry_like and len(block.lines) > 1
    other = size > 0 and all(abs(line.size - size) > _OTHER_SIZE for line in block.lines)
    return other and not (entry_like and len(block.text) > 60) and block.kind is not BlockKind.HEADING


def _goes_on(before: Line, block: PageBlock) -> bool:
    """Whether a block of another type is the rest of the entry before: an address, often set in typewriter's type.

    It stands right below the line before, or that line is open and the block stands in the next column or page.
    """
    first = block.lines[0]
    plain = block.kind in (BlockKind.PARAGRAPH, BlockKind.OTHER) and len(block.lines) <= _MOST_LINES_OF_ADDRESS
    if not plain or not _ADDRESS.search(block.text) or not 0.8 < first.size / before.size < 1.25:
        return False
    beside = first.x0 < before.x1 and before.x0 < first.x1
    below = first.page == before.page and beside and 0 < before.y - first.y < 1.6 * max(first.size, before.size)
    return below or before.text[-1] not in _CLOSING


def _entries(lines: Sequence[Line]) -> tuple[list[list[Line]], list[Line]]:
    """The lines of each entry, and those that stand behind the last one without belonging to it."""
    labelled = sum(bool(_LABEL.match(line.text)) for line in lines) > max(1, len(lines) // 12)
    entries: list[list[Line]] = []
    for column in _columns(lines):
        for begins, line in zip(_begins(column, labelled=labelled), column, strict=True):
            if begins or not entries:
                entries.append([])
            entries[-1].append(line)
    if not labelled or len(entries) < 2:
        return entries, []
    end = _end(entries[-1])
    return [*entries[:-1], entries[-1][:end]], entries[-1][end:]


def _end(last: Sequence[Line]) -> int:
    """How many of the lines are the last labelled entry; others only follow it, on another page or far below."""
    pitch = _pitch(last)
    for position in range(1, len(last)):
        before, line = last[position - 1], last[position]
        apart = line.page != before.page or before.y - line.y > 1.6 * max(pitch, 1.1 * line.size)
        if apart and before.text[-1] in _CLOSING and not line.text[0].islower():
            return position
    return len(last)


def _begins(column: Sequence[Line], *, labelled: bool) -> Iterator[bool]:
    """For each line of a column whether it begins an entry."""
    left = min(line.x0 for line in column)
    size = column[0].size
    inner = [line for line in column if line.x0 - left > 0.5 * size]
    hanging = not labelled and len(inner) > 0.3 * len(column)
    pitch = _pitch(column)
    for position, line in enumerate(column):
        if labelled:
            yield bool(_LABEL.match(line.text))
        elif hanging:
            yield line.x0 - left <= 0.5 * size
        else:
            yield position > 0 and column[position - 1].y - line.y > 1.3 * pitch


def _columns(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines cut where the next one stands higher, or on another page, or beside."""
    columns: list[list[Line]] = []
    for line in lines:
        last = columns[-1][-1] if columns else None
        if (
            last is not None
            and last.page == line.page
            and line.y < last.y + 0.5 * line.size
            and line.x0 < last.x0 + 12 * line.size
        ):
            columns[-1].append(line)
        else:
            columns.append([line])
    return columns


def _pitch(column: Sequence[Line]) -> float:
    drops = sorted(a.y - b.y for a, b in pairwise(column))
    return drops[len(drops) // 4] if drops else 12.0
