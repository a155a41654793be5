"""What was written of a marked-up paper becomes its Document."""

import re
from collections.abc import Mapping

from kg.core.document import Document, Reference, SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.documents.assembly import assembled
from kg.documents.front_matter import FrontMatter, named_by_file
from kg.documents.layout import Layout
from kg.documents.marked_up.markers import tied
from kg.documents.marked_up.prose import Prose
from kg.documents.sections import sections_of

_WORD = re.compile(r"[^\W\d_]{3}")


def write_front(prose: Prose, front: FrontMatter) -> None:
    """Write title and authors as a first page prints them."""
    for line in (front.title, ", ".join(front.authors)):
        prose.say(line or "")
        prose.end()


def document_of(
    source: SourceFile, reader: str, prose: Prose, front: FrontMatter, references: Mapping[str, Reference]
) -> Document:
    """The document, its marked-up citations joined with those that the text shows.

    Raises:
        UnreadablePaperError: nothing was written.
    """
    prose.end()
    writer = prose.writer
    if not _WORD.search(writer.text):
        raise UnreadablePaperError(source.name, ReasonCode.NO_TEXT, "it holds no text of a paper; give the PDF")
    text = writer.text
    sections = sections_of(len(text), writer.headings)
    links = tuple(sorted(prose.links, key=lambda link: link.span))
    layout = Layout(text, (0,), False, sections, tuple(writer.blocks), links)
    entries = tuple(references.values())
    return assembled(
        source,
        reader,
        layout,
        named_by_file(front, source.name),
        references=entries,
        citations=tied(layout, entries, writer.citations),
    )
