"""The text of a TEI file is written block by block."""

import re
from dataclasses import dataclass, field

from kg.core.document import BlockKind, SectionKind
from kg.documents.captions import is_caption
from kg.documents.heading_words import heading_number, is_heading_word
from kg.documents.marked_up.grid import Cell, laid_out, span_of
from kg.documents.marked_up.prose import Prose
from kg.documents.marked_up.xml_tree import Node
from kg.documents.section_kinds import kind_of

_SKIPPED = frozenset({"graphic", "listBibl", "fw", "label"})
_CAPTION_LINES = 8
_BROKEN_WORD = re.compile(r"(?<=[a-z])- (?=[a-z])")
_ALWAYS_TOP = frozenset(
    {SectionKind.ABSTRACT, SectionKind.ACKNOWLEDGEMENTS, SectionKind.LIMITATIONS, SectionKind.APPENDIX}
)
"""What an unnumbered heading is for that stands on top in a paper whose headings have numbers."""
_ROMAN = frozenset({"II", "III", "IV"})


@dataclass(slots=True)
class BodyWriter:
    """Writes the parts of the text element. floats are the figures, tables and footnotes by their ids.

    A float is written after the first paragraph that refers to it, since GROBID gathers all of them at the end of the
    body; what nothing refers to stays where it stands.
    """

    prose: Prose
    floats: dict[str, Node]
    lettered_below: bool = False
    _written: set[int] = field(default_factory=set)
    _number_level: int = 0

    def blocks(self, node: Node, depth: int = 1) -> None:
        """Write what stands in a division: headings, paragraphs, lists, figures, divisions."""
        for child in node.children:
            if isinstance(child, str):
                self.prose.say(child)
            elif child.name not in _SKIPPED:
                self._block(child, depth)
        self.prose.end()

    def _block(self, node: Node, depth: int) -> None:
        match node.name:
            case "div" | "floatingText" | "body":
                self.prose.end()
                self.blocks(node, depth + 1)
            case "head":
                self.prose.end()
                self._head(node, depth - 1)
            case "list":
                self.prose.end()
                for item in node.elements():
                    self.blocks(item, depth)
            case "figure" | "note" | "table":
                self.prose.end()
                self.float(node)
            case "formula":
                self.prose.end()
                self._inline(node)
                self.prose.end(BlockKind.OTHER)
            case "p" | "ab" | "quote":
                self.prose.end()
                self._inline(node)
                self.prose.end()
            case _:
                self._element(node)

    def float(self, node: Node) -> None:
        """Write a figure, a table or a footnote that was not written yet."""
        if id(node) in self._written:
            return
        self._written.add(id(node))
        if node.name == "note":
            self._inline(node)
            self.prose.writer.close(BlockKind.FOOTNOTE if self._is_foot(node) else BlockKind.PARAGRAPH)
        elif node.name == "table":
            self._table(node)
        else:
            self._figure(node)

    @staticmethod
    def _is_foot(note: Node) -> bool:
        return note.attributes.get("place") in ("foot", "end", "bottom", "margin")

    def _head(self, node: Node, depth: int) -> None:
        words, number = node.text(), node.attributes.get("n", "").strip()
        if not words:
            return
        heading = f"{number} {words}" if number and not words.startswith(number) else words
        self.prose.writer.heading(heading, self._level(heading, number, max(depth, 1)))

    def _level(self, heading: str, number: str, depth: int) -> int:
        """The level that the number tells; a heading without one stands below the last that has."""
        number = number.rstrip(".)") or heading_number(heading) or ""
        if number:
            lettered = number[0].isalpha() and not set(number) <= set("IVX")
            self._number_level = max(depth, number.count(".") + 1 + (self.lettered_below and lettered))
            return self._number_level
        if not self._number_level or is_heading_word(heading) or kind_of(heading) in _ALWAYS_TOP:
            return depth
        return max(depth, self._number_level + 1)

    def _figure(self, node: Node) -> None:
        label, words = _said(node, "head"), _said(node, "figDesc")
        label = label.replace(" :", ":").replace(" .", ".")
        lines = _lines(node.first("table"))
        if label and not words:
            words, lines = _caption_of_lines(lines)
        bare = label.rstrip(" .:|").lower()
        caption = words if words.lower().startswith(bare) else f"{label} {words}".strip()
        description = node.first("figDesc")
        if description is not None and words and caption.endswith(words):
            self.prose.say(caption[: len(caption) - len(words)])
            self._inline(description)
        else:
            self.prose.say(caption)
        kind = BlockKind.CAPTION if bare or is_caption(caption) else BlockKind.PARAGRAPH
        self.prose.writer.close(kind)
        if lines:
            self.prose.table([[line] for line in lines], self.prose.say)
        for table in node.elements("table"):
            self._table(table)
        for note in node.elements("note", "p"):
            self._inline(note)
            self.prose.writer.close(BlockKind.FOOTNOTE)

    def _table(self, node: Node) -> None:
        grid = laid_out([_cell(c) for c in row.elements("cell")] for row in node.elements("row"))
        self.prose.table(grid, self._inline)

    def _inline(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, str):
                self.prose.say(child)
            else:
                self._element(child)

    def _element(self, node: Node) -> None:
        match node.name:
            case "ref":
                self._reference(node)
            case "s":
                self._inline(node)
                self.prose.say(" ")
            case "lb" | "pb" | "cb":
                self.prose.say(" ")
            case "hi" if node.attributes.get("rend", "").startswith("super"):
                self.prose.raised(node.text())
            case "note" if self._is_foot(node):
                self.prose.wait(lambda: self.float(node))
            case "figure" | "table" | "list" | "p" | "div":
                self._block(node, 1)
            case "graphic" | "listBibl":
                pass
            case "ptr":
                self.prose.link(node.attributes.get("target", ""), node.attributes.get("target", ""))
            case _:
                self._inline(node)

    def _reference(self, node: Node) -> None:
        target, text = node.attributes.get("target", ""), "".join(_strings(node))
        kind = node.attributes.get("type", "")
        if kind == "bibr":
            self.prose.cite(text, [t.removeprefix("#") for t in target.split()])
        elif kind == "foot" and text.strip().isdigit():
            self.prose.raised(text)
        elif kind in ("url", "uri") or target.startswith("http"):
            self.prose.link(target or text.strip(), text)
        else:
            self.prose.say(text)
        pointed = self.floats.get(target.removeprefix("#") or f"{kind} {text.rpartition(' ')[2].strip(' ().,;:')}")
        if pointed is not None:
            self.prose.wait(lambda: self.float(pointed))


def floats_of(text: Node) -> dict[str, Node]:
    """Figures, tables and footnotes by their ids, and figures and tables by what a text calls them: "table 2"."""
    found = {ident: n for n in text.all("figure", "note") if (ident := n.attributes.get("id"))}
    for figure in text.all("figure"):
        if label := _said(figure, "label"):
            found.setdefault(f"{figure.attributes.get('type') or 'figure'} {label}", figure)
    return found


def has_roman_numbers(text: Node) -> bool:
    """Whether headings are numbered in Roman, so that those with letters stand below them."""
    return any(h.attributes.get("n", "").rstrip(".") in _ROMAN for h in text.all("head"))


def _said(node: Node, name: str) -> str:
    found = node.first(name)
    return found.text() if found else ""


def _lines(table: Node | None) -> list[str]:
    """The lines of a table whose cells were lost: versions before 0.6 keep no more."""
    if table is None or table.elements("row"):
        return []
    lines = (" ".join(line.split()) for line in "".join(_strings(table)).splitlines())
    return [line for line in lines if line]


def _caption_of_lines(lines: list[str]) -> tuple[str, list[str]]:
    """The caption that such lines begin with where its own element is empty, and the other lines."""
    for count, line in enumerate(lines[:_CAPTION_LINES], 1):
        if line.endswith(".") and sum(c.isalpha() for c in line) > 0.5 * len(line):
            caption = " ".join(lines[:count])
            return _BROKEN_WORD.sub("", caption), lines[count:]
    return "", lines


def _cell(node: Node) -> Cell[Node]:
    return Cell(node, span_of(node.attributes.get("cols")), span_of(node.attributes.get("rows")))


def _strings(node: Node) -> list[str]:
    return [s for n in node.children for s in ([n] if isinstance(n, str) else _strings(n))]
