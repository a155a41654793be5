"""Lines of print, made of words that stand side by side."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.documents.pdf.characters import SOFT_HYPHEN, superscript
from kg.documents.pdf.page_words import PageWords, Word

WIDE_GAP = 1.15
"""A gap of so many ems parts the cells of a table; justified lines seldom have one."""

_SIGNS = "+-−–"
_RAISED_BEGINS = frozenset("0123456789*∗†‡§¶" + _SIGNS)
_NUMBER = re.compile(rf"[*∗†‡§¶]*[{_SIGNS}]?\d+(?:[,./*∗†‡§¶–-]+\d+)*(?!⁄)")
_BASE = re.compile(r"(?<![^\W_])(?:10|[^\W_])$")
"""What a raised number is an exponent of: ten, or a letter or digit alone."""


class Line(NamedTuple):
    """A line of print on a page (counted from 0): its words from left to right.

    text is the line as it is read. tokens hold for each word what parts it from the one before ("", or a space) and
    its text, raised numbers as such. y is the baseline and size the type's size of most of its letters; cells holds
    the indices of the words that follow a wide gap; bold says whether all its words are.
    """

    page: int
    words: tuple[Word, ...]
    tokens: tuple[tuple[str, str], ...]
    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    cells: tuple[int, ...]


def lines_of(page: PageWords, number: int) -> list[Line]:
    """The lines of a page in the order of the file.

    pdfium begins a new line at every raised or lowered letter; those are put back where they stand.
    """
    lines: list[Line] = []
    words: list[Word] = []
    y = size = 0.0
    for word in page.words:
        if (
            words
            and (word.broken or (not word.glued and abs(word.y - y) > size))
            and not _continues(words, word, y, size)
        ):
            lines.append(_line(words, number))
            words = []
        if not words or (word.size > size * 1.15 and sum(not w.glued for w in words) < 3):
            y, size = word.y, word.size
        words.append(word)
    if words:
        lines.append(_line(words, number))
    return lines


def _continues(words: list[Word], word: Word, y: float, size: float) -> bool:
    """Whether a word that pdfium put on a new line stands on this one."""
    last = words[-1]
    larger = max(size, word.size)
    if last.text.endswith(SOFT_HYPHEN):
        return False
    rise = (word.y - y if word.size < size else y - word.y) / larger
    alike = min(size, word.size) > 0.87 * larger
    if not (-0.2 < rise < 0.2 if alike else -0.35 < rise < 0.48):
        return False
    gap = word.x0 - last.x1
    return -0.6 * larger < gap < 1.5 * larger


def upright_order(lines: Sequence[Line]) -> list[Line]:
    """The lines with those first that stand above the one that the file gives first.

    Some files write the text of a page before the title above it, or the note at its foot before all else. What stands
    higher in the next column stays where it is: its text goes on below.
    """
    if not lines:
        return []
    edge = lines[0].y + 1.5 * lines[0].size
    above: list[Line] = []
    below: list[Line] = []
    flows = False
    for position in range(len(lines) - 1, -1, -1):
        line = lines[position]
        if line.y <= edge:
            below.append(line)
            flows = True
        else:
            after = lines[position + 1] if position + 1 < len(lines) else None
            flows = flows and after is not None and _follows(line, after)
            (below if flows else above).append(line)
    return above[::-1] + below[::-1]


def _follows(line: Line, after: Line) -> bool:
    """Whether the second stands below the first as the next line of one text does."""
    alike = abs(line.size - after.size) < 0.3 and line.x0 < after.x1 and after.x0 < line.x1
    return alike and 0 < line.y - after.y < 2.2 * line.size


def line_of(words: Sequence[Word], page: int) -> Line:
    """The line that the words make, from left to right; there must be one."""
    return _line(list(words), page)


def _line(words: list[Word], number: int) -> Line:
    first = words[0]
    size, y = first.size, first.y
    plain = True
    if any(w.size != size for w in words):
        sizes: Counter[float] = Counter()
        for w in words:
            sizes[w.size] += len(w.text)
        size = max(sizes, key=lambda s: (sizes[s], s))
        y = next(w.y for w in words if w.size == size)
        plain = False
    limit = WIDE_GAP * size
    narrow = 0.12 * size
    cells: list[int] = []
    tokens: list[tuple[str, str]] = [("", first.text if plain else _raised(first, size, y))]
    before = first
    right = first.x1
    for position, word in enumerate(words[1:], 1):
        gap = word.x0 - before.x1
        space = "" if word.glued or (word.broken and gap < narrow) else " "
        text = word.text
        if not plain and text[0] in _RAISED_BEGINS:
            text = _raised(word, size, y)
            if text != word.text and before.text[-1].isalnum() and not _is_exponent(before.text, word.text):
                space = " "  # "LLaMA ¹": the marker is no part of the name
        tokens.append((space, text))
        if gap > limit and not word.glued:
            cells.append(position)
        right = max(right, word.x1)
        before = word
    if len(cells) == 1 and len(words) > 7 and words[cells[0]].x0 - words[cells[0] - 1].x1 < 2 * size:
        cells = []  # a justified line with one large space
    elif len(cells) > 1 and _is_stretched(words, size):
        cells = []
    bold = first.bold and all(w.bold for w in words if w.text[0].isalnum())
    text = "".join([s + t for s, t in tokens])
    return Line(number, tuple(words), tuple(tokens), text, first.x0, right, y, size, bold, tuple(cells))


def _is_stretched(words: list[Word], size: float) -> bool:
    """Whether a line of prose was drawn out to fill its column: its gaps are alike, its words in lower case."""
    gaps = [b.x0 - a.x1 for a, b in pairwise(words) if not b.glued]
    lower = sum(w.text[0].islower() for w in words)
    return lower >= 0.5 * len(words) and max(gaps) < 2.2 * size and min(gaps) > 0.5 * max(gaps)


def _raised(word: Word, size: float, y: float) -> str:
    """The word's text, as superscript where it is a raised number."""
    if word.size < 0.87 * size and word.y > y + 0.15 * size and (number := _NUMBER.match(word.text)):
        return superscript(number.group()) + word.text[number.end() :]
    return word.text


def _is_exponent(base: str, number: str) -> bool:
    """Whether a raised number behind the text is a power of it, as in "10⁶" and "d²": then no space parts them."""
    return number[0] in _SIGNS or _BASE.search(base) is not None
