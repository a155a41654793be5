"""Documents made for tests from sentences, without a file or a reader."""

from dataclasses import replace

from kg.core.document import Block, BlockKind, Citation, Document, Reference, Section, SectionKind, SourceFile, Table
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


def with_table(made: Document, caption: str, *rows: tuple[str, ...]) -> Document:
    """The document with a table at the end of its last section; the first row names the columns."""
    start = len(made.text)
    text = made.text + caption + "\n\n"
    captioned = Span(start, start + len(caption))
    table, lines, cells = len(text), [], []
    for row in rows:
        line, spans = len(text), []
        for cell in row:
            spans.append(Span(len(text), len(text) + len(cell)) if cell else None)
            text += cell + "\t"
        lines.append(Span(line, len(text) - 1))
        cells.append(tuple(spans))
        text = text[:-1] + "\n"
    last = made.sections[-1]
    return replace(
        made,
        text=text,
        sections=(*made.sections[:-1], replace(last, span=Span(last.span.start, len(text)))),
        blocks=(*made.blocks, Block(BlockKind.CAPTION, captioned), Block(BlockKind.TABLE, Span(table, len(text) - 1))),
        sentences=(*made.sentences, captioned, *lines),
        tables=(Table(Span(table, len(text) - 1), tuple(cells), head_rows=1, caption=captioned),),
    )
