"""Lines that belong together: paragraphs, headings, captions, tables and footnotes of a page."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from kg.core.document import BlockKind
from kg.documents.characters import SOFT_HYPHEN
from kg.documents.heading_words import heading_number, is_heading_word
from kg.documents.page_lines import Line

CAPTION = re.compile(
    r"(?:figure|fig\.?|table|tab\.?|algorithm|listing|scheme|box|plate|chart|exhibit)\s*"
    r"(?:[A-Z]?[\d.]*\d[a-z]?|[IVX]+|[A-Z]\.?\d*)\s*(?P<mark>[:.|–—-]|$)?",
    re.IGNORECASE,
)
_TERMINAL = re.compile(r"[.?!:;](?:[\"”’)\]]|[⁰¹²³⁴-⁹]|\s*[∗*†‡])*$")
_ITEM = re.compile(r"(?:[•◦▪■‣∙·–—*-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
_NUMERIC = re.compile(r"[\d.,%±+/()×x∗*†-]*\d[\d.,%±+/()×x∗*†KMBkms-]*|[-–—✓✗×]|N/A")
_FOOTNOTE = re.compile(r"[¹²³⁴-⁹⁰]|[∗*†‡§¶]\s?\S")


class Body(NamedTuple):
    """The type that most of a paper is set in: its size, whether it is bold, and the usual distance of its lines."""

    size: float
    bold: bool
    pitch: float


@dataclass(frozen=True, slots=True)
class PageBlock:
    """Lines that read as one, and what they are."""

    kind: BlockKind
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines one after the other."""
        return " ".join(line.text for line in self.lines)


def body_type(pages: Iterable[Sequence[Line]]) -> Body:
    """The type of most letters of the paper."""
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
    groups: list[list[Line]] = []
    kinds: list[BlockKind] = []
    for position, line in enumerate(lines):
        heading = is_heading(lines, position, body)
        after_heading = bool(groups) and kinds[-1] is BlockKind.HEADING
        if after_heading:
            joins = _same_heading(groups[-1], line, body)
        else:
            joins = bool(groups) and not heading and _joins(groups[-1], line, body)
        if joins:
            groups[-1].append(line)
        else:
            groups.append([line])
            kinds.append(BlockKind.HEADING if heading else BlockKind.PARAGRAPH)
    return _tables_joined([_judged(g, k, body) for g, k in zip(groups, kinds, strict=True)], body)


def is_heading(lines: Sequence[Line], position: int, body: Body) -> bool:
    """Whether the line looks like a heading: set apart by type, or one of the words that head sections."""
    line = lines[position]
    text = line.text
    if len(text) > 120 or len(line.words) > 18 or line.size < body.size - 1.6 or line.cells[1:]:
        return False
    if is_heading_word(text):
        return True
    strong = (line.bold and not body.bold) or line.size > body.size + 0.6
    number = heading_number(text)
    capitals = text.upper() == text and sum(c.isalpha() for c in text) > 3
    if CAPTION.match(text) or not any(c.isalpha() for c in text) or text[-1] in ",;" + SOFT_HYPHEN:
        return False
    if number is not None:
        apart = _apart(lines, position, body)
        return (strong or (capitals and apart)) and (line.size >= body.size - 0.6 or capitals)
    if not strong or not text[0].isupper() or (text[-1] == "." and not line.size > body.size + 0.6):
        return False
    return _apart(lines, position, body) and _mostly_words(text)


def _mostly_words(text: str) -> bool:
    letters = sum(c.isalpha() or c == " " for c in text)
    return letters > 0.75 * len(text) and "@" not in text


def _apart(lines: Sequence[Line], position: int, body: Body) -> bool:
    """Whether there is more room above the line than between lines of a paragraph."""
    line = lines[position]
    if position == 0:
        return True
    above = lines[position - 1]
    drop = above.y - line.y
    return drop < 0 or drop > 1.2 * body.pitch or above.size > line.size + 0.6 or _is_edge(above, line)


def _is_edge(above: Line, line: Line) -> bool:
    return above.x1 < line.x0 or above.x0 > line.x1


def _same_heading(group: Sequence[Line], line: Line, body: Body) -> bool:
    """Whether the line goes on with the heading, in the same distinct type."""
    last = group[-1]
    drop = last.y - line.y
    if heading_number(line.text) is not None or is_heading_word(last.text) or is_heading_word(line.text):
        return False
    distinct = (line.bold and not body.bold) or line.size > body.size + 0.6
    alike = abs(last.size - line.size) < 0.3 and last.bold == line.bold
    return distinct and alike and 0 < drop < 1.6 * line.size and len(group) < 4 and not _is_edge(last, line)


def _joins(group: Sequence[Line], line: Line, body: Body) -> bool:
    """Whether the line goes on with the group."""
    last = group[-1]
    size = max(last.size, line.size)
    drop = last.y - line.y
    if abs(drop) < 0.3 * size and line.x0 >= last.x1:
        return line.x0 - last.x1 < 12 * size  # another cell of the row
    if drop < -0.6 * size or line.x0 > max(w.x1 for w in group) or line.x1 < min(w.x0 for w in group):
        return False
    tabular = bool(last.cells or line.cells)
    if drop > (2.4 if tabular else 1.95) * size and drop > 1.35 * body.pitch:
        return False
    if CAPTION.match(line.text) and _caption_starts(line, body) and drop > 0:
        return False
    if abs(last.size - line.size) > 0.75 and len(line.text) > 12 and len(last.text) > 12:
        return False
    if tabular:
        return bool(last.cells) == bool(line.cells) or len(line.text) < 60
    pitch = _pitch(group, body)
    ended = bool(_TERMINAL.search(last.words[-1].text))
    if ended and drop > 1.25 * pitch:
        return False
    if not ended and drop > 1.75 * pitch and drop > 1.75 * size:
        return False
    if _FOOTNOTE.match(line.text) and line.size < body.size - 0.4:
        return False
    if not ended:
        return True
    left = min(w.x0 for w in group)
    indented = 0.6 * size < line.x0 - left < 8 * size
    short = last.x1 < max(w.x1 for w in group) - 0.25 * (max(w.x1 for w in group) - left)
    return not ((indented and len(group) > 1) or (short and len(group) > 1) or _ITEM.match(line.text))


def _pitch(group: Sequence[Line], body: Body) -> float:
    if len(group) < 2:
        return max(body.pitch, 1.2 * group[0].size)
    drop = group[-2].y - group[-1].y
    return drop if drop > 0.8 * group[-1].size else body.pitch


def _caption_starts(line: Line, body: Body) -> bool:
    match = CAPTION.match(line.text)
    if match is None:
        return False
    return bool(match.group("mark")) or (line.words[0].bold and not body.bold) or line.size < body.size - 0.4


def _judged(group: Sequence[Line], kind: BlockKind, body: Body) -> PageBlock:
    return PageBlock(kind if kind is BlockKind.HEADING else _kind(group, body), tuple(group))


def _kind(group: Sequence[Line], body: Body) -> BlockKind:
    first = group[0]
    if _caption_starts(first, body):
        return BlockKind.CAPTION
    words = [w for line in group for w in line.words]
    rows = sum(bool(line.cells) for line in group)
    numeric = sum(bool(_NUMERIC.fullmatch(w.text)) for w in words)
    if len(group) > 1 and (rows >= 0.5 * len(group) or numeric > 0.5 * len(words)):
        return BlockKind.TABLE
    if _FOOTNOTE.match(first.text) and first.size < body.size + 0.1:
        return BlockKind.FOOTNOTE
    if _is_scrap(group, words, body):
        return BlockKind.OTHER
    return BlockKind.PARAGRAPH


def _is_scrap(group: Sequence[Line], words: Sequence[object], body: Body) -> bool:
    """Whether the group is a label of a figure, an equation or the like: few words, not of a sentence."""
    text = " ".join(line.text for line in group)
    letters = sum(c.isalpha() for c in text)
    prose = len(words) >= 5 and letters > 0.55 * len(text)
    if prose and (abs(group[0].size - body.size) < 1.1 or len(words) / len(group) > 6):
        return False
    return not (prose and _TERMINAL.search(text)) and len(words) / len(group) < 7 and not _TERMINAL.search(text)


def _tables_joined(blocks: list[PageBlock], body: Body) -> list[PageBlock]:
    """Blocks in which tables have taken up the scraps that stand between and beside their rows."""
    out: list[PageBlock] = []
    for block in blocks:
        before = out[-1] if out else None
        if before is not None and _is_tabular(before, block) and _near(before, block, body):
            out[-1] = PageBlock(BlockKind.TABLE, before.lines + block.lines)
        else:
            out.append(block)
    return out


def _is_tabular(a: PageBlock, b: PageBlock) -> bool:
    kinds = {a.kind, b.kind}
    return BlockKind.TABLE in kinds and kinds <= {BlockKind.TABLE, BlockKind.OTHER}


def _near(a: PageBlock, b: PageBlock, body: Body) -> bool:
    last, first = a.lines[-1], b.lines[0]
    overlap = first.x0 < max(w.x1 for w in a.lines) and first.x1 > min(w.x0 for w in a.lines)
    return overlap and -body.size < last.y - first.y < 3 * body.size
