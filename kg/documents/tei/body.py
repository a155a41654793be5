"""The text of a TEI file is written block by block."""

from dataclasses import dataclass, field

from kg.core.document import BlockKind
from kg.documents.captions import is_caption
from kg.documents.heading_words import heading_number, is_heading_word
from kg.documents.marked_up.grid import Cell, laid_out, span_of
from kg.documents.marked_up.prose import Prose
from kg.documents.marked_up.xml_tree import Node
from kg.documents.section_kinds import kind_of

_BLOCKS = frozenset({"p", "ab", "quote", "list", "figure", "table", "div", "note", "formula", "head", "floatingText"})
_SKIPPED = frozenset({"graphic", "listBibl", "fw", "label"})
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
        if is_heading_word(heading) or kind_of(heading) is not None:
            return depth
        return max(depth, self._number_level + 1 if self._number_level else 1)

    def _figure(self, node: Node) -> None:
        label, words = _said(node, "head"), _said(node, "figDesc")
        label = label.replace(" :", ":").replace(" .", ".")
        bare = label.rstrip(" .:|").lower()
        caption = words if words.lower().startswith(bare) else f"{label} {words}".strip()
        description = node.first("figDesc")
        if description is not None and caption.endswith(words):
            self.prose.say(caption[: len(caption) - len(words)])
            self._inline(description)
        else:
            self.prose.say(caption)
        kind = BlockKind.CAPTION if bare or is_caption(caption) else BlockKind.PARAGRAPH
        self.prose.writer.close(kind)
        for table in node.elements("table"):
            self._table(table)
        for note in node.elements("note", "p"):
            self._inline(note)
            self.prose.writer.close(BlockKind.FOOTNOTE)

    def _table(self, node: Node) -> None:
        rows = node.elements("row")
        if not rows:  # older versions keep the lines and lose the cells
            lines = [" ".join(line.split()) for line in "".join(_strings(node)).splitlines()]
            self.prose.table([[line] for line in lines if line], self.prose.say)
            return
        grid = laid_out([_cell(c) for c in row.elements("cell")] for row in rows)
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


def _cell(node: Node) -> Cell[Node]:
    return Cell(node, span_of(node.attributes.get("cols")), span_of(node.attributes.get("rows")))


def _strings(node: Node) -> list[str]:
    return [s for n in node.children for s in ([n] if isinstance(n, str) else _strings(n))]
