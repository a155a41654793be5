"""At which lines of a bibliography its entries begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.core.names import surname
from kg.core.spans import Span
from kg.documents.references.author_names import AuthorList, read_authors
from kg.documents.references.text import one_line

_BRACKET = re.compile(r"^\s*\\?\[([\dlIoO]{1,4})\\?\]")  # scanned papers print [lo] for [10]
_MISREAD = str.maketrans("lIoO", "1100")
_ALPHA = re.compile(r"^\s*\\?\[([A-Za-z][\w+*’'.-]{0,14}\d{2,4}[a-z]?|[A-Z][A-Za-z+]{1,7})\\?\]\s")
_AUTHOR_YEAR_LABEL = re.compile(r"^\s*\[([^\[\]\n]{3,60}?,?\s*\(?(?:19|20)\d\d[a-z]?\)?)\]")
_DOTTED = re.compile(r"^\s*(?:[-*]\s+)?(\d{1,4})\.\s+(?=\D)")
_PARENTHESISED = re.compile(r"^\s*\(?(\d{1,4})\)\s+(?=\D)")
_BARE = re.compile(r"^\s*(\d{1,4})\s+(?=[^\W\d_a-z])")
_BULLET = re.compile(r"^\s*[•*-]\s+(?=\S)")
_PAGE_NUMBER = re.compile(r"^\s*(?:[-–—]\s*)?\d{1,4}(?:\s*[-–—])?\s*$")
_AWAITS_NUMBER = re.compile(r"(?:[,–-]|\bpp?\.|\bvol\.|\bno\.)$")
# a line, or the part of one that a label opens after the end of an entry, where lines were run together
_LINE = re.compile(r"(?:(?!(?<=[.)\d/] )\[\d{1,3}\] [A-Z])[^\n\f])+|\[(?:(?!(?<=[.)\d/] )\[\d{1,3}\] [A-Z])[^\n\f])+")
_RULE = re.compile(r"^[-_*=—]{3,}$")
_HEADING = re.compile(
    r"^\s*(?:#+\s+\S|(?:Figure|Table)\s+\d+\s*[.:]|(?:Figure|Table)\s+\d+\s+[A-Z]|(?:Appendix|APPENDIX|Appendices|Supplementary\s+Materials?|SUPPLEMENTA|Supplemental\s+)\b(?![^\n]{0,100},\s*(?:19|20)\d\d))"
)
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d[a-h]?(?!\d)")
_DATED = re.compile(
    r"(?<!\d)(?:1[89]|20)\d\d[a-h]?(?!\d)|https?:|www\.|10\.\d{4,}/|in press|to appear|forthcoming|arXiv|abs/\d|n\.d\.",
    re.IGNORECASE,
)
_YEAR_FOLLOWS = re.compile(
    r"^[\s,.:;]*[(\[]?(?:(?:1[5-9]|20)\d\d[a-h]?\b|n\.d\.|in press|to appear|forthcoming)", re.IGNORECASE
)
_YEAR_IN_SIGHT = re.compile(r"[.,]\s*\(?(?:19|20)\d\d[a-h]?\)?[.,:]")
_CLOSED = re.compile(r"(?:[.)\]>]|\d[a-h]?|/|https?://\S+|www\.\S+)[\"”’'*_]*$")
_DASHES = re.compile(r"^\s*[—–_-]{2,}")
_SHORTEST = 15  # characters of an entry
_LOOK_AHEAD = 12  # lines that an author list may run over


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the bibliography that is no debris.

    after_blank says whether an empty line stands before it, opens whether it reads like the start of an entry,
    first_author is the folded surname it begins with, heading whether it heads an appendix.
    """

    text: str
    start: int
    end: int
    after_blank: bool
    opens: bool
    first_author: str
    heading: bool


def lines_of(text: str, region: Span) -> list[Line]:
    """The lines of the region in order, without empty ones and bare page numbers."""
    lines: list[Line] = []
    repeated = _running_heads(text, region)
    blank = True
    for found in _LINE.finditer(text[region.start : region.end]):
        content = found.group().strip()
        gap = text[region.start + (lines[-1].end - region.start if lines else 0) : region.start + found.start()]
        goes_on = bool(lines) and gap.count("\n") < 2 and bool(_AWAITS_NUMBER.search(lines[-1].text))
        if not content or (_PAGE_NUMBER.match(content) and not goes_on) or _RULE.match(content) or content in repeated:
            blank = blank or not content
            continue
        start = region.start + found.start() + len(found.group()) - len(found.group().lstrip())
        blank = blank or gap.count("\n") > 1
        lines.append(_line(content, start, after_blank=blank))
        blank = False
    return lines


def _running_heads(text: str, region: Span) -> frozenset[str]:
    """Lines of the region that stand alone between blank lines, rules or page ends, and elsewhere in the text again."""
    alone = re.compile(r"(?:\A|\n[ \t]*\n|\f|\n-{3,}\n)[ \t]*([^\n\f]{12,150}?)[ \t]*(?=\n[ \t]*\n|\f|\Z)")
    found = {m.group(1) for m in alone.finditer(text, region.start, region.end) if not _YEAR.search(m.group(1))}
    return frozenset(x for x in found if text.count(f"\n{x}\n") > 2)


def _line(content: str, start: int, *, after_blank: bool) -> Line:
    labelled = any(p.match(content) for p in (_BRACKET, _ALPHA, _AUTHOR_YEAR_LABEL, _DOTTED))
    authors = read_authors(one_line(content)).names if not labelled and content[:1].isupper() else ()
    return Line(
        text=content,
        start=start,
        end=start + len(content),
        after_blank=after_blank,
        opens=labelled or bool(authors),
        first_author=surname(authors[0]) if authors else "",
        heading=bool(_HEADING.match(content)),
    )


def entry_starts(lines: Sequence[Line], named: frozenset[int]) -> list[tuple[int, str]]:
    """The indexes of the lines at which entries begin, each with its printed label or "".

    named are lines that a citation's link leads to: entries begin there for certain, others may begin elsewhere.
    """
    for pattern in (_BRACKET, _DOTTED, _PARENTHESISED, _BARE):
        numbered = _ascending(lines, pattern)
        if len(numbered) < 2 or not _covers(numbered, named):
            continue
        first = numbered[0][0]
        if first <= 3:
            return numbered
        if len(numbered) >= 6 and first <= 6 * int(numbered[0][1]):  # the first labels were lost
            return [*((i, "") for i in _unlabelled(lines[:first], named)), *numbered]
    for pattern in (_ALPHA, _AUTHOR_YEAR_LABEL):
        labelled = [(i, m.group(1)) for i, line in enumerate(lines) if (m := pattern.match(line.text))]
        if (len(labelled) >= 3 and labelled[0][0] <= 1) or len(labelled) >= 8:
            return labelled
    return [(i, "") for i in _unlabelled(lines, named)]


def _covers(numbered: list[tuple[int, str]], named: frozenset[int]) -> bool:
    """Whether the numbered lines are not contradicted by the links' destinations."""
    starts = {i for i, _ in numbered}
    return len(named) < 4 or len(starts & named) >= 0.5 * len(named) or len(starts) >= 0.8 * len(named)


def _ascending(lines: Sequence[Line], pattern: re.Pattern[str]) -> list[tuple[int, str]]:
    """The lines whose numbers go up by one.

    A gap of up to three is forgiven, and a run of three goes on wherever it stands: columns may be out of order.
    """
    matches = ((i, pattern.match(line.text)) for i, line in enumerate(lines))
    found = [(i, int(m.group(1).translate(_MISREAD))) for i, m in matches if m]
    numbers = [n for _, n in found]
    result: list[tuple[int, str]] = []
    seen: set[int] = set()
    expected = 1
    for position, (i, number) in enumerate(found):
        near = 0 <= number - expected <= 3 and (number == expected or expected not in numbers[position + 1 :])
        run = numbers[position : position + 3] == [number, number + 1, number + 2]
        if number in seen or not (near or run):
            continue
        seen.add(number)
        result.append((i, str(number)))
        expected = number + 1
    return result


def _authors_at(lines: Sequence[Line], i: int) -> tuple[AuthorList, str]:
    """The authors read from line i on, and what follows them."""
    text = one_line("\n".join(line.text for line in lines[i : i + _LOOK_AHEAD]))
    text = _BULLET.sub("", text)
    authors = read_authors(text)
    return authors, text[authors.end :]


def _unlabelled(lines: Sequence[Line], named: frozenset[int]) -> list[int]:
    """Starts in a list without labels, by authors, closed lines, years and blank lines."""
    per_line = _one_entry_a_line(lines)
    if per_line:
        return per_line
    heads = {i: _authors_at(lines, i) for i in range(len(lines)) if may_open(lines, i)}
    reading = {i: (a, bool(_YEAR_FOLLOWS.match(rest)), rest) for i, (a, rest) in heads.items() if a.names}
    year_first = sum(y for _, y, _ in reading.values()) > 0.5 * max(1, len(reading))
    parted = _blank_lines_part(lines, frozenset(reading))
    starts: list[int] = []
    for i, line in enumerate(lines):
        if i == 0 or i in named or (parted and line.after_blank and may_open(lines, i)):
            starts.append(i)
            continue
        if _DASHES.match(line.text):
            starts.append(i)
            continue
        if i not in reading:
            continue
        authors, dated, rest = reading[i]
        so_far = " ".join(x.text for x in lines[starts[-1] : i])
        if year_first:
            # an odd name may hide the year that closes the author list
            late = len(authors.names) > 1 and bool(_YEAR_IN_SIGHT.search(rest[:300]))
            accepted = dated or (late and bool(_DATED.search(so_far)) and _fits(lines, i, authors))
        else:
            accepted = bool(_DATED.search(so_far)) and _fits(lines, i, authors)
        if accepted and len(so_far) > _SHORTEST:
            starts.append(i)
    return starts


def _blank_lines_part(lines: Sequence[Line], opening: frozenset[int]) -> bool:
    """Whether the empty lines stand between entries: nearly all come before a line that opens one."""
    after = [i for i, line in enumerate(lines) if i and line.after_blank]
    return len(after) >= 4 and sum(i in opening for i in after) >= 0.85 * len(after)


def _fits(lines: Sequence[Line], i: int, authors: AuthorList) -> bool:
    """Whether what looks like an author list is none of a publisher, a place or a venue."""
    text = lines[i].text
    if re.match(
        r"(?:In|Proceedings|Association|Springer|Curran|IEEE|ACM|Cambridge|Oxford|New York|URL|Available|Vol|PMLR)\b",
        text,
    ):
        return False
    if not authors.closed_by and len(authors.names) == 1 and not authors.initials:
        return False
    return bool(surname(authors.names[0]))


def may_open(lines: Sequence[Line], i: int) -> bool:
    """Whether line i can open an entry: the line before is closed, and it begins with a capital."""
    first = lines[i].text.lstrip("•*-[_ ")[:1]
    if not first or not (
        first.isupper() or lines[i].text[:1] in "•—–" or re.match(r"(?:van|von|de|der|di|d['’])", lines[i].text)
    ):
        return False
    before = lines[i - 1].text if i else ""
    if re.search(r"(?:^|\s)[A-Z]\.$|\d,$", before):  # an initial, or pages that cite the entry
        return lines[i].after_blank
    if re.search(r",$|\band$", before):
        return False
    return i == 0 or bool(_CLOSED.search(lines[i - 1].text)) or lines[i].after_blank


def _one_entry_a_line(lines: Sequence[Line]) -> list[int]:
    """All lines where nearly each is an entry of its own, as in Markdown; else nothing."""
    if len(lines) < 3:
        return []
    whole = [
        (bool(_DATED.search(x.text)) and len(x.text) > 40 and x.text[-1:] in ".)/]") or len(x.text) > 200 for x in lines
    ]
    opening = [x.opens or bool(_BULLET.match(x.text)) for x in lines]
    both = sum(w and o for w, o in zip(whole, opening, strict=True))
    if both < 0.8 * len(lines):
        return []
    return [i for i in range(len(lines)) if i == 0 or opening[i] or (whole[i] and whole[i - 1])]
