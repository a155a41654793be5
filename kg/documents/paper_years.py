"""The year of a paper, as its first page prints it."""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

_YEAR = re.compile(r"(?<![\d./-])(?:19[5-9]\d|20[0-4]\d)(?![\d/]|-\d)")
_SHORT_YEAR = re.compile(r"\b[A-Z]{3,8}(?:\s?[’']|-)(\d\d)\b")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\b\.?"
_DATED = re.compile(
    r"copyright|©|\(c\)|conference|proceedings|workshop|journal|received|accepted|published|revised|version|^\W*\d{4}\W*$"
    rf"|\b{_MONTH}.{{0,20}}\d{{4}}",
    re.IGNORECASE,
)
_FETCHED = re.compile(
    r"downloaded|authorized licensed|licensed to|restrictions apply|accessed|access provided|retrieved|printed from"
    r"|this copy was|last visited",
    re.IGNORECASE,
)
"""What those say who hand a paper out: their dates are the reader's."""

_TEMPLATE = re.compile(r"class files|journal of l\s?a\s?t\s?e\s?x|\btemplate\b", re.IGNORECASE)
"""Running heads that come with a template, which authors left as they were."""

_Y = r"(?P<year>19[5-9]\d|20[0-4]\d)(?!\d)"
_S = r"[’'‘`]\s?(?P<short>\d\d)(?!\d)"
_PRINTED = (
    re.compile(rf"(?:©|ⓒ|\bcopyright|(?<!\w)\(c\))(?:\W|\bcopyright\b|\(c\)|held by|by){{0,8}}{_Y}", re.IGNORECASE),
    re.compile(rf"\$\s?\d+\.\d\d\s\W*+(?:\w\W++)?\b{_Y}\s+[A-Z]"),  # a scan's copyright sign may be any letter
    re.compile(rf"^\W*copyright\b.{{0,80}}?\b{_Y}", re.IGNORECASE),
    re.compile(rf"^\W*[A-Z][A-Za-z+]{{2,11}}\s?{_S}(?:\W*$|\W+(?i:\d{{1,2}}\W+)?(?i:{_MONTH}))"),
    re.compile(rf"^\W*(?:Submitted|Accepted|Appears|To appear|Published) (?:to|at|in) [A-Z][A-Za-z+]+\s?{_S}"),
    re.compile(rf"^\W*[A-Z][A-Za-z+]{{0,10}}[A-Z]\s{_Y}(?:\W*$|.{{0,60}}\b(?i:{_MONTH}))"),
    re.compile(rf"^\W*(?=[A-Z])(?i:appear(?:ing|s|ed)|to appear|published|presented)(?i: in| at)\b[^()]*\b{_Y}"),
    re.compile(rf"^\W*(?=[A-Z])(?i:(?:first |article )?published\b.{{0,20}}\b{_MONTH}).{{0,8}}\b{_Y}"),
    re.compile(
        r"^\W*(?=[A-Z])(?i:(?:manuscript |article |paper )?(?:received|submitted|accepted))"
        rf"\b.{{0,20}}?\b(?i:{_MONTH}).{{0,8}}?\b{_Y}"
    ),
)
"""Lines of notes that print a year wherever they stand on the page, the firmest first."""


def believable(texts: Iterable[str]) -> list[str]:
    """The texts without the stamps of those who hand a paper out and without the heads of templates."""
    return [text for text in texts if not _FETCHED.search(text) and not _TEMPLATE.search(text)]


def paper_year(
    venue: str | None, around: Sequence[str], page: Sequence[str], arxiv: str | None, stamped: int | None
) -> int | None:
    """The year of the venue, of the arXiv id or its stamp, or one that the front or a note of the first page prints.

    around are the lines above the abstract and at the page's edges; page are all lines of the first page, of which
    those alone count that a copyright, an event's short name or a date of publication begins.
    """
    if found := _of_venue(venue or ""):
        return found
    if arxiv and arxiv[:4].isdigit():
        return 2000 + int(arxiv[:2])
    if stamped:
        return stamped
    dated = [int(y) for text in believable(around) if _DATED.search(text) for y in _YEAR.findall(text)]
    return max(dated) if dated else _printed(believable([*around, *page]))


def _of_venue(venue: str) -> int | None:
    if years := _YEAR.findall(venue):
        return int(years[-1])
    short = _SHORT_YEAR.search(venue)
    return _whole(short.group(1)) if short else None


_PROCEEDINGS = re.compile(rf"^\W*(?:Appear\w+ in |In )?(?:the )?Proceedings of [^()\[\]]{{0,120}}?,\s{_Y}\W*$")
"""A note of where a paper appeared, which may run over two lines."""


def _printed(page: Sequence[str]) -> int | None:
    for pattern in _PRINTED:
        for text in page:
            if found := pattern.search(text):
                parts = found.groupdict()
                return int(parts["year"]) if parts.get("year") else _whole(parts["short"])
    pairs = (f"{line} {below}" for line, below in pairwise(page))
    return next((int(found.group("year")) for pair in pairs if (found := _PROCEEDINGS.search(pair))), None)


def _whole(short: str) -> int:
    """The year that two digits stand for, 1950 to 2049."""
    return int(short) + (1900 if int(short) >= 50 else 2000)
