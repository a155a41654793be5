r"""The numbers that LaTeX prints for ``\ref``: of sections, figures, tables and equations."""

import re
from dataclasses import dataclass, field

from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMacroNode

from kg.documents.latex import syntax

LEVELS = {"part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3}
"""Headings that are numbered, by their level."""

REFERRING = frozenset({"ref", "eqref", "autoref", "cref", "Cref", "pageref", "subref", "vref", "labelcref", "nameref"})
_FLOAT = re.compile(
    r"(?:(?P<kind>(?:sideways|wrap|long|SC|mpx?|float)?(?:figure|table|float)|teaserfigure|algorithm|listing)"
    r"|(?P<sub>sub(?:figure|table)(?:block)?)|(?P<long>longtable|xltabular|longtabu))\*?"
)
_EQUATION = re.compile(r"(?:equation|align|gather|multline|eqnarray|flalign)")
_MAX_DEPTH = 60


@dataclass(slots=True)
class HeadingNumbers:
    """Counts headings as LaTeX does: "1", "1.1", and "A" in the appendix; those deeper than depth have no number."""

    depth: int = 3
    _counts: list[int] = field(default_factory=lambda: [0, 0, 0])
    _appendix: bool = False

    def next(self, level: int) -> str:
        """The number of the next heading of this level, empty where its level has none."""
        if level > self.depth:
            return ""
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (3 - level)
        first = chr(ord("A") + (self._counts[0] - 1) % 26) if self._appendix else str(self._counts[0])
        return ".".join([first, *(str(n) for n in self._counts[1:level])])

    def begin_appendix(self) -> None:
        """Count by letters from here on."""
        self._appendix, self._counts = True, [0, 0, 0]


@dataclass(slots=True)
class _Labels:
    found: dict[str, tuple[str, str]] = field(default_factory=dict)
    headings: HeadingNumbers = field(default_factory=HeadingNumbers)
    counts: dict[str, int] = field(default_factory=dict)
    current: tuple[str, str] = ("", "")

    def count(self, kind: str) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.current = (kind.capitalize(), str(self.counts[kind]))

    def visit(self, nodes: list[syntax.Node], around: str, depth: int) -> None:
        for node in nodes:
            if node is None or depth > _MAX_DEPTH:
                continue
            if isinstance(node, LatexMacroNode):
                self.macro(node, around)
            inside = list(getattr(node, "nodelist", None) or ())
            kind = around
            if isinstance(node, LatexEnvironmentNode):
                name = str(node.environmentname)
                kind = float_kind(name) or around
                if name in ("appendix", "appendices"):
                    self.headings.begin_appendix()
                if _EQUATION.fullmatch(name):
                    self.count("equation")
            self.visit([*syntax.arguments(node), *inside], kind, depth + 1)

    def macro(self, node: syntax.Node, around: str) -> None:
        name = node.macroname
        if name in LEVELS:
            starred = bool(syntax.arguments(node)) and syntax.source_of(syntax.arguments(node)[0]) == "*"
            self.current = self.current if starred else ("Section", self.headings.next(LEVELS[name]))
        elif name in ("appendix", "appendices"):
            self.headings.begin_appendix()
        elif name == "caption" and around not in ("", "sub"):
            self.count(around)
        elif name == "captionof" and syntax.arguments(node):
            self.count(syntax.inner_source(syntax.arguments(node)[0]).strip())
        elif name == "label" and self.current[1]:
            self.found.setdefault(syntax.inner_source(syntax.last_argument(node)).strip(), self.current)


def float_kind(environment: str) -> str | None:
    """What the captions in an environment number: "figure", "table"; "sub" for a part of one; None for no float.

    >>> float_kind("wraptable"), float_kind("subfigure"), float_kind("minipage")
    ('table', 'sub', None)
    """
    found = _FLOAT.fullmatch(environment)
    if not found:
        return None
    if found.group("sub"):
        return "sub"
    name = found.group("kind") or "table"
    return next((kind for kind in ("figure", "table", "algorithm", "listing") if kind in name), "figure")


def numbers_in(nodes: list[syntax.Node], depth: int = 3) -> dict[str, tuple[str, str]]:
    r"""For each ``\label`` what it labels ("Table") and the number printed for it ("2")."""
    labels = _Labels(headings=HeadingNumbers(depth))
    labels.visit(nodes, "", 0)
    return labels.found


def printed_reference(macro: str, key: str, numbers: dict[str, tuple[str, str]]) -> str:
    r"""What a macro of the ``\ref`` family prints for a key; nothing where the label is unknown.

    >>> printed_reference("cref", "t", {"t": ("Table", "2")}), printed_reference("ref", "x", {})
    ('Table 2', '')
    """
    found = [numbers[k.strip()] for k in key.split(",") if numbers.get(k.strip(), ("", ""))[1]]
    if not found or macro in ("pageref", "nameref"):
        return ""
    values = " and ".join(number for _, number in found)
    if macro == "eqref":
        return f"({values})"
    named = macro in ("autoref", "cref", "Cref", "vref")
    return f"{found[0][0]}{'s' if len(found) > 1 else ''} {values}" if named else values
