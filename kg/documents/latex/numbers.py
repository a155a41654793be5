r"""The numbers that LaTeX prints for ``\ref``: of sections, figures, tables and equations."""

import re
from dataclasses import dataclass, field

from pylatexenc.latexwalker import LatexEnvironmentNode, LatexMacroNode

from kg.documents.latex import syntax
from kg.documents.latex.inline import inline_text

LEVELS = {"part": 1, "chapter": 1, "section": 1, "subsection": 2, "subsubsection": 3}
"""Headings that are numbered, by their level."""

_FLOAT = re.compile(
    r"(?:(?P<kind>(?:sideways|wrap|long|SC|mpx?|float)?(?:figure|table|float)|teaserfigure|algorithm|listing)"
    r"|(?P<sub>sub(?:figure|table)(?:block)?)|(?P<long>longtable|xltabular|longtabu))\*?"
)
PARTS_OF_FLOATS = frozenset(["subfloat", "subfigure", "subcaptionbox"])
"""Macros that hold a part of a float, its caption first."""
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

    @property
    def in_appendix(self) -> bool:
        """Whether the appendix has begun."""
        return self._appendix

    def begin_appendix(self) -> None:
        """Count by letters from here on."""
        self._appendix, self._counts = True, [0, 0, 0]


@dataclass(frozen=True, slots=True)
class Target:
    r"""What a ``\label`` labels: "table", the number printed for it, "2", and the title of a section."""

    kind: str
    number: str
    title: str = ""


@dataclass(slots=True)
class _Around:
    """The float around a place: its kind, whether its caption came, and how many of its parts have one."""

    kind: str = ""
    captioned: bool = False
    parts: int = 0


@dataclass(slots=True)
class _Labels:
    found: dict[str, Target] = field(default_factory=dict)
    headings: HeadingNumbers = field(default_factory=HeadingNumbers)
    counts: dict[str, int] = field(default_factory=dict)
    current: Target | None = None

    def visit(self, nodes: list[syntax.Node], around: _Around, depth: int, *, part: bool = False) -> None:
        for node in nodes:
            if node is None or depth > _MAX_DEPTH:
                continue
            inner, in_part = around, part
            if isinstance(node, LatexMacroNode):
                self.macro(node, around, part=part)
                in_part = part or node.macroname in PARTS_OF_FLOATS
            elif isinstance(node, LatexEnvironmentNode):
                inner, in_part = self.environment(str(node.environmentname), around, part=part)
            inside = list(getattr(node, "nodelist", None) or ())
            if in_part and not part and isinstance(node, LatexMacroNode) and syntax.arguments(node)[:1] != [None]:
                self.count_part(around)
            self.visit([*syntax.arguments(node), *inside], inner, depth + 1, part=in_part)

    def environment(self, name: str, around: _Around, *, part: bool) -> tuple[_Around, bool]:
        """The float around what the environment holds, and whether that is a part of it."""
        if name in ("appendix", "appendices"):
            self.headings.begin_appendix()
        if _EQUATION.fullmatch(name.rstrip("*")) and not name.endswith("*"):
            self.count("equation")
        kind = float_kind(name)
        if kind == "sub":
            return around, True
        return (_Around(kind), False) if kind else (around, part)

    def macro(self, node: syntax.Node, around: _Around, *, part: bool) -> None:
        name = node.macroname
        given = syntax.arguments(node)
        starred = bool(given) and syntax.source_of(given[0]) == "*"
        if name in LEVELS and not starred:
            number = self.headings.next(LEVELS[name])
            kind = "appendix" if self.headings.in_appendix else str(name)
            self.current = Target(kind, number, inline_text(given[-1:]) if given[-1:] != [None] else "")
        elif name in ("appendix", "appendices"):
            self.headings.begin_appendix()
        elif name == "captionof" and given:
            self.count(syntax.inner_source(given[0]).strip())
        elif name in ("caption", "subcaption") and (part or name == "subcaption"):
            self.count_part(around)
        elif name == "caption" and around.kind and not starred:
            self.count(around.kind)
            around.captioned = True
        elif name == "label" and self.current and self.current.number:
            self.found.setdefault(syntax.inner_source(syntax.last_argument(node)).strip(), self.current)

    def count(self, kind: str) -> None:
        self.counts[kind] = self.counts.get(kind, 0) + 1
        self.current = Target(kind, str(self.counts[kind]))

    def count_part(self, around: _Around) -> None:
        """Count a part of a figure, "1a"; the figure's own caption mostly follows its parts."""
        if around.kind:
            number = self.counts.get(around.kind, 0) + (not around.captioned)
            self.current = Target(around.kind, f"{number}{part_letter(around.parts)}")
            around.parts += 1


def part_letter(position: int) -> str:
    """The letter of a part of a figure.

    >>> part_letter(1)
    'b'
    """
    return chr(ord("a") + position % 26)


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


def targets_in(nodes: list[syntax.Node], depth: int = 3) -> dict[str, Target]:
    r"""For each ``\label`` what it labels; headings deeper than depth have no number."""
    labels = _Labels(headings=HeadingNumbers(depth))
    labels.visit(nodes, _Around(), 0)
    return labels.found
