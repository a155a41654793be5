"""Looks through all that a graph's store holds, source by source and then as a whole."""

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from kg.doctor.findings import Finding, Kind
from kg.doctor.indexes import read_to_the_end
from kg.store import vocabulary as v
from kg.store.applied_decisions import graphs_concerned
from kg.store.graph import Graph
from kg.store.terms import BACKGROUND_GRAPH, CURATION_GRAPH, STATUS_GRAPH, UNSETTLED_GRAPH
from kg.store.transaction import BEARING, CUT_SHORT, unsettled_keys
from kg.store.vocabulary import ID, PREFIXES

_ALL = DefaultGraph()
_AGAIN = "they are taken out, and the next build reads the paper again"
_OWN = {BACKGROUND_GRAPH, CURATION_GRAPH, STATUS_GRAPH, UNSETTLED_GRAPH}
_MOST_NAMED = 20  # of one kind of fault in the union
_UNREADABLE = (ValueError, LookupError, TypeError, StopIteration)


def findings_of(graph: Graph) -> Iterator[Finding]:
    """All that is amiss with what the graph holds.

    Raises:
        OSError, RuntimeError: the store cannot be read to its end.
    """
    read_to_the_end(graph.store)
    unfinished = list(_unfinished(graph))
    yield from unfinished
    for node in sorted(graph.store.named_graphs(), key=str):
        if isinstance(node, NamedNode) and node not in {STATUS_GRAPH, UNSETTLED_GRAPH}:
            yield from _source(graph, node, settled=not unfinished)
    yield from _union(graph.store)
    yield from _status(graph.store)
    yield from _dangling(graph.store)


def _unfinished(graph: Graph) -> Iterator[Finding]:
    if unsettled_keys(graph.store):
        yield Finding(Kind.UNFINISHED, "", f"{CUT_SHORT}; the same kg build goes on")
    if graphs_concerned(graph.store, graph.curation()):
        yield Finding(Kind.UNFINISHED, "", "decisions of the log are not applied yet")


def _source(graph: Graph, node: NamedNode, *, settled: bool) -> Iterator[Finding]:
    """What is amiss with one source; of a graph that is not settled only what can be told yet."""
    quads = list(graph.store.quads_for_pattern(None, None, None, node))
    if not quads:  # Oxigraph remembers the names of graphs that were emptied
        return
    if node not in _OWN and not node.value.startswith((PREFIXES["collection"], f"{ID}source/")):
        reason = "it is no source of kg's; take it out with another program, or leave it"
        yield Finding(Kind.FOREIGN, node.value, reason, mendable=False)
        return
    try:
        wanted = set(graph.encoded_anew(node, quads))
    except _UNREADABLE as error:
        yield _half(node, f"it cannot be read as a whole ({type(error).__name__}: {error})"[:200])
        return
    found = set(quads)
    if settled and wanted - found:
        yield _half(node, f"{len(wanted - found)} of its triples are missing")
    elif settled and (extra := found - wanted):
        lone = {q.subject for q in extra if q.predicate == v.RDF_TYPE and q.object == v.OA_SPECIFIC_RESOURCE}
        if lone:
            yield Finding(Kind.ORPHAN, node.value, f"{len(lone)} pieces of evidence belong to no statement; {_AGAIN}")
        else:
            yield Finding(Kind.STRAY, node.value, f"{len(extra)} of its triples belong to nothing that it says")


def _half(node: NamedNode, what: str) -> Finding:
    imported = node.value.startswith(PREFIXES["collection"])
    todo = "import it again" if imported else "it is taken out, so that the next build reads it again"
    return Finding(Kind.HALF_SOURCE, node.value, f"{what}; {todo}", mendable=not imported)


def _union(store: Store) -> Iterator[Finding]:
    missing, extra = union_faults(store)
    if missing:
        yield Finding(Kind.UNION, "", f"{len(missing)} triples of sources are missing in the union")
    if extra:
        yield Finding(Kind.UNION, "", f"{len(extra)} triples of the union are no source's")


def union_faults(store: Store) -> tuple[list[Quad], list[Quad]]:
    """The quads that the default graph lacks, and those that it has too many."""
    missing, extra = dict[Quad, None](), []
    for quad in store:
        if isinstance(quad.graph_name, DefaultGraph):
            named = store.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
            if not any(isinstance(q.graph_name, NamedNode) for q in named):
                extra.append(quad)
        elif (plain := Quad(quad.subject, quad.predicate, quad.object)) not in store:
            missing[plain] = None
    return list(missing), extra


def _status(store: Store) -> Iterator[Finding]:
    added, removed = status_faults(store)
    if added or removed:
        yield Finding(Kind.STATUS, "", f"{len(added) + len(removed)} works are marked wrongly as read or not")


def status_faults(store: Store) -> tuple[set[Quad], set[Quad]]:
    """The marks of works not read that are missing, and those that are too many."""
    cited, read = (
        {q.object for q in store.quads_for_pattern(None, property_, None, None) if isinstance(q.graph_name, NamedNode)}
        for property_ in BEARING
    )
    wanted = {Quad(w, v.KG_READ_STATUS, v.KG_NOT_READ, STATUS_GRAPH) for w in cited - read if isinstance(w, NamedNode)}
    found = set(store.quads_for_pattern(None, None, None, STATUS_GRAPH))
    return wanted - found, found - wanted


def _dangling(store: Store) -> Iterator[Finding]:
    """Ends of triples that are kg's to describe, and that nothing describes.

    The id of a thing that people merged into another is no such end: it is told as what the other took the place of,
    and all that was said of it is said of the other.
    """
    known, lost = set[str](), dict[str, str]()
    for quad in store.quads_for_pattern(None, None, None, _ALL):
        end = quad.object
        if quad.predicate == v.DCTERMS_REPLACES:
            continue
        if isinstance(end, NamedNode) and end.value.startswith(ID) and end.value not in known:
            known.add(end.value)
            if next(store.quads_for_pattern(end, None, None, _ALL), None) is None:
                lost[end.value] = str(quad.subject)
    for end_, subject in sorted(lost.items())[:_MOST_NAMED]:
        reason = f"{subject} leads there, and nothing is said of it; read or import its source again"
        yield Finding(Kind.DANGLING, end_, reason, mendable=False)
