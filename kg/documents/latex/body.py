"""A LaTeX paper's nodes become text with headings, blocks, citations and links."""

import re
from dataclasses import dataclass, field

from pylatexenc.latexwalker import (
    LatexCharsNode,
    LatexCommentNode,
    LatexEnvironmentNode,
    LatexGroupNode,
    LatexMacroNode,
    LatexMathNode,
    LatexSpecialsNode,
)

from kg.core.document import BlockKind
from kg.core.spans import Span
from kg.documents.latex import syntax
from kg.documents.latex.citing.citations import CitationPrinter
from kg.documents.latex.inline import address_of, inline_text, macro_text, special_text
from kg.documents.latex.known import CITATIONS
from kg.documents.latex.mathtext import math_text, raised
from kg.documents.latex.numbers import LEVELS, REFERRING, HeadingNumbers, float_kind, printed_reference
from kg.documents.latex.tables import rows_of
from kg.documents.latex.words import SILENT, SPACES, TRANSPARENT
from kg.documents.writer import TextWriter

_TABLES = frozenset(
    """
    tabular tabular* tabularx tabulary longtable tabu longtabu array supertabular xltabular NiceTabular tblr
    longtblr mpxtabular
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_LISTS = frozenset(
    """
    itemize enumerate description compactitem compactenum inparaenum itemize* enumerate* compactdesc asparaenum
    asparaitem
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_SKIPPED_ENVIRONMENTS = frozenset(
    """
    tikzpicture pgfpicture picture forest keyword keywords IEEEkeywords icmlauthorlist axis CCSXML highlights
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_HEADED = {
    "abstract": "Abstract",
    "onecolabstract": "Abstract",
    "ack": "Acknowledgements",
    "acks": "Acknowledgements",
    "acknowledgments": "Acknowledgements",
    "acknowledgements": "Acknowledgements",
    "acknowledgement": "Acknowledgements",
    "acknowledgment": "Acknowledgements",
}
_MATH = re.compile(r"(?:equation|align|alignat|gather|multline|eqnarray|math|displaymath|flalign|split|cases)\*?")
_CODE = re.compile(r"algorithm|algorithmic|algorithm2e|pseudo|program")
_MAX_DEPTH = 60


@dataclass(slots=True)
class BodyReader:
    """Walks the nodes of a paper's body and writes its text.

    citations says what each citation prints, bibliography holds each entry's key and nodes, numbers what labels
    print. entries collects the places of the bibliography's entries by key, links the addresses that the text leads to.
    """

    citations: CitationPrinter
    bibliography: list[tuple[str, list[syntax.Node]]]
    numbers: dict[str, tuple[str, str]]
    headings: HeadingNumbers = field(default_factory=HeadingNumbers)
    writer: TextWriter = field(default_factory=TextWriter)
    entries: dict[str, Span] = field(default_factory=dict)
    links: list[tuple[Span, str]] = field(default_factory=list)
    _footnotes: list[tuple[str, list[syntax.Node]]] = field(default_factory=list)
    _footnote_count: int = 0
    _floats: list[str] = field(default_factory=list)
    _captions: dict[str, int] = field(default_factory=dict)
    _code: int = 0

    def read(self, nodes: list[syntax.Node], depth: int = 0) -> None:
        """Write the nodes in order."""
        if depth > _MAX_DEPTH:
            return
        for node in nodes:
            if isinstance(node, str):
                self._characters(node)
            elif isinstance(node, LatexCharsNode):
                self._characters(str(node.chars))
            elif isinstance(node, LatexMacroNode):
                self._macro(node, depth)
            elif isinstance(node, LatexGroupNode):
                self.read(list(node.nodelist or ()), depth + 1)
            elif isinstance(node, LatexMathNode):
                space = "" if node.displaytype == "inline" else " "
                self.writer.write(space + math_text([node]) + space)
            elif isinstance(node, LatexEnvironmentNode):
                self._environment(node, depth)
            elif isinstance(node, LatexSpecialsNode):
                if "\n\n" in str(node.specials_chars):
                    self.close()
                else:
                    self.writer.write(special_text(node))
            elif isinstance(node, LatexCommentNode):
                self._characters("\n\n" if "\n\n" in str(node.comment_post_space or "") else "")

    def close(self, kind: BlockKind = BlockKind.PARAGRAPH) -> Span | None:
        """End the block, and write the footnotes that wait for its end."""
        span = self.writer.close(kind if not self._code or kind is not BlockKind.PARAGRAPH else BlockKind.OTHER)
        waiting, self._footnotes = self._footnotes, []
        for mark, nodes in waiting:
            self.writer.write(mark)
            self.read(nodes, 1)
            self.writer.close(BlockKind.FOOTNOTE)
        return span

    def _characters(self, characters: str) -> None:
        for position, part in enumerate(re.split(r"\n[ \t]*\n\s*", characters)):
            if position:
                self.close()
            self.writer.write(part)

    def _macro(self, node: syntax.Node, depth: int) -> None:
        name = str(node.macroname)
        last = syntax.last_argument(node)
        if name in CITATIONS:
            self.citations.write(self.writer, node)
        elif name in LEVELS:
            self._heading(node, LEVELS[name])
        elif name in REFERRING:
            key = syntax.inner_source(last) if last is not None else ""
            self.writer.write(printed_reference(name, key, self.numbers))
        elif name in ("paragraph", "subparagraph"):
            self.close()
            self.read([last] if last is not None else [], depth + 1)
            self.writer.write(" ")
        elif name in ("caption", "captionof", "subcaption"):
            self._caption(node, depth)
        elif name in ("footnote", "footnotetext", "tablefootnote", "blfootnote"):
            self._footnote(name, syntax.children(last))
        elif name in ("url", "href", "nolinkurl"):
            self._link(node, depth)
        elif name in ("bibliography", "printbibliography"):
            self.write_bibliography()
        elif name == "par":
            self.close()
        elif name in ("appendix", "appendices"):
            self.close()
            self.headings.begin_appendix()
        elif name == "verb":
            self.writer.write(str(getattr(node.nodeargd, "verbatim_text", "") or ""))
        elif name in _HEADED:
            self._headed(name, [last] if last is not None else [], depth)
        else:
            self._other_macro(node, name, last, depth)

    def _other_macro(self, node: syntax.Node, name: str, last: syntax.Node, depth: int) -> None:
        if name in ("textsuperscript", "textsubscript"):
            shown = inline_text(syntax.children(last))
            self.writer.write(raised(shown) if name == "textsuperscript" else shown)
        elif name in SPACES:
            self.writer.write(" ")
        elif name in ("subfloat", "subfigure", "subcaptionbox"):
            self._subfloat(node, depth)
        elif name == "texorpdfstring":
            self.read(syntax.arguments(node)[:1], depth + 1)
        elif name in TRANSPARENT or name in ("multicolumn", "bibinfo", "bibfield"):
            self.read([last] if last is not None else [], depth + 1)
        elif name not in SILENT:
            self.writer.write(macro_text(node))

    def _heading(self, node: syntax.Node, level: int) -> None:
        self.close()
        given = syntax.arguments(node)
        title = inline_text(syntax.children(given[-1])) if given else ""
        starred = bool(given) and syntax.source_of(given[0]) == "*"
        number = "" if starred else self.headings.next(level)
        self.writer.heading(f"{number} {title}" if number else title, level)

    def _headed(self, name: str, inside: list[syntax.Node], depth: int) -> None:
        """Write a part that has a heading by its name, such as an abstract."""
        self.close()
        self.writer.heading(_HEADED[name], 1)
        self.read(inside, depth + 1)
        if inside:
            self.close()

    def _caption(self, node: syntax.Node, depth: int) -> None:
        given = [a for a in syntax.arguments(node) if a is not None]
        if not given:
            return
        self.close(BlockKind.OTHER)
        starred = syntax.source_of(given[0]) == "*"
        kind = self._floats[-1] if self._floats else "figure"
        if node.macroname == "captionof":
            kind = syntax.inner_source(given[0]).strip()
        if kind != "sub" and not starred and node.macroname != "subcaption":
            self._captions[kind] = self._captions.get(kind, 0) + 1
            self.writer.write(f"{kind.capitalize()} {self._captions[kind]}: ")
        self.read(given[-1:], depth + 1)
        self.close(BlockKind.CAPTION)

    def _subfloat(self, node: syntax.Node, depth: int) -> None:
        """Write the caption that a part of a figure has, then the part."""
        given = [a for a in syntax.arguments(node) if a is not None]
        self.close(BlockKind.OTHER)
        self.read(given[:-1], depth + 1)
        self.close(BlockKind.CAPTION)
        self.read(given[-1:], depth + 1)
        self.close(BlockKind.OTHER)

    def _footnote(self, name: str, nodes: list[syntax.Node]) -> None:
        if name in ("footnotetext", "blfootnote"):
            self._footnotes.append(("", nodes))
            return
        self._footnote_count += 1
        mark = raised(str(self._footnote_count))
        self.writer.close_gap()
        self.writer.write(f" {mark}")
        self._footnotes.append((mark, nodes))

    def _link(self, node: syntax.Node, depth: int) -> None:
        address = address_of(node)
        start = self.writer.at
        if node.macroname == "href":
            given = [a for a in syntax.arguments(node) if a is not None]
            self.read(given[1:], depth + 1)
        else:
            self.writer.write(address)
        if re.match(r"https?://", address):
            self.links.append((Span(start, max(self.writer.at, start + 1)), address))

    def _environment(self, node: syntax.Node, depth: int) -> None:
        name = str(node.environmentname)
        inside = list(node.nodelist or ())
        kind = float_kind(name)
        if name in _SKIPPED_ENVIRONMENTS:
            return
        if name == "verbatim":
            self._listing(str(getattr(node.nodeargd, "verbatim_text", "") or ""))
        elif name in _TABLES:
            self._table(inside, depth)
        elif name == "thebibliography":
            self.write_bibliography()
        elif name in _HEADED:
            self._headed(name, inside, depth)
        elif name in _LISTS:
            self._list(name, inside, depth)
        elif name in ("appendix", "appendices"):
            self.close()
            self.headings.begin_appendix()
            self.read(inside, depth + 1)
        elif kind or _CODE.match(name):
            self._float(kind or "", name, inside, depth)
        elif _MATH.fullmatch(name):
            self.writer.write(f" {math_text(inside)} ")
        else:
            self.read(inside, depth + 1)

    def _float(self, kind: str, name: str, inside: list[syntax.Node], depth: int) -> None:
        self.close()
        code = bool(_CODE.match(name))
        self._floats += [kind] if kind else []
        self._code += code
        self.read(inside, depth + 1)
        self._code -= code
        self.close(BlockKind.OTHER)
        if kind:
            self._floats.pop()

    def _listing(self, text: str) -> None:
        self.close()
        for line in text.split("\n"):
            self.writer.cite(line.strip(), None)  # as it stands
            self.writer.new_line()
        self.writer.close(BlockKind.OTHER)

    def _list(self, name: str, inside: list[syntax.Node], depth: int) -> None:
        self.close()
        count = 0
        for node in inside:
            if isinstance(node, LatexMacroNode) and node.macroname == "item":
                self.close()
                count += 1
                label = syntax.last_argument(node)
                if label is not None:
                    self.read(syntax.children(label), depth + 1)
                    self.writer.write(" ")
                elif "enum" in name:
                    self.writer.write(f"{count}. ")
                elif "desc" not in name:
                    self.writer.write("• ")
            else:
                self.read([node], depth + 1)
        self.close()

    def _table(self, inside: list[syntax.Node], depth: int) -> None:
        """Write a block with one line a row, cells parted by tabs; one of a single column is a paragraph.

        A table within a cell is written on one line, its cells parted by spaces.
        """
        nested = self._floats[-1:] == ["cell"]
        if not nested:
            self.close()
        self._floats.append("cell")
        columns = 0
        for row in rows_of(_without_paragraphs(inside)):
            columns = max(columns, sum(cell.columns for cell in row))
            for position, cell in enumerate(row):
                if position:
                    self.writer.write(" ") if nested else self.writer.next_cell()
                self.read(cell.nodes, depth + 1)
                for _ in range(0 if nested else cell.columns - 1):
                    self.writer.next_cell()
            self.writer.write(" ") if nested else self.writer.new_line()
        self._floats.pop()
        if not nested:
            self.close(BlockKind.TABLE if columns > 1 else BlockKind.PARAGRAPH)

    def write_bibliography(self) -> None:
        """Write the entries of the bibliography, each a block, and note where they lie; once only."""
        if not self.bibliography or self.entries:
            return
        self.close()
        self.writer.heading("References", 1)
        for key, nodes in self.bibliography:
            self.writer.write(inline_text(nodes))
            span = self.writer.close(BlockKind.OTHER)
            if span:
                self.entries.setdefault(key, span)


def _without_paragraphs(nodes: list[syntax.Node]) -> list[syntax.Node]:
    """The nodes of a table without the blank lines between its rows."""
    kept: list[syntax.Node] = []
    for node in nodes:
        if isinstance(node, LatexSpecialsNode) and "\n\n" in str(node.specials_chars):
            continue
        if isinstance(node, LatexCharsNode) and "\n" in str(node.chars):
            kept.append(re.sub(r"\s+", " ", str(node.chars)))
        else:
            kept.append(node)
    return kept
