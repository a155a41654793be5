"""The names most like one that nobody goes by, to be offered in its place."""

from collections.abc import Iterable

from kg.core.names import fold

NEAREST = 3
"""How many near names are offered for an unknown one."""

_MOST_SLIPS = 2
_LETTERS_A_SLIP = 3  # in "AB" every letter may be meant; in "BRET" one slip is one, two are another word
_LEAST_LIKENESS = 70.0  # of 100; below that an offer looks like a joke
_LONGEST = 1_000  # characters of a name that is offered


def nearest_to(name: str, names: Iterable[str], *, count: int = NEAREST) -> tuple[str, ...]:
    """The names most like this one, best first, equals in alphabetical order; perhaps none.

    Those one or two slips of the pen away come first: a letter too many, too few, another, or two that changed places.
    Then those that share most with it, be it a part of them. Of spellings of one name the first is given.

    >>> nearest_to("BRET", ["BERT", "Rethinking ImageNet pre-training", "bert"])
    ('BERT', 'Rethinking ImageNet pre-training')
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most names are known, and it takes long to load
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    wanted = fold(name)
    folded: dict[str, str] = {}
    for each in sorted({each for each in names if len(each) <= _LONGEST}):
        folded.setdefault(fold(each), each)
    slips = min(_MOST_SLIPS, len(wanted) // _LETTERS_A_SLIP)
    close = process.extract(wanted, folded.keys(), scorer=OSA.distance, score_cutoff=slips, limit=None) if slips else []
    near = [folded[key] for key, _, _ in sorted(close, key=lambda hit: (hit[1], folded[hit[0]]))]
    alike = process.extract(wanted, folded.keys(), scorer=fuzz.WRatio, score_cutoff=_LEAST_LIKENESS, limit=None)
    ranked = sorted(alike, key=lambda hit: (-hit[1], -fuzz.ratio(wanted, hit[0]), folded[hit[0]]))
    return tuple(dict.fromkeys((*near, *(folded[key] for key, _, _ in ranked))))[:count]
