"""What rests on a thing: text for people, plain values for programs, rows for spreadsheets."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from kg.core.lineage import Node, NodeKind
from kg.tracing.impact import Dependent, Impact
from kg.views.csv_rows import csv_text
from kg.views.path_rows import HOP_COLUMNS, Cells, edge_cells, hop_rows
from kg.views.path_text import name_of, path_lines
from kg.views.shown import plural, shown, wrapped
from kg.views.trace_json import hop_json, node_json, path_json
from kg.views.withdrawal import withdrawn_line

_COLUMNS = ("name", "iri", "kind", "status", "path", "path_belief", "other_paths", *HOP_COLUMNS)
_NOUNS = {NodeKind.DATASET: "dataset", NodeKind.MODEL: "model", NodeKind.PAPER: "paper"}


def impact_text(answer: Impact) -> str:
    """What rests on the thing, grouped by kind, each with its best path and the quotes on it. Ends with a line feed."""
    blocks = [_dependent(answer, d) for d in answer.dependents]
    counts = [plural(len(list(group)), _NOUNS[k]) for k, group in groupby(answer.dependents, lambda d: d.node.kind)]
    thing = " and ".join(dict.fromkeys(shown(n.label) for n in answer.things)) or shown(answer.name)
    closing = [f"{', '.join(counts)} rest on {thing}." if counts else f"Nothing is known to rest on {thing}."]
    if answer.evaluating:
        evaluators = ", ".join(name_of(e.node) for e in answer.evaluating)
        left_out = answer.evaluating_left_out
        count, more = (
            len(answer.evaluating) + left_out,
            f", … and {left_out} more; --all names them" if left_out else "",
        )
        closing[:0] = [*wrapped(f"Evaluated on it, and not known to rest on it ({count}): {evaluators}{more}"), ""]
    closing += [line for thing in answer.things if (told := withdrawn_line(thing)) for line in wrapped(told)]
    if answer.truncated:
        closing.append(f"Truncated: more lies beyond {plural(answer.depth, 'hop')} or the bound on nodes.")
    names = (", ".join(shown(n.label) for n in group) for group in answer.cycles)
    closing += [f"A cycle, which is an error in the data: {group}." for group in names]
    return "\n\n".join("\n".join(block) for block in [*blocks, closing]) + "\n"


def impact_json(answer: Impact) -> dict[str, Any]:
    """The answer as plain values.

    ``{"name", "things": [node], "dependents": [node + {"paths", "other_paths"}], "evaluating": [node + {"statements":
    [hop]}], "evaluating_left_out", "cycles", "truncated"}``
    """
    return {
        "name": answer.name,
        "things": [node_json(node) for node in answer.things],
        "dependents": [
            {**node_json(d.node), "paths": [path_json(p, answer.nodes) for p in d.paths], "other_paths": d.others}
            for d in answer.dependents
        ],
        "evaluating": [
            {**node_json(e.node), "statements": [hop_json(edge, answer.nodes) for edge in e.edges]}
            for e in answer.evaluating
        ],
        "evaluating_left_out": answer.evaluating_left_out,
        "cycles": [[node.label for node in group] for group in answer.cycles],
        "truncated": answer.truncated,
    }


def impact_csv(answer: Impact) -> str:
    """A row for each hop of each path to the thing, and for each statement that something is evaluated on it.

    status is ``rests on`` or ``evaluated only``.
    """
    return csv_text(_COLUMNS, _rows(answer))


def _rows(answer: Impact) -> Iterator[Cells]:
    for dependent in answer.dependents:
        for number, path in enumerate(dependent.paths, 1):
            for hop in hop_rows(path, answer.nodes):
                told = number, round(path.belief, 6), dependent.others
                yield (*_about(dependent.node, "rests on"), *told, *hop)
    for evaluator in answer.evaluating:
        for number, edge in enumerate(evaluator.edges, 1):
            told = number, round(edge.belief, 6), 0
            yield (*_about(evaluator.node, "evaluated only"), *told, 1, *edge_cells(edge, answer.nodes))


def _about(node: Node, status: str) -> Cells:
    return shown(node.label), shown(node.iri), node.kind.value, status


def _dependent(answer: Impact, dependent: Dependent) -> list[str]:
    lines = [line for path in dependent.paths for line in path_lines(path, answer.nodes)]
    if dependent.others:
        lines.append(f"  {plural(dependent.others, 'other path')} from {shown(dependent.node.label)}")
    return lines
