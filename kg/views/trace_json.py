"""A trace as plain values for programs."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.core.lineage import Edge, LineagePath, Node, SourcedEvidence
from kg.store.statements import statement_id
from kg.tracing.evaluation import EvaluatedOn
from kg.tracing.introductions import Introduction, Part
from kg.tracing.lineage import OpenEnd, ReachedData, Trace
from kg.tracing.paths import only_mentioned
from kg.tracing.summary import summed_up
from kg.tracing.unread import Unread
from kg.views.withdrawal import withdrawal_json

Json = dict[str, Any]


def trace_json(answer: Trace) -> Json:
    """The answer in a stable shape of dicts, lists, strings, numbers and None.

    ``{"name", "to", "depth", "start": [node], "paths": [path], "datasets": [{"name", "iri", "kind", "belief",
    "only_mentioned", "withdrawn", "other_paths", "introduced_by": [introduction], "part_of": [{"name", "iri", "belief",
    "evidence", "introduced_by": [introduction]}]}], "evaluated_on": [{"name", "iri", "withdrawn", "belief",
    "hops": [hop]}],
    "undisclosed": [{"name", "iri", "evidence", "path", "paper"}],
    "unknown": [{"name", "iri", "path", "paper", "architecture_from": [name]}], "cycles": [[name]],
    "unread": [{"iri", "citation", "models": [name]}], "only_read", "weaker", "truncated",
    "summary": {"datasets", "works", "directly", "indirectly"}}``

    node is ``{"iri", "kind", "name", "read", "withdrawn"}``, path ``{"belief", "only_mentioned", "hops": [hop]}``, hop
    ``{"statement", "subject", "subject_iri", "relation", "object", "object_iri", "belief", "background",
    "evidence": [evidence]}`` with the statement's id, introduction ``{"citation", "iri", "read", "belief",
    "background", "evidence"}``, withdrawn ``{"date", "evidence"}`` or None. Texts stand to the letter, unlike in
    ``trace_text``: whoever shows them escapes them. Beliefs are rounded to 6 digits.
    """
    return {
        "name": answer.name,
        "to": answer.to,
        "depth": answer.depth,
        "start": [node_json(node) for node in answer.starts],
        "paths": [path_json(path, answer.nodes) for reached in answer.datasets for path in reached.paths],
        "datasets": [_reached_json(reached) for reached in answer.datasets],
        "evaluated_on": [_evaluated_json(answer, evaluated) for evaluated in answer.evaluated_on],
        "undisclosed": [
            {**_end_json(answer, end), "evidence": [evidence_json(e) for e in end.node.undisclosed]}
            for end in answer.undisclosed
        ],
        "unknown": [
            {**_end_json(answer, end), "architecture_from": [n.label for n in end.architecture_from]}
            for end in answer.unknown
        ],
        "cycles": [[node.label for node in group] for group in answer.cycles],
        "unread": [_unread_json(unread) for unread in answer.unread],
        "only_read": answer.read_only,
        "weaker": answer.weaker,
        "truncated": answer.truncated,
        "summary": asdict(summed_up(answer)),
    }


def node_json(node: Node) -> Json:
    """A node: IRI, kind, name, for papers whether it was read, and whether it was withdrawn."""
    told = {"iri": node.iri, "kind": node.kind.value, "name": node.label, "read": node.read}
    return {**told, "withdrawn": withdrawal_json(node)}


def path_json(path: LineagePath, nodes: Mapping[str, Node]) -> Json:
    """A path and its hops, each with all its evidence."""
    return {
        "belief": round(path.belief, 6),
        "only_mentioned": only_mentioned(path),
        "hops": [hop_json(edge, nodes) for edge in path.edges],
    }


def hop_json(edge: Edge, nodes: Mapping[str, Node]) -> Json:
    """One statement of a path with its id and all its evidence."""
    return {
        "statement": statement_id(edge),
        "subject": nodes[edge.subject].label,
        "subject_iri": edge.subject,
        "relation": edge.predicate.value,
        "object": nodes[edge.object].label,
        "object_iri": edge.object,
        "belief": round(edge.belief, 6),
        "background": edge.background,
        "evidence": [evidence_json(e) for e in edge.evidence],
    }


def evidence_json(evidence: SourcedEvidence) -> Json:
    """A quote with its place, a background or imported fact with its collection and licence, or a curator's word."""
    common: Json = {
        "source": evidence.label,
        "source_iri": evidence.source,
        "kind": evidence.kind.value,
        "background": evidence.background,
        "confidence": round(evidence.confidence, 6),
        "extractor": evidence.extractor,
    }
    if evidence.curated:
        told = {"by": evidence.by, "when": evidence.when, "quote": evidence.quote, "work": evidence.work}
        return {**common, **told, "note": evidence.note}
    if evidence.background:
        told = {"licence": evidence.licence, "work": evidence.work, "note": evidence.note}
        return {**common, **told} | ({"record": evidence.record, "quote": evidence.quote} if evidence.imported else {})
    place = {"file": evidence.file, "page": evidence.page, "section": evidence.section}
    return {
        **common,
        "quote": evidence.quote,
        **place,
        "start": evidence.start,
        "end": evidence.end,
        "note": evidence.note,
    }


def _reached_json(reached: ReachedData) -> Json:
    return {
        "name": reached.node.label,
        "iri": reached.node.iri,
        "kind": reached.node.kind.value,
        "belief": round(reached.paths[0].belief, 6),
        "only_mentioned": reached.only_mentioned,
        "withdrawn": withdrawal_json(reached.node),
        "other_paths": reached.others,
        "introduced_by": [introduction_json(i) for i in reached.introduced_by],
        "part_of": [part_json(part) for part in reached.part_of],
    }


def _evaluated_json(answer: Trace, evaluated: EvaluatedOn) -> Json:
    return {
        "name": evaluated.node.label,
        "iri": evaluated.node.iri,
        "withdrawn": withdrawal_json(evaluated.node),
        "belief": round(evaluated.belief, 6),
        "hops": [hop_json(edge, answer.nodes) for edge in evaluated.edges],
    }


def _unread_json(unread: Unread) -> Json:
    work = unread.work
    return {"iri": work.iri, "citation": work.citation or work.label, "models": [m.label for m in unread.models]}


def introduction_json(found: Introduction) -> Json:
    """A work said to have introduced a thing, and who says so."""
    return {
        "citation": found.work.citation or found.work.label,
        "iri": found.work.iri,
        "read": found.work.read,
        "belief": round(found.edge.belief, 6),
        "background": found.edge.background,
        "evidence": [evidence_json(e) for e in found.edge.evidence],
    }


def part_json(part: Part) -> Json:
    """A greater dataset that holds the thing, and who introduced it."""
    return {
        "name": part.whole.label,
        "iri": part.whole.iri,
        "belief": round(part.edge.belief, 6),
        "evidence": [evidence_json(e) for e in part.edge.evidence],
        "introduced_by": [introduction_json(i) for i in part.introductions],
    }


def _end_json(answer: Trace, end: OpenEnd) -> Json:
    paper = end.paper
    return {
        "name": end.node.label,
        "iri": end.node.iri,
        "path": path_json(end.path, answer.nodes) if end.path else None,
        "paper": {"citation": paper.citation or paper.label, "iri": paper.iri, "read": paper.read} if paper else None,
    }
