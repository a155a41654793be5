"""Tables of a LaTeX paper: a line for each row, its cells parted by tabs."""

import re

from pylatexenc.latexwalker import LatexCharsNode, LatexMacroNode, LatexSpecialsNode

from kg.core.document import BlockKind
from kg.documents.latex import syntax
from kg.documents.latex.body.reader import CELL, BodyReader
from kg.documents.latex.body.rows import Cell, rows_of
from kg.documents.latex.numbers import float_kind

_PAGE_MARKS = frozenset(["endfirsthead", "endhead", "endfoot", "endlastfoot"])


def write_table(reader: BodyReader, node: syntax.Node, depth: int) -> None:
    """Write a block with one line a row, cells parted by tabs; one of a single column is a paragraph.

    A table within a cell is written on one line, its cells parted by spaces.
    """
    nested = reader.floats[-1:] == [CELL]
    if not nested:
        reader.close()
    kind = float_kind(str(node.environmentname))
    reader.floats += [kind, CELL] if kind else [CELL]
    columns = 0
    for row in rows_of(_without_paragraphs(_printed_once(list(node.nodelist or ())))):
        columns = max(columns, sum(cell.columns for cell in row))
        _write_row(reader, row, depth, nested=nested)
    del reader.floats[-2 if kind else -1 :]
    if not nested:
        reader.close(BlockKind.TABLE if columns > 1 else BlockKind.PARAGRAPH)


def _write_row(reader: BodyReader, row: list[Cell], depth: int, *, nested: bool) -> None:
    for position, cell in enumerate(row):
        if position:
            reader.writer.write(" ") if nested else reader.writer.next_cell()
        reader.read(cell.nodes, depth + 1)
        for _ in range(0 if nested else cell.columns - 1):
            reader.writer.next_cell()
    reader.writer.write(" ") if nested else reader.writer.new_line()


def _without_paragraphs(nodes: list[syntax.Node]) -> list[syntax.Node]:
    """The nodes of a table without the blank lines between its rows."""
    kept: list[syntax.Node] = []
    for node in nodes:
        if isinstance(node, LatexSpecialsNode) and "\n\n" in str(node.specials_chars):
            continue
        if isinstance(node, LatexCharsNode) and "\n" in str(node.chars):
            kept.append(re.sub(r"\s+", " ", str(node.chars)))
        else:
            kept.append(node)
    return kept


def _printed_once(nodes: list[syntax.Node]) -> list[syntax.Node]:
    """The nodes of a table over several pages without the heads and feet that further pages repeat."""
    kept: list[syntax.Node] = []
    first_head = False
    start = 0
    for position, node in enumerate(nodes):
        mark = node.macroname if isinstance(node, LatexMacroNode) else ""
        if mark not in _PAGE_MARKS:
            continue
        if mark in ("endfirsthead", "endlastfoot") or (mark == "endhead" and not first_head):
            kept += nodes[start:position]
        first_head |= mark == "endfirsthead"
        start = position + 1
    return kept + nodes[start:]
