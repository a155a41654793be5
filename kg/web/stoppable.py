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


class _Stoppable(GraphReader):
    """A reader that raises StoppedError at the next statement asked for once ``stop`` is set."""

    _stop: Event

    def outgoing(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this subject and one of the predicates."""
        self._go_on()
        return super().outgoing(iri, predicates)

    def incoming(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this object and one of the predicates."""
        self._go_on()
        return super().incoming(iri, predicates)

    def _go_on(self) -> None:
        if self._stop.is_set():
            raise StoppedError


class StoppableReader(_Stoppable):
    """A stoppable reader without quotes."""

    def __init__(self, graph: Graph, stop: Event) -> None:
        super().__init__(graph, quotes=False)
        self._stop = stop


class StoppableWholeReader(_Stoppable, WholeGraphReader):
    """A stoppable reader of a whole graph."""

    def __init__(self, graph: Graph, stop: Event, *, quotes: bool = True) -> None:
        super().__init__(graph, quotes=quotes)
        self._stop = stop

    def unquoted(self) -> "StoppableWholeReader":
        """The same graph, its evidence without quotes and places; it stops with this reader."""
        return StoppableWholeReader(self.graph, self._stop, quotes=False)
