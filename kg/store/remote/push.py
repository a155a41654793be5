"""The graph put into an endpoint: each named graph replaced, what is gone dropped, and nothing else touched."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import DefaultGraph, NamedNode

from kg.core.errors import EndpointError, UnknownNameError
from kg.store.graph import Graph
from kg.store.held import imported_sources
from kg.store.imports import import_iri
from kg.store.remote.address import Credentials, read_address
from kg.store.remote.answer import TIMEOUT_S, Asking
from kg.store.remote.client import Client
from kg.store.remote.manifest import digest_of, lines_of, manifest_lines, read_listing, read_log_sha256
from kg.store.remote.quads import RemoteQuads
from kg.store.remote.writers import Writer, find_writer
from kg.store.terms import (
    BACKGROUND_GRAPH,
    CURATION_GRAPH,
    MANIFEST_GRAPH,
    STATUS_GRAPH,
    UNION_GRAPH,
    UNSETTLED_GRAPH,
    source_iri,
)

_KEPT_HERE = frozenset({UNSETTLED_GRAPH, UNION_GRAPH, MANIFEST_GRAPH})

Progress = Callable[[int, int, str], None]
"""Told how many graphs were written, of how many, and which is being written."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push did, or would do. Graphs stand with the number of their triples, sorted; union counts its triples."""

    url: str
    way: str
    written_at: str
    replaced: tuple[tuple[str, int], ...] = ()
    unchanged: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    union: int | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be pushed, and how.

    sources are names, all where there are none; keep leaves what an earlier push put there and is gone here; force
    writes what has not changed too; union writes the union of the graphs as one more.
    """

    sources: tuple[str, ...] = ()
    keep: bool = False
    force: bool = False
    union: bool = True
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """Where to push: the address that queries go to, those to write to where they are not found by themselves."""

    url: str
    gsp_url: str | None = None
    update_url: str | None = None
    credentials: Credentials = field(default_factory=Credentials)
    timeout_s: float = TIMEOUT_S


@dataclass(slots=True)
class _Plan:
    there: Mapping[NamedNode, str]
    log_there: str | None
    log_sha256: str | None = None
    digests: dict[NamedNode, str] = field(default_factory=dict)
    changed: list[NamedNode] = field(default_factory=list)
    gone: list[NamedNode] = field(default_factory=list)

    @property
    def is_done(self) -> bool:
        """Whether the endpoint holds all of it already."""
        return not self.changed and not self.gone and self.log_sha256 == self.log_there

    def after(self) -> dict[NamedNode, str]:
        """What the endpoint will hold."""
        return {g: d for g, d in {**self.there, **self.digests}.items() if g not in self.gone}


def push_graph(
    graph: Graph, target: Target, wishes: Wishes | None = None, *, progress: Progress | None = None
) -> Pushed:
    """Push the graph to the target, as ``push`` does.

    Raises:
        UnknownNameError: a source goes by none of the names.
        EndpointError: the endpoint cannot be found, read or written.
    """
    wishes = wishes or Wishes()
    client = Client(read_address(target.url, target.credentials), Asking(timeout_s=target.timeout_s))
    try:
        writer = find_writer(client, gsp_url=target.gsp_url, update_url=target.update_url, look_only=wishes.dry_run)
        return push(graph, client, writer, wishes, progress=progress)
    finally:
        client.close()


def push(graph: Graph, client: Client, writer: Writer, wishes: Wishes, *, progress: Progress | None = None) -> Pushed:
    """Make the endpoint hold the named graphs of the graph, and list them in a manifest there.

    Only graphs with names of kg's own are written, and of those only what an earlier push listed is dropped. What has
    not changed since the last push is not sent again. The manifest says beforehand what will be written, so that a push
    that breaks off is made good by the next one.

    Raises:
        UnknownNameError: a source goes by none of the names.
        EndpointError: the endpoint cannot be read or written, or does not show what was written.
    """
    plan = _planned(graph, RemoteQuads(client), wishes)
    whole = _whole(graph, plan) if wishes.union else None
    union = lines_of(graph.store.quads_for_pattern(None, None, None, DefaultGraph())) if whole else None
    _plan_union(plan, union, force=wishes.force)
    if not wishes.dry_run:
        _carry_out(graph, writer, plan, union, progress)
        _check(RemoteQuads(client), plan)
    return Pushed(
        client.address.url,
        writer.name,
        writer.url,
        tuple((g.value, _size(graph, g)) for g in plan.changed if g != UNION_GRAPH),
        tuple(g.value for g in plan.digests if g not in plan.changed and g != UNION_GRAPH),
        tuple(g.value for g in plan.gone),
        None if union is None else len(union),
        wishes.dry_run,
    )


def _planned(graph: Graph, there: RemoteQuads, wishes: Wishes) -> _Plan:
    log_there = read_log_sha256(there)
    plan = _Plan(read_listing(there), log_there, log_there)
    wanted = _chosen(graph, wishes.sources) if wishes.sources else _held(graph)
    for each in sorted(set(wanted), key=str):
        plan.digests[each] = digest_of(_lines(graph, each))
        if wishes.force or plan.there.get(each) != plan.digests[each]:
            plan.changed.append(each)
    if CURATION_GRAPH in plan.digests:
        plan.log_sha256 = graph.log_sha256
    if not wishes.sources and not wishes.keep:
        plan.gone += [g for g in plan.there if g not in plan.digests and g != UNION_GRAPH]
    return plan


def _whole(graph: Graph, plan: _Plan) -> bool:
    """Whether the endpoint will hold all graphs as they are here, so that the union here is the union there."""
    here = _held(graph)
    others = {g: d for g, d in plan.after().items() if g != UNION_GRAPH}
    unknown = (g for g, d in others.items() if g in here and g not in plan.digests and digest_of(_lines(graph, g)) != d)
    return others.keys() == here and next(unknown, None) is None


def _plan_union(plan: _Plan, union: Sequence[str] | None, *, force: bool) -> None:
    """Add the union to what is written, or to what is dropped where it would not be true any more."""
    if union is None:
        plan.gone += [UNION_GRAPH] if UNION_GRAPH in plan.there else []
        return
    plan.digests[UNION_GRAPH] = digest_of(union)
    if force or plan.there.get(UNION_GRAPH) != plan.digests[UNION_GRAPH]:
        plan.changed.append(UNION_GRAPH)


def _carry_out(
    graph: Graph, writer: Writer, plan: _Plan, union: Sequence[str] | None, progress: Progress | None
) -> None:
    if plan.is_done:
        return
    touched = {*plan.changed, *plan.gone}
    announced = {g: "" if g in touched else d for g, d in {**plan.there, **plan.digests}.items()}
    writer.replace(MANIFEST_GRAPH, manifest_lines(announced))
    for count, each in enumerate(plan.changed):
        if progress is not None:
            progress(count, len(plan.changed), each.value)
        writer.replace(each, union if each == UNION_GRAPH and union is not None else _lines(graph, each))
    for each in plan.gone:
        writer.drop(each)
    writer.replace(MANIFEST_GRAPH, manifest_lines(plan.after(), plan.log_sha256))


def _check(there: RemoteQuads, plan: _Plan) -> None:
    if (plan.changed or plan.gone) and read_listing(there) != dict(
        sorted(plan.after().items(), key=lambda i: str(i[0]))
    ):
        raise EndpointError(
            there.client.address.url,
            "what was written does not show here; are both addresses of one and the same dataset?",
        )


def _chosen(graph: Graph, names: Collection[str]) -> list[NamedNode]:
    """The graphs of the sources that go by these names: a file's name, an imported source's, background or status.

    Raises:
        UnknownNameError: one goes by none.
    """
    own = {"background": BACKGROUND_GRAPH, "status": STATUS_GRAPH}
    known = {name: [g] for name, g in own.items() if g in _held(graph)}
    for source in graph.sources():
        known.setdefault(source.name, []).append(source_iri(source.sha256))
    for held in imported_sources(graph):
        known.setdefault(held.name, []).append(import_iri(held.name))
    for name in names:
        if name not in known:
            raise UnknownNameError(name, tuple(sorted(n for n in known if n.casefold() == name.casefold())))
    return [g for name in names for g in known[name]]


def _held(graph: Graph) -> set[NamedNode]:
    """The graphs that hold something; a store may remember the names of others."""
    named = (g for g in graph.store.named_graphs() if isinstance(g, NamedNode) and g not in _KEPT_HERE)
    return {g for g in named if next(iter(graph.store.quads_for_pattern(None, None, None, g)), None) is not None}


def _lines(graph: Graph, name: NamedNode) -> list[str]:
    return lines_of(graph.store.quads_for_pattern(None, None, None, name))


def _size(graph: Graph, name: NamedNode) -> int:
    return sum(1 for _ in graph.store.quads_for_pattern(None, None, None, name))
