"""Worker processes that extract from papers under limits, one paper's failure costing that paper alone."""

from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from pebble import ProcessExpired, ProcessPool

from kg.core.errors import NoWorkerError, ReasonCode, UnreadablePaperError
from kg.core.extraction import Extraction
from kg.core.rejections import Rejections
from kg.documents.limits import Limits
from kg.pool import Pool
from kg.processes import WANT_OF_MEMORY, prepare, why_died, within_memory, worker_context
from kg.store.shards.encoded import EncodedPaper

GRACE_S = 120.0
"""Seconds for starting workers and handing results over."""


@dataclass(frozen=True, slots=True)
class WorkLimits:
    """What one paper may cost: wall-clock seconds, and bytes of a worker's address space."""

    seconds: float = 60.0
    memory_bytes: int = 2 * 1024**3
    file: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of an extraction.

    rejected pairs are kept apart; explain says what was weighed; encoded wants the paper's quads in its place.
    """

    rejected: Rejections = field(default_factory=Rejections)
    explain: bool = False
    encoded: bool = False


Outcome = Extraction | UnreadablePaperError
Work = Outcome | EncodedPaper


class Workers:
    """So many worker processes of this machine; a context manager.

    A worker that dies, hangs or outgrows its memory is replaced, and so are all where they break together.
    """

    def __init__(self, jobs: int, memory_bytes: int) -> None:
        self._pool = Pool(
            lambda: ProcessPool(
                max_workers=jobs, context=worker_context(), initializer=prepare, initargs=[memory_bytes]
            )
        )

    def __enter__(self) -> "Workers":
        self._pool.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pool.__exit__(kind, error, at)

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        self._pool.stop()

    def renew(self) -> None:
        """Have other processes take the place of these, which answer no more."""
        self._pool.renew()

    def start(self, path: Path, limits: WorkLimits, wanted: Wanted) -> "Future[Work]":
        """Have the file read; to be asked for its outcome by ``outcome`` alone."""
        return self._pool.schedule(within_memory, _work, path, limits.file, wanted, timeout=limits.seconds)


def _work(path: Path, limits: Limits, wanted: Wanted) -> Work:
    from kg.pipeline import extract_file  # noqa: PLC0415 - loaded in the worker, by the fork server

    try:
        paper = extract_file(path, limits=limits, rejected=wanted.rejected, explain=wanted.explain)
    except UnreadablePaperError as error:
        return error
    return EncodedPaper.of(paper) if wanted.encoded else paper


def outcome(path: Path, future: "Future[Work]", limits: WorkLimits, *, wait_s: float = 0) -> Work:
    """What became of the file, within so many seconds.

    Raises:
        NoWorkerError: no worker can be started.
    """
    name = path.name
    try:
        return future.result(timeout=wait_s)
    except (FutureTimeoutError, CancelledError):
        return timed_out(name, limits)
    except NoWorkerError:
        raise
    except ProcessExpired as error:
        if error.exitcode == WANT_OF_MEMORY:
            reason = "it needs more memory than allowed; raise --memory-limit and run kg retry"
            return UnreadablePaperError(name, ReasonCode.OUT_OF_MEMORY, reason)
        reason = why_died(error.exitcode, remedy="raise --memory-limit and run kg retry")
        return UnreadablePaperError(name, ReasonCode.CRASHED, reason)
    except Exception as error:  # a worker's fault in one paper must not end the run; it is recorded with its kind
        reason = f"reading it failed with {type(error).__name__}: {error}".rstrip(": ")
        return UnreadablePaperError(name, ReasonCode.CRASHED, reason)


def timed_out(name: str, limits: WorkLimits) -> UnreadablePaperError:
    """The failure of a paper that took too long."""
    reason = f"it took longer than {limits.seconds:g} seconds; raise --time-limit and run kg retry"
    return UnreadablePaperError(name, ReasonCode.TIMEOUT, reason)
