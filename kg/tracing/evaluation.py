"""What is evaluated on which data: evaluating is no part of resting on them."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.core.lineage import Edge, EvidenceKind, Node, NodeKind
from kg.core.statement import Predicate
from kg.tracing.source import LineageSource

EVALUATION = frozenset({Predicate.EVALUATES_ON, Predicate.EVALUATED_ON})
"""What ties a paper or a model to the data that it is measured on."""


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
    source: LineageSource,
    starts: Iterable[Node],
    *,
    besides: Collection[str],
    min_belief: float = 0.0,
    read_only: bool = False,
) -> tuple[EvaluatedOn, ...]:
    """What the starts are evaluated on, sorted by label; the IRIs in ``besides`` (what they rest on) stay out.

    With ``read_only`` what no paper in hand says stays out too.
    """
    found = defaultdict[str, list[Edge]](list)
    for start in starts:
        for edge in source.outgoing(start.iri, EVALUATION):
            if read_only and not any(e.kind is EvidenceKind.READ for e in edge.evidence):
                continue
            if edge.object not in besides and edge.belief >= min_belief:
                found[edge.object].append(edge)
    known = ((source.node(iri), edges) for iri, edges in found.items())
    answers = [EvaluatedOn(node, tuple(edges)) for node, edges in known if node is not None]
    return tuple(sorted(answers, key=lambda e: (e.node.label.casefold(), e.node.label, e.node.iri)))


@dataclass(frozen=True, slots=True)
class Evaluator:
    """A paper or model that is evaluated on a thing, and the statements which say so."""

    node: Node
    edges: tuple[Edge, ...]


def evaluators(source: LineageSource, things: Iterable[Node], *, besides: Collection[str]) -> tuple[Evaluator, ...]:
    """The papers and models evaluated on any of the things, papers first; the IRIs in ``besides`` stay out."""
    found = defaultdict[str, list[Edge]](list)
    for thing in things:
        for edge in source.incoming(thing.iri, EVALUATION):
            if edge.subject not in besides:
                found[edge.subject].append(edge)
    known = ((source.node(iri), edges) for iri, edges in found.items())
    answers = [Evaluator(node, tuple(edges)) for node, edges in known if node is not None]
    return tuple(sorted(answers, key=_standing))


def _standing(evaluator: Evaluator) -> tuple[bool, str, str]:
    node = evaluator.node
    return node.kind is not NodeKind.PAPER, node.label.casefold(), node.iri
