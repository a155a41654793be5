"""What becomes of papers that were read: stored, found to be copies, or failed, and told of."""

import logging
from collections.abc import Callable
from dataclasses import replace

from kg.built import Failure, Settled
from kg.choosing import Chosen
from kg.core.document import SourceFile
from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.core.extraction import Extraction
from kg.elsewhere.address import Paper, in_order
from kg.spreading.copies import Firsts
from kg.spreading.engine import Read
from kg.store.graph import Graph, SourceStatus
from kg.store.shelf import Shelf

_LOG = logging.getLogger("kg.building")  # it speaks for the build


class Taking:
    """Takes what becomes of papers into the graph, one after the other, and keeps count."""

    def __init__(self, graph: Graph, chosen: Chosen, settled: Callable[[Settled], None] | None, *, force: bool) -> None:
        self.stored: dict[Paper, tuple[int, ...]] = {}
        self.unread: dict[Paper, str] = {}
        self.shelf = Shelf(
            graph, stored=lambda paper: self._tell(self._papers[paper.source.sha256], paper.source.sha256)
        )
        self._graph, self._chosen, self._settled = graph, chosen, settled
        self._papers: dict[str, Paper] = {}
        self._firsts = Firsts(graph, force=force)
        self._failures: dict[str, Paper] = {}

    def take(self, read: Read) -> None:
        """Store what the paper says, or that it could not be read."""
        paper, outcome, to_read = read.paper, read.outcome, self._chosen.to_read
        if read.sha256:
            to_read[paper] = replace(to_read[paper], sha256=read.sha256)
        if isinstance(outcome, Extraction):
            self._store(paper, outcome)
        elif isinstance(outcome, UnreadablePaperError):
            self._fail(paper, to_read[paper], outcome)

    def _store(self, paper: Paper, said: Extraction) -> None:
        sha256 = said.source.sha256
        copy = self._firsts.copy(paper, said)
        if copy is not None:
            self._chosen.skipped[copy] = sha256
            self.stored.pop(copy, None)
        if copy != paper:
            self._papers[sha256] = paper
            _LOG.info("%s: read, %d statements", paper, len(said.statements))
            self.shelf.add(said)
            self.stored[paper] = said.unread_pages

    def _fail(self, paper: Paper, source: SourceFile, error: UnreadablePaperError) -> None:
        """Keep the failure, unless an earlier reading of the same file is stored: nothing stored is lost.

        Of files without content the one that sorts first is named, whichever was looked at last.
        """
        known = self._graph.source(source.sha256)
        other = self._failures.get(source.sha256, paper)
        first = self._failures[source.sha256] = min(paper, other, key=in_order)
        if first == paper and (known is None or known.status is not SourceStatus.STORED):
            self._graph.put_failure(source, error.code, error.reason)
        _LOG.info("%s: failed (%s), %s", paper, error.code, error.reason)
        self._tell(paper, source.sha256, error.code)
        self.unread[paper] = source.sha256
        self._chosen.failed.append(Failure.of(paper, error))

    def _tell(self, paper: Paper, sha256: str, code: ReasonCode | None = None) -> None:
        if code is None:
            _LOG.info("%s: stored", paper)
        if self._settled:
            self._settled(Settled(str(paper), sha256, code))
