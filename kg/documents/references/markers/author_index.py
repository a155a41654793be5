"""The entries of a bibliography by the names that in-text citations call them by."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.core.document import Reference
from kg.core.names import fold, surname

_HEAD = re.compile(r"^[^,.;:&(\[“\"]{2,80}?(?=\s{0,3}[,.;:&(\[“\"]|\s{1,9}and\s|\s{1,9}et\s+al)")
_ACRONYM = re.compile(r"^[^.]{0,120}?\(([A-Z][A-Za-z@&-]{1,11})\)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_COMMON = frozenset(("the", "and", "for", "with", "from", "that", "this", "which", "model", "models", "data", "using"))
_NEAR_YEARS = 1  # by which preprint and publication differ


@dataclass(frozen=True, slots=True)
class Marker:
    """What a citation by name says: the authors it names in order, whether others follow, the year and its letter.

    year is None for a work that is not yet printed. context is the text before the marker, to tell apart two entries
    that the marker fits.
    """

    names: tuple[str, ...]
    others: bool
    year: int | None
    letter: str = ""
    context: str = ""


class AuthorIndex:
    """Entries by the folded name of their first author, or of the body that wrote them."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._by_name: dict[str, list[Reference]] = defaultdict(list)
        for reference in references:
            for name in sorted(set(_names(reference))):
                if len(name) > 1:
                    self._by_name[name].append(reference)

    def __contains__(self, name: str) -> bool:
        return fold(name) in self._by_name

    def find(self, marker: Marker, *, strict: bool = False) -> Reference | None:
        """The entry that the marker names, None where there is none.

        Of several the one with the letter, then the one whose further authors fit, then the one whose words stand
        before the marker, then the first. Strictly read, the year must be the entry's and the authors must agree.
        """
        words = marker.names[0].split() if marker.names else []
        for take in range(len(words), 0, -1):
            entries = self._by_name.get(fold(" ".join(words[-take:])))
            if entries and (chosen := _choose(entries, marker, strict=strict)):
                return chosen
        return None


def _names(reference: Reference) -> Iterator[str]:
    """The folded names that a marker may give the entry: surnames with and without particles, bodies, acronyms."""
    first = reference.authors[0] if reference.authors else ""
    if first:
        words = first.split()
        yield surname(first)
        yield from (fold(" ".join(words[-n:])) for n in (1, 2, 3) if n <= len(words))
        yield fold(first)
    raw = reference.raw[:200]
    if acronym := _ACRONYM.match(raw):
        yield fold(acronym.group(1))
    if head := _HEAD.match(raw):
        words = head.group().split()
        yield fold(head.group())
        yield fold(words[-1])
        if not first:
            yield fold(words[0])
        if len(words) > 2:
            yield "".join(w[0] for w in words if w[0].isupper()).lower()
    if not first and reference.title:
        yield fold(reference.title)
        yield fold(reference.title.split()[0])


def _choose(entries: Sequence[Reference], marker: Marker, *, strict: bool) -> Reference | None:
    fitting = [r for r in entries if _fits_year(r, marker.year)]
    if not fitting and marker.year is not None:  # an entry may print several years
        fitting = [r for r in entries if str(marker.year) in r.raw and _agreement(r, marker) > 0]
    if strict:
        fitting = [r for r in fitting if _agreement(r, marker) > 0]
    if not fitting:
        return None if strict or marker.year is None else _of_a_near_year(entries, marker)
    best = max(_agreement(r, marker) for r in fitting)
    agreeing = [r for r in fitting if _agreement(r, marker) == best]
    if marker.letter:
        lettered = [r for r in agreeing if _letter(r) == marker.letter] or [
            r for r in fitting if _letter(r) == marker.letter
        ]
        if lettered:
            return lettered[0]
        index = ord(marker.letter) - ord("a")
        return agreeing[index] if index < len(agreeing) else agreeing[0]
    if len(agreeing) > 1:
        near = _content(marker.context)
        return max(agreeing, key=lambda r: len(near & _content(r.raw)))  # the first of equals
    return agreeing[0]


def _of_a_near_year(entries: Sequence[Reference], marker: Marker) -> Reference | None:
    """The one entry of another year, or of none, that further authors confirm: a preprint, and its publication."""
    if len(marker.names) < 2 and not marker.others:
        return None
    near = [r for r in entries if r.year is None or abs(r.year - (marker.year or 0)) <= _NEAR_YEARS]
    near = [r for r in near if _agreement(r, marker) > 0]
    return near[0] if len(near) == 1 else None


def _fits_year(reference: Reference, year: int | None) -> bool:
    if year is None:
        return reference.year is None
    return reference.year == year or (reference.year is None and str(year) in reference.raw)


def _agreement(reference: Reference, marker: Marker) -> int:
    """How well the entry's authors agree with the marker's: 0 not at all, 1 as far as can be told, 2 well."""
    authors = reference.authors
    if not authors:
        return 1
    if len(marker.names) > 1:
        second = fold(marker.names[1].split()[-1])
        if len(authors) > 1 and fold(authors[1]).endswith(second):
            return 2
        return 1 if second in fold(reference.raw[:200]) else 0
    if marker.others:
        return 2 if len(authors) > 2 else 1 if len(authors) == 2 or "et al" in reference.raw else 0
    return 2 if len(authors) == 1 else 0


def _letter(reference: Reference) -> str:
    found = re.search(rf"{reference.year}([a-h])(?![a-z])", reference.raw) if reference.year else None
    return found.group(1) if found else ""


def _content(text: str) -> set[str]:
    return {w for w in (m.group().lower() for m in _WORD.finditer(text)) if w not in _COMMON}
