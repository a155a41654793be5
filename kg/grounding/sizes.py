"""Models that are sizes, depths or settings of one model, by what else the paper names."""

import re
from collections.abc import Iterator

from kg.core.candidate import Sign
from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.grounding.forms import base_name, without_depth
from kg.grounding.names import known_by
from kg.grounding.things import Cast, Lead, Thing, of_one_work

_DASH = "[-‐‑–_ ]"
_BASE = r"^(?P<base>.*[^\W_])"
_LETTERS = "Ti|XXS|XS|XXL|XL|[TSMBLHGg]"
_LETTER = re.compile(rf"{_BASE}{_DASH}(?P<size>{_LETTERS})$")
_PATCHES = re.compile(rf"{_BASE}(?:{_DASH}(?:{_LETTERS})/|/(?:{_LETTERS}))\d{{1,2}}(?:@\d+(?:px)?)?$")
_NUMBERED = re.compile(rf"{_BASE}{_DASH}(?P<letter>[BFLMSWR])\d{{1,2}}$")
_DEEP = re.compile(rf"{_BASE}(?P<dash>{_DASH})[1-9]\d{{1,2}}(?:-\d{{1,2}})?$")
_NET = re.compile(r"[Nn]ets?$")
# letters that are hardly anything but sizes; S and T are students and teachers too, B is blind, M multilingual
_PLAINLY = frozenset(("Ti", "XXS", "XS", "L", "XL", "XXL", "H", "G", "g"))
_SMALL = frozenset("TSB")
_SETTING = re.compile(
    r"^(?:vanilla|standard|original|plain|regular|conventional|(?:zero|few)-shot|pre-?trained|fine-?tuned"
    r"|base|large|small)\s+(?=\w)",
    re.IGNORECASE,
)
_BUILT_ON = re.compile(rf"{_BASE}[-‐‑–+](?P<part>\w.*)$")


def is_numbered_by_layers(known: KnownEntity) -> bool:
    """Whether numbers behind the name count layers: known of this one, or usual for what is called a net.

    "mBART50" counts languages and is another model.
    """
    numbered = (n for n in known.aliases if fold(without_depth(n)) == fold(known.name) != fold(n))
    return known.name.lower().endswith("net") or any(True for _ in numbered)


def by_size(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The models of which a name of this one gives a size, a depth or a setting.

    What is known by itself leads to the known family whose work introduced it too.
    """
    if thing.kind is not EntityKind.MODEL:
        return
    if thing.known:
        yield from _family_of(thing.known, cast)
        return
    for name in (n.name for n in thing.names):
        for base, reason in (*_sizes(name, cast), *_depths(name, cast), *_settings(name, cast)):
            if lead := cast.lead(base, thing.kind, Sign.FAMILY, reason):
                yield lead


def _family_of(known: KnownEntity, cast: Cast) -> Iterator[Lead]:
    bases = [m["base"] for form in (_LETTER, _NUMBERED) if (m := form.match(known.name))]
    for base in (base_name(known.name, known.kind), *bases):
        family = known_by(base, known.kind, cast.registry)
        if family and family.id != known.id and of_one_work(family, known):
            reason = f"{known.name} is a size of {family.name}, of one work"
            yield Lead(family.id, family.name, Sign.FAMILY, reason)


def _sizes(name: str, cast: Cast) -> Iterator[tuple[str, str]]:
    if found := _PATCHES.match(name):
        yield found["base"], f"{name} is {found['base']} of a size, on patches"
    elif (found := _LETTER.match(name)) and _is_letter_of_size(found["base"], found["size"], cast):
        yield found["base"], f"{name} is {found['base']} of a size"
    elif found := _NUMBERED.match(name):
        base, letter = found["base"], found["letter"]
        if letter == "B" or len(cast.behind(base, rf"{_DASH}{letter}(\d{{1,2}})")) > 1:
            yield base, f"{name} is one of several sizes of {base}"


def _is_letter_of_size(base: str, size: str, cast: Cast) -> bool:
    """Whether the letter is a size: further ones stand behind the name in the text, or the model is known by such ones.

    L is large of what is known otherwise too, but not of nets that are told apart by layers.
    """
    seen = cast.behind(base, rf"{_DASH}({_LETTERS})")
    if (len(seen) > 1 and seen & _PLAINLY) or seen >= _SMALL:
        return True
    known = known_by(base, EntityKind.MODEL, cast.registry)
    if known is None:
        return False
    in_patches = any((m := _PATCHES.match(n)) and fold(m["base"]) == fold(base) for n in known.aliases)
    return in_patches or (size == "L" and not is_numbered_by_layers(known))


def _depths(name: str, cast: Cast) -> Iterator[tuple[str, str]]:
    """What the paper also names without the number, where that is a net or has further numbers."""
    found = _DEEP.match(name)
    if found and cast.named(found["base"], EntityKind.MODEL):
        base, dash = found["base"], found["dash"]
        if _NET.search(base) or len(cast.behind(base, rf"{re.escape(dash)}([1-9]\d{{1,2}})(?:-\d{{1,2}})?")) > 1:
            yield base, f"{name} is {base} of a depth or size"


def _settings(name: str, cast: Cast) -> Iterator[tuple[str, str]]:
    """The model itself in a usual setting, and the paper's own model built on a known one."""
    if found := _SETTING.match(name):
        yield name[found.end() :], f"{name} is {name[found.end() :]} as usual or in a setting"
    if (found := _BUILT_ON.match(name)) and _is_own(found["base"], cast):
        part = cast.lead(found["part"], EntityKind.MODEL, Sign.FAMILY, "")
        own = cast.named(found["base"], EntityKind.MODEL)
        if part and own and cast.registry.get(part.id) and part.id != own.id:
            yield found["base"], f"{name} is the paper's {found['base']}, built on {part.called}"


def _is_own(name: str, cast: Cast) -> bool:
    """Whether the paper's title opens with the name and a colon."""
    opening, colon, _ = cast.paper.own.title.partition(":")
    return bool(colon) and fold(opening) == fold(name)
