"""What a registry knows of the things that are popular everywhere, as kg encodes what is known beforehand."""

from pyoxigraph import Quad

from kg.core.entity import EntityKind, entity_id
from kg.core.registry import KnownEntity, KnownLicence, Work
from kg.core.statement import BackgroundEvidence, Fact, Predicate
from kg.store.background import encode_background
from kg.store.identity import KeyTable, resolve
from questions_parts.model_paper import AUTHORS, doi_of, title_of
from questions_parts.world import POPULAR, work_behind

_WORD = BackgroundEvidence("Invented facts", "CC0-1.0", 0.9)


def known() -> list[Quad]:
    """The graph of what is known: names, licences, works, and what the popular models were trained on."""
    things = [_entity(kind, place) for kind in EntityKind for place in range(POPULAR)]
    facts = [fact for place in range(POPULAR) for fact in _facts(place)]
    table = KeyTable()
    return encode_background(things, facts, lambda keys: resolve(keys, table))


def _entity(kind: EntityKind, place: int) -> KnownEntity:
    name = _name(kind, place)
    short = f"p{kind.value[0]}{place}"
    work = Work(title_of(work_behind(short)), AUTHORS, 2018, None, doi_of(work_behind(short)))
    licence = ("MIT", "CC-BY-NC-4.0", "Apache-2.0")[place % 3]
    return KnownEntity(
        entity_id(kind, name),
        kind,
        name,
        introduced_by=work,
        licence=licence,
        licences=(KnownLicence(licence, (_WORD,)),),
        source=_WORD.source,
        source_licence=_WORD.licence,
    )


def _facts(place: int) -> list[Fact]:
    model = entity_id(EntityKind.MODEL, _name(EntityKind.MODEL, place))
    data = [entity_id(EntityKind.DATASET, _name(EntityKind.DATASET, p % POPULAR)) for p in (place, place + 3)]
    facts = [Fact(model, Predicate.TRAINED_ON, each, (_WORD,)) for each in data]
    if place % 2 and place + 2 < POPULAR:
        base = entity_id(EntityKind.MODEL, _name(EntityKind.MODEL, place + 2))
        facts.append(Fact(model, Predicate.FINE_TUNED_FROM, base, (_WORD,)))
    return facts


def _name(kind: EntityKind, place: int) -> str:
    return f"{'Set' if kind is EntityKind.DATASET else 'Net'} p{kind.value[0]}{place}"
