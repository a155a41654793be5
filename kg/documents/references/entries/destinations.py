"""The places in a bibliography that citations' links lead to."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.core.document import Reference
from kg.core.names import fold, surname
from kg.documents.layout import Layout
from kg.documents.references.entries.lines import Line
from kg.documents.references.entries.starts import may_open

_CITE = re.compile(r"^/?cite\.(?:\d+@)?(.+)$")
_NAME = re.compile(r"[^\W\d_]{2}")
_BODY = re.compile(r"(?P<body>[^\W\d_][\w@&-]{1,30})\.\s")
_YEAR = re.compile(r"(?:1[89]|20)\d\d[a-h]?$")
_MOST_WORDS = 400  # characters kept of what the links to one entry show


def cited_name(destination: str | None) -> str | None:
    """The entry's name in a destination of citations, None for other destinations.

    >>> cited_name("cite.0@fenwick2019"), cited_name("section.2")
    ('fenwick2019', None)
    """
    named = _CITE.match(destination or "")
    return named.group(1) if named else None


@dataclass(frozen=True, slots=True)
class Destination:
    """A place that citations lead to: its name, where it lands, and in folded form what its name and its links show.

    target is None where the file does not say where it lies. shown holds the words under links that show more than
    numbers.
    """

    name: str
    target: int | None
    words: str
    shown: frozenset[str] = frozenset()

    def names_author(self, author: str) -> bool:
        """Whether the links begin with the folded surname, or, where they show only numbers, the name holds it."""
        if len(author) < 2:
            return False
        return any(words.startswith(author) for words in self.shown) if self.shown else author in self.words

    def names(self, reference: Reference) -> bool:
        """Whether name or links show the entry's first author and year."""
        first = surname(reference.authors[0]) if reference.authors else ""
        return self.names_author(first) and _short_year(reference) in self.words


def destinations_of(layout: Layout) -> list[Destination]:
    """The citation destinations that links lead to, in order of their targets, those without one last."""
    targets: dict[str, int | None] = {}
    words: dict[str, str] = {}
    shown: dict[str, set[str]] = defaultdict(set)
    for link in layout.links:
        name = cited_name(link.destination)
        if not name:
            continue
        targets.setdefault(name, link.target)
        under = fold(layout.text[link.span.start : link.span.end])
        if len(words.setdefault(name, fold(name))) < _MOST_WORDS:
            words[name] += f" {under}"
            if _NAME.match(under):
                shown[name].add(under)
    found = [Destination(n, t, words[n], frozenset(shown[n])) for n, t in targets.items()]
    return sorted(found, key=lambda d: (d.target is None, d.target or 0, d.name))


def snapped(lines: Sequence[Line], destinations: Sequence[Destination]) -> dict[int, str]:
    """The lines at which entries begin because citations lead there, by index, with the destination's name.

    A destination may land a line or two off, or in the column beside: only a line that can open an entry is taken,
    the nearest whose first author the links to it name before others.
    """
    ends = [line.end for line in lines]
    found: dict[int, str] = {}
    for destination in destinations:
        if destination.target is None:
            continue
        at = bisect_left(ends, destination.target)
        near = [j for j in (at, at + 1, at - 1, at + 2, at - 2) if 0 <= j < len(lines) and j not in found]
        agreeing = (j for j in near if may_open(lines, j) and destination.names_author(lines[j].first_author))
        bodies = (j for j in near if _names_body(lines, j, destination))
        chosen = next(chain(agreeing, bodies), None)
        if chosen is not None:
            found[chosen] = destination.name
        elif at in near and may_open(lines, at) and lines[at].opens and not _names_another(lines[at], destination):
            found[at] = destination.name
    return found


def _names_body(lines: Sequence[Line], i: int, destination: Destination) -> bool:
    """Whether line i begins with the body that the links name ("xAI. Report ..."), behind a line that is closed."""
    body = _BODY.match(lines[i].text)
    closed = i == 0 or lines[i].after_blank or lines[i - 1].text[-1:] in ".)/]"
    return body is not None and closed and fold(body.group("body")) in {_YEAR.sub("", s) for s in destination.shown}


def _names_another(line: Line, destination: Destination) -> bool:
    """Whether the destination's words hold a name, and it is not the line's."""
    return bool(line.first_author) and bool(re.search(r"[^\W\d_]{4}", destination.words))


class Namers:
    """Destinations by the years they show, to find the one that names an entry among thousands."""

    def __init__(self, destinations: Iterable[Destination]) -> None:
        self._by_year: dict[str, list[Destination]] = defaultdict(list)
        for destination in destinations:
            words = destination.words
            for pair in sorted({words[i : i + 2] for i in range(len(words) - 1) if words[i : i + 2].isdecimal()}):
                self._by_year[pair].append(destination)

    def name_of(self, reference: Reference) -> str | None:
        """The name of the one destination whose words show the entry's author and year; None for none or several."""
        fitting = [d for d in self._by_year.get(_short_year(reference), ()) if d.names(reference)]
        return fitting[0].name if len(fitting) == 1 else None


def _short_year(reference: Reference) -> str:
    return str(reference.year or "-")[-2:]
