"""What may be printed for each entry of a bibliography where it is cited."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.core.document import Reference
from kg.core.names import fold
from kg.documents.latex.citing.labels import Label

_PARTICLES = frozenset(
    """
    van von der den de del della di da dos du la le ter ten zu al el bin ben
    """.split()  # noqa: SIM905 - a list this long reads better as words
)
_ET_AL = re.compile(r"\bet al\b|\band others\b")
_HEAD = 80


@dataclass(frozen=True, slots=True)
class Marker:
    """What may be printed for an entry: its number in the list, its authors, its year, its own label."""

    number: str
    authors: str
    year: str
    label: str = ""


def markers(references: Sequence[Reference], labels: Mapping[str, Label]) -> dict[str, Marker]:
    """For each key what a marker shows; where labels do not say it, letters tell equal authors and years apart.

    >>> a = Reference("x", "", authors=("Ann Lee", "Bo van Dam"), year=2019)
    >>> markers([a], {})["x"]
    Marker(number='1', authors='Lee and van Dam', year='2019', label='')
    """
    named = [(r.key, _authors(r), str(r.year or "n.d.")) for r in references]
    shared = Counter((names, year) for _, names, year in named)
    seen: Counter[tuple[str, str]] = Counter()
    result = {}
    for position, (key, names, year) in enumerate(named, 1):
        letter = ""
        if shared[names, year] > 1 and seen[names, year] < 26:
            letter = chr(ord("a") + seen[names, year])
        seen[names, year] += 1
        label = labels.get(key, Label())
        if label.authors:
            result[key] = Marker(str(position), label.authors, label.year or year, label.text)
        else:
            result[key] = Marker(str(position), names, year + letter, label.text)
    return result


def _authors(reference: Reference) -> str:
    names = [_last_name(a) for a in reference.authors if fold(a)]
    if not names:
        return " ".join((reference.title or reference.key).split()[:4])
    if len(names) > 2 or _ET_AL.search(reference.raw[:_HEAD]):
        return f"{names[0]} et al."
    return " and ".join(names)


def _last_name(author: str) -> str:
    words = author.split()
    start = len(words) - 1
    while start > 0 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])
