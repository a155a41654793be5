"""A PDF file becomes a Document: pdfium gives the text, pypdf the structure, and the text where pdfium has none."""

import pypdfium2 as pdfium

from kg.core.document import Document, SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.assembly import assembled
from kg.documents.front_matter import FrontMatter, named_by_file
from kg.documents.layout import Layout
from kg.documents.limits import Limits
from kg.documents.pdf.composition import Composer
from kg.documents.pdf.fallback import text_by_pypdf
from kg.documents.pdf.flow import flowing
from kg.documents.pdf.front import pdf_front_matter
from kg.documents.pdf.furniture import without_furniture
from kg.documents.pdf.heading_lines import confirmed_headings
from kg.documents.pdf.hyphenation import Hyphenation, whole_words
from kg.documents.pdf.links import links_over
from kg.documents.pdf.page_blocks import blocks_of, body_type
from kg.documents.pdf.page_lines import upright_order
from kg.documents.pdf.pages import PdfPages, read_pages
from kg.documents.pdf.sections import as_front, front_end, write_blocks
from kg.documents.pdf.structure import PdfStructure, read_structure
from kg.documents.sections import sections_of
from kg.documents.sniffing import PDF
from kg.documents.titles import is_junk

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
        return _by_pypdf(source, data, structure, limits, ReasonCode.DAMAGED)
    if not _has_text(pages):
        return _by_pypdf(source, data, structure, limits, ReasonCode.NO_TEXT)
    return _document(source, pages, structure)


def _has_text(pages: PdfPages) -> bool:
    wanted = max(1, _LETTERS_A_PAGE * len(pages.lines))
    for lines in pages.lines:
        wanted -= sum(c.isalpha() for line in lines for c in line.text)
        if wanted <= 0:
            return True
    return False


def _by_pypdf(source: SourceFile, data: bytes, structure: PdfStructure, limits: Limits, code: ReasonCode) -> Document:
    layout = text_by_pypdf(data, limits)
    if layout is None or sum(c.isalpha() for c in layout.text) < _LETTERS_A_PAGE * len(layout.page_starts):
        reason = (
            "it holds no text, only images; run text recognition on it first"
            if code is ReasonCode.NO_TEXT
            else "it is damaged beyond reading; fetch it again"
        )
        raise UnreadablePaperError(source.name, code, reason)
    title = structure.title if structure.title and not is_junk(structure.title) else None
    return assembled(source, "pypdf", layout, named_by_file(FrontMatter(title), source.name))


def _document(source: SourceFile, pages: PdfPages, structure: PdfStructure) -> Document:
    kept, taken = without_furniture(pages.lines)
    kept = [upright_order(lines) if number < 2 else lines for number, lines in enumerate(kept)]
    body = body_type(kept)
    found = confirmed_headings([block for lines in kept for block in blocks_of(lines, body)], body)
    blocks = flowing(found)
    end = front_end(blocks)
    blocks = [*as_front(blocks[:end]), *blocks[end:]]
    composer = Composer(Hyphenation(whole_words(line for lines in kept for line in lines)))
    headings = write_blocks(composer, blocks, body, structure.outline)
    text = composer.text()
    starts = composer.page_starts(len(kept))
    links = links_over(text, pages.links, composer, kept)
    layout = Layout(text, starts, True, sections_of(len(text), headings), composer.blocks(), links)
    front = pdf_front_matter(source.name, blocks[:end], kept, taken, pages.asides, body, structure)
    return assembled(source, "pypdfium2", layout, front)
