"""From a name that a person typed to nodes of the graph."""

from rapidfuzz import fuzz, process

from kg.core.errors import UnknownNameError
from kg.core.lineage import Node, NodeKind
from kg.core.names import fold
from kg.core.statement import Predicate
from kg.tracing.source import LineageSource

NEAREST = 3
"""How many near names are offered for an unknown one."""

_LEAST_LIKENESS = 70.0  # of 100; below that an offer looks like a joke


def resolve(source: LineageSource, name: str) -> tuple[Node, ...]:
    """The nodes that go by the name, papers first, then by label.

    Raises:
        UnknownNameError: nothing does; it carries the nearest names.
    """
    found = source.find(name)
    if not found:
        raise UnknownNameError(name, nearest_names(source, name))
    return tuple(sorted(found, key=lambda n: (n.kind is not NodeKind.PAPER, n.kind, n.label, n.iri)))


def nearest_names(source: LineageSource, name: str, *, count: int = NEAREST) -> tuple[str, ...]:
    """The names of the graph most like this one, best first, equals in alphabetical order; perhaps none."""
    names = sorted(set(source.names()))
    scored = process.extract(name, names, scorer=fuzz.WRatio, processor=fold, limit=None, score_cutoff=_LEAST_LIKENESS)
    ranked = sorted(scored, key=lambda hit: (-hit[1], -fuzz.ratio(fold(name), fold(hit[0])), hit[0]))
    return tuple(hit[0] for hit in ranked[:count])


def things_named(source: LineageSource, name: str) -> tuple[Node, ...]:
    """The datasets and models meant by the name; a paper's name stands for those that it introduces.

    Raises:
        UnknownNameError: nothing goes by the name.
    """
    things: dict[str, Node] = {}
    for node in resolve(source, name):
        for thing in _introduced(source, node) if node.kind is NodeKind.PAPER else (node,):
            things.setdefault(thing.iri, thing)
    return tuple(things.values())


def _introduced(source: LineageSource, paper: Node) -> tuple[Node, ...]:
    said = [edge.object for edge in source.outgoing(paper.iri, {Predicate.INTRODUCES})]
    cited = [edge.subject for edge in source.incoming(paper.iri, {Predicate.INTRODUCED_BY})]
    nodes = (source.node(iri) for iri in dict.fromkeys(said + cited))
    return tuple(node for node in nodes if node is not None)
