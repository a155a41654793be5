"""A report as plain values for programs."""

from collections.abc import Mapping
from typing import Any

from kg.core.document import Reference
from kg.core.entity import EntityKind
from kg.core.statement import TextEvidence
from kg.views.record import evidence_json
from kg.views.report_text import searched
from kg.views.reported import NamedThing, Report
from kg.views.trace_json import evidence_json as sourced_json
from kg.views.trace_json import trace_json
from kg.views.withdrawal import withdrawal_json

Json = dict[str, Any]


def report_json(answer: Report) -> Json:
    """The report as plain values, texts to the letter.

    ``{"paper": {"iri", "title", "citation"}, "read": {"file", "sha256", "reader", "pages", "unread_pages", "sections",
    "sentences", "citations", "references", "other_files"}, "sections": [{"heading", "kind", "searched",
    "datasets": [name], "models": [name]}], "no_dataset_named", "searched", "datasets": [thing], "models": [thing],
    "trace"}``; thing is ``{"name", "surfaces", "roles": [{"role", evidence, "curated"}],
    "references": [{"key", "raw", "title", "year", "note"}], "part_of": [{"name", "references"}],
    "known_from": [{"citation", "background"}], "lineage": [{"relation", "object", evidence, "curated"}],
    "undisclosed": evidence or null, "withdrawn"}``; trace has the shape of ``trace_json``.
    """
    extraction = answer.extraction
    return {
        "paper": {"iri": answer.paper.iri, "title": answer.paper.label, "citation": answer.paper.citation},
        "read": {
            "file": extraction.source.name,
            "sha256": extraction.source.sha256,
            "reader": extraction.reader,
            "pages": extraction.page_count,
            "unread_pages": list(extraction.unread_pages),
            "sections": len(extraction.sections),
            "sentences": extraction.sentence_count,
            "citations": extraction.citation_count,
            "references": len(extraction.references),
            "other_files": list(answer.other_files),
        },
        "sections": [
            {
                "heading": s.heading,
                "kind": s.kind.value,
                "searched": s.searched,
                "datasets": list(s.datasets),
                "models": list(s.models),
            }
            for s in answer.sections
        ],
        "no_dataset_named": not answer.datasets,
        "searched": searched(answer),
        "datasets": [_thing_json(t) for t in answer.datasets],
        "models": [_thing_json(t) for t in answer.models],
        "trace": trace_json(answer.lineage),
    }


def _thing_json(thing: NamedThing) -> Json:
    disputes = dict(thing.disputes)
    return {
        "name": thing.name,
        "kind": "dataset" if thing.kind is EntityKind.DATASET else "model",
        "surfaces": list(thing.surfaces),
        "roles": [
            {"role": r.predicate.value, **_quote_json(r.evidence), "curated": [sourced_json(e) for e in r.curated]}
            for r in thing.roles
        ],
        "references": [_reference_json(r, disputes) for r in thing.references],
        "part_of": [
            {"name": whole, "references": [_reference_json(r, disputes) for r in of]} for whole, of in thing.part_of
        ],
        "known_from": [
            {"citation": i.work.citation or i.work.label, "background": i.edge.background} for i in thing.known_from
        ],
        "lineage": [
            {
                "relation": r.predicate.value,
                "object": r.object,
                **evidence_json(r.evidence),
                "curated": [sourced_json(e) for e in r.curated],
            }
            for r in thing.relations
        ],
        "undisclosed": evidence_json(thing.undisclosed) if thing.undisclosed else None,
        "withdrawn": withdrawal_json(thing.node) if thing.node else None,
    }


def _quote_json(evidence: TextEvidence | None) -> Json:
    """The quote with its place; every field null where a curator alone says so."""
    if evidence is not None:
        return evidence_json(evidence)
    return dict.fromkeys(("quote", "page", "section", "start", "end", "extractor", "confidence", "note"))


def _reference_json(reference: Reference, disputes: Mapping[str, str]) -> Json:
    told = {"key": reference.key, "raw": reference.raw, "title": reference.title, "year": reference.year}
    return {**told, "note": disputes.get(reference.key)}
