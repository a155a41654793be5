"""What is evaluated on what, one evaluation at a time: of a model where a paper says which, else of the paper."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.core.lineage import Edge, Node, NodeKind
from kg.core.statement import MODEL_ROLES, Predicate
from kg.tracing.source import LineageSource


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A model, or a paper that does not say of which model it speaks, and a dataset that it is evaluated on.

    statements say so. own are the models that the evaluating paper introduces, by IRI; trained_on_it are its statements
    that it trains on this very dataset.
    """

    subject: Node
    dataset: Node
    statements: tuple[Edge, ...]
    own: frozenset[str] = frozenset()
    trained_on_it: tuple[Edge, ...] = ()


def evaluations_of(source: LineageSource, node: Node) -> Iterator[Evaluated]:
    """All that is known to be evaluated of the thing; of a dataset, all that is evaluated on it."""
    if node.kind is NodeKind.MODEL:
        yield from _of_model(source, node)
    elif node.kind is NodeKind.PAPER:
        yield from _of_paper(source, node)
    else:
        # the statements on this set alone, and not all that these models are evaluated on
        for edge in source.incoming(node.iri, {Predicate.EVALUATED_ON}):
            yield from (Evaluated(model, node, (edge,)) for model in _nodes(source, (edge.subject,)))
        for iri in dict.fromkeys(e.subject for e in source.incoming(node.iri, {Predicate.EVALUATES_ON})):
            papers = _nodes(source, (iri,))
            yield from (e for p in papers for e in _of_paper(source, p, unspecific=True) if e.dataset == node)


def evaluations_everywhere(source: LineageSource) -> Iterator[Evaluated]:
    """All evaluations of the graph, model by model, then those of papers that do not say which model they speak of."""
    for thing in evaluated_things(source):
        yield from evaluations_within(source, thing)


def evaluated_things(source: LineageSource) -> list[str]:
    """The IRIs of all that is evaluated: the models, then the papers, each once and in the order of their names."""
    models, papers = (source.evaluated(p) for p in (Predicate.EVALUATED_ON, Predicate.EVALUATES_ON))
    return [*models, *papers]


def evaluations_within(source: LineageSource, iri: str) -> Iterator[Evaluated]:
    """The share of one thing in all evaluations; of a paper, those that are not told of a model."""
    for node in _nodes(source, (iri,)):
        yield from (
            _of_model(source, node) if node.kind is NodeKind.MODEL else _of_paper(source, node, unspecific=True)
        )


def _of_model(source: LineageSource, model: Node) -> Iterator[Evaluated]:
    for edge in source.outgoing(model.iri, {Predicate.EVALUATED_ON}):
        for dataset in _nodes(source, (edge.object,)):
            yield Evaluated(model, dataset, (edge,))


def _of_paper(source: LineageSource, paper: Node, *, unspecific: bool = False) -> Iterator[Evaluated]:
    """The paper's evaluations: of the models that it says were evaluated, or left out with unspecific, else its own."""
    named = source.outgoing(paper.iri, MODEL_ROLES)
    introduced = frozenset(e.object for e in named if e.predicate is Predicate.INTRODUCES)
    used = introduced | {e.object for e in named if e.predicate is Predicate.USES}
    trained = source.outgoing(paper.iri, {Predicate.TRAINS_ON})
    for edge in source.outgoing(paper.iri, {Predicate.EVALUATES_ON}):
        about = (
            source.edge(iri, Predicate.EVALUATED_ON, edge.object) for iri in dict.fromkeys(e.object for e in named)
        )
        told = [e for e in about if e is not None and any(piece.source == paper.iri for piece in e.evidence)]
        same = tuple(e for e in trained if e.object == edge.object)
        for dataset in _nodes(source, (edge.object,)):
            if not told:
                yield Evaluated(paper, dataset, (edge,), introduced, same)
            for specific in () if unspecific else told:
                for model in _nodes(source, (specific.subject,)):
                    own = same if model.iri in used else ()
                    yield Evaluated(model, dataset, (specific,), introduced, own)


def _nodes(source: LineageSource, iris: Iterable[str]) -> Iterator[Node]:
    return (node for iri in iris if (node := source.node(iri)) is not None)
