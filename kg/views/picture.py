"""The part of the graph that a page draws: papers, datasets, models, cited works and their links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import Protocol

from kg.core.lineage import Edge, Node, NodeKind
from kg.core.statement import Predicate
from kg.tracing.evaluation import evaluated_on
from kg.tracing.introductions import SURE, believable, introductions
from kg.tracing.lineage_graph import Reach, data_beneath, expand, resting_on
from kg.tracing.naming import resolve
from kg.tracing.source import LineageSource

MAX_NODES = 5_000
"""How many nodes a picture has at most; what is beyond is left out, and the picture says so."""

_DRAWN = frozenset(Predicate) - {Predicate.DISCLOSURE}
_FAR = 10_000  # hops: as far as the graph goes


class PictureSource(LineageSource, Protocol):
    """A graph that can also tell all that it holds."""

    def papers(self) -> tuple[Node, ...]:
        """All papers, cited works that were not read among them."""
        ...

    def datasets(self) -> tuple[Node, ...]:
        """All datasets."""
        ...

    def models(self) -> tuple[Node, ...]:
        """All models."""
        ...


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes sorted by kind, label and IRI, and the edges between them, sorted.

    silent are the IRIs of models of which nothing says what they were trained on; starts is what was asked for, empty
    for the whole graph. years tells by IRI when papers came out, and for datasets and models the first work that
    introduced them.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    silent: frozenset[str]
    starts: tuple[str, ...]
    truncated: bool
    years: Mapping[str, int]


def whole_picture(source: PictureSource) -> Picture:
    """All that the papers read name, and whatever lies upstream of it.

    Background facts that touch nothing which a paper names stay out. Without any paper everything is drawn.
    """
    read = [paper for paper in source.papers() if paper.read]
    starts = read or [*source.datasets(), *source.models()]
    reach = expand(source, starts, _everything, depth=_FAR, max_nodes=MAX_NODES)
    return _picture(source, reach, (), truncated=reach.truncated)


def lineage_picture(source: LineageSource, name: str) -> Picture:
    """What the named paper, model or dataset rests on and what rests on it, directly and further off.

    With it come who introduced each part and what the thing itself is evaluated on, whether it rests on that or not.

    Raises:
        UnknownNameError: nothing goes by the name.
    """
    starts = resolve(source, name)
    reach = expand(source, starts, data_beneath, depth=_FAR, max_nodes=MAX_NODES)
    above = expand(source, starts, resting_on, depth=_FAR, max_nodes=MAX_NODES)
    for evaluated in evaluated_on(source, starts, besides=()):
        reach.graph.add_node(evaluated.node.iri, node=evaluated.node)
        for edge in evaluated.edges:
            reach.graph.add_edge(edge.subject, edge.object, key=edge.predicate, edge=edge)
    reach.graph.add_nodes_from(above.graph.nodes(data=True))
    reach.graph.add_edges_from(above.graph.edges(keys=True, data=True))
    for iri in sorted(reach.graph):
        for found in believable(introductions(source, iri)):
            reach.graph.add_node(found.work.iri, node=found.work)
            reach.graph.add_edge(iri, found.work.iri, key=found.edge.predicate, edge=found.edge)
    return _picture(source, reach, reach.starts, truncated=reach.truncated or above.truncated)


def _everything(source: LineageSource, node: Node) -> tuple[Edge, ...]:
    return source.outgoing(node.iri, _DRAWN)


def _picture(source: LineageSource, reach: Reach, starts: tuple[str, ...], *, truncated: bool) -> Picture:
    nodes = sorted(reach.nodes().values(), key=lambda n: (n.kind, n.label, n.iri))
    said = (edge for _, _, edge in reach.graph.edges(data="edge"))
    silent = (n.iri for n in nodes if n.kind is NodeKind.MODEL and not n.undisclosed and not data_beneath(source, n))
    edges = _drawn_once(said, reach)
    return Picture(tuple(nodes), edges, frozenset(silent), starts, truncated, _years(nodes, edges))


def _years(nodes: Iterable[Node], edges: Iterable[Edge]) -> Mapping[str, int]:
    years = {node.iri: node.year for node in nodes if node.year is not None}
    introduced: dict[str, int] = {}
    for edge in edges:
        thing, work = edge.subject, edge.object
        if edge.predicate is Predicate.INTRODUCES:
            thing, work = work, thing
        if edge.predicate in {Predicate.INTRODUCES, Predicate.INTRODUCED_BY} and work in years:
            introduced[thing] = min(introduced.get(thing, years[work]), years[work])
    return MappingProxyType(introduced | years)


def _drawn_once(edges: Iterable[Edge], reach: Reach) -> tuple[Edge, ...]:
    """The edges sorted; "introduced by" a read paper and "introduces" are one link, drawn from the paper."""
    turned = (_turned(edge) if _by_read_paper(edge, reach) else edge for edge in edges)
    merged = []
    for _, same in groupby(sorted(turned, key=lambda e: e.triple), key=lambda e: e.triple):
        first, *others = same
        evidence = dict.fromkeys(piece for edge in (first, *others) for piece in edge.evidence)
        merged.append(replace(first, evidence=tuple(evidence)))
    return tuple(merged)


def _by_read_paper(edge: Edge, reach: Reach) -> bool:
    sure = any(e.confidence >= SURE for e in edge.evidence)
    return sure and edge.predicate is Predicate.INTRODUCED_BY and reach.node(edge.object).read


def _turned(edge: Edge) -> Edge:
    return Edge(edge.object, Predicate.INTRODUCES, edge.subject, edge.evidence)
