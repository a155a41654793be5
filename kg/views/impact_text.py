"""What rests on a thing, as text for people and as plain values for programs."""

from itertools import groupby
from typing import Any

from kg.core.lineage import NodeKind
from kg.tracing.impact import Dependent, Impact
from kg.views.path_text import name_of, path_lines
from kg.views.shown import plural, shown, wrapped
from kg.views.trace_json import node_json, path_json

_NOUNS = {NodeKind.DATASET: "dataset", NodeKind.MODEL: "model", NodeKind.PAPER: "paper"}


def impact_text(answer: Impact) -> str:
    """What rests on the thing, grouped by kind, each with its best path and the quotes on it. Ends with a line feed."""
    blocks = [_dependent(answer, d) for d in answer.dependents]
    counts = [plural(len(list(group)), _NOUNS[k]) for k, group in groupby(answer.dependents, lambda d: d.node.kind)]
    thing = " and ".join(dict.fromkeys(shown(n.label) for n in answer.things)) or shown(answer.name)
    closing = [f"{', '.join(counts)} rest on {thing}." if counts else f"Nothing is known to rest on {thing}."]
    if answer.evaluating:
        papers = ", ".join(name_of(n) for n in answer.evaluating)
        closing[:0] = [*wrapped(f"Evaluated on it and not resting on it ({len(answer.evaluating)}): {papers}"), ""]
    if answer.truncated:
        closing.append(f"Truncated: more lies beyond {plural(answer.depth, 'hop')} or the bound on nodes.")
    names = (", ".join(shown(n.label) for n in group) for group in answer.cycles)
    closing += [f"A cycle, which is an error in the data: {group}." for group in names]
    return "\n\n".join("\n".join(block) for block in [*blocks, closing]) + "\n"


def impact_json(answer: Impact) -> dict[str, Any]:
    """The answer as plain values.

    ``{"name", "things": [node], "dependents": [node + {"paths", "other_paths"}], "evaluating": [node], "cycles",
    "truncated"}``
    """
    return {
        "name": answer.name,
        "things": [node_json(node) for node in answer.things],
        "dependents": [
            {**node_json(d.node), "paths": [path_json(p, answer.nodes) for p in d.paths], "other_paths": d.others}
            for d in answer.dependents
        ],
        "evaluating": [node_json(node) for node in answer.evaluating],
        "cycles": [[node.label for node in group] for group in answer.cycles],
        "truncated": answer.truncated,
    }


def _dependent(answer: Impact, dependent: Dependent) -> list[str]:
    lines = [line for path in dependent.paths for line in path_lines(path, answer.nodes)]
    if dependent.others:
        lines.append(f"  {plural(dependent.others, 'other path')} from {shown(dependent.node.label)}")
    return lines
