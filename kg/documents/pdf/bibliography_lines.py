"""The lines of a bibliography by entry, as their labels and indents show."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.core.document import BlockKind
from kg.documents.pdf.heading_lines import PageBlock
from kg.documents.pdf.page_lines import Line

_LABEL = re.compile(r"\[[\w+:.’'*-]{1,12}\]|\[[^\]]{3,60}\d{4}[a-z]?\]|\(?\d{1,3}[.)]\s")


def entry_blocks(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """The bibliography's lines as one paragraph an entry; captions, tables and footnotes between stay as they are.

    Labels part the entries where most columns have them; hanging indents do elsewhere, and wide gaps. Lines whose
    entry cannot be told stay with those before.
    """
    lines = [line for block in blocks for line in block.lines]
    labelled = sum(bool(_LABEL.match(line.text)) for line in lines) > max(1, len(lines) // 12)
    entries: list[list[Line]] = []
    for column in _columns(lines):
        left = min(line.x0 for line in column)
        size = column[0].size
        inner = [line for line in column if line.x0 - left > 0.5 * size]
        hanging = not labelled and len(inner) > 0.3 * len(column)
        for position, line in enumerate(column):
            if labelled:
                begins = bool(_LABEL.match(line.text))
            elif hanging:
                begins = line.x0 - left <= 0.5 * size
            else:
                begins = position > 0 and column[position - 1].y - line.y > 1.3 * _pitch(column)
            if begins or not entries:
                entries.append([])
            entries[-1].append(line)
    return [PageBlock(BlockKind.PARAGRAPH, tuple(entry)) for entry in entries]


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
