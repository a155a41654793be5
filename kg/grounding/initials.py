"""Short names that are the initials of a longer name in the same paper, where no sentence says so."""

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from kg.core.candidate import Sign
from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.grounding.forms import singular
from kg.grounding.things import Cast, Lead, Thing

_SHORT = re.compile(r"(?=(?:.*[A-Z]){2})[A-Z0-9][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*")
_FEWEST = 3  # letters of a short name; two letters stand for many things
_SURE = 4  # ... of one that is known and of which no long name is
_SURE_WORDS = 3
_ALIKE = 85.0  # of 100: from there two long names are spellings of one
_DIGITS = re.compile(r"\d+")
_CAPITAL = re.compile(r"[A-Z][a-z]*")
_START = re.compile(r"[A-Z]{2,}(?![a-z])|[A-Z][a-z]*")
_WORD = re.compile(r"[A-Za-z0-9]+")
_LITTLE = frozenset(("a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to", "with"))


def by_initials(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The one other thing of the paper whose long name has this short one for its initials, or the other way round.

    What is known is meant; of two that are new the one with the short name. A known short name that stands for other
    words is not meant: a "Graph Attention Network" is no GAN.
    """
    if thing.known:
        return
    for long in thing.spellings:  # what the paper says itself counts for another thing of a known short name too
        said = cast.paper.shorts.get(fold(long))
        if said and (meant := cast.named(said, thing.kind)) and meant.known is None:
            yield Lead(meant.id, meant.called, Sign.ABBREVIATION, f"the paper abbreviates it as {said}")
    longs = _longer(thing, cast)
    if len(longs) == 1 and longs[0][0].known:
        yield _lead(*longs[0])
    shorts = _shorter(thing, cast)
    if len(shorts) == 1 and _may_be_so_long(thing, *shorts[0]) and len(_longer(shorts[0][0], cast)) == 1:
        yield _lead(*shorts[0])


def by_title(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The thing that a title in the bibliography, "NAME: this long name", gives the short name of."""
    for long in map(fold, thing.spellings if thing.known is None else ()):
        name, title = cast.titles.get(long, ("", ""))
        if name and (meant := cast.named(name, thing.kind)):
            yield Lead(meant.id, meant.called, Sign.ABBREVIATION, f"{title} is the title of a work")


def initials_of(long: str) -> frozenset[str]:
    """What the initials of the words may spell, folded; capitals within words may count, little words need not.

    >>> sorted(initials_of("Gated Attention RNN with Marks"))
    ['garnnm', 'garnnwm']
    >>> sorted(initials_of("PubMed Central")), sorted(initials_of("PubMed"))
    (['pc', 'pmc'], [])
    """
    words = _WORD.findall(long)
    if len(words) < 2:
        return frozenset()
    kept = [w for w in words if w not in _LITTLE]
    return frozenset("".join(map(form, ws)).lower() for ws in (words, kept) for form in (_initial, _capitals))


def _initial(word: str) -> str:
    return word if word.isupper() or word[0].isdigit() else word[0]


def _capitals(word: str) -> str:
    return word if word.isupper() else word[0] + "".join(c for c in word[1:] if c.isupper() or c.isdigit())


_Letters = tuple[EntityKind, str]
_Beginning = tuple[EntityKind, str, int]


def _longer(thing: Thing, cast: Cast) -> list[tuple[Thing, tuple[str, str]]]:
    """The things with a long name that one of this thing is short for, each with the two names."""
    found: dict[str, tuple[Thing, tuple[str, str]]] = {}
    for letters, short in _short_names(thing, cast):
        for other, long in cast.indexed(_long_names).get(letters, ()):
            found.setdefault(other.id, (other, (short, long)))
    for beginning, short in _short_beginnings(thing, cast):
        for other, long in cast.indexed(_long_beginnings).get(beginning, ()):
            if _begins_words(short, long):
                found.setdefault(other.id, (other, (short, long)))
    return [pair for identifier, pair in found.items() if identifier != thing.id]


def _shorter(thing: Thing, cast: Cast) -> list[tuple[Thing, tuple[str, str]]]:
    """The things with a short name for a long one of this thing, each with the two names."""
    found: dict[str, tuple[Thing, tuple[str, str]]] = {}
    for letters, long in _long_names(thing, cast):
        for other, short in cast.indexed(_short_names).get(letters, ()):
            found.setdefault(other.id, (other, (short, long)))
    for beginning, long in _long_beginnings(thing, cast):
        for other, short in cast.indexed(_short_beginnings).get(beginning, ()):
            if _begins_words(short, long):
                found.setdefault(other.id, (other, (short, long)))
    return [pair for identifier, pair in found.items() if identifier != thing.id]


def _short_names(thing: Thing, _: Cast) -> Iterator[tuple[_Letters, str]]:
    for name in (singular(s) or s for s in thing.spellings if _SHORT.fullmatch(s)):
        if len(fold(name)) >= _FEWEST:
            yield (thing.kind, fold(name)), name


def _long_names(thing: Thing, _: Cast) -> Iterator[tuple[_Letters, str]]:
    for name in thing.spellings:
        yield from (((thing.kind, letters), name) for letters in sorted(initials_of(name)))


def _short_beginnings(thing: Thing, cast: Cast) -> Iterator[tuple[_Beginning, str]]:
    for _, name in _short_names(thing, cast):
        for count in {len(_CAPITAL.findall(name)), len(_START.findall(name))}:
            yield (thing.kind, name[0].lower(), count), name


def _long_beginnings(thing: Thing, _: Cast) -> Iterator[tuple[_Beginning, str]]:
    for name in thing.spellings:
        if len(words := [w for w in _WORD.findall(name) if w not in _LITTLE]) > 1:
            yield (thing.kind, words[0][0].lower(), len(words)), name


def _begins_words(short: str, long: str) -> bool:
    """Whether each capital of the short name, with the small letters behind it, begins a word of the long one.

    >>> _begins_words("CoWaQ", "Corpus of Wading Questions"), _begins_words("WaderQA", "Wader Facts")
    (True, False)
    """
    words = [w.lower() for w in _WORD.findall(long) if w not in _LITTLE]
    whole = any(w.isupper() for w in _WORD.findall(long))  # then capitals in a row are such a word: "MultiRAIL"
    starts = (_START if whole else _CAPITAL).findall(short)
    if "".join(starts) != short or len(starts) != len(words) or len(words) < 2 or len(short) <= _FEWEST:
        return False
    return all(word.startswith(start.lower()) for start, word in zip(starts, words, strict=True))


def _may_be_so_long(thing: Thing, short: Thing, pair: tuple[str, str]) -> bool:
    """Whether the thing of the short name may have the long one of the other.

    Not where that is also called by a number that is lost then ("MUC-7"). One that is known has a long name like it, or
    none and a sure short one.
    """
    if not set(_DIGITS.findall(" ".join(thing.spellings))) <= set(_DIGITS.findall(" ".join(pair))):
        return False
    if short.known is None:
        return True
    longs = [n for n in (short.known.name, *short.known.aliases) if fold(pair[0]) in initials_of(n)]
    if not longs:
        return len(fold(pair[0])) >= _SURE and len(_WORD.findall(pair[1])) >= _SURE_WORDS
    return any(fuzz.ratio(fold(n), fold(pair[1])) >= _ALIKE for n in longs)


def _lead(to: Thing, pair: tuple[str, str]) -> Lead:
    short, long = pair
    return Lead(to.id, to.called, Sign.ABBREVIATION, f"{short} is what the words of {long} begin with")
