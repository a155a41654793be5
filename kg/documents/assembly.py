"""What reading found becomes the Document that the rest of the road takes."""

from kg.core.document import Document, SourceFile
from kg.documents.front_matter import FrontMatter
from kg.documents.layout import Layout
from kg.documents.references.bibliography import find_references
from kg.documents.references.citations import find_citations
from kg.documents.sentences import split_sentences


def assembled(source: SourceFile, reader: str, layout: Layout, front: FrontMatter) -> Document:
    """The document, with its sentences split and its references and citations found."""
    references = find_references(layout)
    uris = sorted({link.uri for link in layout.links if link.uri})
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
        citations=find_citations(layout, references),
        links=tuple(uris),
    )
