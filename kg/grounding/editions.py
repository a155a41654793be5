"""Data named with a version and without, by what else the paper names."""

import re
from collections.abc import Iterator

from kg.core.candidate import Sign
from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.grounding.forms import version_of
from kg.grounding.things import Cast, Lead, Thing, of_one_work

_ROMAN = re.compile(r"^(?P<base>.*[^\W\d_])[- ](?P<number>I{1,3}|IV|VI{0,3}|IX|X)$")
_LIKE_A_YEAR = re.compile(r"(?:(?:19|20)\d|[0129])\d|[vV]?\d+\.\d+|[vV]\d+|[IVX]+")
_POINT = re.compile(r"[vV]\d+(?:\.\d+)*$|\d\.\d+$")  # a state of one thing, where a year may be of another
_SECOND = re.compile(r"[vV]?2(?:\.0)?|II")  # beside it the bare name may be of the first
_ANY = r"[-‐‑–_ ]?([’']?\d{2,4}|[-‐‑–]\d|[vV]?\d+(?:\.\d+)+|[vV]\d+|I{1,3}|IV|VI{0,3})"


def by_only_version(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The same data with or without the only version that the paper names.

    The bare name means that version where it is new, or where one work introduced both or is cited with both; a new
    version such as "v0.5", which is a state of one thing and not a year, is the known thing of the bare name. A second
    version tells nothing, for beside it the bare name often means the first.
    """
    if thing.kind is not EntityKind.DATASET:
        return
    index = cast.indexed(_versioned)
    further = [found for f in sorted(_folds(thing)) for found in index.get(f, ()) if found[0].id != thing.id]
    if len({t.id for t, _ in further}) == 1 and _is_alone(thing, cast):
        other, (base, version) = further[0]
        if _means_version(thing, other, version):
            yield Lead(other.id, other.called, Sign.FAMILY, f"the paper names no other version of {base}")
    for base, version in _versions(thing) if thing.known is None and not further else ():
        bare = cast.named(base, thing.kind)
        if bare is None or bare.known is None or bare.id == thing.id:
            continue
        if not _POINT.search(version) or _SECOND.fullmatch(version):
            continue
        if _is_alone(bare, cast) and not _is_known_by_versions(bare, cast):
            yield Lead(bare.id, bare.called, Sign.FAMILY, f"the paper names no other version of {base}")


def _versioned(thing: Thing, _: Cast) -> Iterator[tuple[str, tuple[str, str]]]:
    if thing.kind is EntityKind.DATASET:
        yield from ((fold(base), (base, version)) for base, version in _versions(thing))


def _versions(thing: Thing) -> Iterator[tuple[str, str]]:
    """The bare names and versions that the thing's names consist of; of numbers run into letters few are versions."""
    for name in thing.spellings:
        if found := _ROMAN.match(name):
            yield found["base"], found["number"]
        elif (parts := version_of(name)) and not parts[0][-1:].isdigit():
            written = name[len(parts[0]) :]
            run_in = written[0].isdigit() and not (parts[0].isupper() and len(written) == (4 if thing.known else 2))
            if not run_in:
                yield parts[0], written.lstrip("-‐‑–_ ’'")


def _folds(thing: Thing) -> frozenset[str]:
    """What the thing is called without a version, folded; nothing where a name of it has one."""
    return frozenset() if any(_versions(thing)) else frozenset(map(fold, _names(thing)))


def _names(thing: Thing) -> set[str]:
    return {*thing.spellings, *((thing.known.name, *thing.known.aliases) if thing.known else ())}


def _is_alone(thing: Thing, cast: Cast) -> bool:
    """Whether the text has no two versions behind the names of the thing."""
    seen = {fold(v).removeprefix("v") for n in _names(thing) for v in cast.behind(n, _ANY)}
    return not any(a[-2:] != b[-2:] for a in seen for b in seen)


def _means_version(bare: Thing, version: Thing, number: str) -> bool:
    if _SECOND.fullmatch(number) and not (bare.known and version.known):
        return False
    if bare.known is None:
        return version.known is not None or _LIKE_A_YEAR.fullmatch(number) is not None
    if version.known is None:
        return False
    cited = {fold(w.title) for n in version.names for w in n.works}
    work = bare.known.introduced_by
    return of_one_work(bare.known, version.known) or bool(work and work.title and fold(work.title) in cited)


def _is_known_by_versions(bare: Thing, cast: Cast) -> bool:
    """Whether the registry tells versions of the known thing apart, or knows it by one."""
    return any(cast.registry.has_versions(bare.kind, fold(n)) for n in _names(bare))
