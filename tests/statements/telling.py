"""What is stated of invented names in documents made for tests."""

import re

from kg.core.entity import Entity, EntityKind, entity_id
from kg.core.spans import Span
from kg.core.statement import Statement
from kg.statements.scenes import Named
from kg.statements.stating import state

MODELS = ("Quail-1", "Quail-2", "Heron")
DATASETS = ("Marshbirds", "Reedcalls", "WaderBench", "WaderQA")


def statements(made, *, elsewhere=frozenset(), introducing=None, parts=None) -> tuple[Statement, ...]:
    """The statements on the invented names in the document."""
    names, entities = [], {}
    for kind, known in ((EntityKind.MODEL, MODELS), (EntityKind.DATASET, DATASETS)):
        for name in known:
            for match in re.finditer(re.escape(name), made.text):
                identifier = entity_id(kind, name)
                names.append(Named(Span(*match.span()), identifier, kind))
                entities[identifier] = Entity(identifier, kind, name, (name,))
    return state(
        made,
        names,
        entities.values(),
        introducing=introducing or {},
        introduced_elsewhere=elsewhere,
        known_parts=parts or {},
    )


def stated(made, *, elsewhere=frozenset(), introducing=None, parts=None) -> set[tuple[str, str, str]]:
    """The statements as subject, predicate and object, each quoting the document to the letter."""
    found = statements(made, elsewhere=elsewhere, introducing=introducing, parts=parts)
    for s in found:
        for e in s.evidence:
            assert made.text[e.start : e.end] == e.quote
    return {(s.subject, s.predicate.value, s.object) for s in found}


OWN = "We introduce Quail-2, a new language model."
