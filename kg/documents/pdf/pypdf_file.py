"""A PDF file by pypdf, for what pdfium cannot tell: names of lost destinations, and pages that make it fail."""

import io
import logging
from collections.abc import Callable
from functools import cached_property, partial
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, Destination, IndirectObject

from kg.documents.pdf.characters import cleaned
from kg.documents.pdf.structure import MAX_LINKS_PER_PAGE, PdfLink, Place

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every flaw of a file; the reader judges by results


class PypdfFile:
    """The file, opened when it is first needed. What cannot be read is left out; nothing is raised."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    @cached_property
    def _reader(self) -> Any:
        """The reader of pypdf, None where the file cannot be opened."""
        return _attempt(lambda: _opened(self._data))

    @cached_property
    def page_count(self) -> int:
        """How many pages it has, 0 where that cannot be told."""
        return _attempt(lambda: len(self._reader.pages)) or 0

    @cached_property
    def title(self) -> str | None:
        """The title its metadata give."""
        value = _attempt(lambda: self._reader.metadata.title)
        return " ".join(value.split()) or None if isinstance(value, str) else None

    def lines(self, page: int) -> list[str] | None:
        """The lines of text on a page (from 0), cleaned; None where the page makes pypdf fail."""
        text = _attempt(lambda: self._reader.pages[page].extract_text())  # noqa: PLW0108 - to find the page may fail too
        if text is None:
            return None
        words = (" ".join(cleaned(word) for word in line.split()) for line in text.splitlines())
        return [line for line in words if line]

    def links(self, page: int) -> list[PdfLink]:
        """The links on a page (from 0), in the order of the file."""
        annotations = _attempt(lambda: list(self._reader.pages[page].get("/Annots").get_object())) or ()
        found = (_attempt(partial(self._link, each, page)) for each in annotations[:MAX_LINKS_PER_PAGE])
        return [link for link in found if link is not None]

    def _link(self, reference: Any, page: int) -> PdfLink | None:
        annotation = reference.get_object()
        if annotation.get("/Subtype") != "/Link":
            return None
        x0, y0, x1, y1 = (float(v) for v in annotation["/Rect"])
        box = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        target, uri = annotation.get("/Dest"), None
        if target is None and "/A" in annotation:
            action = annotation["/A"]
            target, uri = action.get("/D"), action.get("/URI")
            if action.get("/S") not in ("/GoTo", "/URI"):
                return None
        if uri is not None:
            return PdfLink(page, box, None, None, str(uri))
        if isinstance(target, ArrayObject) and target:
            return PdfLink(page, box, None, self._place_in(target), None)
        if target is None:
            return None
        name = str(target).removeprefix("/")
        return PdfLink(page, box, name, self._places.get(name), None)

    def _place_in(self, target: ArrayObject) -> Place | None:
        fit = [_number(_resolved(v)) for v in target[2:5]] + [None, None]
        kind = target[1] if len(target) > 1 else ""
        left, top = (fit[0], fit[1]) if kind == "/XYZ" else (None, fit[0] if kind == "/FitH" else None)
        return self._place(list.__getitem__(target, 0), left, top)

    @cached_property
    def _places(self) -> dict[str, Place]:
        """Places by the names of destinations."""
        named = _attempt(lambda: self._reader.named_destinations) or {}
        places = ((str(name).removeprefix("/"), _attempt(partial(self._place_of, d))) for name, d in named.items())
        return {name: place for name, place in places if place is not None}

    def _place_of(self, destination: Destination) -> Place | None:
        page = destination.raw_get("/Page") if "/Page" in destination else None
        return self._place(page, _number(destination.get("/Left")), _number(destination.get("/Top")))

    def _place(self, page: Any, left: float | None, top: float | None) -> Place | None:
        number = self._numbers.get(page.idnum) if isinstance(page, IndirectObject) else page
        return Place(int(number), left, top) if isinstance(number, int) else None

    @cached_property
    def _numbers(self) -> dict[int, int]:
        """The numbers of pages by those of their objects."""
        return _attempt(lambda: {page.indirect_reference.idnum: n for n, page in enumerate(self._reader.pages)}) or {}


def _opened(data: bytes) -> PdfReader | None:
    reader = PdfReader(io.BytesIO(data))
    return None if reader.is_encrypted and not reader.decrypt("") else reader


def _attempt(read: Callable[[], Any]) -> Any:
    try:
        return read()
    except MemoryError:
        raise
    except Exception:  # pypdf raises whatever a damaged file makes it trip over; one broken part costs that part alone
        return None


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value
