"""What a group of lines is: a paragraph, a caption, a table, a footnote, or a scrap of a figure."""

import re
from collections.abc import Sequence

from kg.core.document import BlockKind
from kg.documents.captions import is_caption, may_be_caption
from kg.documents.pdf.heading_lines import Body, PageBlock
from kg.documents.pdf.listings import is_listing
from kg.documents.pdf.page_lines import Line

TERMINAL = re.compile(r"[.?!:;](?:[\"”’)\]]|[⁰¹²³⁴-⁹]|\s*[∗*†‡])*$")
ITEM = re.compile(r"(?:[•◦▪■‣∙·–—*-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+\S")
FOOTNOTE = re.compile(r"[¹²³⁴-⁹⁰]|[∗*†‡§¶]\s?\S")
_NOTICE = re.compile(
    r"(?:in )?proceedings of|(?:\w+ ){0,3}conference on|copyright|©|permission to|this work (is|was)"
    r"|corresponding author|\W*equal contribution|work done"
    r"|published|preprint|under review|licen[sc]e"
    r"|e-?mail|\W*contact|appearing in|to appear|manuscript",
    re.IGNORECASE,
)
"""How the notes at the foot of a first page begin."""

_NUMERIC = re.compile(r"[.,%±+/()×x∗*†−-]*\d[\d.,%±+/()×x∗*†KMBkms−-]*|[-–—✓✗×]|N/A")


def caption_starts(line: Line, body: Body) -> bool:
    """Whether a caption begins with the line: "Table 2" and a mark, or set apart by type."""
    if not may_be_caption(line.text):
        return False
    return is_caption(line.text) or (line.words[0].bold and not body.bold) or line.size < body.size - 0.4


def kind_of_group(group: Sequence[Line], body: Body) -> BlockKind:
    """What the lines are together."""
    first = group[0]
    if caption_starts(first, body):
        return BlockKind.CAPTION
    words = sum(len(line.words) for line in group)
    rows = sum(bool(line.cells) for line in group)
    numeric = sum(_NUMERIC.fullmatch(w.text) is not None for line in group for w in line.words if not w.text.isalpha())
    if len(group) > 1 and (rows >= 0.5 * len(group) or numeric > 0.5 * words):
        return BlockKind.PARAGRAPH if _is_justified(group, words, numeric) else BlockKind.TABLE
    text = " ".join(line.text for line in group)
    if first.page < 2 and first.size < body.size - 0.4 and _NOTICE.match(text):
        return BlockKind.FOOTNOTE
    if FOOTNOTE.match(text) and first.size < body.size + 0.1:
        return BlockKind.FOOTNOTE
    if is_listing(group) or numeric > 0.5 * words or _is_scrap(group, text, words, body):
        return BlockKind.OTHER
    return BlockKind.PARAGRAPH


def _is_justified(group: Sequence[Line], words: int, numeric: int) -> bool:
    """Whether lines with wide gaps are prose all the same: formulas were lost from them, but they fill the column."""
    if words < 6 * len(group) or numeric > 0.15 * words or sum(len(line.cells) for line in group) > 2 * len(group):
        return False
    left, right = min(line.x0 for line in group), max(line.x1 for line in group)
    size = group[0].size
    return all(line.x0 < left + 1.6 * size for line in group) and all(
        line.x1 > right - 1.2 * size for line in group[:-1]
    )


def _is_scrap(group: Sequence[Line], text: str, words: int, body: Body) -> bool:
    """Whether the group is a label of a figure, an equation or the like: few words, not of a sentence."""
    if TERMINAL.search(text) or ITEM.match(text):
        return words < 2
    letters = sum(c.isalpha() for c in text)
    prose = words >= 5 and letters > 0.55 * len(text)
    if prose and (abs(group[0].size - body.size) < 1.1 or words / len(group) > 6):
        return False
    return words / len(group) < 7


def joined_tables(blocks: Sequence[PageBlock], body: Body) -> list[PageBlock]:
    """The blocks of a page, tables with the scraps between and beside their rows, other scraps together."""
    out: list[PageBlock] = []
    for block in blocks:
        out.append(block)
        while len(out) > 1 and _belong(out[-2], out[-1], body):
            last = out.pop()
            tabular = BlockKind.TABLE in (out[-1].kind, last.kind)
            out[-1] = PageBlock(BlockKind.TABLE if tabular else BlockKind.OTHER, out[-1].lines + last.lines)
    return out


def _belong(a: PageBlock, b: PageBlock, body: Body) -> bool:
    kinds = {a.kind, b.kind}
    if not kinds <= {BlockKind.TABLE, BlockKind.OTHER}:
        return False
    bottom, top = min(line.y for line in a.lines), max(line.y for line in b.lines)
    drop = bottom - top
    if BlockKind.TABLE not in kinds:
        near = -8 * body.size < drop < 3 * body.size
        return near and not any(w.math for line in a.lines + b.lines for w in line.words)
    left, right = min(line.x0 for line in a.lines), max(line.x1 for line in a.lines)
    overlap = b.lines[0].x0 < right and b.lines[0].x1 > left
    short = len(a.lines) == 1 or len(b.lines) == 1
    return overlap and -2.5 * body.size < drop < (4.5 if short else 2.2) * body.size
