"""Formulas in MathML or TeX become plain characters."""

import re

from kg.documents.marked_up.xml_tree import Node
from kg.documents.pdf.characters import superscript

_SHOWN = re.compile(r"\$+(.*?)\$+", re.DOTALL)
_NUMBER = re.compile(r"[\d+–-]*\d")
_SKIPPED = frozenset({"label", "graphic", "inline-graphic", "annotation", "annotation-xml", "object-id"})
_MINUS = str.maketrans({"−": "-", "\u2061": "", "\u2062": "", "\u2063": ""})


def formula_text(node: Node) -> str:
    """The formula on one line; of several forms of it the MathML counts."""
    found = next((n for n in node.walk() if n.name == "math"), None)
    if found is not None:
        return " ".join(_mathml(found).split())
    tex = next((n for n in node.walk() if n.name == "tex-math"), None)
    if tex is None:
        return _mathml(node)
    shown = _SHOWN.search(tex.text())
    return " ".join((shown.group(1) if shown else tex.text()).split())


def _mathml(node: Node) -> str:
    if node.name == "msup" and len(node.elements()) == 2:
        base, power = (_mathml(n) for n in node.elements())
        plain = power.strip().translate(_MINUS)
        return base + (superscript(plain) if _NUMBER.fullmatch(plain) else f"^{plain}")
    if node.name == "mfrac" and len(node.elements()) == 2:
        above, below = (_mathml(n) for n in node.elements())
        return f"{above}/{below}"
    pieces = (c.strip() if node.name.startswith("m") else c for c in node.children if isinstance(c, str))
    if not node.elements():
        return "".join(pieces)
    return "".join(
        c if isinstance(c, str) else _mathml(c) for c in node.children if isinstance(c, str) or c.name not in _SKIPPED
    )
