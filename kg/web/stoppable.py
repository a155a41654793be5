"""Readers of a snapshot for work that nobody may need to the end: they stop when they are told to."""

from collections.abc import Collection
from threading import Event

from kg.core.lineage import Edge
from kg.core.statement import Predicate
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.store.whole import WholeGraphReader


class StoppedError(Exception):
    """The work was told to stop."""


class StoppableReader(GraphReader):
    """A reader, without quotes, that raises StoppedError at the next statement asked for once ``stop`` is set."""

    def __init__(self, graph: Graph, stop: Event) -> None:
        super().__init__(graph, quotes=False)
        self._stop = stop

    def outgoing(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this subject and one of the predicates."""
        _go_on(self._stop)
        return super().outgoing(iri, predicates)

    def incoming(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this object and one of the predicates."""
        _go_on(self._stop)
        return super().incoming(iri, predicates)


class StoppableWholeReader(WholeGraphReader):
    """A reader of a whole graph that raises StoppedError as the other does."""

    def __init__(self, graph: Graph, stop: Event) -> None:
        super().__init__(graph)
        self._stop = stop

    def outgoing(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this subject and one of the predicates."""
        _go_on(self._stop)
        return super().outgoing(iri, predicates)

    def incoming(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this object and one of the predicates."""
        _go_on(self._stop)
        return super().incoming(iri, predicates)


def _go_on(stop: Event) -> None:
    if stop.is_set():
        raise StoppedError
