"""The question of overlap: which data do two things both rest on?"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.core.lineage import LineagePath, Node, NodeKind
from kg.tracing.ends import OpenEnd, open_ends
from kg.tracing.lineage import DEFAULT_DEPTH
from kg.tracing.lineage_graph import MAX_NODES, Reach, data_beneath, expand
from kg.tracing.naming import resolve
from kg.tracing.paths import best_paths
from kg.tracing.source import LineageSource


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things: what goes by its name, how many datasets it rests on, and where that cannot be known."""

    name: str
    starts: tuple[Node, ...]
    datasets: int
    undisclosed: tuple[OpenEnd, ...]
    unknown: tuple[OpenEnd, ...]
    truncated: bool


@dataclass(frozen=True, slots=True)
class Shared:
    """A dataset or model that both rest on, and the best path from each; None where it is that thing itself."""

    node: Node
    one: LineagePath | None
    other: LineagePath | None

    @property
    def belief(self) -> float:
        """How far it is believed that both rest on it."""
        return (self.one.belief if self.one else 1.0) * (self.other.belief if self.other else 1.0)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two things share upstream: datasets and models, best believed first."""

    one: Side
    other: Side
    datasets: tuple[Shared, ...]
    models: tuple[Shared, ...]
    depth: int
    nodes: Mapping[str, Node]

    @property
    def same(self) -> bool:
        """Whether both names mean one and the same."""
        return self.one.starts == self.other.starts


def overlap(
    source: LineageSource,
    one: str,
    other: str,
    *,
    depth: int = DEFAULT_DEPTH,
    min_belief: float = 0.0,
    max_nodes: int = MAX_NODES,
) -> Overlap:
    """The data and models that whatever goes by each of the two names rests on.

    A dataset or model rests on itself here: what one of the two is made from is shared by both.

    Raises:
        UnknownNameError: nothing goes by one of the names.
    """
    sides, reaches, ways = [], [], []
    for name in (one, other):
        starts = resolve(source, name)
        reach = expand(source, starts, data_beneath, depth=depth, max_nodes=max_nodes)
        best = best_paths(reach, depth=depth, min_belief=min_belief)
        sides.append(Side(name, starts, _datasets(reach, best), *open_ends(source, reach, best), reach.truncated))
        reaches.append(reach)
        ways.append(
            {iri: best[iri][0] if iri in best else None for iri in reach.graph if iri in best or iri in reach.starts}
        )
    shared = [Shared(reaches[0].node(iri), path, ways[1][iri]) for iri, path in ways[0].items() if iri in ways[1]]
    shared.sort(key=lambda s: (-round(s.belief, 12), s.node.label, s.node.iri))
    return Overlap(
        one=sides[0],
        other=sides[1],
        datasets=tuple(s for s in shared if s.node.kind is NodeKind.DATASET),
        models=tuple(s for s in shared if s.node.kind is NodeKind.MODEL),
        depth=depth,
        nodes=MappingProxyType({**reaches[0].nodes(), **reaches[1].nodes()}),
    )


def _datasets(reach: Reach, best: Mapping[str, tuple[LineagePath, ...]]) -> int:
    return sum(reach.node(iri).kind is NodeKind.DATASET for iri in {*best, *reach.starts})
