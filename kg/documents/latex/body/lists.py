"""Lists of a LaTeX paper: each item a block."""

from pylatexenc.latexwalker import LatexMacroNode

from kg.core.document import BlockKind
from kg.documents.latex import syntax
from kg.documents.latex.body.reader import BodyReader


def write_list(reader: BodyReader, node: syntax.Node, depth: int) -> None:
    """Write each item after its label, its number or a bullet; the notes of a table are footnotes."""
    reader.close()
    name = str(node.environmentname)
    kind = BlockKind.FOOTNOTE if name == "tablenotes" else BlockKind.PARAGRAPH
    count = 0
    for inner in node.nodelist or ():
        if not (isinstance(inner, LatexMacroNode) and inner.macroname == "item"):
            reader.read([inner], depth + 1)
            continue
        reader.close(kind)
        count += 1
        label = syntax.last_argument(inner)
        if label is not None:
            reader.read(syntax.children(label), depth + 1)
            reader.writer.write(" ")
        elif "enum" in name:
            reader.writer.write(f"{count}. ")
        elif "desc" not in name:
            reader.writer.write("• ")
    reader.close(kind)
