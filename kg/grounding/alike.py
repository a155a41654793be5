"""Names that differ from a name by a slip of the pen, and by nothing that could be meant."""

from collections.abc import Iterator

from rapidfuzz.distance import OSA, Levenshtein

from kg.core.candidate import Sign
from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.grounding.forms import frame
from kg.grounding.registry import Registry
from kg.grounding.things import Cast, Lead, Thing

_SHORTEST = 6  # folded characters; in shorter ones one letter makes another name
_LONG = 10  # ... from which a letter left out or put in is a slip wherever it stands within
_LONG_HERE = 8  # ... the same beside the right name in one paper
_RARE = 2  # times that a slip may occur
_MORE = 3  # times as often the right name stands in the paper
_VOWELS = frozenset("aeiou")


def misspelled(name: str, kind: EntityKind, registry: Registry) -> tuple[KnownEntity, ...]:
    """The known things of the kind of whose names this one is a misspelling, sorted by id.

    Digits, capitals and the first letter must be the same, for these make names ("ResNeXt" is not "ResNet", "VOC07" is
    not "VOC12"). One slip is forgiven: neighbours exchanged or a letter doubled, in names of ten letters also one left
    out or put in before the last. A letter in the place of another is none: Wikimedia is not Wikipedia.
    """
    folded = fold(name)
    if len(folded) < _SHORTEST:
        return ()
    found = {
        entity.id: entity for spelling, entity in registry.framed(kind, frame(name)) if _is_slip(folded, fold(spelling))
    }
    return tuple(found[k] for k in sorted(found))


def by_slip(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The one thing of the paper that is named far more often by a name of which this one is a misspelling.

    Beside the right name more is forgiven: in long names also a vowel for another, and two letters written twice.
    """
    if thing.known or thing.count > _RARE:
        return
    found = {}
    for own in thing.spellings:
        for meant, right in cast.indexed(_often).get((thing.kind, frame(own)), ()):
            if meant.count >= _MORE * thing.count and meant.id != thing.id and _is_slip_of(own, right):
                found[meant.id] = meant, right
    if len(found) == 1:
        ((meant, right),) = found.values()
        reason = f"but for a slip it is spelled like {right}, which is frequent here"
        yield Lead(meant.id, meant.called, Sign.SIMILAR, reason)


def _often(thing: Thing, _: Cast) -> Iterator[tuple[tuple[EntityKind, str], str]]:
    if thing.count >= _MORE:
        yield from (((thing.kind, frame(s)), s) for s in thing.spellings)


def _is_slip_of(name: str, right: str) -> bool:
    one, other = fold(name), fold(right)
    if min(len(one), len(other)) < _LONG_HERE:
        return False
    return _is_slip(one, other, long=_LONG_HERE) or _is_slip_of_sound(one, other)


def _is_slip_of_sound(one: str, other: str) -> bool:
    """Whether one vowel stands for another, or two letters stand twice, in names of ten letters."""
    if min(len(one), len(other)) < _LONG:
        return False
    if len(one) == len(other):
        differing = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return len(differing) == 1 and set(differing[0]) <= _VOWELS
    twice = (one[:n] + one[n : n + 2] + one[n:] for n in range(len(one) - 1))
    again = (other[:n] + other[n : n + 2] + other[n:] for n in range(len(other) - 1))
    return other in twice or one in again


def _is_slip(one: str, other: str, *, long: int = _LONG) -> bool:
    if one == other or abs(len(one) - len(other)) > 1 or OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    if len(one) == len(other):
        return Levenshtein.distance(one, other) == 2  # one exchange, no replacement
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    at = next(n for n in range(len(longer)) if longer[:n] + longer[n + 1 :] == shorter)  # one letter more
    doubled = longer[at] in (longer[at - 1 : at], longer[at + 1 : at + 2])
    return doubled or (len(shorter) >= long and 0 < at < len(longer) - 1)
