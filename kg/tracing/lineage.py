"""The question of lineage: which data does a paper, model or dataset rest on?"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.core.lineage import LineagePath, Node, NodeKind
from kg.tracing.ends import OpenEnd, open_ends
from kg.tracing.evaluation import EvaluatedOn, evaluated_on
from kg.tracing.introductions import Introduction, Origin, Part, introductions, origin, said_by, wholes
from kg.tracing.lineage_graph import MAX_NODES, Reach, cycles, data_beneath, expand, only_read
from kg.tracing.naming import resolve, things_named
from kg.tracing.paths import best_paths, count_paths, narrowed, only_mentioned, through_others
from kg.tracing.source import LineageSource
from kg.tracing.unread import Unread, unread_on

__all__ = ["DEFAULT_DEPTH", "OpenEnd", "ReachedData", "Trace", "trace"]

DEFAULT_DEPTH = 8
"""How many hops a trace goes unless told."""


@dataclass(frozen=True, slots=True)
class ReachedData:
    """A dataset that the start rests on (or the very thing that was asked for), with the best paths to it.

    others counts further paths that are not shown. introduced_by holds all that is said of who introduced it and begins
    with what the papers of the best path say; part_of all greater datasets, those on the best path first. origin is
    what to tell of both, None where nothing is known that fits the path.
    """

    node: Node
    paths: tuple[LineagePath, ...]
    others: int = 0
    introduced_by: tuple[Introduction, ...] = ()
    part_of: tuple[Part, ...] = ()
    origin: Origin | None = None

    @property
    def only_mentioned(self) -> bool:
        """Whether no better way leads here than through a model that the paper merely mentions."""
        return all(only_mentioned(path) for path in self.paths)


@dataclass(frozen=True, slots=True)
class Trace:
    """The answer: datasets reached, the start's own data first and then by belief, and every end that stays open.

    evaluated_on are datasets that the starts are evaluated on and not known to rest on; nothing beneath them is
    followed. undisclosed are the models whose training data somebody says are not disclosed: never the same as
    unknown, the models of which nobody says what they were trained on. cycles are groups that rest on themselves;
    weaker counts the datasets left out because every path to them is believed less than asked for; truncated says that
    the bounds of depth or number cut something off. unread are works on the way that are cited and were not read: what
    lies beyond them may be more than is told. read_only says that nothing but what papers in hand state was followed.
    nodes holds every node on a path by its IRI.
    """

    name: str
    to: str | None
    starts: tuple[Node, ...]
    datasets: tuple[ReachedData, ...]
    evaluated_on: tuple[EvaluatedOn, ...]
    undisclosed: tuple[OpenEnd, ...]
    unknown: tuple[OpenEnd, ...]
    cycles: tuple[tuple[Node, ...], ...]
    weaker: int
    truncated: bool
    depth: int
    unread: tuple[Unread, ...]
    read_only: bool
    nodes: Mapping[str, Node]


def trace(
    source: LineageSource,
    name: str,
    *,
    to: str | None = None,
    depth: int = DEFAULT_DEPTH,
    min_belief: float = 0.0,
    max_paths: int = 1,
    max_nodes: int = MAX_NODES,
    read_only: bool = False,
) -> Trace:
    """The data that whatever goes by the name rests on, hop by hop.

    A name shared by a paper and a model answers for both. ``max_paths`` bounds the paths kept for each dataset; with
    ``to`` only paths to that dataset or model are kept, while open ends stay: what was asked for may lie beyond them.
    With ``read_only`` only hops count that papers which were read state, and only by their word.

    Raises:
        UnknownNameError: nothing goes by ``name`` or ``to``.
    """
    starts = resolve(source, name)
    targets = frozenset(n.iri for n in things_named(source, to)) if to is not None else None
    step = only_read(data_beneath) if read_only else data_beneath
    reach = expand(source, starts, step, depth=depth, max_nodes=max_nodes)
    best = best_paths(reach, depth=depth, keep=max_paths, min_belief=min_belief)
    ends = _ends(reach, targets)
    if targets is not None:
        kept = best_paths(narrowed(reach, targets), depth=depth, keep=max_paths, min_belief=min_belief)
    else:
        kept = best
    undisclosed, unknown = open_ends(source, reach, best, read_only=read_only)
    evaluated = evaluated_on(source, starts, besides=reach.graph, min_belief=min_belief, read_only=read_only)
    if targets is not None:
        evaluated = tuple(e for e in evaluated if e.node.iri in targets)
    shown = [path for iri in ends for path in kept.get(iri, ())]
    return Trace(
        name=name,
        to=to,
        starts=starts,
        datasets=_reached_data(source, reach, {iri: kept[iri] for iri in ends if iri in kept}, depth),
        evaluated_on=evaluated,
        undisclosed=undisclosed,
        unknown=unknown,
        cycles=cycles(reach),
        weaker=sum(1 for iri in ends if iri not in kept),
        truncated=reach.truncated,
        depth=depth,
        unread=unread_on(source, shown, (end.node for end in unknown)),
        read_only=read_only,
        nodes=MappingProxyType(reach.nodes() | {e.node.iri: e.node for e in evaluated}),
    )


def _ends(reach: Reach, targets: frozenset[str] | None) -> list[str]:
    if targets is not None:
        return sorted(iri for iri in targets if iri in reach.graph and iri not in reach.starts)
    return sorted(
        iri for iri, node in reach.nodes().items() if node.kind is NodeKind.DATASET and iri not in reach.starts
    )


def _reached_data(
    source: LineageSource, reach: Reach, paths: Mapping[str, tuple[LineagePath, ...]], depth: int
) -> tuple[ReachedData, ...]:
    count = count_paths(reach, depth=depth)
    reached = []
    for iri, kept in paths.items():
        introduced = _said_on_the_way_first(introductions(source, iri), kept[0])
        parts = _on_the_way_first(wholes(source, iri), kept[0])
        others, told = max(0, count[iri] - len(kept)), origin(introduced, parts, kept[0])
        reached.append(ReachedData(reach.node(iri), kept, others, introduced, parts, told))
    return tuple(sorted(reached, key=_standing))


def _said_on_the_way_first(found: tuple[Introduction, ...], path: LineagePath) -> tuple[Introduction, ...]:
    """Papers differ in whom they cite for a dataset: those that the path rests on are asked first."""
    return tuple(sorted(found, key=lambda introduction: not said_by(introduction.edge, path)))


def _on_the_way_first(parts: tuple[Part, ...], path: LineagePath) -> tuple[Part, ...]:
    on_the_way = {edge.subject for edge in path.edges}
    return tuple(sorted(parts, key=lambda part: part.whole.iri not in on_the_way))


def _standing(reached: ReachedData) -> tuple[bool, bool, float, int, str, str]:
    best, node = reached.paths[0], reached.node
    others = through_others(best)
    return reached.only_mentioned, others, -round(best.belief, 12), len(best.edges), node.label, node.iri
