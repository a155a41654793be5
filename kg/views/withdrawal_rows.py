"""What a withdrawal touches, as rows for spreadsheets and as values for programs."""

from collections.abc import Iterator
from typing import Any

from kg.core.lineage import Node
from kg.tracing.impact import Dependent
from kg.tracing.withdrawal import Withdrawn
from kg.views.csv_rows import csv_text
from kg.views.impact_text import impact_json
from kg.views.path_rows import HOP_COLUMNS, Cells, edge_cells, hop_rows, undisclosed_cells
from kg.views.shown import shown
from kg.views.trace_json import evidence_json, node_json, path_json
from kg.views.withdrawal_report import KINDS, hops_to, things_withdrawn

_COLUMNS = (
    *("withdrawn", "withdrawn_iri", "date", "status", "kind", "name", "iri", "citation", "hops", "path_belief"),
    *("other_paths", *HOP_COLUMNS),
)


def withdrawal_csv(answer: Withdrawn) -> str:
    """A row for each hop of each path, with its best evidence.

    status is ``directly``, ``through others``, ``evaluated only`` or ``not known``.
    """
    return csv_text(_COLUMNS, _rows(answer))


def withdrawal_json(answer: Withdrawn) -> dict[str, Any]:
    """The answer as plain values.

    The fields of ``impact_json``, and ``date``, ``undisclosed`` (models: node + {"evidence"}), ``not_known`` (node +
    {"paths"}) and ``not_known_truncated``.
    """
    return {
        **impact_json(answer.impact),
        "date": answer.date,
        "undisclosed": [
            {**node_json(n), "evidence": [evidence_json(e) for e in n.undisclosed]} for n in answer.undisclosed
        ],
        "not_known": [
            {**node_json(d.node), "paths": [path_json(p, answer.nodes) for p in d.paths]} for d in answer.beyond
        ],
        "not_known_truncated": answer.truncated,
    }


def _rows(answer: Withdrawn) -> Iterator[Cells]:
    for dependent in sorted(answer.impact.dependents, key=lambda d: (KINDS.index(d.node.kind), hops_to(d) > 1)):
        yield from _path_rows(answer, "directly" if hops_to(dependent) == 1 else "through others", dependent)
    for evaluator in answer.impact.evaluating:
        for edge in evaluator.edges:
            about = (*_about(answer, "evaluated only", evaluator.node), 1, round(edge.belief, 6), 0)
            yield (*about, 1, *edge_cells(edge, answer.nodes))
    for model in answer.undisclosed:
        yield (*_about(answer, "not known", model), 0, None, 0, *undisclosed_cells(model))
    for dependent in answer.beyond:
        yield from _path_rows(answer, "not known", dependent)


def _path_rows(answer: Withdrawn, status: str, dependent: Dependent) -> Iterator[Cells]:
    for path in dependent.paths:
        about = (*_about(answer, status, dependent.node), len(path.edges), round(path.belief, 6), dependent.others)
        for hop in hop_rows(path, answer.nodes):
            yield (*about, *hop)


def _about(answer: Withdrawn, status: str, node: Node) -> Cells:
    iris = " ".join(shown(n.iri) for n in answer.impact.things)
    cited = shown(node.citation) if node.citation else None
    return (
        things_withdrawn(answer),
        iris,
        answer.date,
        status,
        node.kind.value,
        shown(node.label),
        shown(node.iri),
        cited,
    )
