r"""An entry that a bibliography style has printed becomes a reference; ``\newblock`` and the like tell its fields."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pylatexenc.latexwalker import LatexGroupNode, LatexMacroNode

from kg.core.document import Reference
from kg.core.names import fold
from kg.documents.latex import syntax
from kg.documents.latex.inline import inline_text
from kg.documents.references.parsing.author_names import read_authors
from kg.documents.references.parsing.parser import parse_reference
from kg.documents.references.parsing.venue import venue_in
from kg.documents.references.parsing.year import year_in

_TITLE_MACROS = frozenset(["showarticletitle"])
_ITALIC = frozenset(["em", "it", "emph", "textit", "itshape", "sl", "textsl"])
_NO_TITLE = re.compile(
    r"in:?\s|https?:|doi|\d{4}\b|arxiv|page|volume|vol\b|note|url\b|technical report$", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://\S+")
_YEAR_AT_END = re.compile(r"(?:,\s*|(?:(?<!\s)\s+)?\()(?:19|20)\d\d[a-z]?\)?$")
_YEAR_ONLY = re.compile(r"\(?\d{4}[a-z]?\)?")


def reference_of(key: str, nodes: Sequence[syntax.Node]) -> Reference | None:
    """The reference that the nodes of an entry print; None where they print nothing."""
    raw = inline_text(nodes)
    if not raw:
        return None
    found = parse_reference(raw, key)
    blocks = _blocks(nodes)
    title = _marked_title(nodes) or _title(blocks)
    if title:
        found = _titled(found, title)
    if len(blocks) > 1:
        authors = read_authors(inline_text(blocks[0])).names
        found = replace(found, authors=authors) if authors else found
    links = [_address(n) for n in syntax.walk(list(nodes)) if isinstance(n, LatexMacroNode) and n.macroname == "href"]
    url = found.url or next((u for u in links if _ADDRESS.match(u)), None)
    return replace(found, url=url)


def _blocks(nodes: Sequence[syntax.Node]) -> list[list[syntax.Node]]:
    r"""The parts of an entry that ``\newblock`` divides; a part with nothing but a year is left out."""
    blocks: list[list[syntax.Node]] = [[]]
    for node in nodes:
        if isinstance(node, LatexMacroNode) and node.macroname == "newblock":
            blocks.append([])
        else:
            blocks[-1].append(node)
    return [b for b in blocks if (text := inline_text(b).strip(" .,")) and not _YEAR_ONLY.fullmatch(text)]


def _title(blocks: Sequence[Sequence[syntax.Node]]) -> str | None:
    """The second part of an entry in parts, of a book what is slanted in it."""
    if len(blocks) < 2:
        return None
    slanted = _slanted_opening(blocks[1])
    text = (slanted or inline_text(blocks[1])).strip(" .,“”\"'")
    text = _YEAR_AT_END.sub("", text)
    return text if len(fold(text)) > 2 and not _NO_TITLE.match(text) else None


def _slanted_opening(nodes: Sequence[syntax.Node]) -> str | None:
    """The slanted words that a part opens with, without the "volume 3" after them."""
    for node in nodes:
        if isinstance(node, LatexMacroNode) and node.macroname in _ITALIC:
            return inline_text([node]) or None
        if isinstance(node, LatexGroupNode):
            inside = [n for n in node.nodelist or () if syntax.source_of(n).strip()]
            slanted = inside and isinstance(inside[0], LatexMacroNode) and inside[0].macroname in _ITALIC
            return inline_text([node]) or None if slanted else None
        if syntax.source_of(node).strip():
            return None
    return None


def _marked_title(nodes: Sequence[syntax.Node]) -> str | None:
    r"""The title that a style marks: ``\bibinfo{title}{...}`` of revtex and ACM."""
    for node in syntax.walk(list(nodes)):
        if not isinstance(node, LatexMacroNode):
            continue
        given = [a for a in syntax.arguments(node) if a is not None]
        if node.macroname in _TITLE_MACROS and given:
            return inline_text(given[-1:]).strip(" .,") or None
        if node.macroname == "bibinfo" and len(given) == 2 and syntax.inner_source(given[0]).strip() == "title":
            return inline_text(given[-1:]).strip(" .,") or None
    return None


def _titled(found: Reference, title: str) -> Reference:
    """The reference with the title that the style tells, and what follows it read anew."""
    if found.title and fold(found.title) == fold(title):
        return replace(found, title=title)
    at = found.raw.find(title)
    if at < 0:
        return replace(found, title=title)
    tail = found.raw[at + len(title) :]
    return replace(found, title=title, venue=venue_in(tail), year=found.year or year_in(tail))


def _address(node: syntax.Node) -> str:
    given = [a for a in syntax.arguments(node) if a is not None]
    return "".join(syntax.inner_source(given[0]).replace("\\", "").split()) if given else ""
