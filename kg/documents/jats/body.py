"""The text of a JATS article is written block by block."""

from dataclasses import dataclass, field

from kg.core.document import BlockKind, SectionKind
from kg.documents.jats.formulas import formula_text
from kg.documents.marked_up.grid import Cell, laid_out, span_of
from kg.documents.marked_up.prose import Prose
from kg.documents.marked_up.xml_tree import Node

_SKIPPED = frozenset(
    ["label", "title", "graphic", "inline-graphic", "media", "ref-list", "object-id", "abbrev-title", "alt-text",
     "long-desc", "sec-meta", "permissions", "index-term", "attrib", "milestone-start", "milestone-end", "subtitle"]
)  # fmt: skip
_PARAGRAPHS = frozenset({"p", "disp-quote", "verse-group", "verse-line", "speech", "statement", "attrib"})
_NESTED = frozenset(
    ["sec", "boxed-text", "list", "def-list", "fig", "fig-group", "table-wrap", "table-wrap-group", "disp-formula", "p",
     "disp-formula-group", "preformat", "code", "supplementary-material", "fn-group", "disp-quote", "table", "array"]
)  # fmt: skip
_KINDS = {
    "intro": SectionKind.INTRODUCTION,
    "introduction": SectionKind.INTRODUCTION,
    "background": SectionKind.BACKGROUND,
    "materials": SectionKind.METHOD,
    "methods": SectionKind.METHOD,
    "materials|methods": SectionKind.METHOD,
    "materials-methods": SectionKind.METHOD,
    "subjects": SectionKind.DATA,
    "results": SectionKind.RESULTS,
    "discussion": SectionKind.DISCUSSION,
    "conclusions": SectionKind.CONCLUSION,
    "conclusion": SectionKind.CONCLUSION,
    "supplementary-material": SectionKind.APPENDIX,
    "data-availability": SectionKind.DATA,
}
"""What the types say that the standard lists for sections."""


@dataclass(slots=True)
class BodyWriter:
    """Writes sections and what they hold. floats are the figures, tables and footnotes by their ids.

    A figure or table that stands where it belongs is written there; one that the file keeps apart, and a footnote, is
    written after the first paragraph that refers to it.
    """

    prose: Prose
    floats: dict[str, Node]
    _written: set[int] = field(default_factory=set)

    def blocks(self, node: Node, depth: int) -> None:
        """Write what stands in a section at this depth, whose own heading is written."""
        for child in node.children:
            if isinstance(child, str):
                self.prose.say(child)
            elif child.name not in _SKIPPED:
                self._block(child, depth)
        self.prose.end()

    def section(self, node: Node, depth: int, otherwise: str = "") -> None:
        """Write a section with its heading, or under another where it has none."""
        self.prose.end()
        label, title = (n.text() if (n := node.first(name)) else "" for name in ("label", "title"))
        heading = " ".join(p for p in (label, title) if p) if title else otherwise or label
        if heading:
            kind = _KINDS.get(node.attributes.get("sec-type", "").lower())
            self.prose.writer.heading(heading, depth, kind)
        self.blocks(node, depth)

    def _block(self, node: Node, depth: int) -> None:
        name = node.name
        if name in _NESTED or name in _PARAGRAPHS:
            self.prose.end()
        if name == "sec":
            self.section(node, depth + 1)
        elif name in _PARAGRAPHS:
            self.inline(node)
            self.prose.end()
        elif name in ("list", "list-item", "def-list", "def-item", "boxed-text", "fn-group", "disp-formula-group"):
            self._titled(node)
            self.blocks(node, depth)
        elif name in ("fig", "table-wrap", "supplementary-material", "fn"):
            self.float(node)
        elif name in ("fig-group", "table-wrap-group", "floats-group"):
            self._caption(node)
            self.blocks(node, depth)
        elif name in ("table", "array"):
            self._table(node)
        elif name == "disp-formula":
            self.prose.say(formula_text(node))
            self.prose.end(BlockKind.OTHER)
        elif name in ("preformat", "code"):
            self.inline(node)
            self.prose.end(BlockKind.OTHER)
        else:
            self._element(node, raised=False)

    def _titled(self, node: Node) -> None:
        title = node.first("title") or node.first("caption", "title")
        if title is not None:
            self.inline(title)
            self.prose.end()

    def float(self, node: Node) -> None:
        """Write a figure, a table or a footnote that was not written yet."""
        if id(node) in self._written:
            return
        self._written.add(id(node))
        if node.name == "fn":
            label = node.first("label")
            if label is not None:
                self.prose.raised(label.text())
                self.prose.say(" ")
            for part in node.elements("p"):
                self.inline(part)
                self.prose.say(" ")
            self.prose.writer.close(BlockKind.FOOTNOTE)
            return
        self._caption(node)
        for table in (t for holder in (node, *node.elements("alternatives")) for t in holder.elements("table")):
            self._table(table)
        for foot in node.elements("table-wrap-foot"):
            for note in foot.elements():
                if note.name == "fn":
                    self.float(note)
                else:
                    self.inline(note)
                    self.prose.writer.close(BlockKind.FOOTNOTE)

    def _caption(self, node: Node) -> None:
        label = n.text() if (n := node.first("label")) else ""
        if label:
            self.prose.say(label if label[-1] in ".:" else f"{label}.")
        for caption in node.elements("caption"):
            for part in caption.elements():
                self.prose.say(" ")
                self.inline(part)
        kind = BlockKind.PARAGRAPH if node.name == "supplementary-material" else BlockKind.CAPTION
        self.prose.writer.close(kind)

    def _table(self, node: Node) -> None:
        rows = node.all("tr", "row")
        grid = laid_out([_cell(c) for c in row.elements("td", "th", "entry")] for row in rows)
        self.prose.table(grid, self.inline)

    def inline(self, node: Node, *, raised: bool = False) -> None:
        """Write running text with what it holds."""
        for child in node.children:
            if isinstance(child, str):
                if raised:
                    self.prose.raised(child)
                else:
                    self.prose.say(child)
            elif child.name in _NESTED:
                self._block(child, 1)
            elif child.name not in _SKIPPED:
                self._element(child, raised=raised)

    def _element(self, node: Node, *, raised: bool) -> None:
        match node.name:
            case "xref":
                self._reference(node, raised=raised)
            case "sup":
                self.inline(node, raised=True)
            case "break" | "hr":
                self.prose.say(" ")
            case "fn":
                self.prose.wait(lambda: self.float(node))
            case "ext-link" | "uri" | "self-uri":
                self.prose.link(node.attributes.get("href") or node.text(), node.text())
            case "inline-formula" | "math" | "tex-math":
                self.prose.say(formula_text(node))
            case "alternatives":
                self._alternative(node)
            case "term" | "def":
                self.inline(node)
                self.prose.say(": " if node.name == "term" else " ")
            case _:
                self.inline(node, raised=raised)

    def _alternative(self, node: Node) -> None:
        """Write one of the forms that say the same."""
        found = next((n for n in node.elements() if n.name not in _SKIPPED), None)
        if found is not None:
            self._element(found, raised=False)

    def _reference(self, node: Node, *, raised: bool) -> None:
        kind, names = node.attributes.get("ref-type", ""), node.attributes.get("rid", "").split()
        above = raised or (bool(node.elements("sup")) and node.first("sup") in node.children[:1])
        if kind == "bibr":
            self.prose.cite("".join(_strings(node)), names, raised=above)
            return
        if above:
            self.prose.raised(node.text())
        else:
            self.inline(node)
        for name in names:
            pointed = self.floats.get(name)
            if pointed is not None:
                self.prose.wait(lambda pointed=pointed: self.float(pointed))  # type: ignore[misc]


def floats_of(article: Node) -> dict[str, Node]:
    """What the file keeps apart from the text that refers to it, by ids: floats at the end, and footnotes."""
    apart = [n for group in article.elements("floats-group") for n in group.all("fig", "table-wrap")]
    notes = [n for part in article.elements("body", "back") for n in part.all("fn")]
    return {ident: n for n in (*apart, *notes) if (ident := n.attributes.get("id"))}


def _cell(node: Node) -> Cell[Node]:
    more = node.attributes.get("morerows", "")
    high = (
        span_of(str(int(more) + 1)) if more.isdecimal() and len(more) < 4 else span_of(node.attributes.get("rowspan"))
    )
    return Cell(node, span_of(node.attributes.get("colspan")), high)


def _strings(node: Node) -> list[str]:
    return [s for n in node.children for s in ([n] if isinstance(n, str) else _strings(n))]
