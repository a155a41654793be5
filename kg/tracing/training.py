"""At which trainings whole datasets entered what was reached."""

from collections.abc import Iterator

from kg.core.lineage import Edge, LineagePath
from kg.core.statement import Predicate
from kg.tracing.closeness import TO_MODELS, TRAINING
from kg.tracing.lineage_graph import Reach
from kg.tracing.paths import best_paths


class Trainings:
    """The trainings of the start and of the models that it is made from, each with the best way to what was trained."""

    def __init__(self, reach: Reach, *, depth: int, min_belief: float) -> None:
        self._reach, self._depth, self._min_belief = reach, depth, min_belief
        models = _only(reach, TO_MODELS, reach.starts)
        best = best_paths(models, depth=depth, min_belief=min_belief)
        self._ways: dict[str, tuple[Edge, ...]] = dict.fromkeys(reach.starts, ())
        self._ways |= {iri: paths[0].edges for iri, paths in best.items()}

    def holding(self, dataset: str, *, besides: str | None = None) -> Iterator[LineagePath]:
        """For each training on the dataset, or on a whole that holds it, the best path through it to the dataset.

        No path leads through besides. The order is that of the training's statements.
        """
        graph = self._reach.graph
        if dataset not in graph:
            return
        wholes: dict[str, tuple[Edge, ...]] = {dataset: ()}
        if any(key is Predicate.HAS_PART for _, _, key in graph.in_edges(dataset, keys=True)):
            held = _only(self._reach, {Predicate.HAS_PART}, (dataset,), besides)
            best = best_paths(held, depth=self._depth, backwards=True)
            wholes |= {iri: paths[0].edges for iri, paths in best.items()}
        for whole in sorted(wholes):
            trained = (edge for _, _, edge in graph.in_edges(whole, data="edge") if edge.predicate in TRAINING)
            for edge in sorted(trained, key=lambda e: e.triple):
                if edge.subject in self._ways:
                    path = LineagePath((*self._ways[edge.subject], edge, *wholes[whole]))
                    if len(path.edges) <= self._depth and path.belief >= self._min_belief:
                        yield path


def _only(
    reach: Reach, predicates: frozenset[Predicate] | set[Predicate], starts: tuple[str, ...], besides: str | None = None
) -> Reach:
    """Of what was reached the edges of these kinds, seen from other starts."""
    edges = [
        (subject, target, key)
        for subject, target, key in reach.graph.edges(keys=True)
        if key in predicates and besides not in (subject, target)
    ]
    graph = reach.graph.edge_subgraph(edges).copy()
    graph.add_nodes_from((start, reach.graph.nodes[start]) for start in starts)
    return Reach(graph, starts, reach.truncated, reach.unfinished)
