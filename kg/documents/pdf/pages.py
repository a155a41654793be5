"""The pages of a PDF by pdfium: lines of print, and the characters under each link."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from statistics import median
from typing import NamedTuple

import pypdfium2 as pdfium

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.limits import Limits
from kg.documents.pdf.accents import accents_placed
from kg.documents.pdf.fallback import lines_by_pypdf
from kg.documents.pdf.page_lines import Line, lines_of
from kg.documents.pdf.page_words import PageReader, PageWords
from kg.documents.pdf.pdfium_structure import LinkReader, structure_of
from kg.documents.pdf.pypdf_file import PypdfFile
from kg.documents.pdf.scans import is_picture
from kg.documents.pdf.structure import PdfLink, PdfStructure

_FEW_LETTERS = 20
"""A page with fewer is looked at again: it may be a picture, or one that pdfium cannot read."""
_USUAL_SIZE = 10.0
_MAX_TRIES = 50
"""So many pages without text are tried again; a file with more is no paper with a flaw."""


@dataclass(frozen=True, slots=True)
class LinkedCharacters:
    """The characters of a page (from 0), from first up to but not including last, that a link covers."""

    link: PdfLink
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PdfPages:
    """For each page its lines and what stands sideways on it; the links that cover text; and the file's structure.

    unread are the numbers, from 1, of pages that could not be read and of those that are pictures.
    """

    lines: tuple[tuple[Line, ...], ...]
    asides: tuple[str, ...]
    links: tuple[LinkedCharacters, ...]
    structure: PdfStructure
    unread: tuple[int, ...] = ()


class _Found(Enum):
    """What a page turned out to be."""

    TEXT = "text"
    BLANK = "blank"
    PICTURE = "picture"
    FAILED = "failed"


class _Page(NamedTuple):
    found: _Found
    lines: tuple[Line, ...] = ()
    aside: str = ""
    links: tuple[LinkedCharacters, ...] = ()
    characters: int = 0


def read_pages(name: str, data: bytes, by_pypdf: PypdfFile, limits: Limits) -> PdfPages:
    """The lines of all pages. A page that pdfium cannot load is read by pypdf.

    Raises:
        pypdfium2.PdfiumError: the file cannot be opened.
        UnreadablePaperError: it has more pages or characters than the limits allow.
    """
    pages: list[_Page] = []
    total = 0
    with pdfium.PdfDocument(data) as document:
        if len(document) > limits.max_pages:
            raise _too_large(name, f"it has {len(document)} pages, more than {limits.max_pages}")
        links = LinkReader(document, by_pypdf)
        for number in range(len(document)):
            page = _read_page(document, number, links)
            total += page.characters
            if total > limits.max_characters:
                raise _too_large(name, f"it holds more than {limits.max_characters} characters")
            pages.append(page)
        structure = structure_of(document)
    pages = _mended(pages, by_pypdf)
    return PdfPages(
        tuple(page.lines for page in pages),
        tuple(page.aside for page in pages),
        tuple(link for page in pages for link in page.links),
        structure,
        tuple(n for n, page in enumerate(pages, 1) if page.found in (_Found.PICTURE, _Found.FAILED)),
    )


def _too_large(name: str, what: str) -> UnreadablePaperError:
    return UnreadablePaperError(name, ReasonCode.TOO_LARGE, f"{what}; split it")


def _read_page(document: pdfium.PdfDocument, number: int, links: LinkReader) -> _Page:
    try:
        page = document[number]
    except pdfium.PdfiumError:
        return _Page(_Found.FAILED)
    try:
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        page.close()
        return _Page(_Found.FAILED)
    try:
        reader = PageReader(page, text_page)
        words = reader.words()
        if not reader.turned:
            words = replace(words, words=accents_placed(words.words, reader.character_boxes))
        lines = tuple(lines_of(words, number))
        linked = [] if reader.turned else [_covered(link, lines, reader) for link in links.links(page, number)]
        return _Page(
            _kind(page, words), lines, words.aside, tuple(n for n in linked if n is not None), words.character_count
        )
    finally:
        text_page.close()
        page.close()


def _kind(page: pdfium.PdfPage, words: PageWords) -> _Found:
    """What the page is: by its letters, and where it has few, by what is drawn on it."""
    if _has_letters((word.text for word in words.words), _FEW_LETTERS):
        return _Found.TEXT
    if is_picture(page):
        return _Found.PICTURE
    return _Found.TEXT if words.words or words.aside else _Found.BLANK


def _has_letters(texts: Iterable[str], wanted: int) -> bool:
    for text in texts:
        wanted -= sum(map(str.isalpha, text))
        if wanted <= 0:
            return True
    return False


def _mended(pages: Sequence[_Page], by_pypdf: PypdfFile) -> list[_Page]:
    """The pages, with the text of those in which pdfium found none as pypdf reads it."""
    size = median([line.size for page in pages for line in page.lines] or [_USUAL_SIZE])
    mended = list(pages)
    lost = [n for n, page in enumerate(pages) if page.found in (_Found.FAILED, _Found.BLANK)]
    if lost and by_pypdf.page_count != len(pages):
        return mended  # the two do not mean the same pages
    for number in lost[:_MAX_TRIES]:
        lines = lines_by_pypdf(by_pypdf, number, size)
        if _has_letters((line.text for line in lines), _FEW_LETTERS):
            mended[number] = _Page(_Found.TEXT, lines)
    return mended


def _covered(link: PdfLink, lines: Iterable[Line], reader: PageReader) -> LinkedCharacters | None:
    """The characters that the link's rectangle covers; words that it cuts are measured letter by letter."""
    left, bottom, right, top = link.box
    first = last = -1
    for line in lines:
        middle = line.y + 0.3 * line.size
        if not bottom - 0.5 < middle < top + 0.5 or line.x1 < left or line.x0 > right:
            continue
        for word in line.words:
            if word.x1 <= left + 0.5 or word.x0 >= right - 0.5:
                continue
            start, end = word.start, word.start + len(word.text)
            if word.x0 < left - 1.0 or word.x1 > right + 1.0:
                boxes = reader.character_boxes(start, len(word.text))
                inside = [i for i, (x0, x1) in enumerate(boxes) if left - 1 < (x0 + x1) / 2 < right + 1]
                if not inside:
                    continue
                start, end = word.start + inside[0], word.start + inside[-1] + 1
            first = start if first < 0 else min(first, start)
            last = max(last, end)
    return LinkedCharacters(link, first, last) if first >= 0 else None
