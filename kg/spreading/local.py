"""The engine of one machine: its own worker processes."""

from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.core.errors import NoWorkerError, ReasonCode, UnreadablePaperError
from kg.elsewhere.address import Paper
from kg.elsewhere.filesystem import said
from kg.spreading.engine import Read
from kg.spreading.reading import read_here
from kg.workers import Wanted, Workers, WorkLimits, outcome, timed_out


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """So many processes of this machine."""

    jobs: int

    @contextmanager
    def opened(self, limits: WorkLimits, wanted: Wanted) -> Iterator["_Desk"]:
        """A desk for papers here and elsewhere; a thread waits for each paper that has to be brought."""
        threads = ThreadPoolExecutor(2 * self.jobs, thread_name_prefix="kg-bringing")
        with Workers(self.jobs, limits.memory_bytes) as workers:
            try:
                yield _Desk(2 * self.jobs, workers, threads, limits, wanted)
            finally:
                threads.shutdown(wait=False, cancel_futures=True)


@dataclass(frozen=True, slots=True)
class _Desk:
    most: int
    workers: Workers
    threads: ThreadPoolExecutor
    limits: WorkLimits
    wanted: Wanted

    def submit(self, paper: Paper) -> "Future[Any]":
        if isinstance(paper, Path):
            return self.workers.start(paper, self.limits, self.wanted)
        return self.threads.submit(read_here, paper, self.workers, self.limits, self.wanted)

    def read(self, paper: Paper, future: "Future[Any]") -> Read:
        if isinstance(paper, Path):
            return Read(paper, outcome(paper, future, self.limits))
        try:
            read: Read = future.result(timeout=0)
        except (TimeoutError, CancelledError):
            return Read(paper, timed_out(paper.name, self.limits))
        except NoWorkerError:
            raise
        except Exception as error:  # one paper must not end the run; it is recorded with what went wrong
            reason = f"bringing it failed with {type(error).__name__}: {said(error)}"
            return Read(paper, UnreadablePaperError(paper.name, ReasonCode.CRASHED, reason))
        return read

    def silence(self) -> None:
        """Replace all workers: one died in the midst of an answer, which the others then wait for."""
        self.workers.renew()
