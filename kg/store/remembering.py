"""A reader for questions that come back to the same nodes again and again."""

from kg.core.lineage import Node
from kg.store.graph import Graph
from kg.store.reading import GraphReader


class RememberingReader(GraphReader):
    """A reader of a graph that nobody writes meanwhile, which remembers the nodes that it was asked for."""

    def __init__(self, graph: Graph, *, quotes: bool = True) -> None:
        super().__init__(graph, quotes=quotes)
        self._nodes: dict[str, Node | None] = {}

    def node(self, iri: str) -> Node | None:
        """The paper, dataset or model with this IRI, or None."""
        if iri not in self._nodes:
            self._nodes[iri] = super().node(iri)
        return self._nodes[iri]
