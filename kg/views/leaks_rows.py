"""Leaks as plain values for programs, and as rows for spreadsheets."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from kg.tracing.findings import Finding, Verdict
from kg.tracing.leakage import Judged
from kg.tracing.leaks import Leaks
from kg.views.csv_rows import csv_text
from kg.views.path_rows import HOP_COLUMNS, Cells, edge_cells, hop_rows, withdrawn_cell
from kg.views.shown import shown
from kg.views.trace_json import hop_json, node_json, path_json

Json = dict[str, Any]

_COLUMNS = (
    *("verdict", "closeness", "subject_kind", "evaluated", "evaluated_iri", "dataset", "dataset_iri", "withdrawn"),
    *("near", "near_iri", "belief", "because", "way", *HOP_COLUMNS),
)


def leaks_json(answer: Leaks) -> Json:
    """``{"name", "start": [node], "evaluations": [evaluation], "counts": {verdict: number}}``; see ``judged_json``."""
    counts = Counter(judged.verdict for judged in answer.judged)
    return {
        "name": answer.name,
        "start": [node_json(node) for node in answer.starts],
        "evaluations": [judged_json(judged) for judged in answer.judged],
        "counts": {verdict.value: counts[verdict] for verdict in Verdict},
    }


def judged_json(judged: Judged) -> Json:
    """One evaluation.

    ``{"verdict", "subject": node, "dataset": node, "belief", "statements": [hop], "findings": [{"closeness", "belief",
    "near": node, "path", "near_path"}], "open_ends": [{"name", "iri", "undisclosed", "path"}]}``; node, hop and path
    as in ``trace_json``.
    """
    evaluated, nodes = judged.evaluated, judged.nodes
    return {
        "verdict": judged.verdict.value,
        "subject": node_json(evaluated.subject),
        "dataset": node_json(evaluated.dataset),
        "belief": round(judged.belief, 6),
        "statements": [hop_json(edge, nodes) for edge in evaluated.statements],
        "findings": [
            {
                "closeness": f.closeness.value,
                "belief": round(f.belief, 6),
                "near": node_json(f.near) if f.near else None,
                "path": path_json(f.path, nodes),
                "near_path": path_json(f.other, nodes) if f.other else None,
            }
            for f in judged.findings
        ],
        "open_ends": [
            {
                "name": end.node.label,
                "iri": end.node.iri,
                "undisclosed": bool(end.node.undisclosed),
                "path": path_json(end.path, nodes) if end.path else None,
            }
            for end in judged.open_ends
        ],
    }


def leaks_csv(answer: Leaks) -> str:
    """A row for each statement of each evaluation, and for each hop of each way that was found."""
    return csv_text(_COLUMNS, (row for judged in answer.judged for row in _judged_rows(judged)))


def leaks_csv_lines(judged: Iterable[Judged]) -> Iterator[str]:
    """The same as a stream: the heading, then the rows of each evaluation as soon as it is judged."""
    yield csv_text(_COLUMNS, ())
    for each in judged:
        yield csv_text(_COLUMNS, _judged_rows(each)).partition("\r\n")[2]


def _judged_rows(judged: Judged) -> Iterator[Cells]:
    """The rows of one evaluation; way is ``evaluation``, ``upstream``, or ``near``: from the set to what is near."""
    for number, edge in enumerate(judged.evaluated.statements, 1):
        yield (*_about(judged, None), "evaluation", number, *edge_cells(edge, judged.nodes))
    for finding in judged.findings:
        for hop in hop_rows(finding.path, judged.nodes):
            yield (*_about(judged, finding), "upstream", *hop)
        for hop in hop_rows(finding.other, judged.nodes) if finding.other else ():
            yield (*_about(judged, finding), "near", *hop)


def _about(judged: Judged, finding: Finding | None) -> Cells:
    subject, data = judged.evaluated.subject, judged.evaluated.dataset
    near = finding.near if finding else None
    open_ends = [] if judged.findings else [shown(end.node.label) for end in judged.open_ends]
    return (
        judged.verdict.value,
        finding.closeness.value if finding else None,
        subject.kind.value,
        shown(subject.label),
        shown(subject.iri),
        shown(data.label),
        shown(data.iri),
        withdrawn_cell(data),
        shown(near.label) if near else None,
        shown(near.iri) if near else None,
        round(finding.belief if finding else judged.belief, 6),
        "; ".join(open_ends) or None,
    )
