"""The graph as questions of lineage see it: nodes and edges, fetched one at a time."""

from collections.abc import Collection, Iterable

from kg.core.lineage import Edge, Node
from kg.core.statement import Predicate
from kg.store.graph import Graph


class GraphReader:
    """Nodes and edges of an open graph; each call touches only what it reaches. Answers are sorted."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def node(self, iri: str) -> Node | None:
        """The paper, dataset or model with this IRI, or None."""
        raise NotImplementedError

    def outgoing(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this subject and one of the predicates."""
        raise NotImplementedError

    def incoming(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this object and one of the predicates."""
        raise NotImplementedError

    def find(self, name: str) -> tuple[Node, ...]:
        """All nodes that go by this name: label, alias, title, short title, file name, arXiv id, DOI or IRI."""
        raise NotImplementedError

    def names(self) -> Iterable[str]:
        """The names that find answers to, sorted, without repetition."""
        raise NotImplementedError

    def papers(self) -> tuple[Node, ...]:
        """All papers, read ones first, then by label."""
        raise NotImplementedError

    def datasets(self) -> tuple[Node, ...]:
        """All datasets by label."""
        raise NotImplementedError

    def models(self) -> tuple[Node, ...]:
        """All models by label."""
        raise NotImplementedError
