"""Text by pypdf, for pages and files in which pdfium finds none."""

from collections.abc import Sequence

from kg.core.document import Block, BlockKind
from kg.core.spans import Span
from kg.documents.layout import Layout
from kg.documents.limits import Limits
from kg.documents.pdf.page_lines import Line, line_of
from kg.documents.pdf.page_words import Word
from kg.documents.pdf.pypdf_file import PypdfFile
from kg.documents.sections import sections_of

_TOP, _LEFT = 720.0, 72.0


def text_by_pypdf(file: PypdfFile, limits: Limits) -> tuple[Layout, tuple[int, ...]]:
    """What text pypdf finds, a paragraph a page, and the numbers, from 1, of the pages that it cannot read.

    Stops behind the page with which the text grows beyond the limit, so that whoever looks sees that it has.
    """
    starts, blocks, parts, unread = [], [], [], []
    length = 0
    for number in range(file.page_count):
        starts.append(length)
        lines = file.lines(number)
        if lines is None:
            unread.append(number + 1)
        text = " ".join(lines or ())
        if text:
            blocks.append(Block(BlockKind.PARAGRAPH, Span(length, length + len(text))))
            parts.append(text + "\n\n")
            length += len(text) + 2
        if length > limits.max_characters:
            break
    text = "".join(parts)
    sections = sections_of(len(text), ()) if text else ()
    return Layout(text, tuple(starts) or (0,), True, sections, tuple(blocks), ()), tuple(unread)


def lines_by_pypdf(file: PypdfFile, page: int, size: float) -> tuple[Line, ...]:
    """The lines of one page as if they were printed below each other in type of the size: their places are lost."""
    lines = []
    start = 0
    for row, text in enumerate(file.lines(page) or ()):
        lines.append(line_of(_words(text, start, _TOP - 1.2 * size * row, size), page))
        start += len(text) + 1
    return tuple(lines)


def _words(text: str, start: int, y: float, size: float) -> Sequence[Word]:
    words: list[Word] = []
    at = 0
    width = 0.5 * size
    for word in text.split(" "):
        x = _LEFT + width * at
        words.append(Word(word, start + at, x, x + width * len(word), y, size, False, False, False, False, not words))
        at += len(word) + 1
    return words
