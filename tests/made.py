"""Documents made for tests from sentences, without a file or a reader."""

from kg.core.document import Block, BlockKind, Citation, Document, Reference, Section, SectionKind, SourceFile
from kg.core.spans import Span


def document(
    *sections: tuple[str, SectionKind, list[str]],
    title: str | None = "An invented paper",
    references: tuple[Reference, ...] = (),
    cited: dict[str, str] | None = None,
    arxiv: str | None = None,
) -> Document:
    """A document of the sections, each a heading, a kind and its sentences.

    cited maps a marker's text, wherever it stands, to the key of a reference.
    """
    text, made, blocks, sentences = "", [], [], []
    for heading, kind, told in sections:
        start = len(text)
        if heading:
            blocks.append(Block(BlockKind.HEADING, Span(len(text), len(text) + len(heading))))
            text += heading + "\n\n"
        paragraph = len(text)
        for sentence in told:
            sentences.append(Span(len(text), len(text) + len(sentence)))
            text += sentence + " "
        blocks.append(Block(BlockKind.PARAGRAPH, Span(paragraph, len(text) - 1)))
        text += "\n\n"
        made.append(Section(heading, kind, Span(start, len(text))))
    citations = []
    for marker, key in (cited or {}).items():
        at = text.find(marker)
        while at >= 0:
            citations.append(Citation(Span(at, at + len(marker)), key))
            at = text.find(marker, at + 1)
    return Document(
        source=SourceFile("invented.txt", "text/plain", "0" * 64),
        reader="text",
        text=text,
        title=title,
        arxiv=arxiv,
        sections=tuple(made),
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        references=references,
        citations=tuple(sorted(citations)),
    )


def told(*sentences: str, kind: SectionKind = SectionKind.EXPERIMENTS, heading: str = "4 Experiments") -> Document:
    """A document of one section."""
    return document((heading, kind, list(sentences)))
