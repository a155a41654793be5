"""What tracing asks of a graph, whatever keeps it."""

from collections.abc import Collection, Iterable
from typing import Protocol

from kg.core.lineage import Edge, Licence, Node
from kg.core.statement import Predicate


class LineageSource(Protocol):
    """A graph that can be walked node by node.

    Answers are sorted, so that equal graphs give equal walks. Edges are statements: their subject and object keep their
    places whichever way they are asked for.
    """

    def node(self, iri: str) -> Node | None:
        """The node with this IRI, or None."""
        ...

    def outgoing(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this subject and one of the predicates."""
        ...

    def incoming(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this object and one of the predicates."""
        ...

    def subjects(self, iri: str, predicates: Collection[Predicate]) -> tuple[str, ...]:
        """The subjects of the statements with this object, by predicate; spares what is said of each."""
        ...

    def edge(self, subject: str, predicate: Predicate, target: str) -> Edge | None:
        """This very statement, or None; costs no more however many others there are about its ends."""
        ...

    def find(self, name: str) -> tuple[Node, ...]:
        """All nodes that go by this name, empty where none does."""
        ...

    def names(self) -> Iterable[str]:
        """The names that find answers to."""
        ...

    def licences_of(self, iri: str) -> tuple[Licence, ...]:
        """The licences that the thing has as sources print them, by name; they may contradict each other."""
        ...

    def undisclosed(self) -> Iterable[str]:
        """The models of which somebody says that their training data are not disclosed."""
        ...

    def evaluated(self, predicate: Predicate) -> Iterable[str]:
        """The subjects of EVALUATES_ON or of EVALUATED_ON in the whole graph."""
        ...
