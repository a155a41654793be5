"""A pool of worker processes that outlives the death of any of them, and of the server that they fork from."""

import logging
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, InvalidStateError
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from threading import Event, RLock, Thread
from typing import Any

from pebble import ProcessExpired, ProcessPool

from kg.core.errors import NoWorkerError

_LOG = logging.getLogger(__name__)
_MOST_TRIES = 4  # of one task whose pool broke
_LOOK_S = 0.1  # between two looks whether the pool is broken
_LONGEST_LOCK_S = 3.0
_PAUSE_S = 0.2  # before another pool, in which the system takes note that a server is gone
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
        given_up = super().cancel()
        if self.under_way is not None:
            self.under_way.cancel()
        return given_up


class Pool:
    """So many worker processes; a context manager.

    A worker that dies, hangs or outgrows its memory is replaced, and costs the task that it was at. Where the pool
    itself breaks, for a worker was killed between two tasks, or the server that workers fork from, another one is
    made and handed what was under way. A thread looks after that, for a broken pool forgets what nobody had begun.
    """

    def __init__(self, make: Callable[[], ProcessPool]) -> None:
        self._make, self._pool = make, make()
        self._changing = RLock()  # who holds it may wait for the pool's threads, so these never do
        self._tasks = dict[Task, None]()
        self._again = deque[Task]()
        self._orphaned: set[int] = set()  # tasks whose worker was gone at the last look
        self._why = ""
        self._over = Event()
        self._watch = Thread(target=self._look_after, name="kg-pool", daemon=True)

    def __enter__(self) -> "Pool":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self.stop()
            return
        self._over.set()
        with self._changing:
            self._pool.close()  # type: ignore[no-untyped-call]
            self._pool.join()

    def stop(self) -> None:
        """End the processes, whatever they are at."""
        self._over.set()
        with self._changing:
            _end(self._pool)

    def schedule(self, function: Callable[..., Any], *args: Any, timeout: float) -> Task:
        """Have the function called in a worker, for so many seconds at most.

        Its future raises NoWorkerError where no worker can be started.
        """
        task = Task(function, args, timeout)
        with self._changing:
            self._tasks[task] = None
            self._hand(task)
            if not self._watch.ident:
                self._watch.start()
        return task

    def renew(self) -> None:
        """End the processes, which answer no more, and begin with new ones."""
        with self._changing:
            self._replace()

    def _hand(self, task: Task) -> None:
        """Hand the task to the pool; where that is broken, it waits for the next."""
        task.tries += 1
        try:
            inner: Future[Any] = self._pool.schedule(task.function, args=task.args, timeout=task.timeout)
        except (RuntimeError, OSError) as error:
            cause = error.__cause__ or error
            self._why = str(cause) or type(cause).__name__
            self._again.append(task)
            return
        task.under_way = inner
        inner.add_done_callback(partial(self._settle, task))

    def _settle(self, task: Task, done: "Future[Any]") -> None:
        """Hand on what became of the task, in a thread of the pool's; or let it be handed in again."""
        error = CancelledError() if done.cancelled() else done.exception()
        if _is_nobodys_fault(error) and task.tries < _MOST_TRIES:
            self._again.append(task)
            return
        self._finish(task, error, None if error else done.result())

    def _finish(self, task: Task, error: BaseException | None, result: Any = None) -> None:
        self._tasks.pop(task, None)
        with suppress(InvalidStateError):  # it was given up meanwhile
            task.set_result(result) if error is None else task.set_exception(error)

    def _look_after(self) -> None:
        while not self._over.wait(_LOOK_S):
            pool = self._pool
            blocked = bool(self._tasks) and (_is_blocked(pool) or self._waits_for_the_dead(pool))
            with self._changing:
                if self._over.is_set():
                    return
                if self._tasks and self._pool is pool and (blocked or self._is_broken()):
                    self._replace()
                for task in [self._again.popleft() for _ in range(len(self._again))]:
                    if task.done():
                        self._tasks.pop(task, None)
                    elif task.tries >= _MOST_TRIES:
                        self._finish(task, NoWorkerError(self._why or "workers are killed again and again"))
                    else:
                        self._hand(task)

    def _waits_for_the_dead(self, pool: ProcessPool) -> bool:
        """Whether a task waits for a worker that is gone, at two looks in turn.

        Where a worker dies before the pool has heard that it began, the pool learns of its end first, and then waits.
        """
        workers = pool._pool_manager.worker_manager.workers
        tasks = [*pool._pool_manager.task_manager.tasks.values()]
        before, self._orphaned = self._orphaned, {t.id for t in tasks if t.started and t.worker_id not in workers}
        return bool(before & self._orphaned)

    def _is_broken(self) -> bool:
        try:
            return not self._pool.active
        except (RuntimeError, OSError):  # it cannot even begin
            return True

    def _replace(self) -> None:
        """Make another pool, and have all that the old one was at and had before it handed in again."""
        _LOG.info("the pool of workers broke; another one goes on")
        _end(self._pool)
        time.sleep(_PAUSE_S)
        self._pool = self._make()
        self._orphaned = set()
        self._again = deque(self._tasks)


def _is_nobodys_fault(error: BaseException | None) -> bool:
    """Whether no task brought it about."""
    return isinstance(error, BrokenProcessPool) or (
        isinstance(error, ProcessExpired) and error.exitcode == _UNKNOWN_END
    )


def _is_blocked(pool: ProcessPool) -> bool:
    """Whether a worker died that had the lock without which no other hears or answers; it is held for moments only."""
    channel = pool._pool_manager.worker_manager.workers_channel
    if channel is None:
        return False
    try:
        with channel.lock(timeout=_LONGEST_LOCK_S) as free:
            return not free
    except (AttributeError, OSError, ValueError):  # the pool ends just now
        return False


def _end(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    with suppress(RuntimeError):  # one that never began has no channels
        pool.join()
