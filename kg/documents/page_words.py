"""The words of a PDF page and where they stand, as pdfium sees them."""

import ctypes
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from kg.documents.characters import SOFT_HYPHEN, cleaned, padded

_WORD = re.compile(rf"[^\s{SOFT_HYPHEN}]+{SOFT_HYPHEN}?")
_TAIL_NUMBER = re.compile(r"(?<=[^\W\d_]|[.,;:!?)\]”\"’'%])\d{1,3}(?:[,–-]\d{1,3})*$|(?<=[a-z]\d[.,])\d{1,3}$")
_HEAD_NUMBER = re.compile(r"\d{1,2}(?=[^\W\d_]|[(“\"])")
_BOLD = re.compile(r"bold|black|heavy|demi|-medi$|CMBX|CMSSBX|SFBX|SFSX|SFRB|ptmb|phvb|Adv\w+\.B", re.IGNORECASE)
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
def _style(font: bytes) -> tuple[bool, bool]:
    """Whether a font of this name is bold, whether it is for mathematics."""
    name = font.decode("utf-8", "replace").rpartition("+")[2]
    return bool(_BOLD.search(name)), bool(_MATH.search(name))


class PageReader:
    """Reads words off one open text page; the calls into pdfium are kept few, since each costs as much as ten letters."""

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> None:
        self._text_page = text_page  # pdfium frees the handle with its owner
        self._handle: Any = text_page.raw
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._font = ctypes.create_string_buffer(128)
        self._matrix = raw.FS_MATRIX()
        self._turn, self._scaled = 0, False
        self.width, self.height = page.get_size()

    @property
    def turned(self) -> bool:
        """Whether the page was turned to read it."""
        return self._turn != 0

    def words(self) -> PageWords:
        """The page's words, turned upright where most of the page is written sideways."""
        text = self._text()
        matches = list(_WORD.finditer(text))
        turns = self._turns(text, matches)
        self._turn = max(sorted(set(turns)), key=turns.count, default=0) % 4
        self._scaled = any(self._scale(m.start()) != 1.0 for m in matches[:: len(matches) // 5 + 1])
        found: list[Word] = []
        aside: list[str] = []
        end = 0
        for match, turn in zip(matches, turns, strict=True):
            start, word = match.span()[0], match.group()
            if turn != self._turn:
                aside.append(word)
            else:
                broken = not found or (end < start and "\n" in text[end:start]) or text[end - 1] == SOFT_HYPHEN
                self._add(found, word, start, glued=end == start, broken=broken)
            end = match.end()
        return PageWords(self.width, self.height, tuple(found), " ".join(aside), len(text))

    def _turns(self, text: str, matches: list[re.Match[str]]) -> list[int]:
        """For each word the quarter turns its line is written at, 9 for an angle between; lines turn as wholes."""
        turns, end, turn = [], 0, 0
        for match in matches:
            start = match.start()
            if not end or "\n" in text[end:start]:
                angle = raw.FPDFText_GetCharAngle(self._handle, start)
                quarters = angle / (math.pi / 2)
                turn = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else 9
            turns.append(turn)
            end = match.end()
        return turns

    def _scale(self, index: int) -> float:
        """What the matrices make of the font's size at the character."""
        m = self._matrix
        raw.FPDFText_GetMatrix(self._handle, index, m)
        return round(math.hypot(m.c, m.d), 2) or 1.0

    def _add(self, found: list[Word], text: str, start: int, *, glued: bool, broken: bool) -> None:
        """Append the word, or the two that it is where a raised number hangs on it."""
        cut = self._cut(text, start)
        if cut:
            self._append(found, text[:cut], start, glued, broken)
            glued, broken = True, False
        self._append(found, text[cut:], start + cut, glued, broken)

    def _cut(self, text: str, start: int) -> int:
        """Where the word parts into letters and a raised number, 0 where it does not."""
        if text[-1:].isdigit() and (tail := _TAIL_NUMBER.search(text)) and tail.start():
            return tail.start() if self._raised(start + tail.start(), start) else 0
        if text[0].isdigit() and (head := _HEAD_NUMBER.match(text)):
            return head.end() if self._raised(start, start + head.end()) else 0
        return 0

    def _append(self, found: list[Word], text: str, start: int, glued: bool, broken: bool) -> None:
        handle, length = self._handle, len(text)
        if not text.isascii() or not text.isprintable():
            text = cleaned(text)
            if not text:
                return
        x0, x1, y = self._extent(start, start + length - 1)
        raw.FPDFText_GetFontInfo(handle, start, self._font, 128, None)
        bold, mathematical = _style(self._font.value)
        size = raw.FPDFText_GetFontSize(handle, start)
        if self._scaled:
            size *= self._scale(start)
        found.append(Word(text, start, x0, x1, y, size, bold, mathematical, glued, broken))

    def _extent(self, first: int, last: int) -> tuple[float, float, float]:
        """Left, right and baseline of a word, in the coordinates of the upright page."""
        handle, box = self._handle, self._box
        raw.FPDFText_GetCharOrigin(handle, first, self._x, self._y)
        raw.FPDFText_GetLooseCharBox(handle, first, box)
        left, right, bottom, top = box.left, box.right, box.bottom, box.top
        if last > first:
            raw.FPDFText_GetLooseCharBox(handle, last, box)
            right = box.right
        if not self._turn:
            return left, right, self._y.value
        if self._turn == 1:
            return bottom, box.top, -self._x.value
        return (-right, -left, -self._y.value) if self._turn == 2 else (-top, -box.bottom, self._x.value)

    def _raised(self, index: int, beside: int) -> bool:
        """Whether the character stands higher, in a smaller type, than the one beside it."""
        size = raw.FPDFText_GetFontSize(self._handle, beside)
        if raw.FPDFText_GetFontSize(self._handle, index) > 0.87 * size:
            return False
        raw.FPDFText_GetCharOrigin(self._handle, beside, self._x, self._y)
        base = self._y.value
        raw.FPDFText_GetCharOrigin(self._handle, index, self._x, self._y)
        return float(self._y.value) > base + 0.15 * size

    def _text(self) -> str:
        """The page's text, one character for each of pdfium's, so that indices agree."""
        count = max(raw.FPDFText_CountChars(self._handle), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        length = max(raw.FPDFText_GetText(self._handle, 0, count, buffer), 1) - 1
        text = padded(bytes(buffer)[: 2 * length].decode("utf-16-le", "surrogatepass"))
        if len(text) != count:  # some characters have no meaning and are left out
            codes = (raw.FPDFText_GetUnicode(self._handle, i) or 0xFFFD for i in range(count))
            text = padded("".join(chr(c) if c < 0x110000 else "\ufffd" for c in codes))
        return text

    def character_boxes(self, start: int, count: int) -> list[tuple[float, float]]:
        """Left and right of each of count characters from start on."""
        boxes = []
        for index in range(start, start + count):
            raw.FPDFText_GetLooseCharBox(self._handle, index, self._box)
            boxes.append((self._box.left, self._box.right))
        return boxes
