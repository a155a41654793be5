"""Blocks of a PDF become one text, with a way back from the place on a page to the offset in the text."""

from bisect import bisect_right
from collections.abc import Sequence

from kg.core.document import Block, BlockKind
from kg.core.spans import Span
from kg.documents.pdf.broken_addresses import address_goes_on
from kg.documents.pdf.characters import SOFT_HYPHEN
from kg.documents.pdf.heading_lines import PageBlock
from kg.documents.pdf.hyphenation import Hyphenation
from kg.documents.pdf.page_lines import Line
from kg.documents.pdf.table_grid import grid_of
from kg.documents.pdf.table_rows import Cell, Token


class Composer:
    """Writes blocks one after the other: paragraphs on one line, tables and bibliographies line by line."""

    def __init__(self, hyphenation: Hyphenation) -> None:
        self._hyphenation = hyphenation
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._page_starts: list[int] = []
        self._places: dict[int, list[tuple[int, int]]] = {}
        self._sorted = False

    def add(self, block: PageBlock, *, keep_lines: bool = False) -> Span | None:
        """Write a block and return its span, None where it has no text."""
        if self._length:
            self._write("\n\n")
        start = self._length
        if block.kind is BlockKind.TABLE:
            self._table(block.lines)
        else:
            self._running(block.lines, "\n" if keep_lines else " ")
        if self._length == start:
            return None
        span = Span(start, self._length)
        self._blocks.append(Block(block.kind, span))
        return span

    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def tail(self, span: Span) -> str:
        """The text at a span that was just written."""
        pieces, length = [], 0
        for part in reversed(self._parts):
            if length >= len(span):
                break
            pieces.append(part)
            length += len(part)
        return "".join(reversed(pieces))[-len(span) :]

    def blocks(self) -> tuple[Block, ...]:
        """The blocks written, in order."""
        return tuple(self._blocks)

    def page_starts(self, page_count: int) -> tuple[int, ...]:
        """For each page where its text begins; a page without text begins where the next one does."""
        starts = self._page_starts[:page_count]
        return tuple(starts + [self._length] * (page_count - len(starts)))

    def offset(self, page: int, index: int) -> int | None:
        """The offset in the text of the character with this index on the page (from 0), None where it was left out."""
        places = self._places.get(page)
        if not self._sorted:
            for unsorted in self._places.values():
                unsorted.sort()
            self._sorted = True
        if not places:
            return None
        at = bisect_right(places, (index, 1 << 60)) - 1
        if at < 0:
            return places[0][1]
        start, offset = places[at]
        return offset + index - start

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _begin(self, page: int) -> None:
        """Note that what is written next stands on this page."""
        if len(self._page_starts) <= page:
            self._page_starts += [self._length] * (page + 1 - len(self._page_starts))

    def _word(self, page: int, index: int, text: str) -> None:
        self._begin(page)
        self._places.setdefault(page, []).append((index, self._length))
        self._write(text)

    def _running(self, lines: Sequence[Line], joint: str) -> None:
        broken = ""  # the half of a word at the end of the line before, its hyphen gone
        soft = False
        written = ""  # since the last space
        for number, line in enumerate(lines):
            inside = self._inside_address(written, line)
            if inside:
                self._write("-" if broken else "")
            elif broken:
                keeps = self._hyphenation.mended(broken, line.tokens[0][1]).startswith(broken + "-")
                self._write("-" if keeps else "")
            elif number and not soft:
                self._write(joint)
            broken, soft = "", False
            text, last = line.text, line.tokens[-1][1]
            if number + 1 < len(lines) and last[-1] in (SOFT_HYPHEN, "-") and len(last) > 1:
                text, last = text[:-1], last[:-1]
                if last[-1].isalnum():
                    broken = last
                else:
                    text, soft = text + "-", True
            self._line(line, text.replace(SOFT_HYPHEN, "-"))
            written = _tail(written if inside else "", line.text)

    def _inside_address(self, written: str, line: Line) -> bool:
        """Whether an address of the web at the end of a line goes on in this one."""
        if "/" not in written and "www." not in written and not written.endswith((":", "http", "https")):
            return False
        return address_goes_on(written, line.text.partition(" ")[0], self._hyphenation.knows)

    def _line(self, line: Line, text: str) -> None:
        """Write a line, whose text differs from its tokens at most behind the last letter."""
        self._begin(line.page)
        places = self._places.setdefault(line.page, [])
        at = self._length
        for word, (space, token) in zip(line.words, line.tokens, strict=True):
            at += len(space)
            places.append((word.start, at))
            at += len(token)
        self._write(text)

    def _table(self, lines: Sequence[Line]) -> None:
        """Rows as lines, cells parted by tabs; an empty cell leaves two tabs side by side."""
        self._begin(min(line.page for line in lines))
        for number, row in enumerate(grid_of(lines).rows):
            if number:
                self._write("\n")
            for place, cell in enumerate(row):
                if place:
                    self._write("\t")
                self._cell(cell)

    def _cell(self, cell: Cell) -> None:
        """The words of a cell on one line; what its lines break is mended."""
        for position, token in enumerate(cell):
            before = cell[position - 1] if position else None
            after = cell[position + 1] if position + 1 < len(cell) else None
            if before is not None and not (_breaks(before, token) and self._hyphenation.joins(before.text, token.text)):
                self._write("" if _breaks(before, token) else token.space)
            text = token.text
            if after is not None and _breaks(token, after) and self._hyphenation.joins(text, after.text):
                text = text[:-1]
            self._word(token.page, token.word.start, text.replace(SOFT_HYPHEN, "-"))


def _tail(written: str, text: str) -> str:
    """What stands since the last space once the text is added to what was written."""
    _, space, last = text.replace(SOFT_HYPHEN, "-").rpartition(" ")
    return last if space else written + last


def _breaks(token: Token, following: Token) -> bool:
    """Whether the token is the first half of a word that goes on in the next line of its cell."""
    text = token.text
    halved = len(text) > 2 and text[-1] in (SOFT_HYPHEN, "-") and text[-2].isalpha()
    return halved and following.word.y < token.word.y - 0.5 * token.word.size
