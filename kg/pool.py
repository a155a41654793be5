"""A pool of worker processes that outlives the death of any of them, and of the server that they fork from."""

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, InvalidStateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from threading import Lock, Thread
from typing import Any

from pebble import ProcessExpired, ProcessPool

from kg.core.errors import NoWorkerError

_LOG = logging.getLogger(__name__)
_MOST_TRIES = 4  # of one task whose pool broke
_PAUSE_S = 0.2  # before another try, in which the system takes note that a server is gone
_UNKNOWN_END = 255  # what multiprocessing says of a worker whose server is gone and cannot tell


class Task(Future[Any]):
    """A piece of work; the same whichever pool it is handed to."""

    def __init__(self, function: Callable[..., Any], args: tuple[Any, ...], timeout: float) -> None:
        super().__init__()
        self.function, self.args, self.timeout = function, args, timeout
        self.tries = 0
        self.under_way: Future[Any] | None = None

    def cancel(self) -> bool:
        """Give it up, and end the worker that is at it."""
        if self.under_way is not None:
            self.under_way.cancel()
        return super().cancel()


class Pool:
    """So many worker processes; a context manager.

    A worker that dies, hangs or outgrows its memory is replaced, and costs the task that it was at. Where the pool
    itself breaks, for a worker was killed that had nothing to do, or the server that workers fork from, another one is
    made and handed what was under way.
    """

    def __init__(self, make: Callable[[], ProcessPool]) -> None:
        self._make, self._pool = make, make()
        self._changing = Lock()
        self._over = False

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.stop()
            return
        self._over = True
        self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        self._over = True
        with self._changing:
            _end(self._pool)

    def schedule(self, function: Callable[..., Any], *args: Any, timeout: float) -> Task:
        """Have the function called in a worker, for so many seconds at most.

        Raises:
            NoWorkerError: no worker can be started.
        """
        task = Task(function, args, timeout)
        self._hand(task)
        return task

    def renew(self) -> None:
        """End the processes, which answer no more, and begin with new ones."""
        self._replace(self._pool)

    def _hand(self, task: Task) -> None:
        while True:
            task.tries += 1
            pool = self._pool
            try:
                inner: Future[Any] = pool.schedule(task.function, args=task.args, timeout=task.timeout)
            except (BrokenProcessPool, RuntimeError) as error:  # as pebble says that a pool is broken
                if self._over or task.tries >= _MOST_TRIES:
                    raise NoWorkerError(_why(error)) from error
                self._replace(pool)
                continue
            task.under_way = inner
            inner.add_done_callback(partial(self._settle, task, pool))
            return

    def _settle(self, task: Task, pool: ProcessPool, done: "Future[Any]") -> None:
        """Hand on what became of the task, in a thread of the pool's; where the pool broke, hand it in again."""
        if done.cancelled():
            task.cancel()
            return
        error = done.exception()
        if _is_nobodys_fault(error) and not self._over and task.tries < _MOST_TRIES:
            Thread(target=self._again, args=(task, pool, error), daemon=True).start()  # the pool cannot end itself
            return
        with suppress(InvalidStateError):  # it was given up meanwhile
            task.set_result(done.result()) if error is None else task.set_exception(error)

    def _again(self, task: Task, pool: ProcessPool, error: BaseException | None) -> None:
        if isinstance(error, BrokenProcessPool):
            self._replace(pool)
        try:
            if not task.cancelled():
                self._hand(task)
        except NoWorkerError as fault:
            with suppress(InvalidStateError):
                task.set_exception(fault)

    def _replace(self, broken: ProcessPool) -> None:
        """Make another pool, unless somebody has done so."""
        with self._changing:
            if self._pool is broken and not self._over:
                _LOG.info("the pool of workers broke; another one goes on")
                _end(broken)
                time.sleep(_PAUSE_S)
                self._pool = self._make()


def _is_nobodys_fault(error: BaseException | None) -> bool:
    """Whether no task brought it about."""
    return isinstance(error, BrokenProcessPool) or (
        isinstance(error, ProcessExpired) and error.exitcode == _UNKNOWN_END
    )


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _why(error: BaseException) -> str:
    cause = error.__cause__
    return str(cause or error) or type(cause or error).__name__
