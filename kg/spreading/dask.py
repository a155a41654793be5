"""The engine of a cluster: a Dask scheduler hands papers to workers on other machines."""

import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.core.errors import ClusterError, MissingExtraError, ReasonCode, UnreadablePaperError
from kg.elsewhere.address import Paper
from kg.elsewhere.filesystem import said
from kg.program import extractor_version, settings_digest
from kg.spreading.at_worker import read_on_worker
from kg.spreading.engine import Read
from kg.workers import Wanted, WorkLimits, timed_out

if TYPE_CHECKING:
    from distributed import Client

_CONNECTING_S = 15
_FIRST_WORKER_S = 60
_COUNTED_S = 5.0  # workers come and go; they are counted that often
_SAME = "install the same kg on all machines"
_LOST = "the worker that read it was lost {} times, the last time {}; look why workers go, then run kg retry"


@dataclass(frozen=True, slots=True)
class DaskEngine:
    """The workers behind a scheduler, given by its address, such as tcp://10.0.0.1:8786."""

    scheduler: str

    @contextmanager
    def opened(self, limits: WorkLimits, wanted: Wanted) -> Iterator["_Desk"]:
        """A desk for papers that all workers can reach under the same path or address.

        Raises:
            MissingExtraError: Dask is not installed.
            ClusterError: no scheduler answers, or it has no workers.
        """
        try:
            from distributed import Client  # noqa: PLC0415 - only who has a cluster needs it
        except ImportError:
            raise MissingExtraError("distributed", "dask") from None
        try:
            client = Client(self.scheduler, timeout=_CONNECTING_S, set_as_default=False, name="kg")
        except (OSError, ValueError, TypeError) as error:
            reason = f"no scheduler answers there ({said(error)}); check the address"
            raise ClusterError(self.scheduler, reason) from error
        try:
            yield _Desk(self.scheduler, client, limits, wanted)
        finally:
            client.close()  # what is under way is let go by the scheduler, for nobody waits for it


class _Desk:
    """Papers handed to the scheduler."""

    def __init__(self, scheduler: str, client: "Client", limits: WorkLimits, wanted: Wanted) -> None:
        self._scheduler, self._client, self._limits, self._wanted = scheduler, client, limits, wanted
        self._executor = client.get_executor(pure=False)
        self._program = extractor_version(), settings_digest(wanted.rejected)
        self._threads, self._counted_at, self._silent = 0, 0.0, False
        try:
            client.wait_for_workers(1, timeout=_FIRST_WORKER_S)
        except TimeoutError:
            raise ClusterError(scheduler, "it has no workers; start some with dask worker") from None

    @property
    def most(self) -> int:
        """Two papers for each task that the workers run at a time."""
        if time.monotonic() - self._counted_at > _COUNTED_S:
            self._threads, self._counted_at = sum(self._asked(self._client.nthreads).values()), time.monotonic()
        return 2 * max(1, self._threads)

    def submit(self, paper: Paper) -> "Future[Any]":
        """Have the paper read by any worker, and by another one where that is lost."""
        submitted: Future[Any] = self._asked(
            self._executor.submit, read_on_worker, paper, self._limits, self._wanted, threads=1
        )
        return submitted

    def read(self, paper: Paper, future: "Future[Any]") -> Read:
        """What became of the paper.

        Raises:
            ClusterError: the scheduler is gone, or a worker reads with another kg.
        """
        from distributed import KilledWorker  # noqa: PLC0415

        try:
            read: Read = future.result(timeout=0)
        except KilledWorker as error:
            reason = _LOST.format(error.allowed_failures + 1, error.last_worker.address)
            return Read(paper, UnreadablePaperError(paper.name, ReasonCode.CRASHED, reason))
        except CancelledError:
            if self._silent:
                return Read(paper, timed_out(paper.name, self._limits))
            raise ClusterError(self._scheduler, "the scheduler is gone; run the same command again") from None
        except (ImportError, AttributeError, TypeError) as error:  # what it was sent, or sent back, means nothing there
            reason = f"a worker cannot run this kg ({type(error).__name__}: {said(error)}); {_SAME}"
            raise ClusterError(self._scheduler, reason) from error
        except Exception as error:
            reason = f"its worker could not have it read ({type(error).__name__}: {said(error)})"
            return Read(paper, UnreadablePaperError(paper.name, ReasonCode.CRASHED, reason))
        self._silent = False
        if not isinstance(read.outcome, UnreadablePaperError):
            self._check((read.outcome.version, read.outcome.settings))
        return read

    def silence(self) -> None:
        """Take note that nothing was done for long.

        Raises:
            ClusterError: there are no workers any more.
        """
        self._silent = True
        if not self._asked(self._client.nthreads):
            raise ClusterError(self._scheduler, "all its workers are gone; start some and run the same command again")

    def _check(self, program: tuple[str, str]) -> None:
        if program != self._program:
            theirs, ours = (f"{version}, settings {settings}" for version, settings in (program, self._program))
            raise ClusterError(self._scheduler, f"a worker runs {theirs}, and this is {ours}; {_SAME}")

    def _asked(self, question: Any, *words: Any, **named: Any) -> Any:
        try:
            return question(*words, **named)
        except (OSError, RuntimeError) as error:
            reason = f"it does not answer any more ({said(error)}); run the same command again"
            raise ClusterError(self._scheduler, reason) from error
