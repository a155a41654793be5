"""The seam between a list of papers and whoever reads them: futures, in bounded number, in no certain order."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from kg.elsewhere.address import Paper
from kg.workers import Wanted, Work, WorkLimits

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a paper, and the digest of its file where whoever read it was the first to see it."""

    paper: Paper
    outcome: Work
    sha256: str | None = None


class Desk(Protocol):
    """Where papers are handed in, one by one, each for a future; what these give is the desk's own affair."""

    @property
    def most(self) -> int:
        """So many papers may be under way now."""
        ...

    def submit(self, paper: Paper) -> "Future[Any]":
        """Have the paper read."""
        ...

    def read(self, paper: Paper, future: "Future[Any]") -> Read:
        """What a future has come to that is done or was cancelled."""
        ...

    def silence(self) -> None:
        """Take note that no paper was done for longer than any may take.

        Raises:
            NoWorkerError: nobody is there to read.
        """
        ...


class Engine(Protocol):
    """Who reads papers."""

    def opened(self, limits: WorkLimits, wanted: Wanted) -> AbstractContextManager[Desk]:
        """A desk for papers that are read within these limits.

        Raises:
            NoWorkerError: nobody is there to read.
        """
        ...


def extract_all(
    papers: Iterable[Paper],
    *,
    engine: Engine,
    limits: WorkLimits,
    wanted: Wanted,
    patience_s: float,
    begun: Callable[[Paper], None] = lambda _: None,
) -> Iterator[Read]:
    """Yield each paper with what became of it, once, as they are done: in no certain order.

    However long the list, no more are under way than the desk says. Where none is done for longer than one may take
    and patience_s, those under way are given up, and the others go on. begun is called with each as it is handed in.

    Raises:
        NoWorkerError: nobody is there to read.
    """
    waiting = iter(papers)
    running: dict[Future[Any], Paper] = {}
    since: dict[Paper, float] = {}
    with engine.opened(limits, wanted) as desk:
        while True:
            for paper in _up_to(desk.most - len(running), waiting):
                running[desk.submit(paper)] = paper
                since[paper] = time.monotonic()
                begun(paper)
                _LOG.debug("handed %s to a worker", paper)
            if not running:
                return
            done, _ = wait(running, timeout=limits.seconds + patience_s, return_when=FIRST_COMPLETED)
            if not done:  # no worker answers, not even with its time-out
                desk.silence()
                done = set(running)
                for future in done:
                    future.cancel()
            for future in done:
                paper = running.pop(future)
                _LOG.debug("%s: answered after %.1f s", paper, time.monotonic() - since.pop(paper))
                yield desk.read(paper, future)


def _up_to(count: int, papers: Iterator[Paper]) -> Iterator[Paper]:
    for _ in range(count):
        paper = next(papers, None)
        if paper is None:
            return
        yield paper
