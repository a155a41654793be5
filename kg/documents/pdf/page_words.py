"""The words of a PDF page and where they stand, as pdfium sees them."""

import ctypes
import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pypdfium2 as pdfium
from pypdfium2 import raw

from kg.documents.pdf.characters import SOFT_HYPHEN, cleaned, padded

_WORD = re.compile(rf"[^\s{SOFT_HYPHEN}]+{SOFT_HYPHEN}?")
_TAIL_NUMBER = re.compile(r"(?<=[^\W\d_]|[.,;:!?)\]”\"’'%])\d{1,3}(?:[,–-]\d{1,3})*$|(?<=[a-z]\d[.,])\d{1,3}$")
_HEAD_NUMBER = re.compile(r"\d{1,2}(?=[^\W\d_]|[(“\"])")
_BOLD = re.compile(r"bold|black|heavy|demi|-medi$|CMBX|CMSSBX|SFBX|SFSX|SFRB|ptmb|phvb|Adv\w+\.B", re.IGNORECASE)
_ITALIC = re.compile(r"ital|obli|slant|CMTI|SFTI|CMSL|-It$|-I$|ptmri", re.IGNORECASE)
_MATH = re.compile(
    r"CMMI|CMSY|CMEX|MSAM|MSBM|Math|Symbol|EU[FS]M|rsfs|stmary|MT[SM]Y|MTMI|MTEX|[pt]x(?:sy|mi|ex)", re.IGNORECASE
)


def _call(function: Any, result: Any, *arguments: Any) -> Any:
    """A function of pdfium that takes addresses as numbers: calls that are made for each word cost a third less so."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_address, _int = ctypes.c_void_p, ctypes.c_int
_origin = _call(raw.FPDFText_GetCharOrigin, _int, _address, _int, _address, _address)
_loose_box = _call(raw.FPDFText_GetLooseCharBox, _int, _address, _int, _address)
_font = _call(raw.FPDFText_GetFontInfo, ctypes.c_ulong, _address, _int, _address, ctypes.c_ulong, _address)
_size = _call(raw.FPDFText_GetFontSize, ctypes.c_double, _address, _int)
_object = _call(raw.FPDFText_GetTextObject, _address, _address, _int)


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


class PageReader:
    """Reads words off one open text page; calls into pdfium are kept few, for each costs as much as ten letters."""

    def __init__(self, page: pdfium.PdfPage, text_page: pdfium.PdfTextPage) -> None:
        self._text_page = text_page  # pdfium frees the handle with its owner
        self._handle = ctypes.cast(text_page.raw, ctypes.c_void_p).value
        self._box = raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._font = ctypes.create_string_buffer(128)
        self._matrix = raw.FS_MATRIX()
        self._at = [ctypes.addressof(v) for v in (self._box, self._x, self._y, self._font)]
        self._turn, self._scaled = 0, False
        self._same: tuple[int | None, float, bool, bool, bool, float] = (None, 0.0, False, False, False, 0.0)
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
            start = match.start()
            word = match.group()
            if turn != self._turn:
                aside.append(word)
                end = match.end()
                continue
            glued = end == start
            broken = not found or text[end - 1] == SOFT_HYPHEN or (not glued and "\n" in text[end:start])
            end = match.end()
            if (word[-1].isdigit() or word[0].isdigit()) and (cut := self._cut(word, start)):
                self._append(found, word[:cut], start, glued, broken)
                self._append(found, word[cut:], start + cut, True, False)
            else:
                self._append(found, word, start, glued, broken)
        return PageWords(self.width, self.height, tuple(found), " ".join(aside), len(text))

    def _turns(self, text: str, matches: list[re.Match[str]]) -> list[int]:
        """For each word the quarter turns its line is written at, 9 for an angle between; lines turn as wholes."""
        turns, end, turn = [], 0, 0
        for match in matches:
            start = match.start()
            if not end or "\n" in text[end:start]:
                angle = raw.FPDFText_GetCharAngle(self._text_page.raw, start)
                quarters = angle / (math.pi / 2)
                turn = round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else 9
            turns.append(turn)
            end = match.end()
        return turns

    def _scale(self, index: int) -> float:
        """What the matrices make of the font's size at the character."""
        m = self._matrix
        raw.FPDFText_GetMatrix(self._text_page.raw, index, m)
        return round(math.hypot(m.c, m.d), 2) or 1.0

    def _cut(self, text: str, start: int) -> int:
        """Where the word parts into letters and a raised number, 0 where it does not."""
        if text[-1:].isdigit() and (tail := _TAIL_NUMBER.search(text)) and tail.start():
            return tail.start() if self._raised(start + tail.start(), start) else 0
        if text[0].isdigit() and (head := _HEAD_NUMBER.match(text)):
            return head.end() if self._raised(start, start + head.end()) else 0
        return 0

    def _append(self, found: list[Word], text: str, start: int, glued: bool, broken: bool) -> None:
        handle, box, at_box = self._handle, self._box, self._at[0]
        last = start + len(text) - 1
        if not (text.isascii() and text.isprintable()):
            text = cleaned(text)
            if not text:
                return
        drawn = _object(handle, start)
        if drawn != self._same[0] or not drawn:
            self._look(start, drawn)
        _, y, bold, italic, mathematical, size = self._same
        _loose_box(handle, start, at_box)
        if self._turn:
            x0, x1, y = self._turned_extent(start, last)
        else:
            x0 = box.left
            if last > start:
                _loose_box(handle, last, at_box)
            x1 = box.right
        found.append(Word(text, start, x0, x1, y, size, bold, italic, mathematical, glued, broken))

    def _look(self, start: int, drawn: int | None) -> None:
        """Note what all characters share that the file draws at one stroke: baseline and font."""
        handle = self._handle
        _, at_x, at_y, at_font = self._at
        _origin(handle, start, at_x, at_y)
        _font(handle, start, at_font, 128, None)
        bold, italic, mathematical = _style(self._font.value)
        size = _size(handle, start)
        if self._scaled:
            size *= self._scale(start)
        self._same = drawn, self._y.value, bold, italic, mathematical, size

    def _turned_extent(self, start: int, last: int) -> tuple[float, float, float]:
        """Left, right and baseline of a word on a page that is turned; the box of its first letter was just read."""
        box = self._box
        left, bottom, top = box.left, box.bottom, box.top
        _loose_box(self._handle, last, self._at[0])
        _origin(self._handle, start, self._at[1], self._at[2])
        if self._turn == 1:
            return bottom, box.top, -self._x.value
        return (-box.right, -left, -self._y.value) if self._turn == 2 else (-top, -box.bottom, self._x.value)

    def _raised(self, index: int, beside: int) -> bool:
        """Whether the character stands higher, in a smaller type, than the one beside it."""
        size = _size(self._handle, beside)
        if _size(self._handle, index) > 0.87 * size:
            return False
        _origin(self._handle, beside, self._at[1], self._at[2])
        base = self._y.value
        _origin(self._handle, index, self._at[1], self._at[2])
        return bool(self._y.value > base + 0.15 * size)

    def _text(self) -> str:
        """The page's text, one character for each of pdfium's, so that indices agree."""
        handle = self._text_page.raw
        count = max(raw.FPDFText_CountChars(handle), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        length = max(raw.FPDFText_GetText(handle, 0, count, buffer), 1) - 1
        text = padded(bytes(buffer)[: 2 * length].decode("utf-16-le", "surrogatepass"))
        if len(text) != count:  # some characters have no meaning and are left out
            codes = (raw.FPDFText_GetUnicode(handle, i) or 0xFFFD for i in range(count))
            text = padded("".join(chr(c) if c < 0x110000 else "\ufffd" for c in codes))
        return text

    def character_boxes(self, start: int, count: int) -> list[tuple[float, float]]:
        """Left and right of each of count characters from start on."""
        boxes = []
        for index in range(start, start + count):
            _loose_box(self._handle, index, self._at[0])
            boxes.append((self._box.left, self._box.right))
        return boxes
