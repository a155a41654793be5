"""A trace as rows for spreadsheets."""

from collections.abc import Iterator

from kg.core.lineage import Node
from kg.tracing.lineage import OpenEnd, Trace
from kg.views.csv_rows import csv_text
from kg.views.path_rows import HOP_COLUMNS, NO_HOP, Cells, edge_cells, hop_rows, undisclosed_cells, withdrawn_cell
from kg.views.shown import shown

_COLUMNS = ("end", "end_iri", "end_kind", "withdrawn", "status", "path", "path_belief", "other_paths", *HOP_COLUMNS)


def trace_csv(answer: Trace) -> str:
    """A row for each hop of each path, grouped by the end that it leads to, best belief first.

    status is ``rests on``, ``mentioned`` (no better way leads there than a mention), ``undisclosed``, ``unknown`` or
    ``evaluated on``. What says that a model's data are not disclosed is a row of its own behind the path to it; an
    unknown end that is where the question began has one row without a hop.
    """
    return csv_text(_COLUMNS, _rows(answer))


def _rows(answer: Trace) -> Iterator[Cells]:
    for reached in answer.datasets:
        about = _about(reached.node, "mentioned" if reached.only_mentioned else "rests on")
        for number, path in enumerate(reached.paths, 1):
            for hop in hop_rows(path, answer.nodes):
                yield (*about, number, round(path.belief, 6), reached.others, *hop)
    yield from _open_ends(answer, "undisclosed", answer.undisclosed)
    yield from _open_ends(answer, "unknown", answer.unknown)
    for evaluated in answer.evaluated_on:
        about = _about(evaluated.node, "evaluated on")
        for number, edge in enumerate(evaluated.edges, 1):
            yield (*about, number, round(edge.belief, 6), 0, 1, *edge_cells(edge, answer.nodes))


def _open_ends(answer: Trace, status: str, ends: tuple[OpenEnd, ...]) -> Iterator[Cells]:
    for end in ends:
        about = _about(end.node, status)
        for hop in hop_rows(end.path, answer.nodes) if end.path else ():
            yield (*about, 1, round(end.path.belief, 6) if end.path else None, 0, *hop)
        if end.node.undisclosed:
            yield (*about, 1, None, 0, *undisclosed_cells(end.node))
        elif end.path is None:
            yield (*about, 1, None, 0, *NO_HOP)


def _about(node: Node, status: str) -> Cells:
    return shown(node.label), shown(node.iri), node.kind.value, withdrawn_cell(node), status
