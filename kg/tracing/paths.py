"""The best ways through what was reached."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

import networkx as nx

from kg.core.lineage import Edge, EvidenceKind, LineagePath
from kg.core.statement import Predicate
from kg.core.stopping import go_on
from kg.tracing.circles import Circles
from kg.tracing.lineage_graph import Reach

_THROUGH_OTHERS = frozenset({Predicate.USES, Predicate.MENTIONS, Predicate.FINE_TUNED_FROM})
_Rank = tuple[bool, bool, float, int, tuple[str, ...]]


def only_mentioned(path: LineagePath) -> bool:
    """Whether a hop of the path is no more than a mention, so that nothing shows that data went that way."""
    return any(edge.predicate is Predicate.MENTIONS for edge in path.edges)


def through_others(path: LineagePath) -> bool:
    """Whether the path leads through a model that the start takes from elsewhere, not along its own data alone."""
    return any(edge.predicate in _THROUGH_OTHERS for edge in path.edges)


@dataclass(order=True, slots=True)
class _Partial:
    rank: _Rank
    at: str = field(compare=False)
    belief: float = field(compare=False)
    edges: tuple[Edge, ...] = field(compare=False)
    visited: frozenset[str] = field(compare=False)


def best_paths(
    reach: Reach, *, depth: int, keep: int = 1, min_belief: float = 0.0, backwards: bool = False
) -> dict[str, tuple[LineagePath, ...]]:
    """For every node reached, up to ``keep`` paths that join it with a start, best first.

    Better is: used before only mentioned, then what ``said_outright`` before any way through other things, however
    well believed, then what the start says of its own data before what it takes from other models, then by belief,
    then shorter, then by names. Paths are simple, have at most ``depth`` hops, at least ``min_belief``, and no start on
    their way. With ``backwards`` they run from the node to the start. The cost is polynomial but in the sizes of
    circles: of the ways that can go on in the same ways only the best ``keep`` are carried on. Through a circle that is
    too large the best path is found, and perhaps not all others.
    """
    best = _by_belief(reach, depth=depth, keep=keep, min_belief=min_belief, backwards=backwards)
    outright = _outright(reach, min_belief=min_belief, backwards=backwards) if depth else {}
    return {iri: tuple(dict.fromkeys((*outright.get(iri, ()), *paths)))[:keep] for iri, paths in best.items()}


def said_outright(path: LineagePath) -> bool:
    """Whether one statement joins both ends, which is no mere mention and does not rest on background facts alone."""
    (first, *further) = path.edges
    told = any(piece.kind is not EvidenceKind.BACKGROUND for piece in first.evidence)
    return not further and told and first.predicate is not Predicate.MENTIONS


def _outright(reach: Reach, *, min_belief: float, backwards: bool) -> dict[str, tuple[LineagePath, ...]]:
    """For every node the best first what ``said_outright`` that joins it with a start.

    It cannot be a rank of the search: what is best for a node is then no longer best for what lies beyond it.
    """
    found: defaultdict[str, list[_Partial]] = defaultdict(list)
    for start in reach.starts:
        for partial in _extend(reach, _at(start), backwards):
            if partial.belief >= min_belief and said_outright(LineagePath(partial.edges)):
                found[partial.at].append(partial)
    return {iri: tuple(LineagePath(p.edges) for p in sorted(partials)) for iri, partials in found.items()}


def _at(start: str) -> _Partial:
    return _Partial((False, False, -1.0, 0, ()), start, 1.0, (), frozenset({start}))


def _by_belief(
    reach: Reach, *, depth: int, keep: int, min_belief: float, backwards: bool
) -> dict[str, tuple[LineagePath, ...]]:
    circles = Circles(reach)
    taken: Counter[tuple[str, int, frozenset[str]]] = Counter()
    found: dict[str, list[LineagePath]] = {}
    heap = [_at(start) for start in reach.starts]
    heapq.heapify(heap)
    while heap:
        go_on()
        partial = heapq.heappop(heap)
        hops = len(partial.edges)
        state = partial.at, hops, circles.remembered(partial.at, partial.visited)
        taken[state] += 1
        if taken[state] > keep:
            continue
        if partial.edges and len(kept := found.setdefault(partial.at, [])) < keep:
            kept.append(LineagePath(partial.edges[::-1] if backwards else partial.edges))
        if hops < depth:
            for longer in _extend(reach, partial, backwards):
                if longer.belief >= min_belief:
                    heapq.heappush(heap, longer)
    return {iri: tuple(paths) for iri, paths in found.items()}


def _extend(reach: Reach, partial: _Partial, backwards: bool) -> Iterator[_Partial]:
    look = reach.graph.in_edges if backwards else reach.graph.out_edges
    mentioned, taken, _, hops, names = partial.rank
    for subject, object_, edge in look(partial.at, data="edge"):
        far = subject if backwards else object_
        if far in partial.visited or far in reach.starts:
            continue
        belief = partial.belief * edge.belief
        rank = (
            mentioned or edge.predicate is Predicate.MENTIONS,
            taken or edge.predicate in _THROUGH_OTHERS,
            -round(belief, 12),  # the order of multiplication must not decide
            hops + 1,
            (*names, edge.predicate.value, reach.node(far).label, far),
        )
        yield _Partial(rank, far, belief, (*partial.edges, edge), partial.visited | {far})


def count_paths(reach: Reach, *, depth: int, backwards: bool = False) -> Counter[str]:
    """How many simple paths of at most ``depth`` hops join each node with a start, whatever their belief.

    Exact, but for ways through a circle of more nodes than ``circles.LARGEST``, which are not counted.
    """
    graph = reach.graph.reverse(copy=False) if backwards else reach.graph
    circles = Circles(reach)
    total: Counter[str] = Counter()
    ways = Counter({(start, circles.remembered(start, frozenset({start}))): 1 for start in reach.starts})
    for _ in range(depth):
        further: Counter[tuple[str, frozenset[str]]] = Counter()
        for (iri, passed), count in ways.items():
            go_on()
            lost = passed or circles.of(iri)
            for far in graph.successors(iri):
                if far not in lost and far != iri and far not in reach.starts:
                    remembered = circles.remembered(far, passed | {far})
                    further[far, remembered] += count * graph.number_of_edges(iri, far)
        for (iri, _), count in further.items():
            total[iri] += count
        ways = further
    return total


def narrowed(reach: Reach, targets: Collection[str]) -> Reach:
    """What was reached, without all that does not lie between a start and a target."""
    wanted = {t for t in targets if t in reach.graph}
    between = wanted.union(*(nx.ancestors(reach.graph, t) for t in wanted))
    graph = reach.graph.subgraph([iri for iri in reach.graph if iri in between or iri in reach.starts])
    return Reach(graph, reach.starts, reach.truncated, reach.unfinished)
