"""A paper as read: one text, and spans that point into it."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from enum import StrEnum

from kg.core.spans import Span


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file a paper was read from.

    name is the file's base name, media_type e.g. "application/pdf", sha256 the hexadecimal digest of its bytes.
    """

    name: str
    media_type: str
    sha256: str


class SectionKind(StrEnum):
    """What a section is for."""

    FRONT = "front"
    ABSTRACT = "abstract"
    INTRODUCTION = "introduction"
    BACKGROUND = "background"
    RELATED_WORK = "related work"
    DATA = "data"
    METHOD = "method"
    EXPERIMENTS = "experiments"
    RESULTS = "results"
    DISCUSSION = "discussion"
    CONCLUSION = "conclusion"
    LIMITATIONS = "limitations"
    ACKNOWLEDGEMENTS = "acknowledgements"
    REFERENCES = "references"
    APPENDIX = "appendix"
    OTHER = "other"


class BlockKind(StrEnum):
    """How a block of text stands on the page."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CAPTION = "caption"
    TABLE = "table"
    FOOTNOTE = "footnote"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it up to the next heading of any level.

    heading holds the number where one is printed ("2.1 Pre-training Data"); level is 1 for a top heading. The text
    before the first heading is a section of kind FRONT with an empty heading. Sections tile the text in order; kind is
    that of the nearest enclosing heading which tells one ("3.1 Setup" under "3 Experiments" is experiments).
    """

    heading: str
    kind: SectionKind
    span: Span
    level: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, caption, table or other stretch of text that reads on its own; blocks never overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table as cells: its rows from top to bottom, each from left to right.

    A cell is a span inside the table's block, None where the cell is empty. Rows may differ in length where the text
    does not tell its columns. The first head_rows rows name the columns. caption is the block that describes the
    table, None where there is none.
    """

    span: Span
    rows: tuple[tuple[Span | None, ...], ...]
    head_rows: int = 0
    caption: Span | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry of the bibliography.

    key is unique in its document and never empty: the printed label ("36", "ABC99"), the destination's name
    ("touvron2023llama") or a key made from author and year. span covers the entry in the text, None where the source
    keeps it apart. raw is the entry on one line.
    """

    key: str
    raw: str
    span: Span | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str | None = None
    doi: str | None = None
    arxiv: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """An in-text citation of one bibliography entry.

    span covers the marker's part that names the entry: "36" in "[20, 36]", "Touvron et al., 2023" in a grouped pair of
    parentheses, or "Chelba et al. (2013)" where it is narrative. Two citations may share a span's brackets.
    """

    span: Span
    reference_key: str


@dataclass(frozen=True, slots=True)
class Document:
    """One paper: its text, and everything found in its layout as spans into that text.

    page_starts holds the offset of each page's first character, so it is (0,) for a text without pages. sentences cover
    running text, captions and footnotes in order, never headings or the bibliography; a table's rows are sentences of
    their own. tables hold the cells of the blocks of kind TABLE, in order. reader names what took the file
    ("pypdfium2", "pypdf", "markdown", "text", "latex", "tei", "jats", "s2orc"). unread_pages are the numbers, from 1,
    of pages whose text was lost to damage.
    """

    source: SourceFile
    reader: str
    text: str
    title: str | None
    authors: tuple[str, ...] = ()
    year: int | None = None
    arxiv: str | None = None
    doi: str | None = None
    venue: str | None = None
    page_starts: tuple[int, ...] = (0,)
    has_pages: bool = False
    sections: tuple[Section, ...] = ()
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Span, ...] = ()
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    links: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    unread_pages: tuple[int, ...] = ()

    def quote(self, span: Span) -> str:
        """The text at the span, to the letter."""
        return self.text[span.start : span.end]

    def page_of(self, offset: int) -> int | None:
        """The number of the page, from 1, that holds the offset; None for a text without pages."""
        return bisect_right(self.page_starts, offset) if self.has_pages else None

    def section_of(self, offset: int) -> Section | None:
        """The section that holds the offset, found by bisection; None outside all."""
        index = bisect_right(self.sections, offset, key=lambda s: s.span.start) - 1
        if index < 0 or offset >= self.sections[index].span.end:
            return None
        return self.sections[index]

    def sentence_of(self, offset: int) -> Span | None:
        """The sentence that holds the offset, found by bisection; None in a heading or the bibliography."""
        index = bisect_right(self.sentences, offset, key=lambda s: s.start) - 1
        if index < 0 or offset >= self.sentences[index].end:
            return None
        return self.sentences[index]

    def citations_after(self, offset: int, *, reach: int) -> tuple[Citation, ...]:
        """The citations that begin at most reach characters after the offset, found by bisection, in order."""
        first = bisect_left(self.citations, offset, key=lambda c: c.span.start)
        last = bisect_right(self.citations, offset + reach, key=lambda c: c.span.start)
        return self.citations[first:last]

    def reference(self, key: str) -> Reference | None:
        """The bibliography entry with this key, or None."""
        return next((r for r in self.references if r.key == key), None)
