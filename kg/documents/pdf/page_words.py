"""The words of a PDF page and where they stand, as pdfium sees them."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import pypdfium2 as pdfium

from kg.documents.pdf.characters import SOFT_HYPHEN, cleaned
from kg.documents.pdf.text_page import ASKEW, TextPage, drawn_object, loose_box

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(rf"[^\s{SOFT_HYPHEN}]+{SOFT_HYPHEN}?")
_DIGIT = re.compile(r"[0-9]")
_RAISED_NUMBER = re.compile(r"[*∗†‡§¶]*[+−–-]?\d[\d,./⁄*∗†‡§¶–-]*")
"""What is parted from the word it stands beside: marks of notes and authors, and exponents."""
_BOLD = re.compile(r"bold|black|heavy|demi|-medi$|CMBX|CMSSBX|SFBX|SFSX|SFRB|ptmb|phvb|Adv\w{1,40}\.B", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|slant|CMTI|SFTI|CMSL|-It$|-I$|ptmri", re.IGNORECASE)
_MATH = re.compile(
    r"CMMI|CMSY|CMEX|MSAM|MSBM|Math|Symbol|EU[FS]M|rsfs|stmary|MT[SM]Y|MTMI|MTEX|[pt]x(?:sy|mi|ex)", re.IGNORECASE
)


class Word(NamedTuple):
    """A word on a page.

    start is the index of its first character among the page's; x0, x1 and y (the baseline) are in points from the
    lower left; size is the font's; glued says that no white space stands before it, broken that pdfium begins a line
    with it.
    """

    text: str
    start: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    italic: bool
    math: bool
    glued: bool
    broken: bool


@dataclass(frozen=True, slots=True)
class PageWords:
    """A page's words in the order of the file, its size in points, and the number of characters it holds.

    aside is what stands at another angle than most of the page: the arXiv stamp, labels of axes, watermarks.
    """

    width: float
    height: float
    words: tuple[Word, ...]
    aside: str
    character_count: int


@lru_cache(maxsize=4096)
def _style(font: bytes) -> tuple[bool, bool, bool]:
    """Whether a font of this name is bold, whether italic, whether for mathematics."""
    name = font.decode("utf-8", "replace").rpartition("+")[2]
    return bool(_BOLD.search(name)), bool(_ITALIC.search(name)), bool(_MATH.search(name))


class _Stroke(NamedTuple):
    """What all characters share that the file draws at one stroke: its address, and how it is written."""

    drawn: int | None
    y: float
    size: float
    bold: bool
    italic: bool
    math: bool


_clean = lru_cache(maxsize=8192)(cleaned)
_new = tuple.__new__  # a third of the cost of calling the class


class PageReader:
    """Reads words off one open text page; calls into pdfium are kept few, for each costs as much as ten letters."""

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> None:
        self._page = TextPage(text_page)
        self._turn = 0
        self.width, self.height = page.get_size()

    @property
    def turned(self) -> bool:
        """Whether the page was turned to read it."""
        return self._turn != 0

    def words(self) -> PageWords:
        """The page's words, turned upright where most of the page is written sideways."""
        page = self._page
        text = page.text()
        lines = [words for line in _LINE.finditer(text) if (words := list(_WORD.finditer(text, *line.span())))]
        turns = [page.quarter_turns(line[0].start()) for line in lines]
        most = _most(turns, lines)
        self._turn = 0 if most == ASKEW else most
        found: list[Word] = []
        aside: list[str] = []
        ends = []
        for line, turn in zip(lines, turns, strict=True):
            if turn == most:
                self._line(found, text, line)
                ends.append(len(found))
            else:
                aside += [match.group() for match in line]
        if self._turn:
            found = _downwards(found, ends)
        return PageWords(self.width, self.height, tuple(found), " ".join(aside), len(text))

    def character_boxes(self, start: int, count: int) -> list[tuple[float, float]]:
        """Left and right of each of count characters from start on."""
        return [self._page.extent(index) for index in range(start, start + count)]

    def _line(self, found: list[Word], text: str, line: Sequence[re.Match[str]]) -> None:
        """Append the words of one of pdfium's lines."""
        page = self._page
        handle, box, at_box = page.handle, page.box, page.at_box
        stroke = self._stroke(line[0].start())
        # a line drawn at one stroke has one font and one baseline, so nothing in it is raised
        uniform = stroke.drawn is not None and drawn_object(handle, line[-1].end() - 1) == stroke.drawn
        upright = self._turn == 0
        written = text[line[0].start() : line[-1].end()]
        graved = "`" in written
        simple = written.isascii() and not graved
        end = 0
        for match in line:
            glued, broken = False, end == 0
            if end and text[end - 1] == SOFT_HYPHEN:
                glued, broken = end == match.start(), True
            start, end = match.span()
            word = match.group()
            if not uniform:
                if stroke.drawn is None or drawn_object(handle, start) != stroke.drawn:
                    stroke = self._stroke(start)
                if end - start > 1 and _DIGIT.search(word) and drawn_object(handle, end - 1) != stroke.drawn:
                    for cut in self._cuts(word, start):
                        self._append(found, text[start:cut], start, stroke, glued, broken)
                        start, stroke, glued, broken = cut, self._stroke(cut), True, False
                    word = text[start:end]
            if upright and (simple or (not graved and word.isascii())) and word.isprintable():
                loose_box(handle, start, at_box)
                x0 = box.left
                if end - start > 1:
                    loose_box(handle, end - 1, at_box)
                _, y, size, bold, italic, math = stroke
                found.append(_new(Word, (word, start, x0, box.right, y, size, bold, italic, math, glued, broken)))
            else:
                self._append(found, word, start, stroke, glued, broken)

    def _append(self, found: list[Word], text: str, start: int, stroke: _Stroke, glued: bool, broken: bool) -> None:
        """Append one word, cleaned, where anything is left of it."""
        last = start + len(text) - 1
        text = _clean(text)
        if not text:
            return
        _, y, size, bold, italic, math = stroke
        if self._turn:
            x0, x1, y = self._turned_extent(start, last)
        else:
            x0, x1 = self._page.extent(start)[0], self._page.extent(last)[1]
        found.append(Word(text, start, x0, x1, y, size, bold, italic, math, glued, broken))

    def _stroke(self, index: int) -> _Stroke:
        """How the character and its neighbours of one stroke are written."""
        page = self._page
        size = page.size(index) * page.scale(index)
        return _Stroke(drawn_object(page.handle, index), page.origin(index)[1], size, *_style(page.font(index)))

    def _cuts(self, word: str, start: int) -> list[int]:
        """The indices of the characters at which the word parts into raised numbers and what they stand beside."""
        places = self._raised_numbers(word, start)
        if not places or places == [(0, len(word))]:
            return []
        cuts = {first for first, _ in places}
        cuts |= {last for _, last in places if any(map(str.isalnum, word[last:]))}
        return [start + cut for cut in sorted(cuts - {0})]

    def _raised_numbers(self, word: str, start: int) -> list[tuple[int, int]]:
        """The stretches of the word that are numbers set higher, in a smaller type, than its other letters."""
        page = self._page
        runs: list[tuple[int, float, float]] = []
        drawn: int | None = -1
        for offset in range(len(word)):
            before, drawn = drawn, drawn_object(page.handle, start + offset)
            if drawn != before:
                index = start + offset
                runs.append((offset, page.size(index) * page.scale(index), page.origin(index)[1]))
        size = max(run[1] for run in runs)
        y = next(run[2] for run in runs if run[1] == size)
        levels = [(offset, small <= 0.87 * size and high > y + 0.15 * size) for offset, small, high in runs]
        begins = [at for i, at in enumerate(levels) if not i or at[1] != levels[i - 1][1]]
        ends = [offset for offset, _ in begins[1:]] + [len(word)]
        stretches = [(first, last) for (first, raised), last in zip(begins, ends, strict=True) if raised]
        return [(first, last) for first, last in stretches if _RAISED_NUMBER.fullmatch(word[first:last])]

    def _turned_extent(self, start: int, last: int) -> tuple[float, float, float]:
        """Left, right and baseline of a word on a page that is turned."""
        left, bottom, _, top = self._page.rectangle(start)
        _, end_bottom, right, end_top = self._page.rectangle(last)
        x, y = self._page.origin(start)
        if self._turn == 1:
            return bottom, end_top, -x
        return (-right, -left, -y) if self._turn == 2 else (-top, -end_bottom, x)


def _most(turns: Sequence[int], lines: Sequence[Sequence[re.Match[str]]]) -> int:
    """The turn that most words are written at, the smallest of several."""
    words: Counter[int] = Counter()
    for turn, line in zip(turns, lines, strict=True):
        words[turn] += len(line)
    return max(sorted(words), key=words.__getitem__, default=0)


def _downwards(words: list[Word], ends: Sequence[int]) -> list[Word]:
    """The words of a turned page line by line from top to bottom; pdfium gives some such pages from the bottom up."""
    lines = [words[start:end] for start, end in pairwise((0, *ends)) if end > start]
    rising = sum(1 if b[0].y > a[0].y else -1 for a, b in pairwise(lines))
    return [word for line in reversed(lines) for word in line] if rising > 0 else words
