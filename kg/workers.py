"""Worker processes that extract from papers under limits, one paper's failure costing that paper alone."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from pathlib import Path

from pebble import ProcessExpired, ProcessPool

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.core.extraction import Extraction
from kg.core.rejections import Rejections
from kg.documents.limits import Limits
from kg.processes import prepare, why_died, worker_context

_GRACE_S = 120.0  # for starting workers and handing results over


@dataclass(frozen=True, slots=True)
class WorkLimits:
    """What one paper may cost: wall-clock seconds, and bytes of a worker's address space."""

    seconds: float = 60.0
    memory_bytes: int = 2 * 1024**3
    file: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of an extraction: the rejected pairs to keep apart, and whether to say what was weighed."""

    rejected: Rejections = field(default_factory=Rejections)
    explain: bool = False


Outcome = Extraction | UnreadablePaperError


def extract_all(
    paths: Iterable[Path],
    *,
    jobs: int,
    limits: WorkLimits,
    wanted: Wanted = Wanted(),
) -> Iterator[tuple[Path, Outcome]]:
    """Yield each path with its extraction, or the error it earned, as workers finish: in no certain order.

    At most two papers a worker are under way, however long the list. A worker that dies, hangs or outgrows its memory
    is replaced.
    """
    waiting = deque(paths)
    pool_of_workers = ProcessPool(
        max_workers=jobs, context=worker_context(), initializer=prepare, initargs=[limits.memory_bytes]
    )
    with pool_of_workers as pool:
        running: dict[Future[Outcome], Path] = {}
        while waiting or running:
            while waiting and len(running) < 2 * jobs:
                path = waiting.popleft()
                running[pool.schedule(_work, args=[path, limits.file, wanted], timeout=limits.seconds)] = path
            done, _ = wait(running, timeout=limits.seconds + _GRACE_S, return_when=FIRST_COMPLETED)
            if not done:  # no worker answers, not even with its time-out: give up these, go on with the rest
                done = set(running)
                for future in done:
                    future.cancel()
            for future in done:
                path = running.pop(future)
                yield path, _outcome(path, future, limits)


def _work(path: Path, limits: Limits, wanted: Wanted) -> Outcome:
    from kg.pipeline import extract_file  # noqa: PLC0415 - loaded in the worker, by the fork server

    try:
        return extract_file(path, limits=limits, rejected=wanted.rejected, explain=wanted.explain)
    except UnreadablePaperError as error:
        return error


def _outcome(path: Path, future: "Future[Outcome]", limits: WorkLimits) -> Outcome:
    name = path.name
    try:
        return future.result(timeout=0)
    except (FutureTimeoutError, CancelledError):
        reason = f"it took longer than {limits.seconds:g} seconds; raise --time-limit and run kg retry"
        return UnreadablePaperError(name, ReasonCode.TIMEOUT, reason)
    except MemoryError:
        reason = "it needs more memory than allowed; raise --memory-limit and run kg retry"
        return UnreadablePaperError(name, ReasonCode.OUT_OF_MEMORY, reason)
    except ProcessExpired as error:
        reason = why_died(error.exitcode, remedy="raise --memory-limit and run kg retry")
        return UnreadablePaperError(name, ReasonCode.CRASHED, reason)
    except Exception as error:  # a worker's fault in one paper must not end the run; it is recorded with its kind
        reason = f"reading it failed with {type(error).__name__}: {error}".rstrip(": ")
        return UnreadablePaperError(name, ReasonCode.CRASHED, reason)
