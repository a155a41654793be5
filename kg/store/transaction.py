"""One change of the store: a named graph replaced whole or not at all, and what must change with it."""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.store import vocabulary as v
from kg.store.terms import STATUS_GRAPH, UNSETTLED_GRAPH, literal

_BEARING = (v.BIRO_REFERENCES, v.SCHEMA_ENCODES_CREATIVE_WORK)  # what makes a work cited, and read


def replace_graph(store: Store, graph: NamedNode, quads: Iterable[Quad], unsettled: Iterable[str] = ()) -> bool:
    """Make these quads the whole of the graph, in one atomic update; whether anything had to change.

    Only the difference is written. In the same update the read status of the works concerned is set right, and the keys
    given are marked as unsettled.
    """
    old, new = set(store.quads_for_pattern(None, None, None, graph)), set(quads)
    added, removed = new - old, old - new
    marks = {_mark(key) for key in unsettled}
    if added or removed or marks:
        opened, closed = _status_changes(store, added, removed)
        apply(store, added | opened | marks, removed | closed)
    return bool(added or removed)


def apply(store: Store, added: Iterable[Quad], removed: Iterable[Quad]) -> None:
    """Remove and add quads in one atomic update. Terms are written by Oxigraph itself, never pasted."""
    parts = []
    for verb, quads in (("DELETE DATA", removed), ("INSERT DATA", added)):
        data = "\n".join(
            f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}" for q in sorted(quads, key=str)
        )
        if data:
            parts.append(f"{verb} {{\n{data}\n}}")
    if parts:
        store.update(";\n".join(parts))


def unsettled_keys(store: Store) -> list[str]:
    """The keys marked as unsettled, sorted."""
    marks = store.quads_for_pattern(UNSETTLED_GRAPH, v.KG_UNSETTLED, None, UNSETTLED_GRAPH)
    return sorted(q.object.value for q in marks if isinstance(q.object, Literal))


def mark_settled(store: Store, keys: Iterable[str]) -> None:
    """Take the marks off."""
    apply(store, (), [_mark(key) for key in keys])


def _mark(key: str) -> Quad:
    return Quad(UNSETTLED_GRAPH, v.KG_UNSETTLED, literal(key), UNSETTLED_GRAPH)


def _status_changes(store: Store, added: set[Quad], removed: set[Quad]) -> tuple[set[Quad], set[Quad]]:
    """What to add to and take from the status graph, so that it names exactly the works cited and not read."""
    works = {q.object for q in added | removed if q.predicate in _BEARING and isinstance(q.object, NamedNode)}
    coming = {(q.predicate, q.object) for q in added if q.predicate in _BEARING}
    opened, closed = set(), set()
    for work in works:
        cited, read = (
            (property_, work) in coming
            or any(q not in removed for q in store.quads_for_pattern(None, property_, work, None))
            for property_ in _BEARING
        )
        status = Quad(work, v.KG_READ_STATUS, v.KG_NOT_READ, STATUS_GRAPH)
        if cited and not read:
            opened.add(status)
        else:
            closed.add(status)
    return opened, closed
