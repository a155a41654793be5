"""Data named with a split, a language or a task, and the same data without, by what else the paper names."""

import re
from collections.abc import Iterator

from kg.core.candidate import Sign
from kg.core.entity import EntityKind
from kg.core.names import fold
from kg.grounding.families import YEARS
from kg.grounding.names import known_by
from kg.grounding.things import Cast, Lead, Thing

_SPLIT = re.compile(
    r"^(?P<base>.*?\w)[-‐‑–_ :]{1,9}\(?(?:train|training|trainval|val|valid|validation|minival|dev|test|test-?dev)"
    r"(?:[- ](?:set|split|data|part|portion))?(?P<year>(?:19|20)\d\d)?\)?$",
    re.IGNORECASE,
)
_TASK = re.compile(  # detection and segmentation have data of their own
    r"^(?P<base>.*?\w)\s+(?:(?:image|object|action|sentiment|text|speech|movie|product|English|POS)\s+)?"
    r"(?:classification|recognition|tagging|chunking|NER|shared task|reviews?)$",
    re.IGNORECASE,
)
_ENGLISH = re.compile(r"^English[- ](?P<base>[A-Z].*)$", re.IGNORECASE)
_CODES = {
    "English": "en",
    "German": "de",
    "French": "fr",
    "Romanian": "ro",
    "Czech": "cs",
    "Russian": "ru",
    "Chinese": "zh",
    "Spanish": "es",
    "Finnish": "fi",
    "Turkish": "tr",
    "Estonian": "et",
    "Latvian": "lv",
    "Lithuanian": "lt",
    "Italian": "it",
    "Japanese": "ja",
    "Korean": "ko",
    "Hindi": "hi",
    "Arabic": "ar",
    "Portuguese": "pt",
    "Dutch": "nl",
    "Polish": "pl",
    "Vietnamese": "vi",
    "Indonesian": "id",
    "Greek": "el",
    "Hungarian": "hu",
    "Swedish": "sv",
    "Danish": "da",
    "Norwegian": "no",
    "Persian": "fa",
    "Hebrew": "he",
    "Thai": "th",
    "Urdu": "ur",
    "Bengali": "bn",
    "Tamil": "ta",
    "Swahili": "sw",
    "Ukrainian": "uk",
    "Catalan": "ca",
}
_TONGUE = "|".join((*_CODES, *_CODES.values()))
_PAIR = re.compile(rf"\b({_TONGUE})\s?(?:[-‐‑–—/⇒→↔]|[- ]to[- ])\s?({_TONGUE})\b", re.IGNORECASE)
_LONGEST = 200  # characters of a name in which its languages are looked for
_YEAR_CUT = re.compile(r"(?<=[A-Za-z])[-‐‑– ]?[’']?(\d\d)\b")


def by_split(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The data of which a name of this thing adds a part to train, choose or test on; with a year, that year's."""
    for name in _new_names(thing):
        if found := _SPLIT.match(name):
            base, year = found["base"], found["year"]
            wholes = (f"{base} {year}", *(() if _has_years_apart(base, cast) else (base,))) if year else (base,)
            for whole in wholes:
                if lead := cast.lead(whole, thing.kind, Sign.FAMILY, f"{name} is a part of {whole}"):
                    yield lead


def by_task(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The known data to whose name this thing's adds the task."""
    for name in _new_names(thing):
        if found := _TASK.match(name):
            lead = cast.lead(found["base"], thing.kind, Sign.FAMILY, f"{name} is the task on {found['base']}")
            if lead and cast.registry.get(lead.id):
                yield lead


def by_language(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The English data that the paper also names without their language, or where known the other way round.

    Not where the text has the data in another language too.
    """
    for name in _new_names(thing):
        bare = cast.named(found["base"], thing.kind) if (found := _ENGLISH.match(name)) else None
        if bare and _is_in_one_language(bare, cast):
            yield Lead(bare.id, bare.called, Sign.FAMILY, f"{name} is {bare.called}, here in no other language")
    english = cast.indexed(_in_english)
    for other, base in (found for s in thing.spellings for found in english.get((thing.kind, fold(s)), ())):
        if other.id != thing.id and cast.named(base, thing.kind) is thing and _is_in_one_language(thing, cast):
            yield Lead(other.id, other.called, Sign.FAMILY, f"{thing.called} is English, and here in no other language")


def _in_english(thing: Thing, _: Cast) -> Iterator[tuple[tuple[EntityKind, str], str]]:
    """The names of known English data without their language."""
    if thing.kind is EntityKind.DATASET and thing.known:
        bases = (found["base"] for s in thing.spellings if (found := _ENGLISH.match(s)))
        yield from (((thing.kind, fold(base)), base) for base in bases)


def by_pair(thing: Thing, cast: Cast) -> Iterator[Lead]:
    """The data with the same pair of languages, spelled in another way, that is named more often or first.

    Where the paper names no other pair of the same data, that are the data that it names without one.
    """
    if thing.kind is not EntityKind.DATASET or thing.known or not (own := _paired(thing)):
        return
    for name in thing.spellings:
        whole = _without_pair(name)
        meant = cast.named(whole, thing.kind) if whole else None
        if whole and meant and len({tongues for _, tongues in cast.indexed(_tongues_of)[whole]}) == 1:
            yield Lead(meant.id, meant.called, Sign.FAMILY, f"the paper names no other languages of {whole}")
    alike = [t for form in sorted(own) for t, _ in cast.indexed(_spelled_in_pairs)[form]]
    best = max(alike, key=lambda t: (t.known is not None, t.count))
    if best.id != thing.id:
        yield Lead(best.id, best.called, Sign.FAMILY, f"{best.called} is of the same two languages")


def pair_form(name: str) -> str | None:
    """The name folded with its pair of languages in codes and years in four digits, or None where it has no pair.

    >>> pair_form("REED 2014 English-to-German"), pair_form("REED’14 En-De"), pair_form("REED 2014 German-English")
    ('reed2014ende', 'reed2014ende', 'reed2014deen')
    """
    found = _PAIR.search(name, 0, _LONGEST)
    if found is None:
        return None
    codes = [_code(t) for t in found.groups()]
    rest = _YEAR_CUT.sub(r" 20\1", f"{name[: found.start()]} {name[found.end() :]}".strip())
    return f"{fold(rest)}{codes[0]}{codes[1]}" if codes[0] != codes[1] and fold(rest) else None


def _has_years_apart(base: str, cast: Cast) -> bool:
    """Whether the registry knows a year of the data as a thing of its own."""
    known = known_by(base, EntityKind.DATASET, cast.registry)
    names = (known.name, *known.aliases) if known else ()
    years = (known_by(f"{n} {y}", EntityKind.DATASET, cast.registry) for n in names for y in YEARS)
    return any(y is not None and y is not known for y in years)


def _new_names(thing: Thing) -> Iterator[str]:
    if thing.kind is EntityKind.DATASET and thing.known is None:
        yield from (n.name for n in thing.names)


def _is_in_one_language(thing: Thing, cast: Cast) -> bool:
    names = "|".join(map(re.escape, thing.spellings))
    further = "|".join((*list(_CODES)[1:], "multi-?lingual", "cross-?lingual"))
    return not re.search(rf"\b(?:{further})\s+(?:{names})\b", cast.paper.document.text, re.IGNORECASE)


def _without_pair(name: str) -> str | None:
    found = _PAIR.search(name, 0, _LONGEST)
    return f"{name[: found.start()]} {name[found.end() :]}".strip() if found else None


def _tongues_of(thing: Thing, _: Cast) -> Iterator[tuple[str, frozenset[str]]]:
    """What the data are called without a pair of languages, with the pair."""
    for name in thing.spellings if thing.kind is EntityKind.DATASET else ():
        if (whole := _without_pair(name)) is not None and (found := _PAIR.search(name, 0, _LONGEST)):
            yield whole, frozenset(map(_code, found.groups()))


def _spelled_in_pairs(thing: Thing, _: Cast) -> Iterator[tuple[str, None]]:
    if thing.kind is EntityKind.DATASET:
        yield from ((form, None) for form in sorted(_paired(thing)))


def _code(language: str) -> str:
    return _CODES.get(language.title(), language.lower())


def _paired(thing: Thing) -> frozenset[str]:
    return frozenset(filter(None, map(pair_form, thing.spellings)))
