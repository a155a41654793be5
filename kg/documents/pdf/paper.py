"""A PDF file becomes a Document: by pdfium, and by pypdf where pdfium finds no text."""

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
from kg.documents.pdf.pypdf_file import PypdfFile
from kg.documents.pdf.sections import as_front, front_end, write_blocks
from kg.documents.sections import sections_of
from kg.documents.sniffing import PDF
from kg.documents.titles import is_junk

_LETTERS_A_PAGE = 5
"""A paper of pictures with fewer letters and digits a page is a scan with a stray mark."""
_CLAUSES = {
    ReasonCode.NO_TEXT: "it holds no readable text; if it is scanned, run OCR first, e.g. ocrmypdf in.pdf out.pdf",
    ReasonCode.DAMAGED: "it is damaged beyond reading; fetch it again",
}


def read_pdf(name: str, data: bytes, *, sha256: str, limits: Limits) -> Document:
    """The paper in the bytes of a PDF file.

    Raises:
        UnreadablePaperError: it is encrypted, damaged, too large, or has no text.
    """
    source = SourceFile(name, PDF, sha256)
    by_pypdf = PypdfFile(data)
    try:
        pages = read_pages(name, data, by_pypdf, limits)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadablePaperError(
                name, ReasonCode.ENCRYPTED, "it is encrypted; remove the password and try again"
            ) from error
        return _by_pypdf(source, by_pypdf, limits, ReasonCode.DAMAGED)
    return _document(source, pages) if _has_text(pages) else _by_pypdf(source, by_pypdf, limits, ReasonCode.NO_TEXT)


def _has_text(pages: PdfPages) -> bool:
    """Whether there is anything to read; where half of the pages are pictures, more than a stray mark on each."""
    scanned = len(pages.unread) > 0.5 * len(pages.lines)
    wanted = _LETTERS_A_PAGE * len(pages.lines) if scanned else 1
    for lines in pages.lines:
        wanted -= sum(c.isalnum() for line in lines for c in line.text)
        if wanted <= 0:
            return True
    return False


def _by_pypdf(source: SourceFile, file: PypdfFile, limits: Limits, code: ReasonCode) -> Document:
    """The document as pypdf reads it.

    Raises:
        UnreadablePaperError: pypdf finds no text either; code and clause tell what pdfium made of the file. Or it has
            too many pages.
    """
    if file.page_count > limits.max_pages:
        what = f"it has {file.page_count} pages, more than {limits.max_pages}"
        raise UnreadablePaperError(source.name, ReasonCode.TOO_LARGE, f"{what}; split it")
    layout, unread = text_by_pypdf(file, limits)
    if not any(map(str.isalnum, layout.text)):
        raise UnreadablePaperError(source.name, code, _CLAUSES[code])
    title = file.title if file.title and not is_junk(file.title) else None
    front = named_by_file(FrontMatter(title), source.name)
    return assembled(source, "pypdf", layout, front, unread_pages=unread)


def _document(source: SourceFile, pages: PdfPages) -> Document:
    kept, taken = without_furniture(pages.lines)
    if not any(kept):  # slides and forms may say nothing but what looks like a running head
        kept, taken = [list(lines) for lines in pages.lines], []
    kept = [upright_order(lines) if number < 2 else lines for number, lines in enumerate(kept)]
    body = body_type(kept)
    found = confirmed_headings([block for lines in kept for block in blocks_of(lines, body)], body)
    blocks = flowing(found)
    end = front_end(blocks)
    blocks = [*as_front(blocks[:end]), *blocks[end:]]
    composer = Composer(Hyphenation(whole_words(line for lines in kept for line in lines)))
    headings = write_blocks(composer, blocks, body, pages.structure.outline)
    text = composer.text()
    starts = composer.page_starts(len(kept))
    links = links_over(text, pages.links, composer, kept)
    layout = Layout(text, starts, True, sections_of(len(text), headings), composer.blocks(), links)
    front = pdf_front_matter(source.name, blocks[:end], kept, taken, pages.asides, body, pages.structure)
    return assembled(source, "pypdfium2", layout, front, unread_pages=pages.unread)
