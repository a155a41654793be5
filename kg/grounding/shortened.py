"""Names that leave out words of a longer name in the same paper, or spell its end in another way."""

import re
from collections.abc import Iterator

from kg.core.candidate import Sign
from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.grounding.forms import singular
from kg.grounding.names import known_by
from kg.grounding.things import Cast, Lead, Thing

_FEWEST = 4  # letters of a name that may stand for a longer one
_JOINED = re.compile(r"[&+/,\d]|\band\b")
_DASH = re.compile(r"[-‐‑–\s]+")


def by_beginning(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The data whose longer names in the paper alone begin with this new one.

    They are meant where works are cited with both, or where they are known by what follows too ("VOC", "PASCAL VOC").
    """
    for name in _bare_names(thing, cast):
        longer = {s: t for t, s in cast.indexed(_beginnings).get(name.lower(), ()) if t.id != thing.id}
        if len({s[len(name) + 1 :].split()[0].lower() for s in longer}) != 1:
            continue
        whole = min(longer, key=lambda s: (len(s), s))
        meant = longer[whole]
        further = whole[len(name) + 1 :]
        if _is_name_of(further, meant) or (_cited_together(thing, meant) and not any(c.isdigit() for c in further)):
            yield Lead(meant.id, meant.called, Sign.PART, f"{whole} is the only longer name here that begins so")


def by_ending(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The data whose longer name in the paper alone ends in this new one, known or with works that are cited with both.

    Not where a word joins two names: the Crows are a part of "Rooks and Crows".
    """
    for name in _bare_names(thing, cast):
        longer = {t.id: (s, t) for t, s in cast.indexed(_endings).get(name.lower(), ()) if t.id != thing.id}
        if len(longer) == 1:
            whole, meant = next(iter(longer.values()))
            joined = _JOINED.search(whole[: -len(name)])  # as a number would be, it makes another thing
            if not joined and (meant.known or _cited_together(thing, meant)):
                yield Lead(meant.id, meant.called, Sign.PART, f"{whole} is the only longer name here that ends so")


def by_spelled_out_end(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The model of a name equal but for its end, where both ends are names of one known model, and which is oftener."""
    if thing.kind is not EntityKind.MODEL or thing.known or not (own := _with_known_end(thing, cast)):
        return
    alike = [t for cut in sorted(own) for t, _ in cast.indexed(_known_ends)[cut]]
    if (best := max(alike, key=lambda t: (t.known is not None, t.count))).id != thing.id:
        yield Lead(best.id, best.called, Sign.ALIAS, f"{best.called} has the same name but for how its end is spelled")


def _beginnings(thing: Thing, _: Cast) -> Iterator[tuple[str, str]]:
    """What names of data begin with, in small letters, with the names; and so for endings."""
    for name in thing.spellings if thing.kind is EntityKind.DATASET else ():
        words = name.lower().split()
        yield from ((" ".join(words[:n]), name) for n in range(1, len(words)))


def _endings(thing: Thing, _: Cast) -> Iterator[tuple[str, str]]:
    for name in thing.spellings if thing.kind is EntityKind.DATASET else ():
        words = name.lower().split()
        yield from ((" ".join(words[n:]), name) for n in range(1, len(words)))


def _known_ends(thing: Thing, cast: Cast) -> Iterator[tuple[tuple[str, str], None]]:
    if thing.kind is EntityKind.MODEL:
        yield from ((cut, None) for cut in sorted(_with_known_end(thing, cast)))


def _bare_names(thing: Thing, cast: Cast) -> Iterator[str]:
    """The names of new data that are long enough to stand for longer ones, and that mean nothing known."""
    if thing.kind is EntityKind.DATASET and thing.known is None:
        yield from (n.name for n in thing.names if len(fold(n.name)) >= _FEWEST and not cast.registry.by_name(n.name))


def _is_name_of(name: str, thing: Thing) -> bool:
    return thing.known is not None and fold(name) in map(fold, (thing.known.name, *thing.known.aliases))


def _cited_together(one: Thing, other: Thing) -> bool:
    return not {w for n in one.names for w in n.works}.isdisjoint(w for n in other.names for w in n.works)


def _with_known_end(thing: Thing, cast: Cast) -> frozenset[tuple[str, str]]:
    """The names cut before their longest end that names a known model: what is before, folded, and that one's id."""
    return frozenset(cut for s in thing.spellings if (cut := _cut(s, cast)))


def _cut(name: str, cast: Cast) -> tuple[str, str] | None:
    for dash in _DASH.finditer(name):
        end = name[dash.end() :]
        for form in (end, singular(end)):
            known = known_by(form, EntityKind.MODEL, cast.registry) if form else None
            if known and dash.start():
                return fold(name[: dash.start()]), known.id
    return None
