"""A PDF file becomes a Document: pdfium gives the text, pypdf the structure, and the text where pdfium has none."""

import re
from collections.abc import Sequence

import pypdfium2 as pdfium

from kg.core.document import BlockKind, Document, SectionKind, SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.core.spans import Span
from kg.documents.assembly import assembled
from kg.documents.bibliography_lines import entry_blocks
from kg.documents.composition import Composer
from kg.documents.flow import flowing
from kg.documents.front_matter import FrontLine, FrontMatter, arxiv_in_file_name, front_matter
from kg.documents.furniture import without_furniture
from kg.documents.heading_words import heading_number, is_heading_word, kind_of
from kg.documents.hyphenation import Hyphenation
from kg.documents.layout import Layout, LinkAnnotation
from kg.documents.limits import Limits
from kg.documents.heading_lines import Body, PageBlock, confirmed_headings, is_roman
from kg.documents.page_blocks import blocks_of, body_type
from kg.documents.page_lines import Line, upright_order
from kg.documents.pdf_fallback import text_by_pypdf
from kg.documents.pdf_pages import PdfPages, read_pages
from kg.documents.pdf_structure import PdfStructure, Place, read_structure
from kg.documents.sections import Heading, sections_of
from kg.documents.sniffing import PDF

_COVER = re.compile(
    r"^Downloaded from|^Link to publication|^Citation \(APA\)|^See discussions, stats|^Citation for published version"
    r"|^This version is available at|^Your use of the JSTOR archive",
    re.IGNORECASE,
)
"""What the cover pages of repositories say; the paper's own first page follows."""

_LETTERS_A_PAGE = 5
"""A paper with fewer letters a page is a scan with a stray mark."""


def read_pdf(name: str, data: bytes, *, sha256: str, limits: Limits) -> Document:
    """The paper in the bytes of a PDF file.

    Raises:
        UnreadablePaperError: it is encrypted, damaged, too large, or has no text.
    """
    structure = read_structure(data)
    source = SourceFile(name, PDF, sha256)
    try:
        pages = read_pages(name, data, structure.links, limits)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadablePaperError(
                name, ReasonCode.ENCRYPTED, "it is encrypted; remove the password and try again"
            ) from error
        return _by_pypdf(source, data, limits, ReasonCode.DAMAGED)
    if not _has_text(pages):
        return _by_pypdf(source, data, limits, ReasonCode.NO_TEXT)
    return _document(source, pages, structure)


def _has_text(pages: PdfPages) -> bool:
    wanted = max(1, _LETTERS_A_PAGE * len(pages.lines))
    for lines in pages.lines:
        wanted -= sum(c.isalpha() for line in lines for c in line.text)
        if wanted <= 0:
            return True
    return False


def _by_pypdf(source: SourceFile, data: bytes, limits: Limits, code: ReasonCode) -> Document:
    layout = text_by_pypdf(source.name, data, limits)
    if layout is None or sum(c.isalpha() for c in layout.text) < _LETTERS_A_PAGE * len(layout.page_starts):
        reason = (
            "it holds no text, only images; run text recognition on it first"
            if code is ReasonCode.NO_TEXT
            else "it is damaged beyond reading; fetch it again"
        )
        raise UnreadablePaperError(source.name, code, reason)
    return assembled(source, "pypdf", layout, FrontMatter())


def _document(source: SourceFile, pages: PdfPages, structure: PdfStructure) -> Document:
    kept, taken = without_furniture(pages.lines)
    kept = [upright_order(lines) if number < 2 else lines for number, lines in enumerate(kept)]
    body = body_type(kept)
    found = confirmed_headings([block for lines in kept for block in blocks_of(lines, body)], body)
    blocks = flowing(found)
    front_end = _front_end(blocks)
    blocks = [*_as_front(blocks[:front_end]), *blocks[front_end:]]
    composer = Composer(Hyphenation(w.text for lines in kept for line in lines for w in line.words))
    headings = _compose(composer, blocks, body, structure)
    text = composer.text()
    starts = composer.page_starts(len(kept))
    links = _links(pages, composer, text, structure, kept)
    layout = Layout(text, starts, True, sections_of(len(text), headings), composer.blocks(), links)
    front = _front_matter(source.name, blocks[:front_end], kept, taken, pages, body, structure)
    return assembled(source, "pypdfium2", layout, front)


def _front_end(blocks: Sequence[PageBlock]) -> int:
    """Where the front matter ends: at the abstract, the introduction or the first numbered heading."""
    candidates = [i for i, b in enumerate(blocks) if b.kind is BlockKind.HEADING and b.lines[0].page < 3]
    for i in candidates:
        if is_heading_word(blocks[i].text):
            numbered = [
                j
                for j in candidates
                if j < i
                and heading_number(blocks[j].text) == "1"
                and blocks[j].lines[0].page == blocks[i].lines[0].page
            ]
            return numbered[0] if numbered else i
    for i in candidates:
        if (heading_number(blocks[i].text) or "")[:1] in ("1", "I"):
            return i
    return next((i for i, b in enumerate(blocks) if b.kind is BlockKind.PARAGRAPH and len(b.text) > 400), 0)


def _as_front(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Front matter has no sections, so its large type makes no headings; tables are authors side by side."""
    return [
        PageBlock(BlockKind.OTHER, b.lines) if b.kind in (BlockKind.HEADING, BlockKind.TABLE) else b for b in blocks
    ]


def _compose(composer: Composer, blocks: Sequence[PageBlock], body: Body, structure: PdfStructure) -> list[Heading]:
    headings: list[Heading] = []
    bibliography: list[PageBlock] = []
    inside = False
    roman = any(b.kind is BlockKind.HEADING and is_roman(heading_number(b.text) or "") for b in blocks)
    levels = {re.sub(r"\W", "", title).lower(): level for level, title in structure.outline}
    for block in blocks:
        if block.kind is BlockKind.HEADING and not (inside and not _leaves_bibliography(block, body)):
            _flush(composer, bibliography)
            span = composer.add(block)
            if span is not None:
                title = " ".join(composer.tail(span).split())
                headings.append(Heading(span.start, title, _level(title, levels, below_roman=roman)))
                inside = kind_of(title) is SectionKind.REFERENCES
        elif inside:
            bibliography.append(block)
        else:
            composer.add(block)
    _flush(composer, bibliography)
    return headings


def _flush(composer: Composer, bibliography: list[PageBlock]) -> None:
    for block in entry_blocks(bibliography):
        composer.add(block, keep_lines=True)
    bibliography.clear()


def _leaves_bibliography(block: PageBlock, body: Body) -> bool:
    """Whether a heading inside a bibliography is one: a known word, or set in the type of headings."""
    line = block.lines[0]
    if is_heading_word(block.text) or kind_of(block.text) is SectionKind.APPENDIX:
        return True
    return line.size > body.size + 0.6 or (line.bold and heading_number(block.text) is not None)


def _level(title: str, levels: dict[str, int], *, below_roman: bool) -> int:
    """The level that the number tells, else the outline; letters stand below Roman numerals where a paper has those."""
    number = heading_number(title)
    if number is not None:
        lettered = number[0].isalpha() and not is_roman(number)
        return number.count(".") + 1 + (below_roman and lettered)
    return levels.get(re.sub(r"\W", "", title).lower(), 1)


def _links(
    pages: PdfPages, composer: Composer, text: str, structure: PdfStructure, kept: Sequence[Sequence[Line]]
) -> tuple[LinkAnnotation, ...]:
    found = []
    targets: dict[Place, int | None] = {}
    for covered in pages.links:
        link = covered.link
        start = composer.offset(link.page, covered.first)
        last = composer.offset(link.page, covered.last - 1)
        if start is None or last is None or not start <= last < len(text) or last - start > 500:
            continue
        if link.place is not None and link.place not in targets:
            near = kept[link.place.page] if link.place.page < len(kept) else ()
            targets[link.place] = _target(link.place, composer, near)
        target = targets[link.place] if link.place is not None else None
        found.append(LinkAnnotation(Span(start, last + 1), link.destination, target, link.uri))
    return tuple(sorted(found, key=lambda n: (n.span, n.destination or "", n.uri or "")))


def _target(place: Place, composer: Composer, lines: Sequence[Line]) -> int | None:
    """The offset of the first line at or below the place, in its column; None where it cannot be told."""
    if place.top is None:
        return None
    below = [line for line in lines if line.y < place.top + 1.0]
    left = place.left
    if left is not None:
        begins = [line for line in below if -3.0 * line.size < line.x0 - left < 4.5 * line.size]
        below = begins or [line for line in below if line.x0 - 40 < left < line.x1]
    best = max(below, key=lambda n: (round(n.y), -n.x0), default=None)
    return composer.offset(place.page, best.words[0].start) if best is not None else None


def _front_matter(
    name: str,
    front: Sequence[PageBlock],
    kept: Sequence[Sequence[Line]],
    taken: Sequence[Line],
    pages: PdfPages,
    body: Body,
    structure: PdfStructure,
) -> FrontMatter:
    first = _first_page(kept)
    lines = [_front_line(line) for block in front if block.lines[0].page == first for line in block.lines]
    if not lines and len(kept) > first:
        lines = [_front_line(line) for line in kept[first] if line.size > body.size + 2]
    edge = [line.text for line in taken if line.page == first]
    low = [line.text for line in kept[first][-8:] if line.size < body.size - 0.4] if len(kept) > first else []
    about = [a for a in (structure.subject, structure.keywords) if a]
    found = front_matter(
        lines,
        [*pages.asides[: first + 1], *edge, *low],
        body_size=body.size,
        file_title=structure.title,
        file_author=structure.author,
        file_about=about,
    )
    if found.arxiv is None and (named := arxiv_in_file_name(name)):
        year = found.year or 2000 + int(named[:2])
        return FrontMatter(found.title, found.authors, year, named, found.doi, found.venue)
    return found


def _first_page(pages: Sequence[Sequence[Line]]) -> int:
    """The page that the paper begins on, from 0: past a repository's cover and pages without text."""
    written = [n for n, lines in enumerate(pages[:4]) if len(lines) > 4] or [0]
    cover = len(written) > 1 and any(_COVER.search(line.text) for line in pages[written[0]])
    return written[1] if cover else written[0]


def _front_line(line: Line) -> FrontLine:
    parts, current = [], ""
    for i, (word, (space, text)) in enumerate(zip(line.words, line.tokens, strict=True)):
        if i and word.x0 - line.words[i - 1].x1 > 0.75 * line.size:
            parts.append(current)
            current = ""
        current += (space if current else "") + text
    return FrontLine(line.text, (*parts, current), line.size, line.bold)
