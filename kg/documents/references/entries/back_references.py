"""The pages of a paper that cite an entry, as some styles print them behind it, are no part of the entry."""

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.core.spans import Span
from kg.documents.layout import Layout

_PAGES = r"\d{1,4}(?:\s*[,;–-]\s*\d{1,4})*(?:\s*(?:,\s*)?and\s+\d{1,4})?"
_BARE = re.compile(rf"(?<=[.\])”\"/\w])\s+(?P<pages>{_PAGES})\.?\s*$")
_AFTER_STOP = re.compile(r"[.\])”\"/]$|/\S+$")
_CITED_ON = re.compile(
    r"(?:(?<!\s)\s+)?(?:[(\[]\s*)?(?:[Cc]ited (?:on|in|at)|↑)"
    r"(?:\s{0,9}(?:pages?|pp?\.|sections?|§))?[\d,;\s.–and-]{1,200}+[.)\]]*\s*$"
)
_LEADS_TO_PAGE = re.compile(r"^/?(?:page|section|subsection|subsubsection|appendix|figure|table|equation|Item)\b")
_DATED = re.compile(r"(?<!\d)(?:1[89]|20)\d\d[a-h]?(?!\d)")
_NUMBER = re.compile(r"\d+")
_MOST_PAGES = 200  # of a paper whose pages are not known
_SHARE = 0.5
"""The part of the entries that must end so, before numbers behind them are taken for pages that cite."""


def without_back_references(raws: Sequence[str], spans: Sequence[Span], layout: Layout) -> list[str]:
    """The entries without the numbers of the pages on which they are cited.

    Words ("Cited on page 5.") are enough. Bare numbers behind the full stop are taken off where links over them lead
    to pages, or where at least half of the entries end so, with rising numbers that the paper has as pages.
    """
    linked = _linked_tails(spans, layout)
    bare = [_bare_pages(raw, len(layout.page_starts) if layout.has_pages else 0) for raw in raws]
    usual = len(raws) > 2 and sum(b is not None for b in bare) >= _SHARE * len(raws)
    result = []
    for number, raw in enumerate(raws):
        cut = _CITED_ON.search(raw) if "ited " in raw or "↑" in raw else None
        at = bare[number]
        if cut:
            result.append(raw[: cut.start()].rstrip())
        elif at is not None and (usual or number in linked):
            result.append(raw[:at].rstrip())
        else:
            result.append(raw)
    return result


def _bare_pages(raw: str, page_count: int) -> int | None:
    """Where the numbers behind the entry's full stop begin, None where there are none that can be pages."""
    ends_in_number = raw.rstrip().removesuffix(".")[-1:].isdecimal()
    found = _BARE.search(raw) if ends_in_number else None
    if not found:
        return None
    numbers = [int(n) for n in _NUMBER.findall(found.group("pages"))]
    entry = raw[: found.start()].rstrip()
    rising = all(a < b for a, b in pairwise(numbers))
    possible = numbers[0] > 0 and numbers[-1] <= (page_count or _MOST_PAGES) and rising
    return found.start() if possible and _AFTER_STOP.search(entry) and _DATED.search(entry) else None


def _linked_tails(spans: Sequence[Span], layout: Layout) -> set[int]:
    """The entries, by place in the list, whose last characters are under a link to a page or a section."""
    leading = [n for n in layout.links if n.destination and _LEADS_TO_PAGE.match(n.destination)]
    ends = {span.end: number for number, span in enumerate(spans)}
    found = set()
    for link in leading:
        for end in range(link.span.end, link.span.end + 3):
            if end in ends:
                found.add(ends[end])
    return found
