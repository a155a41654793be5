"""A LaTeX paper's nodes become text: the walk over them, and what the parts of the paper share while it goes on."""

import re
from collections.abc import Callable, Mapping
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
from kg.documents.latex.inline import inline_text, macro_text, special_text
from kg.documents.latex.mathtext import math_text
from kg.documents.latex.numbers import HeadingNumbers, Target
from kg.documents.latex.referring import ReferenceStyle
from kg.documents.writer import TextWriter

_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
CELL = "cell"
"""What a cell of a table is among the kinds of float around a place."""
_MAX_DEPTH = 60


@dataclass(slots=True)
class BodyReader:
    """Walks the nodes of a paper's body and writes its text.

    citations says what each citation prints, bibliography holds each entry's key and nodes; targets tells what labels
    stand for, referring how that is printed; macros and environments tell what writes those that have a part of their
    own, others show what is in them. entries collects the places of the bibliography's entries by key, links the
    addresses that the text leads to. floats are the kinds of float around the place, captions how many of each kind
    have been counted, parts how many parts of the float around have one, code how many listings lie around it, waiting
    the footnotes, mark and nodes, that follow the block, marked the marks whose notes have not come.
    """

    citations: CitationPrinter
    bibliography: list[tuple[str, list[syntax.Node]]]
    targets: dict[str, Target]
    referring: ReferenceStyle
    macros: Mapping[str, "Part"]
    environments: Callable[[str], "Part | None"]
    headings: HeadingNumbers = field(default_factory=HeadingNumbers)
    writer: TextWriter = field(default_factory=TextWriter)
    entries: dict[str, Span] = field(default_factory=dict)
    links: list[tuple[Span, str]] = field(default_factory=list)
    waiting: list[tuple[str, list[syntax.Node]]] = field(default_factory=list)
    footnotes: int = 0
    marked: list[str] = field(default_factory=list)
    floats: list[str] = field(default_factory=list)
    captions: dict[str, int] = field(default_factory=dict)
    parts: int = 0
    code: int = 0

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
        span = self.writer.close(kind if not self.code or kind is not BlockKind.PARAGRAPH else BlockKind.OTHER)
        waiting, self.waiting = self.waiting, []
        for mark, nodes in waiting:
            self.writer.write(mark)
            self.read(nodes, 1)
            self.writer.close(BlockKind.FOOTNOTE)
        return span

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

    def _characters(self, characters: str) -> None:
        for position, part in enumerate(_BLANK_LINE.split(characters)):
            if position:
                self.close()
            self.writer.write(part)

    def _macro(self, node: syntax.Node, depth: int) -> None:
        part = self.macros.get(str(node.macroname))
        if part is not None:
            part(self, node, depth)
        else:
            self.writer.write(macro_text(node))

    def _environment(self, node: syntax.Node, depth: int) -> None:
        part = self.environments(str(node.environmentname))
        if part is not None:
            part(self, node, depth)
        else:
            self.read(list(node.nodelist or ()), depth + 1)


Part = Callable[[BodyReader, syntax.Node, int], None]
"""What writes a macro or an environment, called with its node and the depth at which it stands."""
