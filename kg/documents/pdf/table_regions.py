"""Which blocks of a page make up a table: what stands between a caption and the table's last row belongs to it."""

from collections.abc import Sequence
from typing import NamedTuple

from kg.core.document import BlockKind
from kg.documents.captions import is_table_caption
from kg.documents.heading_words import heading_number, is_heading_word
from kg.documents.pdf.heading_lines import Body, PageBlock
from kg.documents.pdf.page_lines import Line
from kg.documents.pdf.table_columns import NUMBER
from kg.documents.pdf.table_grid import Grid, grid_of
from kg.documents.pdf.table_rows import Cell

_REACH = 3.2
"""So many ems of the text may part a caption from its table, or a row from the next."""


class Box(NamedTuple):
    """What lines fill: left, right, and the baselines of the lowest and the highest."""

    left: float
    right: float
    bottom: float
    top: float


class Region(NamedTuple):
    """The blocks, by their places among the page's, that make up the table of a caption; gap is the room between."""

    places: tuple[int, ...]
    gap: float


def whole_tables(blocks: Sequence[PageBlock], body: Body) -> list[PageBlock]:
    """The blocks of a page, each captioned table one block, and what only looked like a table none.

    A page's captions stand mostly on one side of their tables: the side that gives more of them a table is tried
    first.
    """
    boxes = [_box(block.lines) for block in blocks]
    taken: set[int] = set()
    regions: list[Region] = []
    captions = [i for i, b in enumerate(blocks) if b.kind is BlockKind.CAPTION and is_table_caption(b.text)]
    if captions:
        sides = [[_region(blocks, boxes, at, body, down=down) for at in captions] for down in (True, False)]
        sides.sort(key=lambda side: (-sum(r is not None for r in side), sum(r.gap for r in side if r is not None)))
        for pair in zip(*sides, strict=True):
            for region in pair:
                if region is not None and not taken & set(region.places):
                    taken |= set(region.places)
                    regions.append(region)
                    break
    return _with_regions(blocks, regions, boxes, body)


def _with_regions(
    blocks: Sequence[PageBlock], regions: Sequence[Region], boxes: Sequence[Box], body: Body
) -> list[PageBlock]:
    first = {min(region.places): region for region in regions}
    inside = {place for region in regions for place in region.places}
    out: list[PageBlock] = []
    for place, block in enumerate(blocks):
        if place in first:
            lines = tuple(line for i in sorted(first[place].places) for line in blocks[i].lines)
            out.append(PageBlock(BlockKind.TABLE, lines))
        elif place in inside:
            continue
        elif block.kind is BlockKind.TABLE:
            out.append(_judged(block, in_figure=_near_figure(blocks, boxes, place, body)))
        else:
            out.append(block)
    return out


def _box(lines: Sequence[Line]) -> Box:
    return Box(
        min(line.x0 for line in lines),
        max(line.x1 for line in lines),
        min(line.y for line in lines),
        max(line.y for line in lines),
    )


def _region(blocks: Sequence[PageBlock], boxes: Sequence[Box], at: int, body: Body, *, down: bool) -> Region | None:
    """The table on one side of the caption, None where none stands there."""
    places, gap = _beside(blocks, boxes, at, body, down=down)
    count = _table_among([blocks[i] for i in places], boxes[at], body)
    return Region(places[:count], gap) if count else None


def _beside(
    blocks: Sequence[PageBlock], boxes: Sequence[Box], at: int, body: Body, *, down: bool
) -> tuple[tuple[int, ...], float]:
    """The blocks that follow each other on one side of the caption up to running text, and the room before them."""
    caption = boxes[at]
    edge = caption.bottom if down else caption.top
    left, right = caption.left, caption.right
    places: list[int] = []
    gap = 0.0
    for place in _in_order(boxes, at, down=down):
        box, block = boxes[place], blocks[place]
        if box.left > right or box.right < left:
            continue
        distance = edge - box.top if down else box.bottom - edge
        if distance > _REACH * body.size + (0.0 if places else body.size) or _ends_table(block, body):
            break
        if not places:
            gap = max(distance, 0.0)
        places.append(place)
        edge = min(edge, box.bottom) if down else max(edge, box.top)
        if block.kind is BlockKind.TABLE:
            left, right = min(left, box.left), max(right, box.right)
    return tuple(places), gap


def _table_among(blocks: Sequence[PageBlock], caption: Box, body: Body) -> int:
    """How many of the blocks, the nearest to the caption first, are its table: up to the last that is rows of it."""
    count = 0
    lines: list[Line] = []
    for number, block in enumerate(blocks, 1):
        if block.kind is BlockKind.TABLE or (lines and _is_row_of(block, lines, caption, body)):
            lines = [line for b in blocks[:number] for line in b.lines]
            count = number
    return count or _bare_table(blocks)


def _in_order(boxes: Sequence[Box], at: int, *, down: bool) -> list[int]:
    """The places of the blocks on one side of the caption, the nearest first."""
    if down:
        below = [i for i in range(len(boxes)) if i != at and boxes[i].top < boxes[at].bottom]
        return sorted(below, key=lambda i: (-boxes[i].top, boxes[i].left))
    above = [i for i in range(len(boxes)) if i != at and boxes[i].bottom > boxes[at].top]
    return sorted(above, key=lambda i: (boxes[i].bottom, boxes[i].left))


def _ends_table(block: PageBlock, body: Body) -> bool:
    """Whether no table goes on with the block: another caption, a note, running text or a heading of a section."""
    if block.kind in (BlockKind.CAPTION, BlockKind.FOOTNOTE):
        return True
    if block.kind is BlockKind.TABLE or block.kind is BlockKind.OTHER:
        return False
    text = block.text
    if block.kind is BlockKind.HEADING:
        return is_heading_word(text) or heading_number(text) is not None
    words = sum(len(line.words) for line in block.lines)
    if _is_small(block, body) or any(line.cells for line in block.lines):
        return False
    return words > 7 * len(block.lines) and (len(block.lines) > 2 or text[-1:] in ".:?") and words > 12


def _is_small(block: PageBlock, body: Body) -> bool:
    """Whether the block is set in a type as small as running text never is."""
    return all(line.size < body.size - 0.8 for line in block.lines)


def _is_row_of(block: PageBlock, lines: Sequence[Line], caption: Box, body: Body) -> bool:
    """Whether the block's lines stand close to the table's, in its small type or with words in several columns."""
    table, box = _box(lines), _box(block.lines)
    size = block.lines[0].size
    left, right = min(table.left, caption.left) - size, max(table.right, caption.right) + size
    below = box.top < table.bottom
    apart = table.bottom - box.top if below else box.bottom - table.top
    if len(block.lines) > 3 or apart > 2.3 * size or box.left < left or box.right > right:
        return False
    if not below and box.top <= table.top + size:
        return True
    if apart < 1.8 * size and (block.kind is BlockKind.OTHER or _is_small(block, body)):
        return True
    grid = grid_of([*lines, *block.lines])
    if grid.columns < max(2, grid_of(lines).columns):
        return False
    rows = grid.rows[-len(block.lines) :] if below else grid.rows[: len(block.lines)]
    return all(sum(bool(cell) for cell in row) > 1 for row in rows)


def _bare_table(blocks: Sequence[PageBlock]) -> int:
    """How many of the blocks beside a caption are a table, though none was taken for one."""
    for count in range(len(blocks), 0, -1):
        grid = grid_of([line for block in blocks[:count] for line in block.lines])
        if grid.columns > 1 and len(grid.rows) > 1 and grid.filled > 0.6:
            return count
    return 0


def _near_figure(blocks: Sequence[PageBlock], boxes: Sequence[Box], place: int, body: Body) -> bool:
    """Whether the caption of a figure stands under or over the block."""
    box = boxes[place]
    for other, near in zip(blocks, boxes, strict=True):
        if other.kind is not BlockKind.CAPTION or near.left > box.right or near.right < box.left:
            continue
        if min(abs(box.bottom - near.top), abs(near.bottom - box.top)) < 6 * body.size:
            return True
    return False


def _judged(block: PageBlock, *, in_figure: bool) -> PageBlock:
    """A table without a caption: kept where its cells fill columns, else formulas, a figure's words, or loose prose."""
    words = [w for line in block.lines for w in line.words]
    odd = sum(w.math or not any(c.isalnum() for c in w.text) for w in words)
    if odd <= 0.2 * len(words) and _is_regular(grid_of(block.lines), in_figure=in_figure):
        return block
    wordy = len(words) >= 6 * len(block.lines) and odd <= 0.3 * len(words)
    if wordy and not in_figure and sum(bool(NUMBER.fullmatch(w.text)) for w in words) < 0.2 * len(words):
        return PageBlock(BlockKind.PARAGRAPH, block.lines)
    return PageBlock(BlockKind.OTHER, block.lines)


def _is_regular(grid: Grid, *, in_figure: bool) -> bool:
    """Whether the rows fill their columns as those of a table do, and not those of a list of contents or of prose."""
    filled = [[cell for cell in row if cell] for row in grid.rows]
    full = sum(len(row) > 1 for row in filled)
    if grid.columns < 2 or full < 2 or full < 0.6 * len(filled) or grid.filled < (0.75 if in_figure else 0.6):
        return False
    cells = [cell for row in filled for cell in row]
    numbers = sum(len(cell) == 1 and bool(NUMBER.fullmatch(cell[0].text)) for cell in cells)
    if in_figure and (full < 3 or grid.columns < 3 or numbers > 0.9 * len(cells)):
        return False
    words = sum(map(len, cells))
    if numbers < 0.1 * len(cells) and grid.columns < 4 and words > 5 * len(cells):
        return False
    if not numbers and grid.columns == 2 and len(filled) < 4 and words > 6 * len(filled):
        return False  # a few lines of prose that have a gap at one place
    return not _lists_contents([row[-1] for row in filled if len(row) > 1], numbers, len(filled))


def _lists_contents(last: Sequence[Cell], numbers: int, rows: int) -> bool:
    """Whether the last cells are page numbers that grow from row to row."""
    pages = [int(cell[-1].text) for cell in last if cell[-1].text.isdecimal()]
    return len(pages) > 3 and len(pages) > 0.7 * rows and pages == sorted(pages) and numbers < 1.6 * len(pages)
