"""At which lines of a bibliography its entries begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.core.names import surname
from kg.documents.references.entries.labels import Labelled, lettered_lines, numbered_lines
from kg.documents.references.entries.lines import BULLET, LONGEST_LINE, Line
from kg.documents.references.parsing.author_names import AuthorList, read_authors
from kg.documents.references.parsing.text import one_line

_DATED = re.compile(
    r"(?<!\d)(?:1[89]|20)\d\d[a-h]?(?!\d)|https?:|www\.|10\.\d{4,}/|in press|to appear|forthcoming|arXiv|abs/\d|n\.d\.",
    re.IGNORECASE,
)
_YEAR_FOLLOWS = re.compile(
    r"^[\s,.:;]*[(\[]?(?:(?:1[5-9]|20)\d\d[a-h]?\b|n\.d\.|in press|to appear|forthcoming)", re.IGNORECASE
)
_YEAR_IN_SIGHT = re.compile(r"[.,]\s*\(?(?:19|20)\d\d[a-h]?\)?[.,:]")
_CLOSED = re.compile(r"(?:[.)\]>]|\d[a-h]?|/|https?://\S+|www\.\S+)[\"”’'*_]*$")
_STOPS = ".)]>/"
_INITIAL_OR_PAGES = re.compile(r"(?:^|\s)[A-Z]\.$|\d,$")  # an initial, or pages that cite the entry before
_AND = re.compile(r"\band$")
_PARTICLE = re.compile(r"(?:van|von|de|der|di|d['’])")
_DASHES = re.compile(r"^\s*[—–_-]{2,}")
_NO_AUTHOR = re.compile(
    r"(?:In|Proceedings|Association|Springer|Curran|IEEE|ACM|Cambridge|Oxford|New York|URL|Available|Vol|PMLR)\b"
)
_SHORTEST = 15  # characters of an entry
_LOOK_AHEAD = 12  # lines that an author list may run over
_FEW_LINES = 5
_ENOUGH = 150  # characters behind an author list that show how it ends


def entry_starts(lines: Sequence[Line], named: frozenset[int]) -> Labelled:
    """The indexes of the lines at which entries begin, each with its printed label or "".

    named are lines that a citation's link leads to: entries begin there for certain, others may begin elsewhere.
    """
    texts = [line.text for line in lines]
    for numbered in numbered_lines(texts):
        if not _covers(numbered, named):
            continue
        first = numbered[0][0]
        if first <= 3:
            return numbered
        if len(numbered) >= 6 and first <= 6 * int(numbered[0][1]):  # the first labels were lost
            return [*((i, "") for i in _unlabelled(lines[:first], named)), *numbered]
    return lettered_lines(texts) or [(i, "") for i in _unlabelled(lines, named)]


@lru_cache(maxsize=4096)
def _is_dated(line: str) -> bool:
    """Whether a line has a year, or an address or words that stand where others have one."""
    return _DATED.search(line) is not None


def _covers(numbered: Labelled, named: frozenset[int]) -> bool:
    """Whether the numbered lines are not contradicted by the links' destinations."""
    starts = {i for i, _ in numbered}
    return len(named) < 4 or len(starts & named) >= 0.5 * len(named) or len(starts) >= 0.8 * len(named)


@dataclass(frozen=True, slots=True)
class _Opening:
    """What a line looks like if an entry begins there: its authors, whether a year is next to them, and the rest."""

    authors: AuthorList
    dated: bool
    rest: str


def _opening(lines: Sequence[Line], i: int, until: int) -> _Opening:
    """The opening of an entry read from line i on, not beyond the line until."""
    end = min(until, i + _LOOK_AHEAD)
    for last in (min(end, i + _FEW_LINES), end):  # a short list of authors needs no long look
        text = BULLET.sub("", one_line("\n".join(line.text for line in lines[i:last])[:LONGEST_LINE]))
        authors = read_authors(text)
        rest = text[authors.end :]
        if last == end or len(rest) > _ENOUGH:
            break
    return _Opening(authors, bool(_YEAR_FOLLOWS.match(rest)), rest)


def _unlabelled(lines: Sequence[Line], named: frozenset[int]) -> list[int]:
    """Starts in a list without labels, by authors, closed lines, years and blank lines."""
    if plain := _bulleted(lines) or _one_entry_a_line(lines):
        return plain
    possible = [i for i in range(len(lines)) if may_open(lines, i)]
    openings = {i: o for i in possible if (o := _opening(lines, i, len(lines))).authors.names}
    parted = _blank_lines_part(lines, frozenset(openings))
    if parted:  # an entry does not go on behind an empty line, so a line inside one opens another only if that has all
        ends = _next_blanks(lines)
        openings = {i: _opening(lines, i, ends[i]) for i in openings}
        whole = {i for i in openings if any(_is_dated(x.text) for x in lines[i : ends[i]])}
        openings = {i: o for i, o in openings.items() if o.authors.names and (lines[i].after_blank or i in whole)}
    year_first = sum(o.dated for o in openings.values()) > 0.5 * max(1, len(openings))
    starts: list[int] = []
    dated_at, length = -1, 0  # the last line with a year, and the characters since the last start
    for i, line in enumerate(lines):
        certain = i == 0 or i in named or (parted and line.after_blank and may_open(lines, i))
        if not certain and not _DASHES.match(line.text):
            opening = openings.get(i)
            late = dated_at >= (starts[-1] if starts else 0)
            certain = opening is not None and length > _SHORTEST and _accepted(line, opening, year_first, late)
        if certain or _DASHES.match(line.text):
            starts.append(i)
            length = 0
        dated_at = i if _is_dated(line.text) else dated_at
        length += len(line.text) + 1
    return starts


def _accepted(line: Line, opening: _Opening, year_first: bool, late: bool) -> bool:
    """Whether a line opens an entry in a list of the style; late says that the entry before has its year."""
    if not year_first:
        return late and _fits(line, opening.authors)
    if opening.dated:
        return True
    # an odd name may hide the year that closes the author list
    in_sight = len(opening.authors.names) > 1 and bool(_YEAR_IN_SIGHT.search(opening.rest[:300]))
    return in_sight and late and _fits(line, opening.authors)


def _next_blanks(lines: Sequence[Line]) -> list[int]:
    """For each line the next one that stands behind an empty line."""
    ends, end = [0] * len(lines), len(lines)
    for i in range(len(lines) - 1, -1, -1):
        ends[i] = end
        if lines[i].after_blank:
            end = i
    return ends


def _blank_lines_part(lines: Sequence[Line], opening: frozenset[int]) -> bool:
    """Whether the empty lines stand between entries: nearly all come before a line that opens one."""
    after = [i for i, line in enumerate(lines) if i and line.after_blank]
    return len(after) >= 4 and sum(i in opening for i in after) >= 0.85 * len(after)


def _fits(line: Line, authors: AuthorList) -> bool:
    """Whether what looks like an author list is none of a publisher, a place or a venue."""
    if _NO_AUTHOR.match(line.text):
        return False
    if not authors.closed_by and len(authors.names) == 1 and not authors.initials:
        return False
    return bool(surname(authors.names[0]))


def may_open(lines: Sequence[Line], i: int) -> bool:
    """Whether line i can open an entry: the line before is closed, and it begins with a capital."""
    first = lines[i].text.lstrip("•*-[_ ")[:1]
    if not first or not (first.isupper() or lines[i].text[:1] in "•—–" or _PARTICLE.match(lines[i].text)):
        return False
    before = lines[i - 1].text if i else ""
    last = before[-1:]
    if last in ".," and _INITIAL_OR_PAGES.search(before):
        return lines[i].after_blank
    if last == "," or (last == "d" and _AND.search(before)):
        return False
    return i == 0 or last in _STOPS or lines[i].after_blank or bool(_CLOSED.search(before))


def _bulleted(lines: Sequence[Line]) -> list[int]:
    """The lines with a bullet, where they are a list of such; else nothing."""
    bullets = [i for i, line in enumerate(lines) if BULLET.match(line.text)]
    if len(bullets) < 3 or bullets[0] > 1 or sum(not line.after_blank for line in lines) > 12 * len(bullets):
        return []
    dated = sum(
        any(_is_dated(line.text) for line in lines[a:b])
        for a, b in zip(bullets, [*bullets[1:], len(lines)], strict=True)
    )
    if dated < 0.7 * len(bullets):
        return []
    return sorted({*bullets, *(i for i, line in enumerate(lines) if line.run_on)})


def _one_entry_a_line(lines: Sequence[Line]) -> list[int]:
    """All lines where nearly each is an entry of its own, as in Markdown; else nothing."""
    if len(lines) < 3:
        return []
    whole = [(len(x.text) > 40 and x.text[-1:] in ".)/]" and _is_dated(x.text)) or len(x.text) > 200 for x in lines]
    if sum(whole) < 0.8 * len(lines):
        return []
    opening = [x.opens or bool(BULLET.match(x.text)) for x in lines]
    both = sum(w and o for w, o in zip(whole, opening, strict=True))
    if both < 0.8 * len(lines):
        return []
    return [i for i in range(len(lines)) if i == 0 or opening[i] or (whole[i] and whole[i - 1])]
