"""Worker processes that extract from papers under limits, one paper's failure costing that paper alone."""

import gc
import resource
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from concurrent.futures import TimeoutError as FutureTimeoutError
from dataclasses import dataclass, field
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any

from pebble import ProcessExpired, ProcessPool

from kg.core.errors import ReasonCode, UnreadablePaperError
from kg.core.extraction import Extraction
from kg.documents.limits import Limits

_GRACE_S = 120.0  # for starting workers and handing results over
_PRELOADED = ["kg.pipeline", "spacy", "scispacy.abbreviation"]


@dataclass(frozen=True, slots=True)
class WorkLimits:
    """What one paper may cost: wall-clock seconds, and bytes of a worker's address space."""

    seconds: float = 60.0
    memory_bytes: int = 2 * 1024**3
    file: Limits = field(default_factory=Limits)


class _Worker(ForkServerProcess):
    """A worker that does not import the program it was started from.

    Python's own workers run the main script again, so that a script without ``if __name__ == "__main__"`` fails in
    them. Ours need nothing of it.
    """

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:  # noqa: N802 - the name that multiprocessing calls
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            return ForkServerProcess._Popen(process_obj)
        finally:
            sys.modules["__main__"] = main


class _Workers(ForkServerContext):
    Process = _Worker


Outcome = Extraction | UnreadablePaperError


def extract_all(paths: Iterable[Path], *, jobs: int, limits: WorkLimits) -> Iterator[tuple[Path, Outcome]]:
    """Yield each path with its extraction, or the error it earned, as workers finish: in no certain order.

    At most two papers a worker are under way, however long the list. A worker that dies, hangs or outgrows its memory
    is replaced.
    """
    waiting = deque(paths)
    # workers fork from a server that has the heavy modules loaded and no threads, so each starts at once
    context = _Workers()
    context.set_forkserver_preload(_PRELOADED)
    with ProcessPool(max_workers=jobs, context=context, initializer=_prepare, initargs=[limits.memory_bytes]) as pool:
        running: dict[Future[Outcome], Path] = {}
        while waiting or running:
            while waiting and len(running) < 2 * jobs:
                path = waiting.popleft()
                running[pool.schedule(_work, args=[path, limits.file], timeout=limits.seconds)] = path
            done, _ = wait(running, timeout=limits.seconds + _GRACE_S, return_when=FIRST_COMPLETED)
            if not done:  # no worker answers, not even with its time-out: give up these, go on with the rest
                done = set(running)
                for future in done:
                    future.cancel()
            for future in done:
                path = running.pop(future)
                yield path, _outcome(path, future, limits)


def _prepare(memory_bytes: int) -> None:
    # a paper makes many values and no circles to speak of, so looking for circles often is wasted work
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def _work(path: Path, limits: Limits) -> Outcome:
    from kg.pipeline import extract_file  # noqa: PLC0415 - loaded in the worker, by the fork server

    try:
        return extract_file(path, limits=limits)
    except UnreadablePaperError as error:
        return error


def _why_died(exitcode: int | None) -> str:
    """Why a worker died, as a clause.

    >>> _why_died(-11), _why_died(-6)
    ('the worker that read it died (SIGSEGV); the others go on', 'the worker that read it died (SIGABRT), often a want \
of memory; raise --memory-limit and run kg retry')
    """
    known = {s.value for s in signal.Signals}
    cause = signal.Signals(-exitcode).name if exitcode and -exitcode in known else f"exit code {exitcode}"
    died = f"the worker that read it died ({cause})"
    if cause in ("SIGABRT", "SIGTRAP", "SIGKILL"):  # how libraries and the system end what finds no memory
        return f"{died}, often a want of memory; raise --memory-limit and run kg retry"
    return f"{died}; the others go on"


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
        return UnreadablePaperError(name, ReasonCode.CRASHED, _why_died(error.exitcode))
    except Exception as error:  # a worker's fault in one paper must not end the run; it is recorded with its kind
        reason = f"reading it failed with {type(error).__name__}: {error}".rstrip(": ")
        return UnreadablePaperError(name, ReasonCode.CRASHED, reason)
