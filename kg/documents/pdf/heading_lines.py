"""Which lines of print are headings, by their type, their words and their numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from kg.core.document import BlockKind, SectionKind
from kg.documents.captions import may_be_caption
from kg.documents.heading_words import heading_number, is_heading_word
from kg.documents.pdf.characters import SOFT_HYPHEN
from kg.documents.pdf.page_lines import Line
from kg.documents.section_kinds import kind_of

_CERTAIN = (SectionKind.REFERENCES, SectionKind.ABSTRACT, SectionKind.ACKNOWLEDGEMENTS)
"""Headings that are small in many journals, and whose words seldom stand alone elsewhere."""
_LONG_WORD = re.compile(r"[^\W\d_]{4}")


class Body(NamedTuple):
    """The type that most of a paper is set in: its size, whether it is bold, and the usual distance of its lines."""

    size: float
    bold: bool
    pitch: float

    def is_strong(self, line: Line) -> bool:
        """Whether the line is set in a bolder or larger type than this."""
        return (line.bold and not self.bold) or line.size > self.size + 0.6


class HeadingStyle(NamedTuple):
    """How a heading is set: its size in half points, whether it is bold, and whether all in capitals."""

    half_points: int
    bold: bool
    capitals: bool


class PageBlock(NamedTuple):
    """Lines that read as one, and what they are."""

    kind: BlockKind
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The lines one after the other."""
        return " ".join(line.text for line in self.lines)


def is_heading(lines: Sequence[Line], position: int, body: Body) -> bool:
    """Whether the line may be a heading: set apart by type, numbered, or a word that heads sections.

    Numbered lines in the type of the text are let through when they stand apart; confirmed_headings judges them.
    """
    line = lines[position]
    first, text = line.words[0].text, line.text
    if len(line.words) > 18 or len(text) > 120:
        return False
    strong = body.is_strong(line)
    size = max(w.size for w in line.words)  # of small capitals the large ones count
    if not strong and len(text) > 90:
        return False
    if is_heading_word(text):
        certain = kind_of(text) in _CERTAIN
        large = size > body.size - 1.6
        return certain or (large and (strong or text.isupper() or stands_apart(lines, position, body, 1.15)))
    if size < body.size - 1.6 or line.cells[1:] or not (strong or first[0].isupper() or first[0].isdigit()):
        return False
    if may_be_caption(text) or text[-1] in ",;" + SOFT_HYPHEN or sum(c.isalpha() for c in text) < 2:
        return False
    capitals = text.upper() == text and sum(c.isalpha() for c in text) > 3
    if heading_number(text) is not None:
        if strong and (size >= body.size - 0.6 or capitals):
            return line.bold or len(line.words) < 13
        if re.search(r"[^\W\d]\. [A-Z]", text[len(heading_number(text) or "") + 1 :]):
            return False
        number = heading_number(text) or ""
        if number.isdigit() and not capitals and not _stands_alone(lines, position, body):
            return False  # an item of a list
        closed = text[-1] == ":" or (text[-1] == "." and "." not in number)
        return not closed and len(text) < 80 and stands_apart(lines, position, body, 1.15)
    if not strong or not first[0].isupper() or (text[-1] == "." and not line.size > body.size + 0.6):
        return False
    return stands_apart(lines, position, body, 1.2) and _mostly_words(text)


def _stands_alone(lines: Sequence[Line], position: int, body: Body) -> bool:
    """Whether a short line has a blank one above and room below."""
    line = lines[position]
    if (
        len(line.words) > 9
        or ":" in line.text
        or not stands_apart(lines, position, body, 1.8)
        or position + 1 == len(lines)
    ):
        return False
    return line.y - lines[position + 1].y > 1.4 * body.pitch and not beside(line, lines[position + 1])


def _mostly_words(text: str) -> bool:
    letters = sum(c.isalpha() or c == " " for c in text)
    return letters > 0.75 * len(text) and "@" not in text


def stands_apart(lines: Sequence[Line], position: int, body: Body, room: float) -> bool:
    """Whether there is more room above the line than between lines of a paragraph."""
    line = lines[position]
    if position == 0:
        return True
    above = lines[position - 1]
    drop = above.y - line.y
    return drop < 0 or drop > room * body.pitch or above.size > line.size + 0.6 or beside(above, line)


def beside(a: Line, b: Line) -> bool:
    """Whether the two lines have no column in common."""
    return a.x1 < b.x0 or a.x0 > b.x1


def same_heading(group: Sequence[Line], line: Line, body: Body) -> bool:
    """Whether the line goes on with the heading, in the same distinct type."""
    last = group[-1]
    drop = last.y - line.y
    alike = abs(last.size - line.size) < 0.3 and last.bold == line.bold
    if not alike or not body.is_strong(line) or not 0 < drop < 1.6 * line.size or len(group) > 3 or beside(last, line):
        return False
    text = line.text
    if last.text.isupper() != text.isupper() and min(len(last.text), len(text)) > 6:
        return False  # a heading and the one below it
    return heading_number(text) is None and not is_heading_word(last.text) and not is_heading_word(text)


def confirmed_headings(blocks: Sequence[PageBlock], body: Body) -> list[PageBlock]:
    """The blocks of a paper with those headings made paragraphs that do not fit with the others.

    Where headings are numbered, numbers must follow each other, and unnumbered ones must be set like them.
    """
    texts = [b.text if b.kind is BlockKind.HEADING else "" for b in blocks]
    counts = Counter(texts)
    numbered = [
        b
        for b, t in zip(blocks, texts, strict=True)
        if t and body.is_strong(b.lines[0]) and (heading_number(t) is not None or is_heading_word(t))
    ]
    styles = {style_of(b) for b in numbered}
    bare = len(numbered) < 3 or not any(heading_number(b.text) for b in numbered)
    out: list[PageBlock] = []
    last: dict[str, str] = {}  # the latest number of each sort
    for block, text in zip(blocks, texts, strict=True):
        if text:
            number = heading_number(text)
            before = last.get(_sort(number or ""), "")
            if is_heading_word(text):
                keeps = True
            elif number is not None:
                keeps = follows(before, number) or (body.is_strong(block.lines[0]) and not _far(before, number))
            else:
                odd = text[-1] in ":?" or counts[text] > 2 or text.count(" ") > 11
                keeps = not odd and (style_of(block) in styles or (bare and _speaks(text) and counts[text] == 1))
            if keeps and number is not None:
                last[_sort(number)] = number
            block = block if keeps else PageBlock(BlockKind.PARAGRAPH, block.lines)  # noqa: PLW2901
        out.append(block)
    return out


def _speaks(text: str) -> bool:
    """Whether the text has a word and no colon within, which labels and heads of tables have."""
    return _LONG_WORD.search(text) is not None and ":" not in text


def _sort(number: str) -> str:
    """Whether the number counts in digits, letters or Roman numerals."""
    if number[:1].isdigit():
        return "digits"
    return "roman" if is_roman(number) else "letters"


def is_roman(number: str) -> bool:
    """Whether the number is a Roman numeral as headings have them, up to thirty-nine."""
    return bool(number) and set(number) <= set("IVX")


def style_of(block: PageBlock) -> HeadingStyle:
    """How the heading is set."""
    line = block.lines[0]
    return HeadingStyle(round(line.size * 2), line.bold, block.text.isupper())


def follows(before: str, number: str) -> bool:
    """Whether a heading with this number may come next after one with the number before ("" for none).

    >>> follows("3.3", "3.3.1"), follows("3.3.1", "4"), follows("2", "4"), follows("", "A"), follows("IV", "V")
    (True, True, False, True, True)
    """
    a, b = _parts(before), _parts(number)
    if not b:
        return False
    if b == [*a, b[-1]] and b[-1] == 1:
        return True
    depth = len(b) - 1
    if len(a) > depth and a[:depth] == b[:depth] and b[depth] - a[depth] == 1:
        return True
    return depth == 0 and number in ("1", "I", "A")


def _far(before: str, number: str) -> bool:
    """Whether a plain number is no number of a section here: it goes back, or leaps."""
    if not number.isdigit() or not before[:1].isdigit():
        return False
    return not 0 <= int(number) - int(before.split(".", maxsplit=1)[0]) <= 3


def _parts(number: str) -> list[int]:
    """The number's components; letters and Roman numerals count apart from digits."""
    out = []
    for part in number.split("."):
        if part.isdigit():
            out.append(int(part))
        elif len(part) == 1 and part not in "IVX":
            out.append(1000 + ord(part) - ord("A"))
        elif part and set(part) <= set("IVX"):
            out.append(2000 + _roman(part))
        elif part:
            out += [1000 + ord(part[0]) - ord("A"), *([int(part[1:])] if part[1:].isdigit() else [])]
    return out


def _roman(numeral: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[c] for c in numeral]
    return sum(-v if any(w > v for w in values[i + 1 :]) else v for i, v in enumerate(values))
