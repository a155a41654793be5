"""Known names that differ from a name by a slip of the pen, and by nothing that could be meant."""

from rapidfuzz.distance import OSA, Levenshtein

from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.grounding.forms import frame
from kg.grounding.registry import Registry

_SHORTEST = 6  # folded characters; in shorter ones one letter makes another name
_LONG = 10  # ... from which a letter left out or put in is a slip wherever it stands within


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


def _is_slip(one: str, other: str) -> bool:
    if one == other or abs(len(one) - len(other)) > 1 or OSA.distance(one, other, score_cutoff=1) != 1:
        return False
    if len(one) == len(other):
        return Levenshtein.distance(one, other) == 2  # one exchange, no replacement
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    at = next(n for n in range(len(longer)) if longer[:n] + longer[n + 1 :] == shorter)  # one letter more
    doubled = longer[at] in (longer[at - 1 : at], longer[at + 1 : at + 2])
    return doubled or (len(shorter) >= _LONG and 0 < at < len(longer) - 1)
