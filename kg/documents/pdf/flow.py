"""Paragraphs that columns and pages break in two are put together again, and floats out of their way."""

import re
from collections.abc import Iterable

from kg.core.document import BlockKind, SectionKind
from kg.documents.pdf.heading_lines import PageBlock
from kg.documents.section_kinds import kind_of

_CLOSED = re.compile(r"[.?!](?:[\"”’)\]]|[⁰¹²³⁴-⁹]|\s*[∗*†‡])*$")
_PAUSED = re.compile(r"[:;](?:[\"”’)\]])*$")

_SAME_SIZE = 0.6


def flowing(blocks: Iterable[PageBlock]) -> list[PageBlock]:
    """The blocks of all pages, in reading order.

    A paragraph left open at the foot of a column goes on in the next one; what stands between is put before it or
    after it, so that pages still follow each other. Equations between are kept inside. Bibliographies are left alone:
    their entries are told apart line by line.
    """
    out: list[PageBlock] = []
    waiting: list[PageBlock] = []  # paragraphs left open, the latest last
    listing = False
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            waiting = []
            listing = kind_of(block.text) is SectionKind.REFERENCES
        elif block.kind is BlockKind.PARAGRAPH and not listing:
            joined = _joined(out, waiting, block)
            whole = joined or block
            if joined is None:
                out.append(block)
            if not _CLOSED.search(whole.lines[-1].words[-1].text):
                waiting = [*waiting[-1:], whole]
            continue
        out.append(block)
    return out


def _joined(out: list[PageBlock], waiting: list[PageBlock], block: PageBlock) -> PageBlock | None:
    """The open paragraph that the block goes on with, joined to it in its place; None where there is none."""
    for paragraph in reversed(waiting):
        at = next(i for i in reversed(range(len(out))) if out[i] is paragraph)
        since = [other for other in out[at + 1 :] if other.kind is BlockKind.PARAGRAPH]
        if _goes_on(paragraph, block, certain=bool(since)) and not _is_left_behind(paragraph, since):
            whole = _join(out, at, block)
            if whole is not None:
                waiting.remove(paragraph)
                return whole
    return None


def _is_left_behind(paragraph: PageBlock, since: Iterable[PageBlock]) -> bool:
    """Whether other paragraphs follow the open one in its column: then it is no text that a column's end breaks."""
    last = paragraph.lines[-1]
    for other in since:
        first = other.lines[0]
        beneath = first.page == last.page and first.y < last.y and first.x0 < last.x1 and last.x0 < first.x1
        if beneath and len(other.lines) > 1 and abs(first.size - last.size) < 0.5 * _SAME_SIZE:
            return True
    return False


def _goes_on(a: PageBlock, b: PageBlock, *, certain: bool) -> bool:
    """Whether b may go on with a; certain asks for a lower-case beginning, since other paragraphs stand between."""
    last, first = a.lines[-1], b.lines[0]
    if first.page - last.page > 1:
        return False
    if abs(last.size - first.size) > _SAME_SIZE or (len(a.lines) == 1 and len(last.words) < 4):
        return False
    start = first.words[0].text.lstrip("(“\"'")[:1]
    if start.islower():
        return True
    if certain:
        return False
    moved = first.page != last.page or first.y > last.y
    return moved and not _PAUSED.search(last.words[-1].text) and (start.isalnum() or start in "[(“")


def _join(out: list[PageBlock], at: int, block: PageBlock) -> PageBlock | None:
    """Join the block to the open paragraph at this place; None where that would put pages out of order."""
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
            return None
    whole = PageBlock(BlockKind.PARAGRAPH, lines + block.lines)
    out[at:] = [*before, whole, *after]
    return whole


def _is_equation(block: PageBlock) -> bool:
    return block.kind is BlockKind.OTHER and any(w.math or "=" in w.text for line in block.lines for w in line.words)
