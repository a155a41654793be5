"""What two things share upstream: text for people, plain values for programs, rows for spreadsheets."""

from collections.abc import Iterator
from typing import Any

from kg.core.lineage import LineagePath
from kg.tracing.overlap import Overlap, Shared, Side
from kg.views.csv_rows import csv_text
from kg.views.path_rows import HOP_COLUMNS, NO_HOP, Cells, hop_rows, withdrawn_cell
from kg.views.path_text import name_of, path_lines
from kg.views.shown import plural, shown, wrapped
from kg.views.trace_json import node_json, path_json
from kg.views.withdrawal import withdrawn_line

Json = dict[str, Any]

_COLUMNS = ("shared", "shared_iri", "kind", "withdrawn", "belief", "side", "side_name", "path_belief", *HOP_COLUMNS)


def overlap_text(answer: Overlap) -> str:
    """The shared data, best believed first, with a path from each of the two; a hop is quoted once.

    Where both names mean one thing, that alone is said.
    """
    one, other = _called(answer.one), _called(answer.other)
    if answer.same:
        resting = plural(answer.one.datasets, "dataset")
        told_of = f"{one} {_rests(answer.one)} on {resting}"
        return "\n".join(wrapped(f"Both are one: {told_of}, which kg trace shows.")) + "\n"
    told: set[tuple[str, str, str]] = set()
    blocks = ["\n".join(_shared(answer, shared, told)) for shared in answer.datasets]
    if answer.models:
        names = ", ".join(name_of(shared.node) for shared in answer.models)
        blocks.append("\n".join(wrapped(f"Models that both rest on ({len(answer.models)}): {names}")))
    count = plural(len(answer.datasets), "dataset")
    closing = wrapped(
        f"{one} and {other} share {count}: {one} {_rests(answer.one)} on {answer.one.datasets}, "
        f"{other} on {answer.other.datasets}."
    )
    for side in (answer.one, answer.other):
        closing += _open(side)
    return "\n\n".join([*blocks, "\n".join(closing)]) + "\n"


def _shared(answer: Overlap, shared: Shared, told: set[tuple[str, str, str]]) -> Iterator[str]:
    yield from wrapped(f"{name_of(shared.node)}   belief {shared.belief:.2f}")
    for side, path in ((answer.one, shared.one), (answer.other, shared.other)):
        if path is None:
            yield f"  {_called(side)} itself"
        else:
            yield from path_lines(path, answer.nodes, indent="  ", told=told)
    if withdrawn := withdrawn_line(shared.node):
        yield from wrapped(withdrawn, "  ")


def _open(side: Side) -> list[str]:
    """Where it cannot be known what the side rests on."""
    undisclosed = ", ".join(name_of(end.node) for end in side.undisclosed)
    unknown = ", ".join(name_of(end.node) for end in side.unknown)
    told = [f"training data not disclosed: {undisclosed}"] if undisclosed else []
    told += [f"no training data known: {unknown}"] if unknown else []
    told += ["the search was cut short"] if side.truncated else []
    return wrapped(f"More may be shared by way of {_called(side)} ({'; '.join(told)}).") if told else []


def _called(side: Side) -> str:
    return " and ".join(dict.fromkeys(map(name_of, side.starts)))


def _rests(side: Side) -> str:
    return "rests" if len(set(map(name_of, side.starts))) == 1 else "rest"


def overlap_json(answer: Overlap) -> Json:
    """``{"depth", "same", "one": side, "other": side, "datasets": [shared], "models": [shared]}``.

    side is ``{"name", "start": [node], "datasets": number, "undisclosed": [name], "unknown": [name], "truncated"}``,
    shared is node + ``{"belief", "one": path, "other": path}``; a path is None from a thing to itself.
    """
    return {
        "depth": answer.depth,
        "same": answer.same,
        "one": _side_json(answer.one),
        "other": _side_json(answer.other),
        "datasets": [_shared_json(answer, shared) for shared in answer.datasets],
        "models": [_shared_json(answer, shared) for shared in answer.models],
    }


def _side_json(side: Side) -> Json:
    return {
        "name": side.name,
        "start": [node_json(node) for node in side.starts],
        "datasets": side.datasets,
        "undisclosed": [end.node.label for end in side.undisclosed],
        "unknown": [end.node.label for end in side.unknown],
        "truncated": side.truncated,
    }


def _shared_json(answer: Overlap, shared: Shared) -> Json:
    one, other = (path_json(p, answer.nodes) if p else None for p in (shared.one, shared.other))
    return {**node_json(shared.node), "belief": round(shared.belief, 6), "one": one, "other": other}


def overlap_csv(answer: Overlap) -> str:
    """A row for each hop of the path from each of the two to each shared dataset or model."""
    return csv_text(_COLUMNS, (row for shared in (*answer.datasets, *answer.models) for row in _rows(answer, shared)))


def _rows(answer: Overlap, shared: Shared) -> Iterator[Cells]:
    node = shared.node
    about = (shown(node.label), shown(node.iri), node.kind.value, withdrawn_cell(node), round(shared.belief, 6))
    sides: tuple[tuple[str, Side, LineagePath | None], ...] = (
        ("one", answer.one, shared.one),
        ("other", answer.other, shared.other),
    )
    for place, side, path in sides:
        if path is None:
            yield (*about, place, _called(side), 1.0, *NO_HOP)
        for hop in hop_rows(path, answer.nodes) if path else ():
            yield (*about, place, _called(side), round(path.belief, 6) if path else None, *hop)
