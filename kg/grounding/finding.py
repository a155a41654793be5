"""Which known things a name may mean: exactly, in another spelling, or nearly, each with the reason."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from kg.core.entity import EntityKind
from kg.core.identifiers import arxiv_id
from kg.core.identifiers import doi as doi_of
from kg.core.names import fold
from kg.core.registry import KnownEntity
from kg.grounding.grounding import base_name
from kg.grounding.registry import Registry
from kg.grounding.tasks import stem_of_task, without_task

_PARENTHESES = re.compile(r"^(.+?)(?<!\s)\s*\(([^()]{2,60})\)$")
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[\W_]")
_LONG = 8  # folded characters; names as long as this are not taken for others by the case of their letters
_NEAR = 70.0  # of 100: below that names are no spellings of each other
_MOST = 5


@dataclass(frozen=True, slots=True)
class Offer:
    """A known thing, and why it is offered for a name."""

    entity: KnownEntity
    why: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was asked; what it may mean; where that is nothing, what has nearly that name."""

    asked: str
    found: tuple[Offer, ...]
    near: tuple[Offer, ...]


def find(asked: str, registry: Registry) -> Finding:
    """All known things that go by the name, or that the work with this arXiv id or DOI introduced, sorted by id.

    The name is taken as it is first, then in the other spellings of ``spellings``; nearest names are given only where
    none of these is known.
    """
    for spelling in _all_spellings(asked):
        if known := registry.by_name(spelling):
            return Finding(asked, tuple(Offer(e, _why(e, spelling, asked)) for e in known), ())
    if known := _introduced(asked, registry):
        return Finding(asked, tuple(Offer(e, "introduced by this work") for e in known), ())
    return Finding(asked, (), nearest(asked, registry))


def resolve(name: str, kind: EntityKind, registry: Registry) -> KnownEntity | None:
    """The one known thing of the kind that a name in a list means, or None where none or several could be meant.

    >>> from kg.grounding.registry import load_registry
    >>> resolve("the SQuAD dataset", EntityKind.DATASET, load_registry()).introduced_by.arxiv
    '1606.05250'
    """
    for spelling in spellings(name, kind):
        if any(e.kind is kind for e in registry.by_name(spelling)):
            known = registry.meant_by(spelling, kind)
            return known if known and _stands_for(spelling, name, known) else None
    return None


def _stands_for(spelling: str, name: str, known: KnownEntity) -> bool:
    """Whether what was left of a longer name may still be the known thing.

    Not where a word was cut from a model's name ("Hunyuan-Large" may be another model than Hunyuan), nor where a short
    rest is written in other letters: LIMIT in "LIMITRetrieval" is not LiMiT.
    """
    if fold(spelling) == fold(name):
        return True
    if known.kind is EntityKind.MODEL and not any(c.isdigit() for c in name[len(spelling) :]):
        return not name.startswith(spelling)
    letters = {_LETTERS.sub("", n) for n in (known.name, *known.aliases, *known.lookup)}
    return len(fold(spelling)) >= _LONG or _LETTERS.sub("", spelling) in letters


def spellings(name: str, kind: EntityKind) -> Iterator[str]:
    """The name as given, and what of it may be the name.

    That is the name without article, cue noun and size, before its colon, outside and within parentheses, and for data
    without the task that a benchmark sets on them.

    >>> list(spellings("Stanford Question Answering Dataset (SQuAD)", EntityKind.DATASET))[-2:]
    ['Stanford Question Answering', 'SQuAD']
    >>> list(spellings("MLQARetrieval", EntityKind.DATASET))
    ['MLQARetrieval', 'MLQA']
    """
    head = name.partition(": ")[0]
    outer, inner = found.groups() if (found := _PARENTHESES.match(name)) else (name, "")
    forms = [name, base_name(name, kind), head, base_name(head, kind), outer, base_name(outer, kind), inner]
    if kind is EntityKind.DATASET:
        forms += [without_task(name), stem_of_task(name)]
    return iter(dict.fromkeys(form for form in forms if fold(form)))


def nearest(name: str, registry: Registry, *, most: int = _MOST) -> tuple[Offer, ...]:
    """The known things with the names most alike, best first; the digits in both are the same.

    CIFAR-10 is never offered for CIFAR-100.
    """
    key, digits = fold(name), _DIGITS.findall(name)
    choices = dict(_names(registry, digits))
    alike = process.extract(key, choices.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
    offers: dict[str, Offer] = {}
    for folded, score, _ in sorted(alike, key=lambda hit: (-hit[1], hit[0])):
        for entity in registry.by_name(choices[folded]):
            offers.setdefault(entity.id, Offer(entity, f"{choices[folded]} is spelled {score:.0f} % alike"))
    return tuple(offers.values())[:most]


def _names(registry: Registry, digits: list[str]) -> Iterator[tuple[str, str]]:
    for entity in registry.entities:
        for name in (entity.name, *entity.aliases, *entity.lookup):
            if _DIGITS.findall(name) == digits:
                yield fold(name), name


def _all_spellings(asked: str) -> Iterable[str]:
    return dict.fromkeys(form for kind in EntityKind for form in spellings(asked, kind))


def _introduced(asked: str, registry: Registry) -> tuple[KnownEntity, ...]:
    return registry.by_work(arxiv=arxiv_id(asked), doi=doi_of(asked), title=asked)


def _why(entity: KnownEntity, spelling: str, asked: str) -> str:
    known = "its name" if fold(entity.name) == fold(spelling) else f"also called {_spelled(entity, spelling)}"
    return known if fold(spelling) == fold(asked) else f"{known}, taking {spelling} for the name"


def _spelled(entity: KnownEntity, spelling: str) -> str:
    return next((n for n in (*entity.aliases, *entity.lookup) if fold(n) == fold(spelling)), spelling)
