"""The lines of a bibliography, rid of what is no part of it."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.core.names import surname
from kg.core.spans import Span
from kg.documents.references.entries.labels import is_labelled
from kg.documents.references.entries.run_on import opens_entry, run_on_starts
from kg.documents.references.parsing.author_names import read_authors
from kg.documents.references.parsing.text import one_line

BULLET = re.compile(r"^\s*[•*-]\s+(?=\S)")
YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d[a-h]?(?!\d)")
_PAGE_NUMBER = re.compile(r"^\s*(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?\s*$")
_AWAITS_NUMBER = re.compile(r"(?:[,–-]|\bpp?\.|\bvol\.|\bno\.)$")
# a line, or the part of one that a label opens after the end of an entry, where lines were run together
_LINE = re.compile(r"(?:(?!(?<=[.)\d/] )\[\d{1,3}\] [A-Z])[^\n\f])+|\[(?:(?!(?<=[.)\d/] )\[\d{1,3}\] [A-Z])[^\n\f])+")
_RUN_ON_BULLET = re.compile(r"(?<!\S)(?P<word>\S+)(?=[•-]\s+[^\W\d_a-z])")
_RULE = re.compile(r"^[-_*=—]{3,}$")
_HEADING = re.compile(
    r"^\s*(?:#+\s+\S|(?:Figure|Table)\s+\d+\s*[.:]|(?:Figure|Table)\s+\d+\s+[A-Z]"
    r"|Cite this article as\b|Submit your next manuscript\b"
    r"|(?:Appendix|APPENDIX|Appendices|Supplementary\s+Materials?|SUPPLEMENTA|Supplemental\s+)\b"
    r"(?![^\n]{0,100},\s*(?:19|20)\d\d)|[A-H]\.\s+[A-Z][A-Z -]{6,80}$)"
)
_ALONE = re.compile(r"(?:\A|\n[ \t]*\n|\f|\n-{3,}\n)[ \t]*+([^\n\f]{12,150}?)[ \t]*+(?=\n[ \t]*\n|\f|\Z)")
_SERVICE = re.compile(r"^(?:View publication stats|View Article Online|Downloaded from\b.*)$")
LONGEST_LINE = 6000
"""Characters of a line, or of an author list over several, that are looked at: no entry is as long."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the bibliography that is no debris.

    text is cut where the line is longer than any entry; start and end are those of the whole line. after_blank says
    whether an empty line stands before it, heading whether it heads an appendix or a publisher's note, run_on whether
    it was run together with the entry before.
    """

    text: str
    start: int
    end: int
    after_blank: bool
    heading: bool
    run_on: bool = False

    @property
    def opens(self) -> bool:
        """Whether it reads like the start of an entry."""
        return is_labelled(self.text) or bool(self._authors())

    @property
    def first_author(self) -> str:
        """The folded surname it begins with, empty behind a label."""
        authors = () if is_labelled(self.text) else self._authors()
        return surname(authors[0]) if authors else ""

    def _authors(self) -> tuple[str, ...]:
        shown = BULLET.sub("", self.text)
        return read_authors(one_line(shown)).names if shown[:1].isupper() else ()


def lines_of(text: str, region: Span, apart: Sequence[Span] = (), repeated: frozenset[str] = frozenset()) -> list[Line]:
    """The lines of the region in order, without empty ones, bare page numbers and running heads.

    apart are stretches that are no part of the list, such as captions and tables, sorted; repeated are its running
    heads.
    """
    lines: list[Line] = []
    blank, end = True, region.start
    for start, content, run_on in _pieces(text, region):
        parted = text.count("\n", end, start) > 1
        goes_on = bool(lines) and not parted and _awaits_number(lines[-1].text)
        blank, end = blank or parted, start + len(content)
        if (_PAGE_NUMBER.match(content) and not goes_on) or _RULE.match(content) or _SERVICE.match(content):
            continue
        if content in repeated or _within(apart, start):
            continue
        heading = _HEADING.match(content) is not None
        shown = content[:LONGEST_LINE]
        lines.append(Line(shown, start, start + len(content), after_blank=blank, heading=heading, run_on=run_on))
        blank = False
    return lines


def _awaits_number(line: str) -> bool:
    return line[-1:] in ",–-." and _AWAITS_NUMBER.search(line) is not None


def _within(spans: Sequence[Span], offset: int) -> bool:
    index = bisect_right(spans, offset, key=lambda s: s.start) - 1
    return index >= 0 and offset < spans[index].end


def _pieces(text: str, region: Span) -> list[tuple[int, str, bool]]:
    """The parts of the region that stand on a line of their own, or would if lines were whole.

    Each with its offset, and whether it is an entry that was run together with the one before.
    """
    found = [(region.start + m.start(), m.group(), False) for m in _LINE.finditer(text[region.start : region.end])]
    bulleted = sum(bool(BULLET.match(content)) for _, content, _ in found)
    if bulleted >= 3 and 2 * bulleted >= len(found):
        found = [
            (start + at, part, False)
            for start, content, _ in found
            for at, part in _cut(content, _run_on_bullets(content))
        ]
        found = [
            (start + at, part, at > 0)
            for start, content, _ in found
            for at, part in _cut(content, run_on_starts(content))
        ]
    return [(start + len(c) - len(c.lstrip()), c.strip(), run_on) for start, c, run_on in found if c.strip()]


def _run_on_bullets(content: str) -> list[int]:
    """Where a bullet stands right behind the end of an entry: a full stop, a number or an address, not a half word."""
    places = []
    for found in _RUN_ON_BULLET.finditer(content):
        end, word = found.end(), found.group("word")
        closed = word[-1] in ".)]/;" or word[-1].isdecimal() or "/" in word
        if closed or opens_entry(content[end + 1 :]):
            places.append(end)
    return places


def _cut(content: str, places: list[int]) -> list[tuple[int, str]]:
    bounds = [0, *places, len(content)]
    return [(a, content[a:b]) for a, b in pairwise(bounds) if b > a]


def running_heads(text: str, regions: Sequence[Span]) -> list[frozenset[str]]:
    """Of each region the lines that stand alone between blank lines, rules or page ends, and elsewhere in the text."""
    found = [
        frozenset(m.group(1) for m in _ALONE.finditer(text, r.start, r.end) if not YEAR.search(m.group(1)))
        for r in regions
    ]
    every = frozenset().union(*found)
    counts = Counter(line for line in text.split("\n") if line in every) if every else Counter[str]()
    return [frozenset(line for line in lines if counts[line] > 2) for lines in found]
