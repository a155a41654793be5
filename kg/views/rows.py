"""Answers as rows of plain values, for tables in other programs."""

from collections.abc import Iterable, Mapping
from typing import Any

from kg.core.lineage import Edge, EvidenceKind, LineagePath, Node
from kg.tracing.impact import Impact
from kg.tracing.leaks import Leaks
from kg.tracing.licensing import Licences
from kg.tracing.lineage import Trace
from kg.views.path_text import path_line, rank_evidence

Row = dict[str, Any]

TRACE_COLUMNS = ("dataset", "belief", "hops", "path", "introduced_by", "only_mentioned", "iri")
HOP_COLUMNS = (
    *("dataset", "path", "hop", "subject", "relation", "object", "belief"),
    *("source", "page", "section", "quote", "kind", "subject_iri", "object_iri"),
)
IMPACT_COLUMNS = ("kind", "name", "belief", "hops", "path", "iri")
LEAK_COLUMNS = ("verdict", "evaluated", "on", "found", "near", "belief", "path", "evaluated_iri", "on_iri")
LICENCE_COLUMNS = ("kind", "name", "licences", "classes", "contradicting", "belief", "hops", "path", "iri")
STATEMENT_COLUMNS = ("subject", "relation", "object", "belief", "evidence", "sources", "subject_iri", "object_iri")


def trace_rows(answer: Trace) -> list[Row]:
    """A row for each dataset reached, with its best path."""
    return [
        {
            "dataset": reached.node.label,
            "belief": reached.paths[0].belief,
            "hops": len(reached.paths[0].edges),
            "path": path_line(reached.paths[0].edges, answer.nodes),
            "introduced_by": reached.introduced_by[0].work.label if reached.introduced_by else None,
            "only_mentioned": reached.only_mentioned,
            "iri": reached.node.iri,
        }
        for reached in answer.datasets
    ]


def hop_rows(answer: Trace) -> list[Row]:
    """A row for each hop of each path, with its best evidence; paths and hops count from 1."""
    return [
        {"dataset": reached.node.label, "path": number, "hop": place, **_hop(edge, answer.nodes)}
        for reached in answer.datasets
        for number, path in enumerate(reached.paths, start=1)
        for place, edge in enumerate(path.edges, start=1)
    ]


def impact_rows(answer: Impact) -> list[Row]:
    """A row for each thing that rests on what was asked for, with its best path."""
    return [
        {
            "kind": dependent.node.kind.value,
            "name": dependent.node.label,
            **_path(dependent.paths[0], answer.nodes),
            "iri": dependent.node.iri,
        }
        for dependent in answer.dependents
    ]


def leak_rows(answer: Leaks) -> list[Row]:
    """A row for each finding of each evaluation, or one for an evaluation of which nothing was found."""
    return [
        {
            "verdict": judged.verdict.value,
            "evaluated": judged.evaluated.subject.label,
            "on": judged.evaluated.dataset.label,
            "found": finding.closeness.value if finding else None,
            "near": finding.near.label if finding and finding.near else None,
            "belief": finding.belief if finding else None,
            "path": path_line(finding.path.edges, judged.nodes) if finding else None,
            "evaluated_iri": judged.evaluated.subject.iri,
            "on_iri": judged.evaluated.dataset.iri,
        }
        for judged in answer.judged
        for finding in judged.findings or (None,)
    ]


def licence_rows(answer: Licences) -> list[Row]:
    """A row for each dataset or model on the way, with the licences that sources name and what these oblige to."""
    start: Row = {"belief": 1.0, "hops": 0, "path": None}
    return [
        {
            "kind": licensed.node.kind.value,
            "name": licensed.node.label,
            "licences": "; ".join(licence.name for licence in licensed.licences) or None,
            "classes": ", ".join(each.value for each in licensed.classes),
            "contradicting": licensed.contradicting,
            **(_path(licensed.path, answer.nodes) if licensed.path else start),
            "iri": licensed.node.iri,
        }
        for licensed in answer.licensed
    ]


def statement_rows(edges: Iterable[Edge], nodes: Mapping[str, Node]) -> list[Row]:
    """A row for each statement between papers, datasets and models."""
    return [
        {
            "subject": nodes[edge.subject].label,
            "relation": edge.predicate.value,
            "object": nodes[edge.object].label,
            "belief": edge.belief,
            "evidence": len(edge.evidence),
            "sources": ", ".join(kind.value for kind in EvidenceKind if any(e.kind is kind for e in edge.evidence)),
            "subject_iri": edge.subject,
            "object_iri": edge.object,
        }
        for edge in edges
    ]


def _path(path: LineagePath, nodes: Mapping[str, Node]) -> Row:
    return {"belief": path.belief, "hops": len(path.edges), "path": path_line(path.edges, nodes)}


def _hop(edge: Edge, nodes: Mapping[str, Node]) -> Row:
    best = rank_evidence(edge.evidence, nodes[edge.object].label)[0]
    return {
        "subject": nodes[edge.subject].label,
        "relation": edge.predicate.value,
        "object": nodes[edge.object].label,
        "belief": edge.belief,
        "source": best.label,
        "page": best.page,
        "section": best.section,
        "quote": best.quote,
        "kind": best.kind.value,
        "subject_iri": edge.subject,
        "object_iri": edge.object,
    }
