"""Papers of one content, of which one counts."""

from kg.core.extraction import Extraction
from kg.elsewhere.address import Paper, RemotePaper, in_order
from kg.store.graph import Graph


class Firsts:
    """Which of several papers elsewhere with one content counts: that which was there before, or sorts first.

    Their digests are known only when they have been read.
    """

    def __init__(self, graph: Graph, *, force: bool) -> None:
        self._graph, self._force = graph, force
        self._papers: dict[str, Paper] = {}

    def copy(self, paper: Paper, outcome: Extraction) -> Paper | None:
        """The one that is a copy and does not count: the paper, or one that came before it; None where neither is."""
        sha256 = outcome.source.sha256
        other = self._papers.get(sha256)
        unasked = other is None and isinstance(paper, RemotePaper) and not self._force
        if unasked and self._graph.has(sha256, outcome.version, outcome.settings):
            return paper
        first = self._papers[sha256] = paper if other is None else min(paper, other, key=in_order)
        return None if other is None else other if first == paper else paper
