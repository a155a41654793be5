r"""Formulas become the text that a page shows of them: ``d_{\text{model}} = 512`` reads "dmodel = 512"."""

import re
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

_SUPERSCRIPTS = str.maketrans("0123456789+-−=()ni", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱ")
_LETTERS = str.maketrans("abcdefghi", "ᵃᵇᶜᵈᵉᶠᵍʰⁱ")
_LONGEST_MARK = 3
_RAISED = re.compile(r"[0-9+\-−=()]{1,4}|n")
_RELATION = re.compile(r"(?:(?<!\s)\s+)?([=<>≤≥≈≃≅≡∼≪≫∈∉⊂⊆→←⇒↦∝≠+×·∘⊕⊗∪∩∧∨]|:=)\s*")
_MINUS = re.compile(r"(?<=[\w)\]])\s*[-−]\s*(?=[\w(])")
_SPACES = frozenset([",", ";", ":", " ", ">", "quad", "qquad", "enspace", "thinspace", "\\", "newline", "hfill"])
_NOTHING = frozenset(
    """
    left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr middle displaystyle textstyle scriptstyle
    scriptscriptstyle limits nolimits nonumber notag label ! hspace vspace phantom hphantom vphantom boldmath mathstrut
    allowbreak bf rm it sf tt cal bm mkern mskip strut noindent
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_INSIDE = frozenset(
    """
    text mathrm mathbf mathit mathsf mathtt textbf textit textrm textsf texttt textsc textnormal operatorname mbox hbox
    mathcal mathbb mathfrak mathscr boldsymbol bm pmb bold ensuremath overline underline bar hat tilde vec widehat
    widetilde dot ddot overbrace underbrace mathop mathbin mathrel mathord mathit textup emph smash xspace boxed
    textcolor colorbox llap rlap mathclap substack textsubscript
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_MAX_DEPTH = 30


def math_text(nodes: Sequence[syntax.Node]) -> str:
    """What a formula shows, on one line: spaces around relations, short superscripts raised."""
    text = _written(nodes, 0)
    text = _RELATION.sub(r" \1 ", text)
    text = re.sub(r",(?=[^\s\d])", ", ", text)
    text = re.sub(r"(?<![\w)\]])([+−]) (?=\d)", r"\1", _MINUS.sub("−", text))
    return " ".join(text.replace("*", "∗").split())


def raised(text: str) -> str:
    """The text as a superscript where it is a short number or sign, else as it is.

    >>> raised("12"), raised("Trademark")
    ('¹²', 'Trademark')
    """
    return text.translate(_SUPERSCRIPTS) if _RAISED.fullmatch(text) else text


def note_mark(text: str) -> str:
    """The mark of a note, raised and after a space, so that it is no part of the word before it.

    >>> note_mark("a"), note_mark("12")
    (' ᵃ', ' ¹²')
    """
    return " " + text.translate(_SUPERSCRIPTS).translate(_LETTERS) if len(text) <= _LONGEST_MARK else text


def _written(nodes: Sequence[syntax.Node], depth: int) -> str:
    if depth > _MAX_DEPTH:
        return ""
    out: list[str] = []
    raise_next = False
    for node in nodes:
        if isinstance(node, LatexCharsNode | str):
            characters = re.sub(r"\s+", "", node if isinstance(node, str) else str(node.chars))
            for character in characters:
                if character in "^_":
                    raise_next = character == "^"
                else:
                    out.append(raised(character) if raise_next else character)
                    raise_next = False
            continue
        part = _node(node, depth)
        if part or not isinstance(node, LatexCommentNode):
            out.append(raised(part) if raise_next else part)
            raise_next = False
    return "".join(out)


def _node(node: syntax.Node, depth: int) -> str:
    if isinstance(node, LatexGroupNode | LatexMathNode):
        return _written(list(node.nodelist or ()), depth + 1)
    if isinstance(node, LatexEnvironmentNode):
        return " " + _written(list(node.nodelist or ()), depth + 1) + " "
    if isinstance(node, LatexSpecialsNode):
        return (
            " " if node.specials_chars in ("~", "&") or "\n" in str(node.specials_chars) else str(node.specials_chars)
        )
    if not isinstance(node, LatexMacroNode):
        return ""
    name = str(node.macroname)
    given = [a for a in syntax.arguments(node) if a is not None]
    if name in _NOTHING:
        return ""
    if name in _SPACES:
        return " "
    if name in ("frac", "tfrac", "dfrac", "nicefrac", "sfrac", "cfrac") and len(given) >= 2:
        return f"{_node(given[-2], depth + 1)}/{_node(given[-1], depth + 1)}"
    if name == "sqrt" and given:
        return "√" + _node(given[-1], depth + 1)
    if name in _INSIDE:
        if name in ("text", "mbox", "hbox", "textrm", "textbf", "textit", "texttt", "textnormal", "textsf", "textsc"):
            return _words(given[-1:])
        return _written(given[-1:], depth + 1)
    return _symbol(node)


def _words(nodes: Sequence[syntax.Node]) -> str:
    r"""The words of a ``\text`` in a formula, with the spaces at their ends."""
    source = syntax.inner_source(nodes[0]) if nodes else ""
    text = syntax.plain(syntax.children(nodes[0])) if nodes else ""
    return f"{' ' if source[:1].isspace() else ''}{text}{' ' if source[-1:].isspace() else ''}"


def _symbol(node: syntax.Node) -> str:
    r"""What a macro such as ``\alpha`` shows; nothing for one that nobody knows."""
    text = syntax.plain([node])
    return "" if text.startswith("\\") else text
