"""What the page tells beyond its words: the value that reading hands to those who look for references."""

from dataclasses import dataclass

from kg.core.document import Block, Section
from kg.core.spans import Span


@dataclass(frozen=True, slots=True)
class LinkAnnotation:
    """A link that the file draws over the text.

    span is the text that the link's rectangle covers; destination the name of the place it leads to
    ("cite.touvron2023llama"), target the offset in the text where that place lies, None where unknown; uri the address
    of a link that leads out of the file.
    """

    span: Span
    destination: str | None
    target: int | None
    uri: str | None


@dataclass(frozen=True, slots=True)
class Layout:
    """A paper's text and what is known of its make-up, before references and citations are found.

    sections tile the text, blocks are in order and never overlap, links are sorted by span. Paragraphs are on one line
    and blank lines part them; the bibliography keeps its line breaks, so that its entries can be told apart.
    """

    text: str
    page_starts: tuple[int, ...]
    has_pages: bool
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    links: tuple[LinkAnnotation, ...]
