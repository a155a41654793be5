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
from kg.documents.latex.citations import write_citation
from kg.documents.latex.numbers import LEVELS, HeadingNumbers, printed_reference
from kg.documents.writer import TextWriter

_REFERRING = frozenset({"ref", "eqref", "autoref", "cref", "Cref", "pageref"})
_FLOATS = re.compile(r"(?:side|wrap|sub)?(?:figure|table|float)\*?|algorithm\*?|listing\*?|SC(?:figure|table)")
_TABLES = frozenset(
    ["tabular", "tabular*", "tabularx", "tabulary", "longtable", "tabu", "array", "supertabular", "xltabular"]
)
_LISTS = frozenset(["itemize", "enumerate", "description", "compactitem", "compactenum", "inparaenum"])
_SKIPPED_ENVIRONMENTS = frozenset(
    [
        "verbatim",
        "lstlisting",
        "minted",
        "tikzpicture",
        "comment",
        "CCSXML",
        "pgfpicture",
        "filecontents",
        "filecontents*",
        "picture",
    ]
)
_SKIPPED = frozenset(
    """
    label vspace hspace setlength addtolength includegraphics cmidrule cline hline toprule midrule bottomrule
    bibliographystyle thispagestyle pagestyle nocite newcommand renewcommand providecommand DeclareMathOperator
    usepackage documentclass setcounter newenvironment renewenvironment newtheorem hypersetup todo rowcolor
    cellcolor color date maketitle centering small footnotesize scriptsize tiny large Large noindent clearpage
    newpage title author thanks       addlinespace specialrule vskip hskip
    BibitemOpen BibitemShut href@noop bibfield natexlab email orcid affil affiliation address institute
    institution input include subfile import addbibresource bibliography printbibliography appendix item
    footnotemark vfill hfill protect par relax phantom hphantom vphantom def let global bgroup egroup begingroup
    endgroup
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_TRANSPARENT = frozenset(
    """
    textbf textit emph textsc texttt textrm textsf textsl textmd textup textnormal text mbox hbox underline uline
    textcolor colorbox resizebox scalebox rotatebox parbox makebox fbox multicolumn multirow texorpdfstring
    footnotesize textsuperscript textsubscript MakeUppercase uppercase lowercase bibinfo bibnamefont bibfnamefont
    ensuremath href Eprint captionof centerline raisebox shortstack makecell thead hl st sout textls enquote
    nolinkurl subcaption
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_MAX_DEPTH = 40
_MAX_EXPANSIONS = 20_000


@dataclass(slots=True)
class BodyReader:
    """Walks the nodes of a paper's body and writes its text.

    labels says what each citation prints, definitions what the paper's own macros stand for, numbers what
    its labels print. entries collects the
    places of the bibliography's entries by key, links the addresses that the text leads to.
    """

    name: str
    database: syntax.Node
    labels: dict[str, tuple[str, str]]
    definitions: dict[str, syntax.Definition]
    bibliography: list[syntax.Node]
    numbers: dict[str, tuple[str, str]]
    writer: TextWriter = field(default_factory=TextWriter)
    entries: dict[str, Span] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    _footnotes: list[list[syntax.Node]] = field(default_factory=list)
    _headings: HeadingNumbers = field(default_factory=HeadingNumbers)
    _expansions: int = 0
    _parsed: dict[str, list[syntax.Node]] = field(default_factory=dict)

    def read(self, nodes: list[syntax.Node], depth: int = 0) -> None:
        """Write the nodes in order."""
        if depth > _MAX_DEPTH:
            return
        for node in nodes:
            if isinstance(node, LatexCharsNode):
                self._characters(str(node.chars))
            elif isinstance(node, LatexSpecialsNode):
                self._specials(node)
            elif isinstance(node, LatexGroupNode):
                self.read(list(node.nodelist or ()), depth + 1)
            elif isinstance(node, LatexMathNode):
                self.writer.write(syntax.plain([node]) if node.displaytype == "inline" else f" {syntax.plain([node])} ")
            elif isinstance(node, LatexMacroNode):
                self._macro(node, depth)
            elif isinstance(node, LatexEnvironmentNode):
                self._environment(node, depth)
            elif isinstance(node, LatexCommentNode):
                self._characters("\n\n" if "\n\n" in str(node.comment_post_space or "") else "")

    def finish(self) -> None:
        """Close the last block and write what waits for it."""
        self._close()

    def _close(self, kind: BlockKind = BlockKind.PARAGRAPH) -> Span | None:
        span = self.writer.close(kind)
        waiting, self._footnotes = self._footnotes, []
        for nodes in waiting:
            self.read(nodes, 1)
            self.writer.close(BlockKind.FOOTNOTE)
        return span

    def _characters(self, characters: str) -> None:
        for position, part in enumerate(re.split(r"\n[ \t]*\n\s*", characters)):
            if position:
                self._close()
            self.writer.write(part)

    def _specials(self, node: syntax.Node) -> None:
        if "\n\n" in str(node.specials_chars):
            self._close()
        else:
            self.writer.write(" " if node.specials_chars == "~" else syntax.plain([node]))

    def _macro(self, node: syntax.Node, depth: int) -> None:
        name = str(node.macroname)
        last = syntax.last_argument(node)
        if name in self.definitions:
            self._expand(node, self.definitions[name], depth)
        elif name in syntax.CITATIONS:
            write_citation(self.writer, node, self.labels)
        elif name in LEVELS:
            self._heading(node, LEVELS[name])
        elif name in _REFERRING:
            key = syntax.inner_source(last) if last is not None else ""
            self.writer.write(printed_reference(name, key, self.numbers))
        elif name in ("paragraph", "subparagraph"):
            self._close()
            self.read([last] if last is not None else [], depth + 1)
            self.writer.write(" ")
        elif name in ("caption", "captionof"):
            self._close()
            self.read([last] if last is not None else [], depth + 1)
            self._close(BlockKind.CAPTION)
        elif name in ("footnote", "footnotetext"):
            self._footnotes.append(syntax.children(last))
        elif name in ("url", "href"):
            self._link(node)
        elif name in ("bibliography", "printbibliography"):
            self._bibliography(self.bibliography, depth)
        elif name in ("\\", "newline", "linebreak", "newblock", "quad", "qquad", "xspace"):
            self.writer.write(" ")
        elif name == "par":
            self._close()
        elif name == "appendix":
            self._close()
            self._headings.begin_appendix()
        elif name in _TRANSPARENT:
            self.read([last] if last is not None else [], depth + 1)
        elif name not in _SKIPPED:
            self.writer.write(syntax.plain([node]))

    def _heading(self, node: syntax.Node, level: int) -> None:
        self._close()
        given = syntax.arguments(node)
        title = syntax.plain(syntax.children(given[-1])) if given else ""
        starred = bool(given) and syntax.source_of(given[0]) == "*"
        self.writer.heading(title if starred else f"{self._headings.next(level)} {title}", level)

    def _expand(self, node: syntax.Node, definition: syntax.Definition, depth: int) -> None:
        r"""Write what a macro of the paper's own stands for."""
        self._expansions += 1
        if self._expansions > _MAX_EXPANSIONS:
            return
        body = definition.body
        given = syntax.arguments(node)
        for position in range(min(definition.arity, 9)):
            argument = given[position] if position < len(given) else None
            value = syntax.inner_source(argument) if argument is not None else definition.default or ""
            body = body.replace(f"#{position + 1}", value)
        if len(body) > 10_000:
            return
        if body not in self._parsed:
            self._parsed[body] = syntax.parse(self.name, body, self.database)
        self.read(self._parsed[body], depth + 4)
        if "\\xspace" in body and str(getattr(node, "macro_post_space", "")):
            self.writer.write(" ")

    def _link(self, node: syntax.Node) -> None:
        given = [a for a in syntax.arguments(node) if a is not None]
        if not given:
            return
        address = syntax.inner_source(given[0]).replace("\\", "").strip()
        if re.match(r"https?://", address):
            self.links.append(address)
        self.writer.write(address if node.macroname == "url" else "")
        if node.macroname == "href":
            self.read([given[-1]], 2)

    def _environment(self, node: syntax.Node, depth: int) -> None:
        name = str(node.environmentname)
        inside = list(node.nodelist or ())
        if name in _SKIPPED_ENVIRONMENTS:
            return
        if name in _TABLES:
            self._close()
            self._table(inside, depth)
            self._close(BlockKind.TABLE)
        elif name == "thebibliography":
            self._bibliography(inside, depth)
        elif name in ("abstract", "acks", "acknowledgments", "acknowledgements"):
            self._close()
            self.writer.heading("Abstract" if name == "abstract" else "Acknowledgements", 1)
            self.read(inside, depth + 1)
            self._close()
        elif name in _LISTS:
            self._list(inside, depth)
        elif _FLOATS.fullmatch(name):
            self._close()
            self.read(inside, depth + 1)
            self._close(BlockKind.OTHER)
        elif re.match(r"equation|align|gather|multline|eqnarray|math|displaymath|flalign|split", name):
            self.writer.write(f" {syntax.plain([node])} ")
        else:
            self.read(inside, depth + 1)

    def _list(self, inside: list[syntax.Node], depth: int) -> None:
        self._close()
        for node in inside:
            if isinstance(node, LatexMacroNode) and node.macroname == "item":
                self._close()
                label = syntax.last_argument(node)
                if label is not None:
                    self.read(syntax.children(label), depth + 1)
                    self.writer.write(" ")
            else:
                self.read([node], depth + 1)
        self._close()

    def _table(self, inside: list[syntax.Node], depth: int) -> None:
        """Write one line a row, cells parted by bars."""
        for node in inside:
            if isinstance(node, LatexMacroNode) and node.macroname in ("\\", "tabularnewline", "cr"):
                self.writer.new_line()
            elif isinstance(node, LatexSpecialsNode) and node.specials_chars == "&":
                self.writer.write(" | ")
            elif isinstance(node, LatexSpecialsNode) and "\n\n" in str(node.specials_chars):
                self.writer.write(" ")
            elif isinstance(node, LatexCharsNode):
                self.writer.write(str(node.chars).replace("&", " | "))
            else:
                self.read([node], depth + 1)

    def _bibliography(self, inside: list[syntax.Node], depth: int) -> None:
        """Write the entries of a bibliography, each a block, and note where they lie."""
        if not inside or self.entries:
            return
        self._close()
        self.writer.heading("References", 1)
        for key, nodes in entries_of(inside):
            self.read([n for n in nodes if not _parts_paragraphs(n)], depth + 1)
            span = self.writer.close(BlockKind.OTHER)
            if span:
                self.entries.setdefault(key, span)


def _parts_paragraphs(node: syntax.Node) -> bool:
    return isinstance(node, LatexSpecialsNode) and "\n\n" in str(node.specials_chars)


def entries_of(nodes: list[syntax.Node]) -> list[tuple[str, list[syntax.Node]]]:
    r"""Keys and contents of the ``\bibitem``\ s among the nodes of a bibliography."""
    entries: list[tuple[str, list[syntax.Node]]] = []
    for node in nodes:
        if isinstance(node, LatexMacroNode) and node.macroname == "bibitem":
            entries.append((syntax.plain(syntax.children(syntax.last_argument(node))), []))
        elif entries:
            entries[-1][1].append(node)
    return entries
