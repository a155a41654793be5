"""Documents with one table, made from the words of its cells."""

from kg.core.document import Block, BlockKind, Citation, Document, Reference, SourceFile, Table
from kg.core.entity import EntityKind
from kg.core.mention import Mention
from kg.core.spans import Span
from kg.extraction.witnesses import Witnesses

D, M = EntityKind.DATASET, EntityKind.MODEL
CITED = Reference("finch", "Finch. Birds. 2019.", authors=("Anna Finch",), title="Birds")


def tabled(*rows: list[str], head_rows: int = 1, prose: str = "") -> Document:
    """A paragraph, and below it a table of the rows; "[4]" in a cell or the paragraph cites a work."""
    text, made, sentences = prose + "\n\n" if prose else "", [], []
    blocks = [Block(BlockKind.PARAGRAPH, Span(0, len(prose)))] if prose else []
    sentences += [b.span for b in blocks]
    start = len(text)
    for row in rows:
        cells, line = [], len(text)
        for cell in row:
            cells.append(Span(len(text), len(text) + len(cell)) if cell else None)
            text += cell + "\t"
        sentences.append(Span(line, len(text)))
        text = text[:-1] + "\n"
        made.append(tuple(cells))
    span = Span(start, len(text) - 1)
    marks = [at for at in range(len(text)) if text.startswith("[4]", at)]
    return Document(
        source=SourceFile("invented.txt", "text/plain", "0" * 64),
        reader="text",
        title="An invented paper",
        text=text,
        blocks=(*blocks, Block(BlockKind.TABLE, span)),
        sentences=tuple(sentences),
        references=(CITED,),
        citations=tuple(Citation(Span(at + 1, at + 2), CITED.key) for at in marks),
        tables=(Table(span, tuple(made), head_rows),),
    )


def mentioned(made: Document, *names: tuple[str, EntityKind]) -> list[Mention]:
    """A mention at every place of each name."""
    found = []
    for name, kind in names:
        at = made.text.find(name)
        while at >= 0:
            found.append(Mention(Span(at, at + len(name)), name, kind, ("crf",), 0.9))
            at = made.text.find(name, at + 1)
    return sorted(found)


def heard_all(made: Document) -> Witnesses:
    """Witnesses that searched the whole document and know nothing."""
    return Witnesses(made.sentences, (), (), ())
