"""Markdown, written by hand or by a converter, becomes a Document."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import fields, replace

from kg.core.document import Block, BlockKind, Document, SectionKind, SourceFile
from kg.core.spans import Span
from kg.documents.assembly import assembled
from kg.documents.captions import is_caption
from kg.documents.front_matter import FrontMatter, front_matter, named_by_file
from kg.documents.heading_words import heading_number, is_heading_word
from kg.documents.layout import Layout, LinkAnnotation
from kg.documents.markdown.blocks import MarkdownBlock, markdown_blocks
from kg.documents.markdown.inline import Inline, plain
from kg.documents.markdown.source import prepared
from kg.documents.pdf.hyphenation import Hyphenation
from kg.documents.section_kinds import kind_of
from kg.documents.sections import Heading, sections_of
from kg.documents.sniffing import MARKDOWN
from kg.documents.titles import FrontLine

_WORD = re.compile(r"[^\W\d_][\w-]*")
_CLOSED = re.compile(r"[.?!:;](?:[\"”’)\]]|[⁰¹²³⁴-⁹])*$")
_BULLET = re.compile(r"^(?:[•◦▪]\s*)+")
_RAISED = re.compile(r"\$\s*\^[^$]*\$|<sup>(?:(?!<sup>).)*?</sup>")
_BROKEN = re.compile(r"([^\W\d_]\w{0,79}+)(-[_*]{0,79})$")
_REPEATED = 3
"""A short block that stands so often is a running head."""


def document_from_markdown(text: str, name: str, *, sha256: str | None = None) -> Document:
    """The document that a Markdown text is: its marks gone, paragraphs on one line, table rows with tabs.

    Code, diagrams, details and displayed formulas become blocks without sentences; images and comments go. The first
    heading is the title. An arXiv id in the name counts only where the text has none.
    """
    digest = sha256 or hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    hyphenation = Hyphenation(_WORD.findall(text))
    writer = _Writer(hyphenation)
    source = prepared(text)
    blocks = _joined(_without_running_heads(markdown_blocks(source.text)))
    title_at = _title_position(blocks)
    for position, block in enumerate(blocks):
        writer.add(block, is_title=position == title_at)
    layout = writer.layout()
    front = _overlaid(_front(blocks, title_at, name), source.front)
    return assembled(SourceFile(name, MARKDOWN, digest), "markdown", layout, front)


def _overlaid(found: FrontMatter, said: FrontMatter) -> FrontMatter:
    """What the paper's first lines show, with what its metadata say in place of it."""
    given = {f.name: value for f in fields(FrontMatter) if (value := getattr(said, f.name))}
    return replace(found, **given)


def _title_position(blocks: Sequence[MarkdownBlock]) -> int | None:
    """Which block is the title: the first heading, unless it is one that heads sections."""
    for position, block in enumerate(blocks[:10]):
        if block.kind is BlockKind.HEADING:
            heading = plain(block.text).text
            return None if is_heading_word(heading) else position
    return None


def _without_running_heads(blocks: Sequence[MarkdownBlock]) -> list[MarkdownBlock]:
    counts: dict[str, int] = {}
    for block in blocks:
        if len(block.text) < 120:
            counts[block.text] = counts.get(block.text, 0) + 1
    return [b for b in blocks if counts.get(b.text, 0) < _REPEATED and not re.fullmatch(r"\W*\d{0,4}\W*", b.text)]


def _joined(blocks: Sequence[MarkdownBlock]) -> list[MarkdownBlock]:
    """Paragraphs that a page's end or a float parts are put together when the next begins in lower case."""
    out: list[MarkdownBlock] = []
    open_at: int | None = None
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH and is_caption(block.text.strip("*_ ")):
            out.append(block)
            continue
        bare = _BULLET.sub("", block.text)
        listed = block.is_item or bare != block.text
        stray = listed and open_at == len(out) - 1 and bare[:1].islower()  # the mark stands a line late
        if block.kind is not BlockKind.PARAGRAPH or (listed and not stray):
            out.append(block)
            open_at = None if block.kind is BlockKind.HEADING or listed else open_at
            continue
        if open_at is not None and bare[:1].islower():
            whole = MarkdownBlock(BlockKind.PARAGRAPH, out[open_at].text + "\n" + bare)
            between = out[open_at + 1 :]
            out[open_at:] = [whole, *between]
        else:
            out.append(block)
            open_at = len(out) - 1
        if _CLOSED.search(out[open_at].text.rstrip("*_ ")):
            open_at = None
    return out


class _Writer:
    """Collects the text, its blocks, headings and links."""

    def __init__(self, hyphenation: Hyphenation) -> None:
        self._hyphenation = hyphenation
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._headings: list[Heading] = []
        self._links: list[LinkAnnotation] = []
        self._in_references = False

    def add(self, block: MarkdownBlock, *, is_title: bool) -> None:
        """Write one block."""
        inline = self._inline(block)
        if not inline.text.strip():
            return
        if self._length:
            self._write("\n\n")
        start = self._length
        self._write(inline.text)
        span = Span(start, self._length)
        kind = block.kind
        if kind is BlockKind.HEADING and not is_title:
            self._headings.append(Heading(start, inline.text, self._level(inline.text, block.level)))
            self._in_references = kind_of(inline.text) is SectionKind.REFERENCES
        elif kind is BlockKind.PARAGRAPH and is_caption(inline.text):
            kind = BlockKind.CAPTION
        self._blocks.append(Block(kind, span))
        for first, last, url in inline.links:
            destination, uri = (url[1:], None) if url.startswith("#") else (None, url)
            self._links.append(LinkAnnotation(Span(start + first, start + last), destination, None, uri))

    def layout(self) -> Layout:
        """All that was written."""
        text = "".join(self._parts)
        sections = sections_of(len(text), self._headings)
        return Layout(text, (0,), False, sections, tuple(self._blocks), tuple(self._links))

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _inline(self, block: MarkdownBlock) -> Inline:
        if block.kind in (BlockKind.OTHER, BlockKind.TABLE):
            return Inline(block.text)
        parts: list[str] = []
        for line in (line.strip() for line in block.text.split("\n")):
            broken = _BROKEN.search(parts[-1][-80:]) if parts and line else None
            if broken:
                left = broken.group(1)
                keeps = self._hyphenation.mended(left, line.split()[0]).startswith(left + "-")
                parts[-1] = parts[-1][: -len(broken.group(2))]  # marks of emphasis at the break go with the hyphen
                parts.append("-" if keeps else "")
            elif parts:
                parts.append("\n" if self._in_references else " ")
            parts.append(line)
        return plain("".join(parts))

    def _level(self, heading: str, marks: int) -> int:
        number = heading_number(heading)
        if number is not None:
            return number.count(".") + 1
        return 1 if is_heading_word(heading) else min(marks, 2)


def _front(blocks: Sequence[MarkdownBlock], title_at: int | None, name: str) -> FrontMatter:
    lines: list[FrontLine] = []
    for position, block in enumerate(blocks[:30]):
        if block.kind is BlockKind.HEADING and position != title_at:
            break
        if block.kind in (BlockKind.TABLE, BlockKind.OTHER) or len(block.text) > 1500:
            continue
        size = 20.0 if position == title_at else 10.0
        texts = [block.text.replace("\n", " ")] if position == title_at else block.text.split("\n")
        for text in texts:
            printed = plain(
                _RAISED.sub(", ", text).replace("** **", "**, **").replace("]** ", "]**, ").replace("] **", "], **")
            ).text
            lines.append(FrontLine(printed, (printed,), size, position == title_at))
    front = front_matter(lines, ())
    if title_at is None and _CLOSED.search(front.title or "."):
        front = FrontMatter(None, (), front.year, front.arxiv, front.doi, front.venue)
    return named_by_file(front, name)
