"""Citations that say "the same as before": ibid., op. cit., loc. cit."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from kg.core.document import Citation, Reference
from kg.core.names import fold, surname
from kg.core.spans import Span

_REPEAT = re.compile(
    r"(?:(?P<name>[^\W\d_a-z][\w'’-]{1,40}+)(?:\s+et\s+al\.?)?,?\s+)?(?:(?P<same>\b[Ii]bid(?:em)?\b)|\b[Oo]p\.?\s?cit\b|\b[Ll]oc\.?\s?cit\b)\.?"
)
_CITED = re.compile(r"cit\b(?<=[pc.\s]cit)")  # begins with letters, which are quickly searched for
_REACH = 8000  # characters back to the citation that is repeated


def repeated_citations(text: str, references: Sequence[Reference], citations: Sequence[Citation]) -> list[Citation]:
    """The citations that repeat one of those given, which are sorted: "ibid." the last one before it.

    "Fenwick, op. cit." repeats the last citation of a work by Fenwick; without a name it is the last one. A repetition
    with nothing to repeat is left out.
    """
    if not ("ibid" in text or "Ibid" in text or _CITED.search(text)):  # a paper without one is not searched for names
        return []
    authors = {r.key: surname(r.authors[0]) if r.authors else "" for r in references}
    found: list[Citation] = []
    for repeat in _REPEAT.finditer(text):
        before = [*citations[: bisect_left(citations, repeat.start(), key=lambda c: c.span.start)]]
        before = [c for c in before[-200:] if repeat.start() - c.span.start <= _REACH]
        before = sorted([*before, *found[-1:]], key=lambda c: c.span.start)
        name = fold(repeat.group("name") or "")
        if not repeat.group("same") and name and any(authors[c.reference_key] == name for c in before):
            before = [c for c in before if authors[c.reference_key] == name]
        if before:
            start = repeat.start("same") if repeat.group("same") else repeat.start()
            found.append(Citation(Span(start, repeat.end()), before[-1].reference_key))
    return found
