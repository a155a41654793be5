"""What macros write into running text: words, citations, numbers, links, and the marks of footnotes."""

import re

from kg.core.spans import Span
from kg.documents.latex import syntax
from kg.documents.latex.body.reader import BodyReader
from kg.documents.latex.inline import address_of, inline_text
from kg.documents.latex.mathtext import math_text, note_mark, raised
from kg.documents.latex.referring import printed_reference

_ADDRESS = re.compile(r"https?://")


def write_nothing(_: BodyReader, __: syntax.Node, ___: int) -> None:
    """What shows nothing."""


def write_space(reader: BodyReader, _: syntax.Node, __: int) -> None:
    """Write a space."""
    reader.writer.write(" ")


def write_last_argument(reader: BodyReader, node: syntax.Node, depth: int) -> None:
    """Write what the last argument says."""
    last = syntax.last_argument(node)
    reader.read([last] if last is not None else [], depth + 1)


def write_first_argument(reader: BodyReader, node: syntax.Node, depth: int) -> None:
    """Write what the first argument says."""
    reader.read(syntax.arguments(node)[:1], depth + 1)


def write_raised(reader: BodyReader, node: syntax.Node, _: int) -> None:
    """Write a superscript."""
    reader.writer.write(raised(inline_text(syntax.children(syntax.last_argument(node)))))


def write_note_mark(reader: BodyReader, node: syntax.Node, _: int) -> None:
    """Write the mark of a table's note."""
    reader.writer.close_gap()
    reader.writer.write(note_mark(inline_text(syntax.children(syntax.last_argument(node)))))


def write_lowered(reader: BodyReader, node: syntax.Node, _: int) -> None:
    """Write a subscript, which shows as it is."""
    reader.writer.write(inline_text(syntax.children(syntax.last_argument(node))))


def write_verbatim(reader: BodyReader, node: syntax.Node, _: int) -> None:
    r"""Write what ``\verb`` shows."""
    reader.writer.write(str(getattr(node.nodeargd, "verbatim_text", "") or ""))


def write_citation(reader: BodyReader, node: syntax.Node, _: int) -> None:
    """Write what a citation prints."""
    reader.citations.write(reader.writer, node)


def write_number(reader: BodyReader, node: syntax.Node, _: int) -> None:
    """Write the number of what a label stands at."""
    given = [a for a in syntax.arguments(node) if a is not None]
    keys = [k for a in given for k in syntax.inner_source(a).split(",")]
    reader.writer.write(printed_reference(str(node.macroname), keys, reader.targets, reader.referring))


def write_link(reader: BodyReader, node: syntax.Node, depth: int) -> None:
    """Write an address, or the words that lead to it, and note where they lead."""
    address = address_of(node)
    start = reader.writer.at
    if node.macroname == "href":
        given = [a for a in syntax.arguments(node) if a is not None]
        reader.read(given[1:], depth + 1)
    else:
        reader.writer.write(address)
    if _ADDRESS.match(address):
        reader.links.append((Span(start, max(reader.writer.at, start + 1)), address))


def write_footnote(reader: BodyReader, node: syntax.Node, _: int) -> None:
    """Write a footnote's mark, and keep the note for the end of the block."""
    mark = _next_mark(reader)
    reader.waiting.append((mark, syntax.children(syntax.last_argument(node))))


def write_footnote_mark(reader: BodyReader, node: syntax.Node, _: int) -> None:
    """Write the mark of a footnote whose text stands elsewhere; a mark given by number is of one that stood before."""
    given = syntax.last_argument(node)
    if given is None:
        reader.marked.append(_next_mark(reader))
    else:
        reader.writer.close_gap()
        reader.writer.write(f" {raised(inline_text(syntax.children(given)))}")


def keep_footnote(reader: BodyReader, node: syntax.Node, _: int) -> None:
    """Keep the text of a footnote for the end of the block, with the mark that stood before if there was one."""
    mark = reader.marked.pop(0) if reader.marked and node.macroname == "footnotetext" else ""
    reader.waiting.append((mark, syntax.children(syntax.last_argument(node))))


def _next_mark(reader: BodyReader) -> str:
    """Write the next footnote's mark."""
    reader.footnotes += 1
    mark = raised(str(reader.footnotes))
    reader.writer.close_gap()
    reader.writer.write(f" {mark}")
    return mark


def end_paragraph(reader: BodyReader, _: syntax.Node, __: int) -> None:
    """End the block."""
    reader.close()


def write_bibliography(reader: BodyReader, _: syntax.Node, __: int) -> None:
    """Write the entries of the bibliography where the paper prints them."""
    reader.write_bibliography()


def write_formula_of_argument(reader: BodyReader, node: syntax.Node, _: int) -> None:
    r"""Write the formula that ``\ensuremath`` holds."""
    reader.writer.write(math_text(syntax.children(syntax.last_argument(node))))


def write_formula(reader: BodyReader, node: syntax.Node, _: int) -> None:
    """Write a displayed formula on the line."""
    reader.writer.write(f" {math_text(list(node.nodelist or ()))} ")
