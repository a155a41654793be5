"""The data that something is evaluated on, which is no part of what it rests on."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.core.lineage import Edge, Node
from kg.core.statement import Predicate
from kg.tracing.source import LineageSource

_EVALUATION = frozenset({Predicate.EVALUATES_ON, Predicate.EVALUATED_ON})


@dataclass(frozen=True, slots=True)
class EvaluatedOn:
    """A dataset that a start is evaluated on and does not rest on, and the statements which say so."""

    node: Node
    edges: tuple[Edge, ...]

    @property
    def belief(self) -> float:
        """How far the best believed of the statements is believed."""
        return max(edge.belief for edge in self.edges)


def evaluated_on(
    source: LineageSource, starts: Iterable[Node], *, besides: Collection[str], min_belief: float = 0.0
) -> tuple[EvaluatedOn, ...]:
    """What the starts are evaluated on, sorted by label; the IRIs in ``besides`` (what they rest on) stay out."""
    found = defaultdict[str, list[Edge]](list)
    for start in starts:
        for edge in source.outgoing(start.iri, _EVALUATION):
            if edge.object not in besides and edge.belief >= min_belief:
                found[edge.object].append(edge)
    known = ((source.node(iri), edges) for iri, edges in found.items())
    answers = [EvaluatedOn(node, tuple(edges)) for node, edges in known if node is not None]
    return tuple(sorted(answers, key=lambda e: (e.node.label.casefold(), e.node.label, e.node.iri)))
