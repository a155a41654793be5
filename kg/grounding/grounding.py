"""Which known or new thing each mention names."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.core.entity import Entity, EntityKind, entity_id
from kg.core.mention import Mention
from kg.core.names import fold, without_article
from kg.core.registry import KnownEntity
from kg.grounding.registry import Registry

_SIZE = re.compile(
    r"[-‐‑–_ ]{0,2}\(?(?:\d+(?:\.\d+)?\s?[BMbm]|base|large|small|medium|tiny|mini|huge|xl|xxl|xlarge)\)?$",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"[’']s?$")
_CUE = re.compile(r"(?:\s+(?:data\s?sets?|corpus|corpora|benchmarks?|models?|networks?))+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grounding:
    """A mention, the entity it names, and the reason in words."""

    mention: Mention
    entity_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Grounded:
    """All groundings of a document, in the text's order, and the entities they name, sorted by identifier."""

    groundings: tuple[Grounding, ...]
    entities: tuple[Entity, ...]


def ground(mentions: Iterable[Mention], registry: Registry, abbreviations: Mapping[str, str]) -> Grounded:
    """Tie every mention to an entity: a known one by name or by the paper's abbreviation, else a new one by its name.

    Spellings that differ in case, hyphens, plural, size ("-7B", "large") or a trailing cue noun are one name. The same
    name gives the same identifier in every paper.
    """
    mentions = list(mentions)
    folds = {fold(base_name(m.surface, m.kind)) for m in mentions}
    shorts = {fold(long): short for short, long in sorted(abbreviations.items(), reverse=True)}
    groundings = tuple(_ground_one(m, registry, abbreviations, shorts, folds) for m in mentions)
    return Grounded(groundings, _entities(groundings, registry))


def base_name(surface: str, kind: EntityKind) -> str:
    """The name without article, possessive, trailing cue noun and, for models, size.

    >>> base_name("LLaMA-65B", EntityKind.MODEL), base_name("the GLUE benchmark", EntityKind.DATASET)
    ('LLaMA', 'GLUE')
    """
    name = _POSSESSIVE.sub("", without_article(" ".join(surface.split())))
    name = _CUE.sub("", name) or name
    if kind is EntityKind.MODEL:
        name = _SIZE.sub("", name) or name
    return name


def _ground_one(
    mention: Mention,
    registry: Registry,
    abbreviations: Mapping[str, str],
    shorts: Mapping[str, str],
    folds: set[str],
) -> Grounding:
    if mention.canonical and (known := _known(mention.canonical, mention.kind, registry)):
        return Grounding(mention, known.id, f"known name of {known.name}")
    name = base_name(mention.surface, mention.kind)
    if known := _known(name, mention.kind, registry):
        return Grounding(mention, known.id, f"known name of {known.name}")
    long = abbreviations.get(name) or abbreviations.get(mention.surface)
    if long and (known := _known(base_name(long, mention.kind), mention.kind, registry)):
        return Grounding(mention, known.id, f"the paper says that it stands for {long}")
    if short := shorts.get(fold(name)) or shorts.get(fold(mention.surface)):
        if known := _known(short, mention.kind, registry):
            return Grounding(mention, known.id, f"the paper abbreviates it as {short}")
        return Grounding(mention, entity_id(mention.kind, short), f"the paper abbreviates it as {short}")
    folded = fold(name)
    if folded.endswith("s") and folded[:-1] in folds:
        name = name[:-1]
    shared = any(k.kind is mention.kind for k in registry.by_name(name))
    reason = "a known name that does not tell alone what is meant" if shared else "a name not known before"
    return Grounding(mention, entity_id(mention.kind, name), reason)


def _known(name: str, kind: EntityKind, registry: Registry) -> KnownEntity | None:
    """The known thing that the bare name means in a text: by its name or an alias, not as a collection files it.

    None for a name of several things, and for one that needs its work beside it.
    """
    found = registry.meant_by(name, kind)
    return found if found and found.bare and fold(name) in map(fold, (found.name, *found.aliases)) else None


def _entities(groundings: Iterable[Grounding], registry: Registry) -> tuple[Entity, ...]:
    surfaces: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, EntityKind] = {}
    for grounding in groundings:
        surfaces[grounding.entity_id][" ".join(grounding.mention.surface.split())] += 1
        kinds[grounding.entity_id] = grounding.mention.kind
    entities = []
    for identifier, counted in sorted(surfaces.items()):
        known = registry.get(identifier)
        name = known.name if known else _best_name(counted, kinds[identifier], identifier)
        entities.append(Entity(identifier, kinds[identifier], name, tuple(sorted(counted))))
    return tuple(entities)


def _best_name(surfaces: Counter[str], kind: EntityKind, identifier: str) -> str:
    """The base name that folds to the identifier, else the one most often written, the longest, the first."""
    names: Counter[str] = Counter()
    for surface, count in surfaces.items():
        names[base_name(surface, kind)] += count
    return min(names, key=lambda n: (entity_id(kind, n) != identifier, -names[n], -len(n), n))
