r"""What macros of the ``\ref`` family print, those of hyperref and cleveref among them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pylatexenc.latexwalker import LatexMacroNode

from kg.documents.latex import syntax
from kg.documents.latex.inline import inline_text
from kg.documents.latex.numbers import Target

REFERRING = frozenset(
    """
    ref eqref autoref cref Cref pageref subref vref Vref labelcref nameref crefrange Crefrange namecref
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_LOADED = re.compile(r"\\usepackage\s*\[([^\]]{0,500})\]\s*\{[^{}]{0,500}cleveref")
_LOWER_IN_AUTOREF = frozenset(["part", "chapter", "section", "subsection", "subsubsection"])
_SHORT = {"figure": ("fig.", "figs."), "equation": ("eq.", "eqs.")}


@dataclass(frozen=True, slots=True)
class ReferenceStyle:
    r"""How cleveref is told to print: capitals, no abbreviations, and the names given by ``\crefname``."""

    capital: bool = False
    abbreviated: bool = True
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def name(self, kind: str, *, many: bool, opens_sentence: bool) -> str:
        """What comes before the numbers."""
        given = self.names.get(("C" if opens_sentence else "c") + kind) or self.names.get("c" + kind)
        short = self.abbreviated and not opens_sentence and kind in _SHORT
        name = (given or (_SHORT[kind] if short else (kind, _plural(kind))))[many]
        return name[:1].upper() + name[1:] if opens_sentence or (self.capital and given is None) else name


def reference_style(nodes: list[syntax.Node], expanded: str) -> ReferenceStyle:
    """The style that a paper's preamble sets."""
    options = ",".join(_LOADED.findall(expanded[:200_000]))
    names: dict[str, tuple[str, str]] = {}
    for node in syntax.walk(nodes):
        if isinstance(node, LatexMacroNode) and node.macroname in ("crefname", "Crefname"):
            kind, one, many = (*(inline_text(syntax.children(a)) for a in syntax.arguments(node)[:3]), "", "", "")[:3]
            names[str(node.macroname)[0] + kind] = (one, many or one)
    return ReferenceStyle("capitali" in options, "noabbrev" not in options, names)


def printed_reference(macro: str, keys: Sequence[str], targets: Mapping[str, Target], style: ReferenceStyle) -> str:
    r"""What a macro prints for the keys; nothing where no label is known.

    >>> table, eq = Target("table", "2"), Target("equation", "1")
    >>> printed_reference("cref", ["t", "e"], {"t": table, "e": eq}, ReferenceStyle())
    'table 2 and eq. (1)'
    >>> printed_reference("autoref", ["t"], {"t": table}, ReferenceStyle())
    'Table 2'
    """
    found = [t for k in keys if (t := targets.get(k.strip())) is not None]
    if not found or macro in ("pageref", "namecref"):
        return ""
    if macro == "nameref":
        return found[0].title
    if macro in ("cref", "Cref", "crefrange", "Crefrange"):
        return _named(found, style, opens_sentence=macro.startswith("C"), a_range="range" in macro)
    numbers = " and ".join(t.number for t in found)
    if macro == "eqref":
        return f"({numbers})"
    if macro in ("autoref", "vref", "Vref"):
        kind = found[0].kind
        lowered = macro == "autoref" and kind in _LOWER_IN_AUTOREF
        return f"{kind if lowered else kind.capitalize()} {numbers}"
    return numbers


def _named(found: Sequence[Target], style: ReferenceStyle, *, opens_sentence: bool, a_range: bool) -> str:
    """Names and numbers, those of one kind together."""
    kinds = list(dict.fromkeys(t.kind for t in found))
    parts = []
    for position, kind in enumerate(kinds):
        numbers = [f"({t.number})" if kind == "equation" else t.number for t in found if t.kind == kind]
        name = style.name(kind, many=len(numbers) > 1, opens_sentence=opens_sentence and not position)
        parts.append(f"{name} {' to '.join(numbers) if a_range else _listed(numbers)}")
    return _joined(parts)


def _listed(numbers: list[str]) -> str:
    """Numbers in order; three and more in a row are a range."""
    values = [re.sub(r"\D", "", n) for n in numbers]
    if len({re.sub(r"\d+", "", n) for n in numbers}) == 1 and all(v and len(v) < 5 for v in values):
        numbers = [n for _, n in sorted(zip(map(int, values), numbers, strict=True))]
        ordered = sorted(map(int, values))
        plain = all(re.fullmatch(r"\(?\d+\)?", n) for n in numbers)
        if plain and len(numbers) > 2 and ordered == list(range(ordered[0], ordered[0] + len(ordered))):
            return f"{numbers[0]} to {numbers[-1]}"
    return _joined(numbers)


def _joined(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)


def _plural(kind: str) -> str:
    return "appendices" if kind == "appendix" else kind + "s"
