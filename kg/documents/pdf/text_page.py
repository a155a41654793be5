"""Calls into pdfium about single characters of a page, made as cheap as Python allows."""

import ctypes
import math
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from kg.documents.pdf.characters import padded
from kg.documents.pdf.tex_codes import told


def _call(function: Any, result: Any) -> Any:
    """A function of pdfium that takes ready-made arguments: without types to check a call costs a third less.

    Its callers give addresses as c_void_p or byref, sizes as c_ulong, and indices as plain numbers.
    """
    return ctypes.CFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_NAME_BYTES = ctypes.c_ulong(128)
_nothing = ctypes.c_void_p(None)
loose_box = _call(raw.FPDFText_GetLooseCharBox, ctypes.c_int)
"""Writes the box of a character, as wide as its advance: (handle, index, rectangle)."""
drawn_object = _call(raw.FPDFText_GetTextObject, ctypes.c_void_p)
"""The address of what the file draws the character with at one stroke: (handle, index)."""
_origin = _call(raw.FPDFText_GetCharOrigin, ctypes.c_int)
_font = _call(raw.FPDFText_GetFontInfo, ctypes.c_ulong)
_size = _call(raw.FPDFText_GetFontSize, ctypes.c_double)
_matrix = _call(raw.FPDFText_GetMatrix, ctypes.c_int)
_unicode = _call(raw.FPDFText_GetUnicode, ctypes.c_uint)
ASKEW = 9
"""In place of quarter turns: text at an angle between."""


class TextPage:
    """The characters of one open page, by index from 0.

    handle, box and at_box are for those who call loose_box and drawn_object for each word.
    """

    def __init__(self, text_page: pdfium.PdfTextPage) -> None:
        self._owner = text_page  # pdfium frees the handle with its owner
        self.handle = ctypes.cast(text_page.raw, ctypes.c_void_p)
        self.box = raw.FS_RECTF()
        self.at_box = ctypes.byref(self.box)
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._at_x, self._at_y = ctypes.byref(self._x), ctypes.byref(self._y)
        self._name = ctypes.create_string_buffer(_NAME_BYTES.value)
        self._six = raw.FS_MATRIX()
        self._at_six = ctypes.byref(self._six)

    def text(self) -> str:
        """All characters, one for each of pdfium's, so that indices agree."""
        handle = self._owner.raw
        count = max(raw.FPDFText_CountChars(handle), 0)
        buffer = (ctypes.c_ushort * (count + 1))()
        length = max(raw.FPDFText_GetText(handle, 0, count, buffer), 1) - 1
        text = padded(bytes(buffer)[: 2 * length].decode("utf-16-le", "surrogatepass"))
        if len(text) != count:  # some characters have no meaning and are left out
            codes = (_unicode(self.handle, i) or 0xFFFD for i in range(count))
            text = padded("".join(chr(c) if c < 0x110000 else "\ufffd" for c in codes))
        return told(text)

    def origin(self, index: int) -> tuple[float, float]:
        """Where the character stands on its baseline, in points from the lower left."""
        _origin(self.handle, index, self._at_x, self._at_y)
        return self._x.value, self._y.value

    def size(self, index: int) -> float:
        """The size of the character's font as the file states it, before its matrices."""
        return float(_size(self.handle, index))

    def font(self, index: int) -> bytes:
        """The name of the character's font."""
        _font(self.handle, index, self._name, _NAME_BYTES, _nothing)
        return self._name.value

    def scale(self, index: int) -> float:
        """What the matrices make of the font's size at the character."""
        m = self._matrix(index)
        along = math.hypot(m.a, m.b)
        return round(abs(m.a * m.d - m.b * m.c) / along, 2) or 1.0 if along else 1.0

    def quarter_turns(self, index: int) -> int:
        """The quarter turns that the character's baseline is written at, ASKEW for an angle between.

        pdfium's own angle would take letters that a file slants, to make an italic, for turned ones.
        """
        m = self._matrix(index)
        quarters = math.atan2(m.b, m.a) / (math.pi / 2)
        return round(quarters) % 4 if abs(quarters - round(quarters)) < 0.1 else ASKEW

    def _matrix(self, index: int) -> raw.FS_MATRIX:
        _matrix(self.handle, index, self._at_six)
        return self._six

    def extent(self, index: int) -> tuple[float, float]:
        """Left and right of the character."""
        loose_box(self.handle, index, self.at_box)
        return self.box.left, self.box.right

    def rectangle(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the character."""
        loose_box(self.handle, index, self.at_box)
        return self.box.left, self.box.bottom, self.box.right, self.box.top
