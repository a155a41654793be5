"""The blocks of a PDF written out: front matter, sections, and the bibliography entry by entry."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from kg.core.document import BlockKind, SectionKind
from kg.documents.heading_words import heading_number, is_heading_word
from kg.documents.pdf.bibliography_lines import entry_blocks
from kg.documents.pdf.composition import Composer
from kg.documents.pdf.heading_lines import Body, HeadingStyle, PageBlock, is_roman, style_of
from kg.documents.section_kinds import kind_of
from kg.documents.sections import Heading


def front_end(blocks: Sequence[PageBlock]) -> int:
    """Where the front matter ends: at the abstract, the introduction or the first numbered heading."""
    candidates = [i for i, b in enumerate(blocks) if b.kind is BlockKind.HEADING and b.lines[0].page < 3]
    for i in candidates:
        if is_heading_word(blocks[i].text):
            numbered = [
                j
                for j in candidates
                if j < i
                and heading_number(blocks[j].text) == "1"
                and blocks[j].lines[0].page == blocks[i].lines[0].page
            ]
            return numbered[0] if numbered else i
    for i in candidates:
        if (heading_number(blocks[i].text) or "")[:1] in ("1", "I"):
            return i
    return next((i for i, b in enumerate(blocks) if b.kind is BlockKind.PARAGRAPH and len(b.text) > 400), 0)


def as_front(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """Front matter has no sections, so its large type makes no headings; tables are authors side by side."""
    return [
        PageBlock(BlockKind.OTHER, b.lines) if b.kind in (BlockKind.HEADING, BlockKind.TABLE) else b for b in blocks
    ]


def write_blocks(
    composer: Composer, blocks: Sequence[PageBlock], body: Body, outline: Sequence[tuple[int, str]]
) -> list[Heading]:
    """Write all blocks and return the headings among them, in order; outline tells levels where numbers do not."""
    headings: list[Heading] = []
    bibliography: list[PageBlock] = []
    inside = False
    roman = any(b.kind is BlockKind.HEADING and is_roman(heading_number(b.text) or "") for b in blocks)
    printed = [b for b in blocks if b.kind is BlockKind.HEADING]
    levels = _levels_of_outline(printed, outline)
    styles = _levels_of_styles(printed)
    for block in blocks:
        if block.kind is BlockKind.HEADING and not (inside and not _leaves_bibliography(block, body)):
            _flush(composer, bibliography)
            span = composer.add(block)
            if span is not None:
                title = " ".join(composer.tail(span).split())
                headings.append(Heading(span.start, title, _level(block, title, levels, styles, below_roman=roman)))
                inside = kind_of(title) is SectionKind.REFERENCES
        elif inside:
            bibliography.append(block)
        else:
            composer.add(block)
    _flush(composer, bibliography)
    return headings


def _flush(composer: Composer, bibliography: list[PageBlock]) -> None:
    for block in entry_blocks(bibliography):
        composer.add(block, keep_lines=True)
    bibliography.clear()


def _leaves_bibliography(block: PageBlock, body: Body) -> bool:
    """Whether a heading inside a bibliography is one: a known word, or set in the type of headings."""
    line = block.lines[0]
    if is_heading_word(block.text) or kind_of(block.text) is SectionKind.APPENDIX:
        return True
    number = heading_number(block.text)
    begins_appendix = number == "A" and block.text.isupper() and block.text.count(" ") > 1
    return line.size > body.size + 0.6 or (line.bold and number is not None) or begins_appendix


def _levels_of_outline(headings: Sequence[PageBlock], outline: Sequence[tuple[int, str]]) -> dict[str, int]:
    """The level of each title of the outline, shifted to agree with numbers; a root is often the paper."""
    levels = {_letters(title): level for level, title in outline}
    shifts: Counter[int] = Counter()
    for heading in headings:
        number, told = heading_number(heading.text), levels.get(_letters(heading.text))
        if told is not None and (number is not None or is_heading_word(heading.text)):
            shifts[told - 1 - (number or "").count(".")] += 1
    shift = max(shifts, key=lambda s: (shifts[s], -s), default=0)
    return {title: max(1, level - shift) for title, level in levels.items()}


def _letters(title: str) -> str:
    return re.sub(r"\W", "", title).lower()


def _levels_of_styles(headings: Sequence[PageBlock]) -> dict[HeadingStyle, int]:
    """For each style of numbered headings the level it has most; the usual one of words that head sections is 1."""
    counts: dict[HeadingStyle, Counter[int]] = defaultdict(Counter)
    standing: Counter[HeadingStyle] = Counter()
    for heading in headings:
        number = heading_number(heading.text)
        if number is not None:
            counts[style_of(heading)][number.count(".") + 1] += 1
        elif is_heading_word(heading.text) and kind_of(heading.text) is not SectionKind.ABSTRACT:
            standing[style_of(heading)] += 1
    levels = {style: max(c, key=lambda level: (c[level], -level)) for style, c in counts.items()}
    if standing:
        levels.setdefault(max(standing, key=lambda s: (standing[s], s)), 1)
    return levels


def _level(
    block: PageBlock, title: str, levels: Mapping[str, int], styles: Mapping[HeadingStyle, int], *, below_roman: bool
) -> int:
    """The level that the number tells, else the outline, else the type; letters stand below Roman numerals."""
    number = heading_number(title)
    if number is not None:
        lettered = number[0].isalpha() and not is_roman(number)
        return number.count(".") + 1 + (below_roman and lettered)
    told = levels.get(_letters(title))
    if told is not None or is_heading_word(title):
        return told or 1
    style = style_of(block)
    if style in styles:
        return styles[style]
    first = [s for s, level in styles.items() if level == 1]
    return 2 if first and all(_is_lesser(style, s) for s in first) else 1


def _is_lesser(style: HeadingStyle, other: HeadingStyle) -> bool:
    """Whether a heading in the first style stands below one in the other."""
    smaller = other.half_points - style.half_points
    if abs(smaller) > 1:
        return smaller > 0
    return (style.capitals, style.bold) < (other.capitals, other.bold)
