"""The text of a PDF by pypdf, for files in which pdfium finds none."""

import io

from pypdf import PdfReader

from kg.core.document import Block, BlockKind
from kg.core.spans import Span
from kg.documents.layout import Layout
from kg.documents.limits import Limits
from kg.documents.pdf.characters import cleaned
from kg.documents.sections import sections_of


def text_by_pypdf(data: bytes, limits: Limits) -> Layout | None:
    """What text pypdf finds, a paragraph a page, without headings; None where it finds none.

    A page that makes pypdf fail counts as empty. Reads no more pages and characters than the limits allow.
    """
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            return None
        count = min(len(reader.pages), limits.max_pages)
    except Exception:  # pypdf raises whatever a damaged file makes it trip over
        return None
    starts, blocks, parts = [], [], []
    length = 0
    for number in range(count):
        starts.append(length)
        try:
            lines = reader.pages[number].extract_text().splitlines()
        except Exception:  # as above; the other pages may be sound
            lines = []
        words = (" ".join(cleaned(word) for word in line.split()) for line in lines)
        text = " ".join(line for line in words if line)
        if text and length + len(text) <= limits.max_characters:
            blocks.append(Block(BlockKind.PARAGRAPH, Span(length, length + len(text))))
            parts.append(text + "\n\n")
            length += len(text) + 2
    text = "".join(parts)
    if not text.strip():
        return None
    return Layout(text, tuple(starts), True, sections_of(len(text), ()), tuple(blocks), ())
