"""The reverse question: what rests on a dataset or model?"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.core.lineage import LineagePath, Node
from kg.tracing.evaluation import Evaluator, evaluators
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

    evaluating are the papers and models that are evaluated on the things and not known to rest on them,
    evaluating_left_out how many more of them there are.
    """

    name: str
    things: tuple[Node, ...]
    dependents: tuple[Dependent, ...]
    evaluating: tuple[Evaluator, ...]
    evaluating_left_out: int
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
    max_evaluating: int | None = None,
) -> Impact:
    """What rests on the dataset or model of this name; a paper's name stands for what the paper introduces.

    What is only evaluated on a thing, compares with it or mentions it does not rest on it; ``max_evaluating`` bounds
    how many of the former are told of.

    Raises:
        UnknownNameError: nothing goes by the name.
    """
    things = things_named(source, name)
    reach = expand(source, things, resting_on, depth=depth, max_nodes=max_nodes)
    best = best_paths(reach, depth=depth, keep=max_paths, min_belief=min_belief, backwards=True)
    count = count_paths(reach, depth=depth, backwards=True)
    dependents = [Dependent(reach.node(iri), kept, max(0, count[iri] - len(kept))) for iri, kept in best.items()]
    evaluating, left_out = evaluators(source, things, besides=reach.graph, limit=max_evaluating)
    return Impact(
        name=name,
        things=things,
        dependents=tuple(sorted(dependents, key=by_kind_and_belief)),
        evaluating=evaluating,
        evaluating_left_out=left_out,
        cycles=cycles(reach),
        truncated=reach.truncated,
        depth=depth,
        nodes=MappingProxyType(reach.nodes() | {e.node.iri: e.node for e in evaluating}),
    )


def by_kind_and_belief(dependent: Dependent) -> tuple[str, float, int, str, str]:
    """A key that sorts dependents by kind, then best believed first."""
    best = dependent.paths[0]
    node = dependent.node
    return node.kind.value, -round(best.belief, 12), len(best.edges), node.label, node.iri
