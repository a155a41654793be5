"""One change of the store: named graphs replaced whole or not at all, and what must change with them.

The default graph is kept as the union of all named graphs, each triple once. Oxigraph can show the union by itself, but
then a triple that a hundred sources state stands there a hundred times: sums go wrong and joins explode.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from kg.store import vocabulary as v
from kg.store.terms import STATUS_GRAPH, UNSETTLED_GRAPH, literal

BEARING = (v.BIRO_REFERENCES, v.SCHEMA_ENCODES_CREATIVE_WORK)  # what makes a work cited, and read


def replace_graphs(
    store: Store,
    graphs: Mapping[NamedNode, Iterable[Quad]],
    *,
    unsettled: Iterable[str] = (),
    stored: Mapping[NamedNode, Collection[Quad]] | None = None,
) -> tuple[NamedNode, ...]:
    """Make these quads the whole of these graphs, in one atomic update; the graphs that had to change.

    Only the difference is written. In the same update the read status of the works concerned is set right, and the keys
    given are marked as unsettled. stored holds what the caller has just read of a graph, to spare reading it again.
    """
    known = stored or {}
    added, removed, changed = list[Quad](), list[Quad](), list[NamedNode]()
    for graph, quads in graphs.items():
        old = set(known[graph] if graph in known else store.quads_for_pattern(None, None, None, graph))
        new = dict.fromkeys(quads)
        if old != new.keys():
            changed.append(graph)
            added += (q for q in new if q not in old)  # in the order given, for sorted quads are written faster
            removed += old - new.keys()
    marks = [_mark(key) for key in unsettled]
    if changed or marks:
        opened, closed = _status_changes(store, added, set(removed))
        apply(store, [*added, *opened, *marks], [*removed, *closed])
    return tuple(changed)


def apply(store: Store, added: Iterable[Quad], removed: Iterable[Quad]) -> None:
    """Remove and add quads of named graphs in one atomic update, and keep the default graph their union."""
    added, removed = list(added), set(removed)
    if removed:
        store.update(_update(store, added, removed))
    else:
        store.extend([*added, *dict.fromkeys(map(_plain, added))])  # atomic too, and spares writing and parsing SPARQL


def _update(store: Store, added: Sequence[Quad], removed: set[Quad]) -> str:
    """The update in SPARQL. Each triple is written once, for its graph and the union: that takes the time."""
    coming, inserted = dict[str, None](), list[str]()
    for graph, quads in groupby(added, key=_graph):
        lines = [_line(q) for q in quads]
        coming |= dict.fromkeys(lines)
        inserted.append(_block(graph, lines))
    inserted += coming
    going = {_plain(q) for q in removed if _line(q) not in coming}
    gone = [_line(q) for q in going if removed.issuperset(_named_quads(store, q))]
    deleted = [_block(graph, map(_line, quads)) for graph, quads in groupby(removed, key=_graph)]
    return f"DELETE DATA {{\n{''.join(deleted + gone)}}};\nINSERT DATA {{\n{''.join(inserted)}}}"


def _plain(quad: Quad) -> Quad:
    """The same triple in the default graph."""
    return Quad(quad.subject, quad.predicate, quad.object)


def _named_quads(store: Store, quad: Quad) -> Iterator[Quad]:
    """The triple in every named graph that holds it."""
    quads = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return (q for q in quads if isinstance(q.graph_name, NamedNode))


def _graph(quad: Quad) -> NamedNode | BlankNode | DefaultGraph:
    return quad.graph_name


def _line(quad: Quad) -> str:
    """The triple as SPARQL's data blocks have it; terms are written by Oxigraph itself, never pasted."""
    return f"{quad.triple} .\n"


def _block(graph: NamedNode | BlankNode | DefaultGraph, lines: Iterable[str]) -> str:
    return f"GRAPH {graph} {{\n{''.join(lines)}}}\n"


CUT_SHORT = "a build was cut short before it had joined all works"
"""What is said of a graph in which keys are unsettled and which nobody writes."""


def unsettled_keys(store: Store) -> list[str]:
    """The keys marked as unsettled, sorted."""
    marks = store.quads_for_pattern(UNSETTLED_GRAPH, v.KG_UNSETTLED, None, UNSETTLED_GRAPH)
    return sorted(q.object.value for q in marks if isinstance(q.object, Literal))


def mark_settled(store: Store, keys: Iterable[str]) -> None:
    """Take the marks off."""
    marks = [_mark(key) for key in keys]
    if marks:
        apply(store, (), marks)


def _mark(key: str) -> Quad:
    return Quad(UNSETTLED_GRAPH, v.KG_UNSETTLED, literal(key), UNSETTLED_GRAPH)


def _status_changes(store: Store, added: list[Quad], removed: set[Quad]) -> tuple[set[Quad], set[Quad]]:
    """What to add to and take from the status graph, so that it names exactly the works cited and not read."""
    works = {q.object for q in (*added, *removed) if q.predicate in BEARING and isinstance(q.object, NamedNode)}
    coming = {(q.predicate, q.object) for q in added if q.predicate in BEARING}
    opened, closed = set(), set()
    for work in works:
        cited, read = (
            (property_, work) in coming
            or any(
                isinstance(q.graph_name, NamedNode) and q not in removed
                for q in store.quads_for_pattern(None, property_, work, None)
            )
            for property_ in BEARING
        )
        status = Quad(work, v.KG_READ_STATUS, v.KG_NOT_READ, STATUS_GRAPH)
        if cited and not read:
            opened.add(status)
        elif status in store:
            closed.add(status)
    return opened, closed
