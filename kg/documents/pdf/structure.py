"""What a PDF file says of itself beyond its pages, as pypdf reads it: links, destinations, outline, metadata."""

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, Destination, IndirectObject

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of every flaw of a file; the reader judges by results

_MAX_LINKS = 20_000
_MAX_LINKS_PER_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class Place:
    """A place that links may lead to: page from 0, and the point in points from the lower left, None where not said."""

    page: int
    left: float | None
    top: float | None


@dataclass(frozen=True, slots=True)
class PdfLink:
    """A link on a page (from 0): its rectangle (left, bottom, right, top), and where it leads to."""

    page: int
    box: tuple[float, float, float, float]
    destination: str | None
    place: Place | None
    uri: str | None


@dataclass(frozen=True, slots=True)
class PdfStructure:
    """Links in the order of the file, places by name, titles of the outline with their level from 1, and metadata."""

    links: tuple[PdfLink, ...] = ()
    places: dict[str, Place] = field(default_factory=dict)
    outline: tuple[tuple[int, str], ...] = ()
    title: str | None = None
    author: str | None = None
    subject: str | None = None
    keywords: str | None = None
    producer: str | None = None


def read_structure(data: bytes) -> PdfStructure:
    """The structure of the file, with gaps where it is damaged: what cannot be read is left out, nothing is raised."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted:
            reader.decrypt("")
        numbers = _page_numbers(reader)
    except Exception:  # pypdf raises whatever a damaged file makes it trip over
        return PdfStructure()
    places = _attempt(lambda: _places(reader, numbers)) or {}
    links = _attempt(lambda: tuple(_links(reader, numbers, places))) or ()
    outline = _attempt(lambda: tuple(_outline(reader.outline, 1))) or ()
    about = _attempt(lambda: reader.metadata) or {}
    keys = ("/Title", "/Author", "/Subject", "/Keywords", "/Producer")
    return PdfStructure(links, places, outline, *(_words(about, key) for key in keys))


def _attempt(read: Any) -> Any:
    try:
        return read()
    except Exception:  # as above: one broken part must not cost the others
        return None


def _words(about: Any, key: str) -> str | None:
    value = _attempt(lambda: about.get(key))
    text = " ".join(str(value).split()) if value is not None else ""
    return text or None


def _page_numbers(reader: PdfReader) -> dict[int, int]:
    numbers = {}
    for number, page in enumerate(reader.pages):
        if page.indirect_reference is not None:
            numbers[page.indirect_reference.idnum] = number
    return numbers


def _places(reader: PdfReader, numbers: dict[int, int]) -> dict[str, Place]:
    places = {}
    for name, destination in reader.named_destinations.items():
        place = _attempt(lambda d=destination: _place_of(d, numbers))
        if place is not None:
            places[name] = place
    return places


def _place_of(destination: Destination, numbers: dict[int, int]) -> Place | None:
    page = destination.raw_get("/Page") if "/Page" in destination else None
    return _place(page, _number(destination.get("/Left")), _number(destination.get("/Top")), numbers)


def _place(page: Any, left: float | None, top: float | None, numbers: dict[int, int]) -> Place | None:
    if isinstance(page, IndirectObject):
        number = numbers.get(page.idnum)
    else:
        number = int(page) if isinstance(page, int) else None
    return None if number is None else Place(number, left, top)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, (int, float)) else None


def _links(reader: PdfReader, numbers: dict[int, int], places: dict[str, Place]) -> Iterator[PdfLink]:
    total = 0
    for number, page in enumerate(reader.pages):
        annotations = _attempt(lambda p=page: p.get("/Annots").get_object()) or []
        for annotation in list(annotations)[:_MAX_LINKS_PER_PAGE]:
            link = _attempt(lambda a=annotation, n=number: _link(a.get_object(), n, numbers, places))
            if link is not None:
                yield link
                total += 1
                if total >= _MAX_LINKS:
                    return


def _link(annotation: Any, page: int, numbers: dict[int, int], places: dict[str, Place]) -> PdfLink | None:
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
        fit = [_number(_resolved(v)) for v in target[2:5]] + [None, None]
        kind = target[1] if len(target) > 1 else ""
        left, top = (fit[0], fit[1]) if kind == "/XYZ" else (None, fit[0] if kind == "/FitH" else None)
        return PdfLink(page, box, None, _place(list.__getitem__(target, 0), left, top, numbers), None)
    if target is None:
        return None
    name = str(target).removeprefix("/") if str(target) not in places else str(target)
    return PdfLink(page, box, name, places.get(name), None)


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _outline(entries: Any, level: int) -> Iterator[tuple[int, str]]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _outline(entry, level + 1)
        elif entry.title is not None:
            yield level, " ".join(str(entry.title).split())
