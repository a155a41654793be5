"""Papers that wait to be stored together: they cite each other, and are joined before they are written."""

import time
from collections.abc import Callable

from kg.core.extraction import Extraction
from kg.store.graph import Graph

_MOST_PAPERS = 16  # more in one update cost memory, and Oxigraph more writing to disk
_LONGEST_WAIT_S = 10.0  # bounds what a kill can lose; looked at as papers come in


class Shelf:
    """Papers read and not yet stored; a context manager, at whose end they are stored whatever ends it."""

    def __init__(
        self,
        graph: Graph,
        *,
        clock: Callable[[], float] = time.monotonic,
        stored: Callable[[Extraction], None] = lambda _: None,
    ) -> None:
        """Hold papers back for the graph; stored is called with each once it is safe, whatever comes."""
        self._graph, self._clock, self._stored = graph, clock, stored
        self._papers: list[Extraction] = []
        self._since = 0.0

    @property
    def papers(self) -> tuple[Extraction, ...]:
        """The papers that wait."""
        return tuple(self._papers)

    def __enter__(self) -> "Shelf":
        return self

    def __exit__(self, *_: object) -> None:
        self.store()

    def add(self, paper: Extraction) -> None:
        """Take a paper; all that wait are stored where they are many or the first has waited long."""
        if not self._papers:
            self._since = self._clock()
        self._papers.append(paper)
        if len(self._papers) >= _MOST_PAPERS or self._clock() - self._since > _LONGEST_WAIT_S:
            self.store()

    def store(self) -> None:
        """Store all that wait, in one update."""
        if self._papers:
            self._graph.put_many(self._papers)
            self.clear()
            self._graph.share()

    def clear(self) -> None:
        """Let go of the papers, for they are stored, by the caller perhaps."""
        done, self._papers = self._papers, []
        for paper in done:
            self._stored(paper)
