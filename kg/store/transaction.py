"""One change of the store: a named graph replaced whole or not at all, and what must change with it.

The default graph is kept as the union of all named graphs, each triple once. Oxigraph can show the union by itself, but
then a triple that a hundred sources state stands there a hundred times: sums go wrong and joins explode.
"""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

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
    """Remove and add quads of named graphs in one atomic update, and keep the default graph their union.

    Terms are written by Oxigraph itself, never pasted.
    """
    added, removed = set(added), set(removed)
    coming = {q.triple for q in added}
    going = {q.triple for q in removed} - coming
    gone = {t for t in going if all(q in removed for q in _named_quads(store, t))}
    parts = []
    for verb, quads, union in (("DELETE DATA", removed, gone), ("INSERT DATA", added, coming)):
        lines = [f"GRAPH {q.graph_name} {{ {_text(q)} }}" for q in quads] + [f"{_text(t)} ." for t in union]
        if lines:
            parts.append(f"{verb} {{\n" + "\n".join(sorted(lines)) + "\n}")
    if parts:
        store.update(";\n".join(parts))


def _named_quads(store: Store, triple: Triple) -> Iterator[Quad]:
    """The triple in every named graph that holds it."""
    quads = store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None)
    return (q for q in quads if isinstance(q.graph_name, NamedNode))


def _text(triple: Quad | Triple) -> str:
    return f"{triple.subject} {triple.predicate} {triple.object}"


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
            or any(
                isinstance(q.graph_name, NamedNode) and q not in removed
                for q in store.quads_for_pattern(None, property_, work, None)
            )
            for property_ in _BEARING
        )
        status = Quad(work, v.KG_READ_STATUS, v.KG_NOT_READ, STATUS_GRAPH)
        if cited and not read:
            opened.add(status)
        else:
            closed.add(status)
    return opened, closed
