"""What one paper says, in the JSON form that scripts rely on."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from kg.core.document import Reference
from kg.core.entity import Entity, EntityKind
from kg.core.extraction import Extraction
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

_REFERENCE_PREFIX = reference_node("")


def extraction_json(extraction: Extraction) -> dict[str, Any]:
    """The extraction as plain values in the form of ``kg extract --json``; holds only what this paper says."""
    references = {r.key: r for r in extraction.references}
    about: dict[str, list[Statement]] = defaultdict(list)
    for statement in extraction.statements:
        about[statement.object if statement.subject == PAPER else statement.subject].append(statement)
    names = {e.id: e.name for e in extraction.entities}

    def entities(kind: EntityKind) -> list[dict[str, Any]]:
        return [_entity(e, about[e.id], references) for e in extraction.entities if e.kind is kind]

    return {
        "file": extraction.source.name,
        "sha256": extraction.source.sha256,
        "reader": extraction.reader,
        "unread_pages": list(extraction.unread_pages),
        "title": extraction.title,
        "arxiv": extraction.arxiv,
        "doi": extraction.doi,
        "year": extraction.year,
        "venue": extraction.venue,
        "links": list(extraction.links),
        "authors": list(extraction.authors),
        "sections": [
            {"heading": s.heading, "kind": s.kind.value, "start": s.span.start, "end": s.span.end}
            for s in extraction.sections
        ],
        "references": [{"key": r.key, "raw": r.raw, **reference_json(r)} for r in extraction.references],
        "datasets": entities(EntityKind.DATASET),
        "models": entities(EntityKind.MODEL),
        "lineage": [
            {
                "subject": names[s.subject],
                "relation": s.predicate.value,
                "object": names[s.object],
                "confidence": s.confidence,
                "evidence": [evidence_json(e) for e in s.evidence],
            }
            for s in extraction.statements
            if s.predicate in LINEAGE
        ],
        "undisclosed": [names[s.subject] for s in extraction.statements if s.predicate is Predicate.DISCLOSURE],
    }


def reference_json(reference: Reference) -> dict[str, Any]:
    """The parsed fields of a bibliography entry, None where absent, in the form of ``kg references``."""
    return {
        "title": reference.title,
        "authors": list(reference.authors),
        "year": reference.year,
        "venue": reference.venue,
        "doi": reference.doi,
        "arxiv": reference.arxiv,
        "url": reference.url,
    }


def evidence_json(evidence: TextEvidence) -> dict[str, Any]:
    """A quote with its place; start and end are code points of the text as read."""
    return {
        "quote": evidence.quote,
        "page": evidence.page,
        "section": evidence.section,
        "start": evidence.start,
        "end": evidence.end,
        "extractor": evidence.extractor,
        "confidence": evidence.confidence,
        "note": evidence.note or None,
    }


def _entity(entity: Entity, statements: list[Statement], references: dict[str, Reference]) -> dict[str, Any]:
    wanted = DATASET_ROLES if entity.kind is EntityKind.DATASET else MODEL_ROLES
    roles = [s for s in statements if s.subject == PAPER and s.predicate in wanted]
    introduced = next((s for s in statements if s.predicate is Predicate.INTRODUCED_BY), None)
    evidence = _unique(e for s in roles for e in s.evidence)
    return {
        "id": entity.id,
        "name": entity.name,
        "surfaces": list(entity.surfaces),
        "roles": [role.value for role in wanted if any(s.predicate is role for s in roles)],
        "introduced_by": _introduced_by(introduced, references),
        "confidence": max((s.confidence for s in roles), default=0.0),
        "evidence": [evidence_json(e) for e in evidence],
    }


def _introduced_by(statement: Statement | None, references: dict[str, Reference]) -> dict[str, Any] | None:
    if statement is None:
        return None
    key = statement.object.removeprefix(_REFERENCE_PREFIX)
    note = next((e.note for e in statement.evidence if e.note), None)
    return {"key": key, "title": references[key].title if key in references else None, "note": note}


def _unique(evidence: Iterable[TextEvidence]) -> list[TextEvidence]:
    by_place: dict[tuple[int, int], TextEvidence] = {}
    for e in sorted(evidence):
        by_place.setdefault((e.start, e.end), e)
    return list(by_place.values())
