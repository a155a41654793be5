"""The pages of a PDF by pdfium: lines of print, and the characters under each link."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import pypdfium2 as pdfium

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.limits import Limits
from kg.documents.pdf.page_lines import Line, lines_of
from kg.documents.pdf.page_words import PageReader, PageWords
from kg.documents.pdf.structure import PdfLink


@dataclass(frozen=True, slots=True)
class LinkedCharacters:
    """The characters of a page (from 0), from first up to but not including last, that a link covers."""

    link: PdfLink
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PdfPages:
    """For each page its lines and what stands sideways on it; and the links that cover text."""

    lines: tuple[tuple[Line, ...], ...]
    asides: tuple[str, ...]
    links: tuple[LinkedCharacters, ...]


def read_pages(name: str, data: bytes, links: Iterable[PdfLink], limits: Limits) -> PdfPages:
    """The lines of all pages. A page that pdfium cannot load counts as empty.

    Raises:
        pypdfium2.PdfiumError: the file cannot be opened.
        UnreadablePaperError: it has more pages or characters than the limits allow.
    """
    by_page: dict[int, list[PdfLink]] = defaultdict(list)
    for link in links:
        by_page[link.page].append(link)
    lines: list[tuple[Line, ...]] = []
    asides: list[str] = []
    linked: list[LinkedCharacters] = []
    total = 0
    with pdfium.PdfDocument(data) as document:
        if len(document) > limits.max_pages:
            raise _too_large(name, f"it has {len(document)} pages, more than {limits.max_pages}")
        for number in range(len(document)):
            page_lines, aside, count = _read_page(document, number, by_page[number], linked)
            total += count
            if total > limits.max_characters:
                raise _too_large(name, f"it holds more than {limits.max_characters} characters")
            lines.append(page_lines)
            asides.append(aside)
    return PdfPages(tuple(lines), tuple(asides), tuple(linked))


def _too_large(name: str, what: str) -> UnreadablePaperError:
    return UnreadablePaperError(name, ReasonCode.TOO_LARGE, f"{what}; split it or raise the limit")


def _read_page(
    document: pdfium.PdfDocument, number: int, links: list[PdfLink], linked: list[LinkedCharacters]
) -> tuple[tuple[Line, ...], str, int]:
    try:
        page = document[number]
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        return (), "", 0
    try:
        reader = PageReader(page, text_page)
        words = reader.words()
        lines = tuple(lines_of(words, number))
        if not reader.turned:
            for link in links:
                found = _covered(link, lines, reader)
                if found is not None:
                    linked.append(found)
        return lines, words.aside, words.character_count
    finally:
        text_page.close()
        page.close()


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


__all__ = ["LinkedCharacters", "PageWords", "PdfPages", "read_pages"]
