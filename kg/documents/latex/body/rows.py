"""The rows and cells of a LaTeX table, before they are written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pylatexenc.latexwalker import LatexCharsNode, LatexMacroNode, LatexSpecialsNode

from kg.documents.latex import syntax

_ROW_ENDS = frozenset(["\\", "tabularnewline", "cr", "NN"])
_MAX_SPAN = 60


@dataclass(slots=True)
class Cell:
    """What a cell holds, nodes and bare strings, and over how many columns it reaches."""

    nodes: list[syntax.Node] = field(default_factory=list)
    columns: int = 1


def rows_of(nodes: Sequence[syntax.Node]) -> Iterator[list[Cell]]:
    r"""The rows among the nodes of a tabular, as ``\\`` and ``&`` part them."""
    row = [Cell()]
    skip_length = False
    for node in nodes:
        if skip_length and isinstance(node, LatexCharsNode | str) and _characters(node).lstrip().startswith("["):
            rest = _characters(node).partition("]")[2]  # the space asked for after a row: \\[2pt]
            row += _add(row, rest)
            skip_length = False
            continue
        skip_length = False
        if isinstance(node, LatexMacroNode) and node.macroname in _ROW_ENDS:
            yield row
            row, skip_length = [Cell()], True
        elif isinstance(node, LatexSpecialsNode) and node.specials_chars == "&":
            row.append(Cell())
        elif isinstance(node, LatexCharsNode | str):
            row += _add(row, _characters(node))
        elif isinstance(node, LatexMacroNode) and node.macroname == "multicolumn":
            given = [a for a in syntax.arguments(node) if a is not None]
            count = syntax.inner_source(given[0]).strip() if given else ""
            row[-1].columns = min(int(count), _MAX_SPAN) if count.isdecimal() and len(count) < 4 and int(count) else 1
            row[-1].nodes += given[-1:]
        else:
            row[-1].nodes.append(node)
    yield row


def _add(row: list[Cell], text: str) -> list[Cell]:
    """The cells that begin within the text; what stands before the first belongs to the row's last cell."""
    first, *others = text.split("&")
    if first:
        row[-1].nodes.append(first)
    return [Cell([part] if part else []) for part in others]


def _characters(node: syntax.Node) -> str:
    return node if isinstance(node, str) else str(node.chars)
