"""Plain text grows block by block, and remembers where things came to stand."""

import re
from dataclasses import dataclass, field

from kg.core.document import Block, BlockKind, Citation, SectionKind
from kg.core.spans import Span
from kg.documents.sections import Heading

_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class TextWriter:
    """Collects a paper's text: one block a line, blank lines between, with the places of all that was noted."""

    blocks: list[Block] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    _done: list[str] = field(default_factory=list)
    _offset: int = 0
    _block: str = ""

    @property
    def at(self) -> int:
        """The offset of the next character."""
        return self._offset + len(self._block)

    @property
    def text(self) -> str:
        """All closed blocks."""
        return "".join(self._done)

    def write(self, text: str) -> None:
        """Add running text; white space collapses."""
        text = _SPACE.sub(" ", text)
        if not self._block or self._block[-1].isspace():
            text = text.lstrip()
        self._block += text

    @property
    def last(self) -> str:
        """The last character of the open block, empty where nothing is written."""
        return self._block[-1:]

    def close_gap(self) -> None:
        """Take back the space at the end of the open block."""
        self._block = self._block.rstrip(" ")

    def next_cell(self) -> None:
        """End a cell of a table with a tab; one that holds nothing leaves two tabs side by side."""
        self._block = self._block.rstrip(" ") + "\t"

    def new_line(self) -> None:
        """Begin a new line inside the block, as between the rows of a table; a line without words is dropped."""
        done, _, last = self._block.rpartition("\n")
        kept = f"{done}\n{last.rstrip(' ')}" if done else last.rstrip(" ")
        self._block = kept + "\n" if last.strip() else (done + "\n" if done else "")

    def cite(self, text: str, key: str | None) -> None:
        """Add the part of a marker that names one entry; without a key it is text alone."""
        start = self.at
        self._block += text
        if key and text:
            self.citations.append(Citation(Span(start, start + len(text)), key))

    def close(self, kind: BlockKind = BlockKind.PARAGRAPH) -> Span | None:
        """End the block and say where it lies; None where it is empty."""
        content = self._block.rstrip(" \n")
        self._block = ""
        if not content.strip():
            return None
        span = Span(self._offset, self._offset + len(content))
        self.blocks.append(Block(kind, span))
        self._done.append(content + "\n\n")
        self._offset += len(content) + 2
        return span

    def heading(self, text: str, level: int, kind: SectionKind | None = None) -> None:
        """Add a heading as a block of its own; kind is what the form marks its section to be for."""
        self.close()
        self.write(text)
        start = self._offset
        if self.close(BlockKind.HEADING):
            self.headings.append(Heading(start, text, level, kind))
