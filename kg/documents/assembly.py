"""What reading found becomes the Document that the rest of the road takes."""

from kg.core.document import Citation, Document, Reference, SourceFile
from kg.documents.addresses import addresses_of
from kg.documents.front_matter import FrontMatter
from kg.documents.layout import Layout
from kg.documents.references.bibliography import find_references
from kg.documents.references.citations import find_citations
from kg.documents.sentences import split_sentences
from kg.documents.tables import tables_of


def assembled(
    source: SourceFile,
    reader: str,
    layout: Layout,
    front: FrontMatter,
    *,
    references: tuple[Reference, ...] | None = None,
    citations: tuple[Citation, ...] | None = None,
    unread_pages: tuple[int, ...] = (),
) -> Document:
    """The document, with its sentences split, its tables' cells parted, and its references and citations found.

    A form that marks references and citations up gives them; where it does not, they are looked for in the text.
    """
    if references is None:
        references = find_references(layout)
    if citations is None:
        citations = find_citations(layout, references)
    return Document(
        source=source,
        reader=reader,
        text=layout.text,
        title=front.title,
        authors=front.authors,
        year=front.year,
        arxiv=front.arxiv,
        doi=front.doi,
        venue=front.venue,
        page_starts=layout.page_starts,
        has_pages=layout.has_pages,
        sections=layout.sections,
        blocks=layout.blocks,
        sentences=split_sentences(layout.text, layout.blocks, layout.sections),
        references=references,
        citations=tuple(sorted(set(citations))),
        links=addresses_of(layout.text, layout.links, layout.sections),
        tables=tables_of(layout.text, layout.blocks),
        unread_pages=unread_pages,
    )
