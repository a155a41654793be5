"""A picture of any size, of things that nobody made."""

import random
from types import MappingProxyType

from kg.core.lineage import Edge, Node, NodeKind, SourcedEvidence
from kg.core.statement import Predicate
from kg.views.picture import Picture

# What links one kind of thing with another in the invented graph.
_RELATIONS = {
    (NodeKind.PAPER, NodeKind.MODEL): (Predicate.USES, Predicate.INTRODUCES, Predicate.COMPARES),
    (NodeKind.PAPER, NodeKind.DATASET): (Predicate.TRAINS_ON, Predicate.EVALUATES_ON),
    (NodeKind.MODEL, NodeKind.MODEL): (Predicate.FINE_TUNED_FROM,),
    (NodeKind.MODEL, NodeKind.DATASET): (Predicate.TRAINED_ON, Predicate.EVALUATED_ON),
    (NodeKind.DATASET, NodeKind.DATASET): (Predicate.DERIVED_FROM, Predicate.HAS_PART),
    (NodeKind.DATASET, NodeKind.PAPER): (Predicate.INTRODUCED_BY,),
    (NodeKind.MODEL, NodeKind.PAPER): (Predicate.INTRODUCED_BY,),
}


def invented(count: int, seed: int = 1) -> Picture:
    """A picture of so many things: papers read, models, datasets and cited works, with two links a thing."""
    chance = random.Random(seed)
    bounds = [int(count * share) for share in (0.15, 0.35, 0.7, 1.0)]
    nodes = [_thing(number, bounds) for number in range(count)]
    edges: dict[tuple[str, str, str], Edge] = {}
    while len(edges) < 2 * count:
        subject = nodes[chance.randrange(bounds[2])]
        target = nodes[chance.randrange(nodes.index(subject) + 1, count)] if subject is not nodes[-1] else subject
        choices = _RELATIONS.get((subject.kind, target.kind))
        if choices:
            evidence = (_quote(subject, target, chance.uniform(0.5, 0.95)),)
            edge = Edge(subject.iri, chance.choice(choices), target.iri, evidence)
            edges[edge.triple] = edge
    years = {node.iri: chance.randrange(2012, 2026) for node in nodes}
    drawn = tuple(edge for _, edge in sorted(edges.items()))
    return Picture(tuple(nodes), drawn, frozenset(), (), truncated=False, years=MappingProxyType(years))


def _thing(number: int, bounds: list[int]) -> Node:
    kinds = (NodeKind.PAPER, NodeKind.MODEL, NodeKind.DATASET, NodeKind.PAPER)
    place = next(i for i, bound in enumerate(bounds) if number < bound)
    kind, label = kinds[place], f"{('Paper', 'Model', 'Dataset', 'Cited work')[place]} {number}"
    return Node(f"https://example.org/{number}", kind, label, read=place == 0)


def _quote(subject: Node, target: Node, confidence: float) -> SourcedEvidence:
    words = f"In this sentence {subject.label} and {target.label} are said to have to do with one another."
    return SourcedEvidence(
        source="https://example.org/0",
        label="Paper 0",
        confidence=round(confidence, 2),
        extractor="rule:invented",
        file="paper.pdf",
        quote=words,
        page=3,
        section="2 Data",
    )
