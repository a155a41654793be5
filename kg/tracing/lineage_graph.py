"""The part of the graph that a question reaches, fetched step by step."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import networkx as nx

from kg.core.lineage import Edge, EvidenceKind, Node, NodeKind, origin_of
from kg.core.statement import AS_BASELINE, CARRIES_DATA, OWN_RUN, Predicate
from kg.tracing.source import LineageSource

MAX_NODES = 5_000
"""How many nodes one question may reach before it is cut short."""

PAPER_RESTS_ON = frozenset({Predicate.USES, Predicate.INTRODUCES, Predicate.TRAINS_ON})
"""What leads from a paper to data: comparing and evaluating lead nowhere."""

Step = Callable[[LineageSource, Node], tuple[Edge, ...]]
"""The edges to follow from a node, in order."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What was reached: a MultiDiGraph whose nodes carry ``node`` and whose edges, keyed by predicate, carry ``edge``.

    starts are the IRIs that the walk set out from; truncated says that something lay beyond the bounds of depth or
    number; unfinished holds the nodes that were reached and not expanded for that reason.
    """

    graph: "nx.MultiDiGraph"
    starts: tuple[str, ...]
    truncated: bool
    unfinished: frozenset[str]

    def node(self, iri: str) -> Node:
        """The reached node with this IRI."""
        found: Node = self.graph.nodes[iri]["node"]
        return found

    def nodes(self) -> dict[str, Node]:
        """All reached nodes by IRI."""
        return {iri: self.node(iri) for iri in self.graph}


def data_beneath(source: LineageSource, node: Node) -> tuple[Edge, ...]:
    """The edges along which data reach the node.

    From a paper: to the models that it uses, other than as baselines, or introduces and the datasets that it introduces
    or trains on; where it uses and introduces no model at all, to the models that it mentions. What it says of a model
    of its own is told by that model's edge alone. From a model or dataset: whatever carries data.
    """
    if node.kind is not NodeKind.PAPER:
        return tuple(true_at_large(source, source.outgoing(node.iri, CARRIES_DATA)))
    edges = _said_once(source, _but_baselines(source.outgoing(node.iri, PAPER_RESTS_ON)))
    if any(_is_model(source, edge.object) for edge in edges):
        return edges
    mentioned = source.outgoing(node.iri, {Predicate.MENTIONS})
    return edges + tuple(edge for edge in mentioned if _is_model(source, edge.object))


def resting_on(source: LineageSource, node: Node) -> tuple[Edge, ...]:
    """The edges along which data leave the node: to models and datasets made from it, and to papers that use it."""
    if node.kind is NodeKind.PAPER:
        return ()
    return tuple(true_at_large(source, _but_baselines(source.incoming(node.iri, CARRIES_DATA | PAPER_RESTS_ON))))


def at_large(source: LineageSource, edge: Edge) -> Edge | None:
    """The edge as ``resting_on`` and ``made_from`` give it, or None."""
    told = source.edge(edge.subject, edge.predicate, edge.object)
    return next(true_at_large(source, () if told is None else (told,)), None)


def only_read(step: Step) -> Step:
    """The step along edges that papers in hand state, with what these papers say as their only evidence."""

    def stated(source: LineageSource, node: Node) -> tuple[Edge, ...]:
        edges = ((e, tuple(p for p in e.evidence if p.kind is EvidenceKind.READ)) for e in step(source, node))
        return tuple(replace(edge, evidence=read) for edge, read in edges if read)

    return stated


def made_from(source: LineageSource, node: Node) -> tuple[Edge, ...]:
    """The edges along which data leave the node for models and datasets alone."""
    return tuple(true_at_large(source, source.incoming(node.iri, CARRIES_DATA)))


def _but_baselines(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """The edges without those to models that a paper runs to compare with and no more."""
    return tuple(e for e in edges if not all(piece.extractor == AS_BASELINE for piece in e.evidence))


def true_at_large(source: LineageSource, edges: Iterable[Edge]) -> Iterator[Edge]:
    """The edges without what authors tell of their own runs of somebody else's model.

    A paper that fine-tunes BERT on its data says nothing of the BERT that others use. What the makers of a model say
    of their runs is true of it, and so is what others tell of how it was made. Where nobody is known as its maker, all
    is kept.
    """
    for edge in edges:
        own_runs = [
            e for e in edge.evidence if edge.predicate is Predicate.TRAINED_ON and e.extractor.startswith(OWN_RUN)
        ]
        known = makers(source, edge.subject) if own_runs else frozenset()
        foreign = {e for e in own_runs if origin_of(e) not in known} if known else set()
        kept = tuple(e for e in edge.evidence if e not in foreign)
        if kept:
            yield replace(edge, evidence=kept) if foreign else edge


def makers(source: LineageSource, iri: str) -> frozenset[str]:
    """The works that are said to have introduced the model."""
    cited = (edge.object for edge in source.outgoing(iri, {Predicate.INTRODUCED_BY}))
    own = (edge.subject for edge in source.incoming(iri, {Predicate.INTRODUCES}))
    return frozenset((*cited, *own))


def expand(
    source: LineageSource, starts: Iterable[Node], step: Step, *, depth: int, max_nodes: int = MAX_NODES
) -> Reach:
    """What can be reached from the starts in so many steps, breadth first.

    Each node is expanded once, so cycles end; edges to nodes that the source does not know are left out.
    """
    graph: nx.MultiDiGraph = nx.MultiDiGraph()
    queue: deque[tuple[Node, int]] = deque()
    for start in starts:
        if start.iri not in graph:
            graph.add_node(start.iri, node=start)
            queue.append((start, 0))
    names, unfinished = tuple(graph), set()
    while queue:
        node, distance = queue.popleft()
        edges = step(source, node)
        if distance == depth:
            if edges:
                unfinished.add(node.iri)
            continue
        for edge in edges:
            far = edge.object if edge.subject == node.iri else edge.subject
            if far not in graph:
                reached = source.node(far)
                if reached is None:
                    continue
                if len(graph) >= max_nodes:
                    unfinished.add(node.iri)
                    continue
                graph.add_node(far, node=reached)
                queue.append((reached, distance + 1))
            graph.add_edge(edge.subject, edge.object, key=edge.predicate, edge=edge)
    return Reach(graph, names, bool(unfinished), frozenset(unfinished))


def cycles(reach: Reach) -> tuple[tuple[Node, ...], ...]:
    """The groups of nodes that rest on themselves, each sorted by label: data errors, to be shown and mended."""
    groups = [
        sorted(group, key=lambda iri: (reach.node(iri).label, iri))
        for group in nx.strongly_connected_components(reach.graph)
        if len(group) > 1 or any(reach.graph.has_edge(iri, iri) for iri in group)
    ]
    return tuple(tuple(reach.node(iri) for iri in group) for group in sorted(groups))


def _said_once(source: LineageSource, edges: tuple[Edge, ...]) -> tuple[Edge, ...]:
    """The paper's edges without those to datasets that it trains a model of its own on, as another edge tells."""
    own = [e.object for e in edges if e.predicate is Predicate.INTRODUCES and _is_model(source, e.object)]
    trained = (e for model in own for e in source.outgoing(model, {Predicate.TRAINED_ON}))
    by_model = {e.object for e in trained if not e.background}
    direct = {e.object for e in edges if e.predicate is Predicate.TRAINS_ON}
    repeats = {Predicate.TRAINS_ON: by_model, Predicate.INTRODUCES: by_model | direct}
    return tuple(e for e in edges if e.object not in repeats.get(e.predicate, ()))


def _is_model(source: LineageSource, iri: str) -> bool:
    node = source.node(iri)
    return node is not None and node.kind is NodeKind.MODEL
