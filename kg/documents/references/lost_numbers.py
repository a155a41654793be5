"""The numbers of a list that has lost them: by its order, and by names that stand with a number in the text."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from kg.core.document import Reference
from kg.core.names import fold, surname
from kg.core.spans import Span
from kg.documents.references.markers.names import author_year_citations
from kg.documents.references.markers.numbers import bracketed_numbers

_NAME = r"[^\W\d_a-z][\w'’-]{1,40}+"
_NAMED = re.compile(
    rf"(?P<name>{_NAME})(?P<more>\s+et\s+al\.?|\s+(?:and|&)\s+{_NAME})?\s*(?:\(\d{{4}}[a-z]?\)\s*)?\[(?P<number>\d{{1,4}})\]"
)
_CITED_SHARE = 0.4  # of a bibliography's numbers at least are met in the text
_BEYOND_SHARE = 0.25  # of the numbers that a list may have lost
_YEARS = 1500

Anchor = tuple[int, int]
"""A number and how far the entry that it means stands from the place of that number."""


def lost_numbers(text: str, references: Sequence[Reference], closed: Sequence[Span]) -> dict[int, str]:
    """The number of each entry, by its place from 0, in a list that a text cites by numbers it does not print.

    An entry's number is its place, corrected by what the text says beside numbers ("Fenwick et al. [12]"); where that
    contradicts itself an entry gets none. Empty where the text does not cite so.
    """
    count = len(references)
    found = [(n, at) for n, at in bracketed_numbers(text) if n < _YEARS]
    found = [(n, at) for n, at in found if not any(s.start <= at < s.end for s in closed)]
    cited = {n for n, _ in found}
    inside, beyond = {n for n in cited if 0 < n <= count}, {n for n in cited if n > count}
    if len(inside) < max(3, _CITED_SHARE * count) or len(beyond) > 1 + _BEYOND_SHARE * count:
        return {}
    if len(author_year_citations(text, references)) > len({at for _, at in found}):
        return {}
    anchors = _anchors(text, references)
    if not anchors and len(beyond) > 2:
        return {}
    numbers: dict[int, str] = {}
    for number in range(1, max(cited) + 1):
        shift = _shift(anchors, number)
        if shift is not None and 0 <= number - 1 + shift < count:
            numbers.setdefault(number - 1 + shift, str(number))
    return numbers


def _anchors(text: str, references: Sequence[Reference]) -> list[Anchor]:
    """The numbers that stand behind the name of an entry's first author or a title's head, in rising order.

    One that agrees with none of its neighbours is left out.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for place, reference in enumerate(references):
        for name in {surname(reference.authors[0]) if reference.authors else "", _head(reference)} - {""}:
            places[name].append(place)
    found: dict[int, int] = {}
    for named in _NAMED.finditer(text):
        number = int(named.group("number"))
        near = [p - number + 1 for p in places.get(fold(named.group("name")), ())]
        near = [shift for shift in near if abs(shift) <= 2 + len(references) // 4]
        if len(near) == 1:
            found.setdefault(number, near[0])
    anchors = sorted(found.items())
    return [
        anchor
        for i, anchor in enumerate(anchors)
        if len(anchors) < 3 or anchor[1] in [a[1] for a in anchors[max(0, i - 2) : i] + anchors[i + 1 : i + 3]]
    ]


def _head(reference: Reference) -> str:
    """The name that opens a title such as "HERON: counting birds"."""
    head, colon, _ = (reference.title or "").partition(":")
    return fold(head) if colon and " " not in head.strip() else ""


def _shift(anchors: Sequence[Anchor], number: int) -> int | None:
    """How far the entry of the number is from its place, as the anchors on both sides agree; None where they do not."""
    at = bisect_left(anchors, (number, -(10**9)))
    if at < len(anchors) and anchors[at][0] == number:
        return anchors[at][1]
    before = anchors[at - 1][1] if at else 0
    after = anchors[at][1] if at < len(anchors) else before
    return before if before == after else None
