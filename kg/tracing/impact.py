"""The reverse question: what rests on a dataset or model?"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.core.lineage import LineagePath, Node
from kg.core.statement import Predicate
from kg.tracing.lineage import DEFAULT_DEPTH
from kg.tracing.lineage_graph import MAX_NODES, cycles, expand, resting_on
from kg.tracing.naming import things_named
from kg.tracing.paths import best_paths, count_paths
from kg.tracing.source import LineageSource


@dataclass(frozen=True, slots=True)
class Dependent:
    """A paper, model or dataset that rests on the thing asked about, with the best paths from it to the thing."""

    node: Node
    paths: tuple[LineagePath, ...]
    others: int = 0


@dataclass(frozen=True, slots=True)
class Impact:
    """All that rests on the named things: by kind (datasets, models, papers), then best believed first.

    evaluating are the papers that evaluate on the things and do not rest on them, by label.
    """

    name: str
    things: tuple[Node, ...]
    dependents: tuple[Dependent, ...]
    evaluating: tuple[Node, ...]
    cycles: tuple[tuple[Node, ...], ...]
    truncated: bool
    depth: int
    nodes: Mapping[str, Node]


def impact(
    source: LineageSource,
    name: str,
    *,
    depth: int = DEFAULT_DEPTH,
    min_belief: float = 0.0,
    max_paths: int = 1,
    max_nodes: int = MAX_NODES,
) -> Impact:
    """What rests on the dataset or model of this name; a paper's name stands for what the paper introduces.

    Papers that only evaluate on, compare with or mention a thing do not rest on it.

    Raises:
        UnknownNameError: nothing goes by the name.
    """
    things = things_named(source, name)
    reach = expand(source, things, resting_on, depth=depth, max_nodes=max_nodes)
    best = best_paths(reach, depth=depth, keep=max_paths, min_belief=min_belief, backwards=True)
    count = count_paths(reach, depth=depth, backwards=True)
    dependents = [Dependent(reach.node(iri), kept, max(0, count[iri] - len(kept))) for iri, kept in best.items()]
    return Impact(
        name=name,
        things=things,
        dependents=tuple(sorted(dependents, key=_standing)),
        evaluating=_evaluating(source, things, reach.graph),
        cycles=cycles(reach),
        truncated=reach.truncated,
        depth=depth,
        nodes=MappingProxyType(reach.nodes()),
    )


def _evaluating(source: LineageSource, things: Iterable[Node], besides: Collection[str]) -> tuple[Node, ...]:
    iris = {e.subject for thing in things for e in source.incoming(thing.iri, {Predicate.EVALUATES_ON})}
    papers = (source.node(iri) for iri in sorted(iris - set(besides)))
    return tuple(sorted((p for p in papers if p is not None), key=lambda p: (p.label.casefold(), p.iri)))


def _standing(dependent: Dependent) -> tuple[str, float, int, str, str]:
    best = dependent.paths[0]
    node = dependent.node
    return node.kind.value, -round(best.belief, 12), len(best.edges), node.label, node.iri
