"""Lines that belong together: paragraphs, headings, captions, tables and footnotes of a page."""

from collections import Counter
from collections.abc import Iterable, Sequence

from kg.core.document import BlockKind
from kg.documents.pdf.block_kinds import FOOTNOTE, ITEM, TERMINAL, caption_starts, joined_tables, kind_of_group
from kg.documents.pdf.heading_lines import Body, PageBlock, is_heading, same_heading
from kg.documents.pdf.listings import begins_steps
from kg.documents.pdf.page_lines import Line
from kg.documents.pdf.run_in_headings import with_run_in_headings_apart
from kg.documents.pdf.table_regions import whole_tables


def body_type(pages: Iterable[Sequence[Line]]) -> Body:
    """The type of most words of the paper."""
    sizes: Counter[float] = Counter()
    bold: Counter[bool] = Counter()
    pitches: Counter[float] = Counter()
    for lines in pages:
        before = None
        for line in lines:
            size = round(line.size, 1)
            length = len(line.words)
            sizes[size] += length
            bold[line.bold] += length
            if before is not None and before.size == line.size and abs(before.x0 - line.x0) < line.size * 2:
                pitches[round((before.y - line.y) / line.size, 1)] += 1
            before = line
    size = max(sizes, key=lambda s: (sizes[s], s), default=10.0)
    likely = {p: n for p, n in pitches.items() if 0.9 <= p <= 2.6}
    return Body(size, bold[True] > bold[False], max(likely, key=lambda p: (likely[p], -p), default=1.2) * size)


def blocks_of(lines: Sequence[Line], body: Body) -> list[PageBlock]:
    """The blocks of a page, in the order of its lines."""
    groups: list[_Group] = []
    lines = with_run_in_headings_apart(lines, body)
    for position, line in enumerate(lines):
        heading = is_heading(lines, position, body)
        last = groups[-1] if groups else None
        if last is None:
            joins = False
        elif last.heading:
            joins = same_heading(last.lines, line, body)
        else:
            joins = not heading and last.takes(line, body)
        if last is not None and joins:
            last.add(line)
        else:
            groups.append(_Group(line, heading, body))
    blocks = [
        PageBlock(BlockKind.HEADING if g.heading else kind_of_group(g.lines, body), tuple(g.lines)) for g in groups
    ]
    return whole_tables(joined_tables(blocks, body), body)


class _Group:
    """Lines taken together so far, and the room they fill."""

    def __init__(self, line: Line, heading: bool, body: Body) -> None:
        self.lines = [line]
        self.heading = heading
        self._caption = caption_starts(line, body)
        self._left, self._right = line.x0, line.x1

    def add(self, line: Line) -> None:
        """Take the line."""
        self.lines.append(line)
        self._left, self._right = min(self._left, line.x0), max(self._right, line.x1)

    def takes(self, line: Line, body: Body) -> bool:
        """Whether the line goes on with the group."""
        last = self.lines[-1]
        size = max(last.size, line.size)
        drop = last.y - line.y
        if abs(drop) < 0.3 * size and line.x0 >= last.x1:
            return line.x0 - last.x1 < 12 * size  # another cell of the row
        if drop < -0.6 * size or line.x0 > self._right or line.x1 < self._left:
            return False
        tabular = bool(last.cells or line.cells)
        if drop > (2.4 if tabular else 1.95) * size and drop > 1.35 * body.pitch:
            return False
        if drop > 0 and caption_starts(line, body) and not self._is_open(line, drop, body):
            return False
        if abs(last.size - line.size) > 0.75 and len(line.words) > 2 and len(last.words) > 2:
            return False
        if line.cells and drop > 1.3 * body.pitch and self._is_prose():
            return False
        if self._caption and begins_steps(self.lines[0], line):
            return False
        if tabular:
            return not self._caption and (bool(last.cells) == bool(line.cells) or len(line.words) < 9)
        return self._reads_on(line, drop, size, body)

    def _is_prose(self) -> bool:
        """Whether the lines so far are running text."""
        words = sum(len(line.words) for line in self.lines)
        return len(self.lines) > 1 and words > 5 * len(self.lines) and not any(line.cells for line in self.lines[-2:])

    def _is_open(self, line: Line, drop: float, body: Body) -> bool:
        """Whether a sentence of running text is left open above the line, so that "Table 2." at its head is its end."""
        last = self.lines[-1]
        words = len(last.words)
        alike = abs(last.size - line.size) < 0.2 and abs(self._left - line.x0) < 2.5 * line.size
        closed = TERMINAL.search(last.words[-1].text) is not None
        return not closed and alike and words > 3 and not last.cells and drop < 1.2 * self._pitch(body)

    def _reads_on(self, line: Line, drop: float, size: float, body: Body) -> bool:
        """Whether the line may go on with the sentence or paragraph; only strong signs part what has not ended."""
        last = self.lines[-1]
        pitch = self._pitch(body)
        ended = TERMINAL.search(last.words[-1].text) is not None
        if drop > (1.25 if ended else 1.75) * pitch and (ended or drop > 1.75 * size):
            return False
        if line.size < body.size - 0.4 and FOOTNOTE.match(line.text[:4]):
            return False
        if not ended:
            return True
        several = len(self.lines) > 1
        indented = 0.6 * size < line.x0 - self._left < 8 * size and not self._caption
        short = last.x1 < self._right - 0.25 * (self._right - self._left)
        return not ((several and (indented or short)) or ITEM.match(line.text[:12]))

    def _pitch(self, body: Body) -> float:
        if len(self.lines) < 2:
            return max(body.pitch, 1.2 * self.lines[0].size)
        drop = self.lines[-2].y - self.lines[-1].y
        return drop if drop > 0.8 * self.lines[-1].size else body.pitch
