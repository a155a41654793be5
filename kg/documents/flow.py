"""Paragraphs that columns and pages break in two are put together again, and floats out of their way."""

import re
from collections.abc import Iterable

from kg.core.document import BlockKind
from kg.documents.heading_lines import PageBlock

_CLOSED = re.compile(r"[.?!](?:[\"”’)\]]|[⁰¹²³⁴-⁹]|\s*[∗*†‡])*$")
_PAUSED = re.compile(r"[:;](?:[\"”’)\]])*$")


def flowing(blocks: Iterable[PageBlock]) -> list[PageBlock]:
    """The blocks of all pages, in reading order.

    A paragraph left open at the foot of a column goes on in the next one; what stands between is put before it or
    after it, so that pages still follow each other. Equations between are kept inside.
    """
    out: list[PageBlock] = []
    open_at: int | None = None
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH:
            if open_at is not None and _goes_on(out[open_at], block) and _join(out, open_at, block):
                open_at = next(i for i in reversed(range(len(out))) if out[i].lines[-1] is block.lines[-1])
            else:
                out.append(block)
                open_at = len(out) - 1
            if _CLOSED.search(out[open_at].lines[-1].words[-1].text):
                open_at = None
        else:
            out.append(block)
            if block.kind is BlockKind.HEADING:
                open_at = None
    return out


def _goes_on(a: PageBlock, b: PageBlock) -> bool:
    last, first = a.lines[-1], b.lines[0]
    if abs(last.size - first.size) > 0.6 or (len(a.lines) == 1 and len(last.words) < 4):
        return False
    start = first.words[0].text.lstrip("(“\"'")[:1]
    if start.islower():
        return True
    moved = first.page != last.page or first.y > last.y
    return moved and not _PAUSED.search(last.words[-1].text) and (start.isalnum() or start in "[(“")


def _join(out: list[PageBlock], at: int, block: PageBlock) -> bool:
    """Join the block to the open paragraph at this place; False where that would put pages out of order."""
    paragraph, between = out[at], out[at + 1 :]
    start, page = paragraph.lines[0].page, block.lines[0].page
    before: list[PageBlock] = []
    after: list[PageBlock] = []
    lines = paragraph.lines
    for other in between:
        where = other.lines[0].page
        if _is_equation(other) and where == page and where == lines[-1].page and other.lines[0].y < lines[-1].y:
            lines += other.lines
        elif where == page:
            after.append(other)
        elif where == start:
            before.append(other)
        else:
            return False
    out[at:] = [*before, PageBlock(BlockKind.PARAGRAPH, lines + block.lines), *after]
    return True


def _is_equation(block: PageBlock) -> bool:
    return block.kind is BlockKind.OTHER and any(w.math or "=" in w.text for line in block.lines for w in line.words)
