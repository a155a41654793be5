"""Citations that a file marks up, joined with those that only its text shows."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.core.document import Citation, Reference
from kg.core.spans import Span
from kg.documents.layout import Layout
from kg.documents.marked_up.entries import Entry
from kg.documents.references.citations import find_citations

_LEAD = " ([{;,–—-"
_TRAIL = " ;,.–—-"
_ONE_NUMBER = re.compile(r"\W*(\d{1,4})\W*")
_DASH = re.compile(r"\s*(?:[\])]\s*)?[–—‐‑−⁻-]\s*(?:[\[(]\s*)?")
_LONGEST_RANGE = 60
_REACH = 200
"""No textual citation that overlaps a marker begins farther than this before it."""


def marker_parts(text: str) -> tuple[str, str, str]:
    """What stands before, in and after the part of a marker that names its entry.

    >>> marker_parts("(Lark et al., 2019;"), marker_parts("[3]"), marker_parts("Finch (2020)")
    (('(', 'Lark et al., 2019', ';'), ('[', '3', ']'), ('', 'Finch (2020)', ''))
    """
    start, end = 0, len(text)
    while start < end and text[start] in _LEAD:
        start += 1
    while end > start and (text[end - 1] in _TRAIL or (text[end - 1] in ")]}" and _unopened(text[start:end]))):
        if text[:end].endswith("al."):
            break
        end -= 1
    return text[:start], text[start:end], text[end:]


def _unopened(text: str) -> bool:
    closing = text[-1]
    return text.count({")": "(", "]": "[", "}": "{"}[closing]) < text.count(closing)


def labelled(entries: Sequence[Entry], shown: Iterable[tuple[str, str]]) -> list[Entry]:
    """The entries with the numbers that the text cites them by, where it cites by number; else as they are.

    shown are the markers of the text with the entry that each is tied to. An entry that is never cited alone gets the
    number of its place.
    """
    shown = [*shown]
    votes: dict[str, Counter[int]] = {}
    for text, ident in shown:
        if number := _ONE_NUMBER.fullmatch(text):
            votes.setdefault(ident, Counter())[int(number.group(1))] += 1
    if not entries or any(e.label for e in entries) or sum(map(Counter.total, votes.values())) <= 0.5 * len(shown):
        return [*entries]
    places = {e.ident: place for place, e in enumerate(entries)}
    shifts = Counter(n - places[i] for i, c in votes.items() if i in places for n in c.elements())
    shift = shifts.most_common(1)[0][0] if shifts else 1
    return [replace(e, label=str(place + shift)) for place, e in enumerate(entries)]


def tied(layout: Layout, references: tuple[Reference, ...], marked: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations that the file marks up, and those that only the text shows, sorted.

    Where the text itself shows what a marker is marked up to cite, it is taken as the text shows it: it tells the parts
    of a group apart. Where they disagree, the file's word counts.
    """
    textual = find_citations(layout, references)
    starts = [c.span.start for c in textual]
    kept = set(textual)
    for citation in _with_ranges(layout.text, references, marked):
        first = bisect_left(starts, citation.span.start - _REACH)
        last = bisect_left(starts, citation.span.end)
        rivals = [c for c in textual[first:last] if c.span.overlaps(citation.span)]
        if not any(c.reference_key == citation.reference_key for c in rivals):
            kept.difference_update(rivals)
            kept.add(citation)
    return tuple(sorted(kept))


def _with_ranges(text: str, references: Sequence[Reference], marked: Sequence[Citation]) -> list[Citation]:
    """The citations, and those of the entries between the ends of a range: "[3]–[5]" cites the fourth too."""
    places = {r.key: place for place, r in enumerate(references)}
    found = sorted(marked)
    for one, next_ in pairwise([*found]):
        between = text[one.span.end : next_.span.start]
        numeric = text[one.span.start : one.span.end][-1:].isdigit() and text[next_.span.start].isdigit()
        if not (numeric and 0 < len(between) < 8 and _DASH.fullmatch(between)):
            continue
        first, last = places.get(one.reference_key, 0), places.get(next_.reference_key, 0)
        if first < last <= first + _LONGEST_RANGE:
            span = Span(one.span.start, next_.span.end)
            found += [Citation(span, r.key) for r in references[first + 1 : last]]
    return found
