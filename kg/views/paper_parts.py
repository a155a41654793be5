"""A paper part by part: what each section says, and what each entry of its bibliography introduces."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kg.core.document import Reference, Section, SectionKind
from kg.core.entity import Entity
from kg.core.extraction import Extraction
from kg.core.statement import (
    DATASET_ROLES,
    MODEL_ROLES,
    PAPER,
    UNDISCLOSED,
    Predicate,
    Statement,
    TextEvidence,
    reference_node,
)
from kg.views.marking import Marked, Marker
from kg.views.record import evidence_json

Json = dict[str, Any]

_ROLES = tuple(dict.fromkeys((*DATASET_ROLES[:-1], *MODEL_ROLES)))


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as a quote bears it out; subject and object are None for the paper and for "not disclosed".

    reference is the entry that is said to have introduced the subject.
    """

    subject: Entity | None
    predicate: Predicate
    object: Entity | None
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class QuotedPlace:
    """A quote, and all that it bears out."""

    evidence: TextEvidence
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class SectionSaid:
    """A section with the quotes out of it, in the order of the text; searched is False for the bibliography."""

    section: Section
    searched: bool
    places: tuple[QuotedPlace, ...]


@dataclass(frozen=True, slots=True)
class EntrySaid:
    """An entry of the bibliography, its number from 1, and the things that it is said to have introduced."""

    number: int
    reference: Reference
    introduces: tuple[Entity, ...]


def sections_said(extraction: Extraction) -> tuple[SectionSaid, ...]:
    """The sections with what each says; a place belongs to the section that it begins in."""
    places = sorted(_places(extraction), key=lambda p: p.evidence)
    return tuple(
        SectionSaid(
            section=section,
            searched=section.kind is not SectionKind.REFERENCES,
            places=tuple(p for p in places if section.span.start <= p.evidence.start < section.span.end),
        )
        for section in extraction.sections
    )


def _places(extraction: Extraction) -> Iterator[QuotedPlace]:
    entities = {e.id: e for e in extraction.entities}
    references = {reference_node(r.key): r for r in extraction.references}
    quotes: dict[tuple[int, int], TextEvidence] = {}
    said = defaultdict[tuple[int, int], list[Said]](list)
    for s in sorted(extraction.statements, key=_order):
        each = Said(entities.get(s.subject), s.predicate, entities.get(s.object), references.get(s.object))
        for evidence in s.evidence:
            place = evidence.start, evidence.end
            quotes[place] = max(quotes.get(place, evidence), evidence, key=lambda e: e.confidence)
            if each not in said[place]:
                said[place].append(each)
    return (QuotedPlace(quotes[place], tuple(found)) for place, found in said.items())


def _order(statement: Statement) -> tuple[bool, int, str, str]:
    return statement.subject != PAPER, list(Predicate).index(statement.predicate), statement.subject, statement.object


def entries_said(extraction: Extraction) -> tuple[EntrySaid, ...]:
    """The entries of the bibliography in their order."""
    entities = {e.id: e for e in extraction.entities}
    introduced = defaultdict[str, set[str]](set)
    for s in extraction.statements:
        if s.predicate is Predicate.INTRODUCED_BY and s.subject in entities:
            introduced[s.object].add(s.subject)
    return tuple(
        EntrySaid(number, r, tuple(entities[i] for i in sorted(introduced[reference_node(r.key)])))
        for number, r in enumerate(extraction.references, 1)
    )


def marker(extraction: Extraction) -> Marker:
    """What marks the names of the paper's datasets and models, each by the strongest role that it has in the paper."""
    roles: dict[str, Predicate] = {}
    for s in extraction.statements:
        if s.subject == PAPER and s.predicate in _ROLES:
            known = roles.get(s.object, s.predicate)
            roles[s.object] = min(known, s.predicate, key=_ROLES.index)
    told = [(e, roles.get(e.id, Predicate.MENTIONS)) for e in extraction.entities]
    told.sort(key=lambda pair: (_ROLES.index(pair[1]), pair[0].id))
    return Marker(Marked(name, e.id, e.kind, role) for e, role in told for name in (e.name, *e.surfaces))


def sections_json(sections: Iterable[SectionSaid]) -> list[Json]:
    """The sections as plain values.

    ``[{"heading", "kind", "level", "searched", "places": [{evidence, "said": [{"subject", "relation", "object"}]}]}]``.
    A subject or object is an id such as "dataset:c4", "paper" for the paper in hand, "reference:KEY" for an entry of
    its bibliography, or "undisclosed".
    """
    return [
        {
            "heading": s.section.heading,
            "kind": s.section.kind.value,
            "level": s.section.level,
            "searched": s.searched,
            "places": [{**evidence_json(p.evidence), "said": [_said_json(each) for each in p.said]} for p in s.places],
        }
        for s in sections
    ]


def _said_json(said: Said) -> Json:
    target = said.object.id if said.object else reference_node(said.reference.key) if said.reference else UNDISCLOSED
    return {
        "subject": said.subject.id if said.subject else PAPER,
        "relation": said.predicate.value,
        "object": target,
    }


def entries_json(entries: Iterable[EntrySaid]) -> list[Json]:
    """``[{"number", "key", "raw", "title", "year", "introduces": [id]}]``."""
    return [
        {
            "number": e.number,
            "key": e.reference.key,
            "raw": e.reference.raw,
            "title": e.reference.title,
            "year": e.reference.year,
            "introduces": [thing.id for thing in e.introduces],
        }
        for e in entries
    ]
