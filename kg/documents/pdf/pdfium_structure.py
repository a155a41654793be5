"""What a PDF file says of itself beyond its text, as pdfium reads it: links, named destinations, outline, metadata."""

import ctypes
from collections.abc import Callable
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
from pypdfium2 import raw

from kg.documents.pdf.pypdf_file import PypdfFile
from kg.documents.pdf.structure import MAX_LINKS, MAX_LINKS_PER_PAGE, PdfLink, PdfStructure, Place

_MAX_NAMES = 20_000
_MAX_TITLES = 20_000
_METADATA = ("Title", "Author", "Subject", "Keywords")
_XYZ, _FIT_WIDTH, _FIT_RECTANGLE = 1, 3, 5
_GO_TO, _ADDRESS = 1, 3
_LOST = 2
"""A page on which more links than this lead nowhere is asked of pypdf, which tells what they are named."""
_LONGEST = 4096
"""Bytes that a name or an address may have; longer ones are left out."""


class LinkReader:
    """Reads the links off the pages of one open document.

    pdfium tells the destination of a link by its address in memory alone. The names of all destinations are read once,
    so that the address tells the name. Names that lead nowhere are known to pypdf alone.
    """

    def __init__(self, document: pdfium.PdfDocument, by_pypdf: PypdfFile) -> None:
        self._document = document  # pdfium frees the handle with its owner
        self._handle = document.raw
        self._by_pypdf = by_pypdf
        self._buffer = ctypes.create_string_buffer(_LONGEST)
        self._rectangle = raw.FS_RECTF()
        self._names: dict[int, str] | None = None
        self._places: dict[int, Place | None] = {}
        self._count = self._lost = 0

    def links(self, page: pdfium.PdfPage, number: int) -> list[PdfLink]:
        """The links on the page (number from 0), in the order of the file."""
        position = ctypes.c_int(0)
        link = raw.FPDF_LINK()
        found: list[PdfLink] = []
        self._lost = 0
        for _ in range(MAX_LINKS_PER_PAGE):
            if self._count >= MAX_LINKS or not raw.FPDFLink_Enumerate(page.raw, position, link):
                break
            self._count += 1
            if (read := self._link(link, number)) is not None:
                found.append(read)
        return self._by_pypdf.links(number) if self._lost > _LOST else found

    def _link(self, link: raw.FPDF_LINK, page: int) -> PdfLink | None:
        rectangle = self._rectangle
        if not raw.FPDFLink_GetAnnotRect(link, rectangle):
            return None
        left, right = sorted((rectangle.left, rectangle.right))
        bottom, top = sorted((rectangle.bottom, rectangle.top))
        box = (left, bottom, right, top)
        action = raw.FPDFLink_GetAction(link)
        kind = raw.FPDFAction_GetType(action) if action else _GO_TO
        if kind == _ADDRESS:
            uri = self._address(action)
            return PdfLink(page, box, None, None, uri) if uri else None
        if kind != _GO_TO:
            return None
        destination = raw.FPDFLink_GetDest(self._handle, link)
        if not destination:
            self._lost += 1
            return None
        at = ctypes.addressof(destination.contents)
        if at not in self._places:
            self._places[at] = self._place(destination)
        return PdfLink(page, box, self._name(at), self._places[at], None)

    def _address(self, action: raw.FPDF_ACTION) -> str | None:
        length = raw.FPDFAction_GetURIPath(self._handle, action, self._buffer, _LONGEST)
        if not 1 < length <= _LONGEST:
            return None
        return bytes(memoryview(self._buffer)[: length - 1]).decode("utf-8", "replace")

    def _place(self, destination: raw.FPDF_DEST) -> Place | None:
        page = raw.FPDFDest_GetDestPageIndex(self._handle, destination)
        if page < 0:
            return None
        count, view = ctypes.c_ulong(), (raw.FS_FLOAT * 4)()
        kind = raw.FPDFDest_GetView(destination, count, view)
        if kind == _XYZ:
            return Place(page, *_point(destination))
        if kind == _FIT_WIDTH and count.value:
            return Place(page, None, view[0])
        if kind == _FIT_RECTANGLE and count.value == len(view) and view[0] > 0:  # else it is the whole page
            return Place(page, view[0], max(view[1], view[3]))
        return Place(page, None, None)

    def _name(self, address: int) -> str | None:
        if self._names is None:
            self._names = self._read_names()
        return self._names.get(address)

    def _read_names(self) -> dict[int, str]:
        """The names of destinations by their addresses; of two names for one, that of a bibliography's entry."""
        names: dict[int, str] = {}
        length = ctypes.c_long()
        for index in range(min(raw.FPDF_CountNamedDests(self._handle), _MAX_NAMES)):
            length.value = _LONGEST
            destination = raw.FPDF_GetNamedDest(self._handle, index, self._buffer, length)
            if not destination or length.value < 2:
                continue
            name = bytes(memoryview(self._buffer)[: length.value - 2]).decode("utf-16-le", "replace")
            at = ctypes.addressof(destination.contents)
            if at not in names or (name.startswith("cite.") and not names[at].startswith("cite.")):
                names[at] = name
        return names


def _point(destination: raw.FPDF_DEST) -> tuple[float | None, float | None]:
    """Left and top of a destination that says them, each None where it does not."""
    has = [ctypes.c_int() for _ in range(3)]
    at = [ctypes.c_float() for _ in range(3)]
    if not raw.FPDFDest_GetLocationInPage(destination, *has, *at):
        return None, None
    left, top = (value.value if known.value else None for known, value in zip(has[:2], at[:2], strict=True))
    return left, top


def structure_of(document: pdfium.PdfDocument) -> PdfStructure:
    """The outline and the metadata of the file, with gaps where it is damaged."""
    about = (_text(raw.FPDF_GetMetaText, document.raw, key.encode()) or None for key in _METADATA)
    return PdfStructure(_outline(document), *about)


def _outline(document: pdfium.PdfDocument) -> tuple[tuple[int, str], ...]:
    marks = islice(document.get_toc(), _MAX_TITLES)
    titles = ((mark.level + 1, _text(raw.FPDFBookmark_GetTitle, mark.raw)) for mark in marks)
    return tuple((level, title) for level, title in titles if title)


def _text(read: Callable[..., int], *of: Any) -> str:
    """What pdfium's function gives in UTF-16, on one line; pypdfium2's methods raise at half a character."""
    length = read(*of, None, 0)
    buffer = ctypes.create_string_buffer(length)
    read(*of, buffer, length)
    return " ".join(buffer.raw[: max(0, length - 2)].decode("utf-16-le", "replace").split())
