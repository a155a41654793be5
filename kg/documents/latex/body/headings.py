"""Headings of a LaTeX paper: sections, parts that are headed by their name, the appendix."""

from pylatexenc.latexwalker import LatexEnvironmentNode

from kg.documents.latex import syntax
from kg.documents.latex.body.reader import BodyReader
from kg.documents.latex.inline import inline_text
from kg.documents.latex.numbers import LEVELS

HEADED = {
    "abstract": "Abstract",
    "onecolabstract": "Abstract",
    "ack": "Acknowledgements",
    "acks": "Acknowledgements",
    "acknowledgments": "Acknowledgements",
    "acknowledgements": "Acknowledgements",
    "acknowledgement": "Acknowledgements",
    "acknowledgment": "Acknowledgements",
}
"""What the heading of a part says that has none of its own, by the name of its macro or environment."""


def write_heading(reader: BodyReader, node: syntax.Node, _: int) -> None:
    """Write the heading of a section, with its number unless it is starred."""
    reader.close()
    level = LEVELS[str(node.macroname)]
    given = syntax.arguments(node)
    title = inline_text(syntax.children(given[-1])) if given else ""
    starred = bool(given) and syntax.source_of(given[0]) == "*"
    number = "" if starred else reader.headings.next(level)
    reader.writer.heading(f"{number} {title}" if number else title, level)


def write_run_in_heading(reader: BodyReader, node: syntax.Node, depth: int) -> None:
    """Begin a paragraph with the heading that stands in its first line."""
    last = syntax.last_argument(node)
    reader.close()
    reader.read([last] if last is not None else [], depth + 1)
    reader.writer.write(" ")


def write_headed(reader: BodyReader, node: syntax.Node, depth: int) -> None:
    """Write a part that has a heading by its name, such as an abstract; a macro without argument opens one."""
    reader.close()
    if isinstance(node, LatexEnvironmentNode):
        name, inside = str(node.environmentname), list(node.nodelist or ())
    else:
        last = syntax.last_argument(node)
        name, inside = str(node.macroname), [last] if last is not None else []
    reader.writer.heading(HEADED[name], 1)
    reader.read(inside, depth + 1)
    if inside:
        reader.close()


def begin_appendix(reader: BodyReader, node: syntax.Node, depth: int) -> None:
    """Number headings by letters from here on."""
    reader.close()
    reader.headings.begin_appendix()
    if isinstance(node, LatexEnvironmentNode):
        reader.read(list(node.nodelist or ()), depth + 1)
