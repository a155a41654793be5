"""What a report says of each thing that a paper names."""

from collections.abc import Collection, Mapping

from kg.core.document import Reference
from kg.core.entity import Entity, EntityKind
from kg.core.extraction import Extraction
from kg.core.lineage import Node, NodeKind, SourcedEvidence
from kg.core.names import fold
from kg.core.statement import (
    DATASET_ROLES,
    LINEAGE,
    MODEL_ROLES,
    PAPER,
    Predicate,
    Statement,
    TextEvidence,
    reference_node,
)
from kg.store.terms import entity_iri
from kg.tracing.introductions import Introduction, believable, introductions
from kg.tracing.source import LineageSource
from kg.views.path_text import quote_rank
from kg.views.reported import NamedThing, Relation, Role

_Decided = Mapping[tuple[str, Predicate], tuple[SourcedEvidence, ...]]
"""What curators say of a paper's roles, by the thing's IRI and the role."""


def named_things(source: LineageSource, paper: Node, extraction: Extraction) -> list[NamedThing]:
    """The things of which the paper or a curator says something, by their first role, then by name."""
    decided = _decided(source, paper)
    things = [_named_thing(source, paper, extraction, entity, decided) for entity in extraction.entities]
    things += _added_things(source, decided, {entity_iri(e.id).value for e in extraction.entities})
    return sorted((t for t in things if t.roles or t.relations or t.undisclosed), key=_standing)


def _decided(source: LineageSource, paper: Node) -> _Decided:
    """What curators say that the paper does with each thing, by IRI and role."""
    roles = {*DATASET_ROLES, *MODEL_ROLES}
    edges = source.outgoing(paper.iri, roles)
    return {(e.object, e.predicate): said for e in edges if (said := tuple(p for p in e.evidence if p.curated))}


def _added_things(source: LineageSource, decided: _Decided, named: Collection[str]) -> list[NamedThing]:
    """The things that curators alone say the paper uses."""
    things = []
    for iri in sorted({iri for iri, _ in decided} - {*named}):
        node = source.node(iri)
        if node is not None and node.kind is not NodeKind.PAPER:
            kind = EntityKind(node.kind.value)
            roles = tuple(Role(p, None, said) for (of, p), said in decided.items() if of == iri)
            things.append(NamedThing(iri, node.label, kind, (), roles, (), (), (), ()))
    return things


def _named_thing(
    source: LineageSource, paper: Node, extraction: Extraction, entity: Entity, decided: _Decided
) -> NamedThing:
    about = [s for s in extraction.statements if entity.id in (s.subject, s.object)]
    references, wholes = _references(extraction, entity), _part_of(extraction, entity)
    cited = bool(references) or any(of_whole for _, of_whole in wholes)
    silent = [s for s in about if s.subject == entity.id and s.predicate is Predicate.DISCLOSURE]
    return NamedThing(
        iri=entity_iri(entity.id).value,
        name=entity.name,
        kind=entity.kind,
        surfaces=tuple(s for s in entity.surfaces if s != entity.name),
        roles=_roles(about, entity, decided),
        references=references,
        part_of=wholes,
        known_from=() if cited else tuple(i for i in _known_from(source, entity) if i.work.iri != paper.iri),
        relations=_relations(source, extraction, about, entity),
        undisclosed=_best(silent[0]) if silent else None,
        node=next(iter(source.find(entity.id)), None),
        disputes=_disputes(extraction, entity),
    )


def _roles(about: list[Statement], entity: Entity, decided: _Decided) -> tuple[Role, ...]:
    order = DATASET_ROLES if entity.kind is EntityKind.DATASET else MODEL_ROLES
    found = {s.predicate: s for s in about if s.subject == PAPER and s.object == entity.id}
    iri = entity_iri(entity.id).value
    roles = [
        Role(p, _best(found[p], entity.name) if p in found else None, decided.get((iri, p), ()))
        for p in order
        if p in found or (iri, p) in decided
    ]
    return tuple(r for r in roles if r.predicate is not Predicate.MENTIONS or len(roles) == 1)


def _relations(
    source: LineageSource, extraction: Extraction, about: list[Statement], entity: Entity
) -> tuple[Relation, ...]:
    names = {e.id: e.name for e in extraction.entities}
    said = [s for s in about if s.subject == entity.id and s.predicate in LINEAGE and s.object in names]
    said.sort(key=lambda s: (LINEAGE.index(s.predicate), names[s.object], s.object))
    edges = source.outgoing(entity_iri(entity.id).value, {s.predicate for s in said})
    decided = {(e.predicate, e.object): tuple(p for p in e.evidence if p.curated) for e in edges}
    return tuple(
        Relation(
            entity.name,
            s.predicate,
            names[s.object],
            _best(s, names[s.object]),
            decided.get((s.predicate, entity_iri(s.object).value), ()),
        )
        for s in said
    )


def _references(extraction: Extraction, entity: Entity) -> tuple[Reference, ...]:
    by_node = {reference_node(r.key): r for r in extraction.references}
    said = [s for s in extraction.statements if s.subject == entity.id and s.predicate is Predicate.INTRODUCED_BY]
    said.sort(key=lambda s: (-s.confidence, s.object))
    return tuple(by_node[s.object] for s in said if s.object in by_node)


def _disputes(extraction: Extraction, entity: Entity) -> tuple[tuple[str, str], ...]:
    """The entries that the registry contradicts as introductions of the thing or of what it is part of, by key."""
    wholes = {s.subject for s in extraction.statements if s.predicate is Predicate.HAS_PART and s.object == entity.id}
    meant = {entity.id, *wholes}
    said = (s for s in extraction.statements if s.predicate is Predicate.INTRODUCED_BY and s.subject in meant)
    noted = {s.object: e.note for s in said for e in s.evidence if e.note}
    return tuple((r.key, noted[node]) for r in extraction.references if (node := reference_node(r.key)) in noted)


def _part_of(extraction: Extraction, entity: Entity) -> tuple[tuple[str, tuple[Reference, ...]], ...]:
    entities = {e.id: e for e in extraction.entities}
    said = (s for s in extraction.statements if s.object == entity.id and s.predicate is Predicate.HAS_PART)
    wholes = sorted((entities[s.subject] for s in said if s.subject in entities), key=lambda e: (e.name, e.id))
    return tuple((whole.name, _references(extraction, whole)) for whole in wholes)


def _known_from(source: LineageSource, entity: Entity) -> tuple[Introduction, ...]:
    """Who introduced the thing as the rest of the graph says; nothing where its name is shared by several."""
    found = [n for n in source.find(entity.name) if n.kind.value == entity.kind.value]
    exact = [n for n in found if fold(n.label) == fold(entity.name)] or found
    return believable(introductions(source, exact[0].iri)) if len(exact) == 1 else ()


def _best(statement: Statement, around: str = "") -> TextEvidence:
    """The quote to show: the one that reads best, then the first."""
    return min(statement.evidence, key=lambda e: (*quote_rank(e.quote, e.section, e.confidence, around), e.start))


def _standing(thing: NamedThing) -> tuple[int, str]:
    order = DATASET_ROLES if thing.kind is EntityKind.DATASET else MODEL_ROLES
    return min((order.index(r.predicate) for r in thing.roles), default=len(order)), thing.name
