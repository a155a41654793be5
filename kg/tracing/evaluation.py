"""What is evaluated on which data: evaluating is no part of resting on them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from kg.core.lineage import Edge, EvidenceKind, Node, NodeKind
from kg.core.statement import Predicate
from kg.tracing.source import LineageSource

EVALUATION = frozenset({Predicate.EVALUATES_ON, Predicate.EVALUATED_ON})
"""What ties a paper or a model to the data that it is measured on."""


_EVALUATING = (Predicate.EVALUATES_ON, Predicate.EVALUATED_ON)  # papers, then models


@dataclass(frozen=True, slots=True)
class EvaluatedOn:
    """A dataset that a start is evaluated on and not known to rest on, and the statements which say so."""

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


def evaluators(
    source: LineageSource, things: Sequence[Node], *, besides: Collection[str], limit: int | None = None
) -> tuple[tuple[Evaluator, ...], int]:
    """The papers and models evaluated on any of the things, papers first, and how many more there are than the limit.

    The IRIs in ``besides`` stay out. Of more than the limit those are told that come first, papers by IRI, then models.
    """
    subjects = dict.fromkeys(s for p in _EVALUATING for thing in things for s in source.subjects(thing.iri, {p}))
    wanted = [iri for iri in subjects if iri not in besides]
    told = [_evaluator(source, iri, things) for iri in wanted[:limit]]
    return tuple(sorted((e for e in told if e is not None), key=_standing)), 0 if limit is None else len(wanted[limit:])


def _evaluator(source: LineageSource, iri: str, things: Sequence[Node]) -> Evaluator | None:
    """The paper or model with the statements; None where nobody states any."""
    asked = (source.edge(iri, predicate, thing.iri) for thing in things for predicate in _EVALUATING)
    edges, node = tuple(edge for edge in asked if edge is not None), source.node(iri)
    return Evaluator(node, edges) if edges and node is not None else None


def _standing(evaluator: Evaluator) -> tuple[bool, str, str]:
    node = evaluator.node
    return node.kind is not NodeKind.PAPER, node.label.casefold(), node.iri
