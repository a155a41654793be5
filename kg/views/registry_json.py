"""What the registry knows of a name, and how much it holds, as plain values."""

from dataclasses import asdict
from typing import Any

from kg.core.registry import KnownWithdrawal, Work
from kg.core.statement import Fact, Predicate
from kg.grounding.counts import Counts
from kg.grounding.dossiers import Dossier, Dossiers
from kg.grounding.finding import Finding, Offer
from kg.grounding.registry_tables import Source


def finding_json(finding: Finding, dossiers: Dossiers) -> dict[str, Any]:
    """The answer with all that is known of what was found; near holds names only."""
    return {
        "asked": finding.asked,
        "found": [{"why": o.why, **dossier_json(dossiers.of(o.entity), dossiers)} for o in finding.found],
        "near": [_near(offer) for offer in finding.near],
    }


def dossier_json(dossier: Dossier, dossiers: Dossiers) -> dict[str, Any]:
    """One entry with its names, works, facts and the collections they come from."""
    entity = dossier.entity
    return {
        "id": entity.id,
        "kind": entity.kind.value,
        "name": entity.name,
        "names": [{"name": n.name, "sought": n.sought, "source": n.source.id} for n in dossier.names],
        "sought": entity.sought,
        "ambiguous": entity.ambiguous,
        "introduced_by": [
            {"rank": w.rank, **_work(w.work), "sources": [s.id for s in w.sources]} for w in dossier.works
        ],
        "licence": entity.licence,
        "licences": [
            {"rank": stated.rank, "licence": stated.licence, "sources": [s.id for s in stated.sources]}
            for stated in dossier.licences
        ],
        "homepage": entity.homepage,
        "undisclosed": entity.undisclosed,
        "withdrawn": _withdrawn(entity.withdrawn) if entity.withdrawn else None,
        "facts": [_fact(f, dossiers) for f in dossier.facts if f.predicate is not Predicate.DISCLOSURE],
        "sources": [source_json(s) for s in dossier.sources],
        "checked": dossier.checked or None,
    }


def counts_json(counts: Counts) -> dict[str, Any]:
    """The counts by kind, predicate and collection."""
    return {
        "kinds": [{**asdict(k), "kind": k.kind.value} for k in counts.kinds],
        "facts": {predicate.value: number for predicate, number in counts.facts},
        "sources": [
            {**source_json(s.source), "entries": s.entries, "alone": s.alone, "facts": s.facts} for s in counts.sources
        ],
    }


def source_json(source: Source) -> dict[str, Any]:
    """A collection with its licence and what that asks to be said."""
    return {
        "id": source.id,
        "title": source.title,
        "licence": source.licence,
        "homepage": source.homepage,
        "attribution": source.attribution,
    }


def _withdrawn(withdrawal: KnownWithdrawal) -> dict[str, Any]:
    told = [{"source": e.source, "licence": e.licence, "url": e.work, "reason": e.note} for e in withdrawal.evidence]
    return {"date": withdrawal.date, "evidence": told}


def _near(offer: Offer) -> dict[str, Any]:
    return {"id": offer.entity.id, "kind": offer.entity.kind.value, "name": offer.entity.name, "why": offer.why}


def _work(work: Work) -> dict[str, Any]:
    return {
        "title": work.title,
        "authors": list(work.authors),
        "year": work.year,
        "arxiv": work.arxiv,
        "doi": work.doi,
        "url": work.url,
    }


def _fact(fact: Fact, dossiers: Dossiers) -> dict[str, Any]:
    target = dossiers.registry.get(fact.object)
    return {
        "relation": fact.predicate.value,
        "object": target.name if target else fact.object,
        "object_id": fact.object,
        "evidence": [
            {"source": e.source, "licence": e.licence, "confidence": e.confidence, "work": e.work, "note": e.note}
            for e in fact.evidence
        ],
    }
