"""A stretch of LaTeX without citations becomes text on one line: titles, headings, names, entries of a bibliography."""

from collections.abc import Sequence

from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexCommentNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexSpecialsNode,
)

from kg.documents.latex import syntax
from kg.documents.latex.mathtext import math_text
from kg.documents.latex.words import SILENT, SPACES, TRANSPARENT

_NOTES = frozenset(
    ["thanks", "footnote", "footnotemark", "footnotetext", "samethanks", "titlenote", "subtitlenote", "tnoteref"]
)
_SYMBOLS = {
    "S": "§",
    "P": "¶",
    "ddag": "‡",
    "copyright": "©",
    "pounds": "£",
    "euro": "€",
    "textunderscore": "_",
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "slash": "/",
    "checkmark": "✓",
    "TeX": "TeX",
    "LaTeX": "LaTeX",
    "LaTeXe": "LaTeX2ε",
    "BibTeX": "BibTeX",
}
"""What macros show that the parser does not know."""
_CLOSE = frozenset("\\_/|")
"""What stands inside words."""
_MAX_DEPTH = 40


def inline_text(nodes: Sequence[syntax.Node]) -> str:
    """The text of the nodes on one line; notes, labels and the like are left out."""
    return " ".join("".join(_parts(nodes, 0)).split())


def _parts(nodes: Sequence[syntax.Node], depth: int) -> list[str]:
    if depth > _MAX_DEPTH:
        return []
    out: list[str] = []
    for node in nodes:
        if isinstance(node, str):
            out.append(node)
        elif isinstance(node, LatexCharsNode):
            out.append(str(node.chars))
        elif isinstance(node, LatexSpecialsNode):
            out.append(special_text(node))
        elif isinstance(node, LatexGroupNode | LatexEnvironmentNode):
            out += _parts(list(node.nodelist or ()), depth + 1)
        elif isinstance(node, LatexMathNode):
            out.append(math_text([node]))
        elif isinstance(node, LatexCommentNode):
            out.append("")
        elif isinstance(node, LatexMacroNode):
            out += _macro(node, depth)
    return out


def _macro(node: syntax.Node, depth: int) -> list[str]:
    name = str(node.macroname)
    if name in _NOTES:
        return []
    if name in SPACES:
        return [" "]
    if name in ("texorpdfstring", "bibinfo", "bibfield"):
        given = [a for a in syntax.arguments(node) if a is not None]
        return _parts(given[:1] if name == "texorpdfstring" else given[-1:], depth + 1)
    if name in ("url", "nolinkurl", "path"):
        return [address_of(node)]
    if name == "doi":
        return ["doi: ", address_of(node)]
    if name == "ensuremath":
        return [math_text(syntax.children(syntax.last_argument(node)))]
    if name in TRANSPARENT:
        last = syntax.last_argument(node)
        return _parts([last] if last is not None else [], depth + 1)
    return [] if name in SILENT else [macro_text(node)]


def special_text(node: syntax.Node) -> str:
    """What marks such as ``~``, quotes and dashes show."""
    characters = str(node.specials_chars)
    if characters in ("~", "&") or "\n" in characters:
        return " "
    return syntax.plain([node])


def macro_text(node: syntax.Node) -> str:
    r"""What an accent or a symbol shows, with the space that stood after it where it takes no argument.

    TeX itself drops a space after a macro's name; authors who write ``\LaTeX text`` mean one.
    """
    text = _SYMBOLS.get(str(node.macroname)) or syntax.plain([node])
    after = str(getattr(node, "macro_post_space", "") or "")
    letter = len(text) == 1 and text.isalpha()
    return text + " " if text and after and not letter and text not in _CLOSE else text


def address_of(node: syntax.Node) -> str:
    """The address in a macro's first argument, its escapes undone."""
    given = [a for a in syntax.arguments(node) if a is not None]
    source = syntax.inner_source(given[0]) if given else ""
    return "".join(source.replace("\\", "").split())
