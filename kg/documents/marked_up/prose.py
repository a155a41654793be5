"""The text of a marked-up paper as it is written: its markers, links and tables, and what waits for a block's end."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from kg.core.document import BlockKind, Citation
from kg.core.spans import Span
from kg.documents.layout import LinkAnnotation
from kg.documents.marked_up.markers import marker_parts
from kg.documents.pdf.characters import superscript
from kg.documents.writer import TextWriter

T = TypeVar("T")

_OPENED = re.compile(r"(?<=[(\[]) ")
_CLOSED = re.compile(r" (?=[)\]])")
_SPACE = re.compile(r"\s+")
_RAISED = re.compile(r"(?=.{0,59}\d)[\d,\s+–-]{1,60}", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+", re.IGNORECASE)


@dataclass(slots=True)
class Prose:
    """Writes running text. keys says which reference each name stands for that the file cites by."""

    keys: Mapping[str, str]
    writer: TextWriter = field(default_factory=TextWriter)
    links: list[LinkAnnotation] = field(default_factory=list)
    _waiting: list[Callable[[], None]] = field(default_factory=list)

    def say(self, text: str) -> None:
        """Add running text; no space stays inside a bracket's edge."""
        text = _CLOSED.sub("", _OPENED.sub("", _SPACE.sub(" ", text)))
        if self.writer.last in ("(", "["):
            text = text.lstrip()
        elif text[:1] in (")", "]") and self.writer.last == " ":
            self.writer.close_gap()
        self.writer.write(text)

    def raised(self, text: str) -> None:
        """Add what stands above the line: numbers as raised digits, words as they are."""
        self.writer.write(superscript("".join(text.split())) if _RAISED.fullmatch(text) else text)

    def cite(self, text: str, names: Sequence[str], *, raised: bool = False) -> None:
        """Add a marker that cites the entries of these names; those that no reference has are passed over."""
        before, core, after = marker_parts(" ".join(text.split()))
        if not core:
            before, core, after = "", text.strip(), ""
        if text[:1].isspace() or (self.writer.last in (";", ",") and core[:1].isalpha()):
            self.say(" ")
        self.say(before)
        shown = superscript(core) if raised and _RAISED.fullmatch(core) else core
        start = self.writer.at
        keys = [self.keys[n] for n in names if n in self.keys]
        self.writer.cite(shown, keys[0] if keys else None)
        self.writer.citations += [Citation(Span(start, start + len(shown)), key) for key in keys[1:] if shown]
        self.say(after)
        if text[-1:].isspace():
            self.say(" ")

    def link(self, address: str, text: str) -> None:
        """Add a text that leads out of the paper."""
        start = self.writer.at
        self.say(text)
        end = self.writer.at
        if _ADDRESS.fullmatch(address) and end > start:
            self.links.append(LinkAnnotation(Span(start, end), None, None, address))

    def wait(self, write: Callable[[], None]) -> None:
        """Have something written when the paragraph ends: a footnote, a table that it speaks of."""
        self._waiting.append(write)

    def end(self, kind: BlockKind = BlockKind.PARAGRAPH) -> None:
        """Close the block and write what waits for it."""
        self.writer.close(kind)
        waiting, self._waiting = self._waiting, []
        for write in waiting:
            write()
            self.end(BlockKind.PARAGRAPH)

    def table(self, rows: Sequence[Sequence[T | None]], write: Callable[[T], None]) -> None:
        """Write a table as a block: a line a row, a tab between cells, nothing in an empty one."""
        self.writer.close()
        for row in rows:
            for place, cell in enumerate(row):
                if place:
                    self.writer.next_cell()
                if cell is not None:
                    write(cell)
            self.writer.new_line()
        self.writer.close(BlockKind.TABLE)
