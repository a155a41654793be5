r"""Title and authors as a LaTeX paper states them in its \title and \author."""

import re

from pylatexenc.latexwalker import LatexMacroNode

from kg.documents.latex import syntax

_AND = frozenset(["and", "And", "AND", "qquad", "quad"])
_DROPPED = frozenset(
    """
    thanks footnotemark footnote textsuperscript email url href affil affiliation inst orcid orcidID samethanks
    textdagger dagger texttt hspace vspace small large bf tt hfill ddag
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_AFFILIATION = re.compile(
    r"\b(?:Universit|Institut|Research|Lab|Department|School|College|Inc|Google|Microsoft|Facebook|Meta|OpenAI|Brain|Center"
    r"|Centre|Academy|Corporation|Ltd)|@|\d",
    re.IGNORECASE,
)


def title_in(nodes: list[syntax.Node]) -> str | None:
    r"""The paper's ``\title`` on one line, without footnotes; None where there is none."""
    for node in syntax.walk(nodes):
        if isinstance(node, LatexMacroNode) and node.macroname == "title":
            return syntax.plain(_kept(syntax.children(syntax.last_argument(node)))) or None
    return None


def authors_in(nodes: list[syntax.Node]) -> tuple[str, ...]:
    r"""The names in ``\author``: the first line of each part that ``\and`` divides, affiliations left out."""
    names: list[str] = []
    for node in syntax.walk(nodes):
        if isinstance(node, LatexMacroNode) and node.macroname == "author":
            for part in _parts(syntax.children(syntax.last_argument(node))):
                names += _names(syntax.plain(part))
    return tuple(dict.fromkeys(names))


def _kept(nodes: list[syntax.Node]) -> list[syntax.Node]:
    return [n for n in nodes if not (isinstance(n, LatexMacroNode) and n.macroname in _DROPPED)]


def _parts(nodes: list[syntax.Node]) -> list[list[syntax.Node]]:
    r"""The nodes before the first line break of each author."""
    parts: list[list[syntax.Node]] = [[]]
    closed = False
    for node in nodes:
        name = node.macroname if isinstance(node, LatexMacroNode) else ""
        if name in _AND:
            parts.append([])
            closed = False
        elif name == "\\":
            closed = bool(syntax.plain(_kept(parts[-1])))
        elif not closed:
            parts[-1].append(node)
    return [_kept(p) for p in parts]


def _names(line: str) -> list[str]:
    """The personal names on a line."""
    line = re.sub(r"[\^$*†‡§¶]|\{\}|_", " ", line)
    names = (" ".join(n.split()) for n in re.split(r",|\band\b|;|&", line))
    return [n for n in names if 1 < len(n.split()) <= 5 and not _AFFILIATION.search(n) and n[:1].isupper()]
