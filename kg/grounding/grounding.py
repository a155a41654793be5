"""Which known or new thing each mention names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.core.candidate import Candidate, Decision, Sign, Weighed
from kg.core.document import Document
from kg.core.entity import Entity, EntityKind, entity_id
from kg.core.identifiers import digest
from kg.core.mention import Mention
from kg.core.rejections import Rejections
from kg.grounding.candidates import candidates
from kg.grounding.forms import base_name, is_size_alone, trimmed
from kg.grounding.leads import leads
from kg.grounding.names import Name, Paper, names_of, paper_of
from kg.grounding.refusing import refusal
from kg.grounding.registry import Registry
from kg.grounding.things import Cast, things_of

__all__ = ["Grounded", "Grounding", "base_name", "ground"]


@dataclass(frozen=True, slots=True)
class Grounding:
    """A mention, the entity it names, and the reason in words."""

    mention: Mention
    entity_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Grounded:
    """All groundings of a document, in the text's order, and the entities they name, sorted by identifier.

    decisions say of each name, sorted by kind and name, what was weighed.
    """

    groundings: tuple[Grounding, ...]
    entities: tuple[Entity, ...]
    decisions: tuple[Decision, ...] = ()


def ground(
    document: Document,
    mentions: Iterable[Mention],
    registry: Registry,
    abbreviations: Mapping[str, str],
    rejected: Rejections = Rejections(),  # noqa: B008 - an immutable value
) -> Grounded:
    """Tie every mention to an entity: the strongest candidate that nothing speaks against, else a new one by its name.

    A dataset or model is who its introducing work says it is, so a work cited with the name comes first. All mentions
    of one name in the paper are decided together and mean one thing. Spellings that differ in case, hyphens, plural,
    size ("-7B", "large") or a trailing cue noun are one name. What is new has the same identifier in every paper. A
    size without a name names nothing. No sign joins what was rejected.
    """
    names = names_of(document, mentions, registry, rejected)
    paper = paper_of(document, names, registry, abbreviations)
    alone = [(name, _decide(name, paper, registry, rejected)) for name in names]
    things = things_of(((name, d.chosen.entity_id, d.chosen.name) for name, d in alone), registry)
    led = leads(Cast(things, paper, registry))
    decided = [(name, _held_against(d, led, name, paper, registry, rejected)) for name, d in alone]
    groundings = sorted(
        (Grounding(m, d.chosen.entity_id, d.chosen.reason) for name, d in decided for m in name.mentions),
        key=lambda g: g.mention.span,
    )
    decisions = sorted((d for _, d in decided), key=lambda d: (d.kind, d.name))
    return Grounded(tuple(groundings), _entities(groundings, registry), tuple(decisions))


def _decide(name: Name, paper: Paper, registry: Registry, rejected: Rejections) -> Decision:
    weighed = [Weighed(c, refusal(c, name, paper, registry, rejected)) for c in candidates(name, paper, registry)]
    if all(w.refused for w in weighed):
        weighed.append(Weighed(_apart(name)))
    return Decision(name.kind, name.name, name.surfaces, tuple(weighed), _variants(name))


def _held_against(
    decision: Decision,
    led: Mapping[str, Candidate],
    name: Name,
    paper: Paper,
    registry: Registry,
    rejected: Rejections,
) -> Decision:
    """The decision, with the thing that the paper's other names show it to be before all others."""
    candidate = led.get(decision.chosen.entity_id)
    if candidate is None:
        return decision
    others = tuple(w for w in decision.weighed if w.candidate.entity_id != candidate.entity_id)
    return replace(decision, weighed=(Weighed(candidate, refusal(candidate, name, paper, registry, rejected)), *others))


def _apart(name: Name) -> Candidate:
    """The name as a thing of its own, where even its own id was refused."""
    identifier = f"{name.own_id}-{digest('apart', name.own_id, length=8)}"
    return Candidate(identifier, name.name, Sign.NEW, "another thing of this name")


def _variants(name: Name) -> tuple[str, ...]:
    """The spellings that name a size of the thing."""
    if name.kind is not EntityKind.MODEL:
        return ()
    return tuple(
        s for s in name.surfaces if is_size_alone(s, name.kind) or base_name(s, name.kind) != trimmed(s) != name.name
    )


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
        called = [s for s in counted if not is_size_alone(s, kinds[identifier])] or [name]
        entities.append(Entity(identifier, kinds[identifier], name, tuple(sorted(called))))
    return tuple(entities)


def _best_name(surfaces: Counter[str], kind: EntityKind, identifier: str) -> str:
    """The base name that folds to the identifier, else the one most often written, the longest, the first."""
    names: Counter[str] = Counter()
    for surface, count in surfaces.items():
        names[base_name(surface, kind)] += count
    return min(names, key=lambda n: (entity_id(kind, n) != identifier, -names[n], -len(n), n))
