"""A worker process that answers one question at a time, under limits of time and memory."""

import os
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import Lock
from typing import Generic, TypeVar

from kg.core.errors import NoWorkerError
from kg.processes import WANT_OF_MEMORY, ending, prepare, worker_context

Question = TypeVar("Question")
Answer = TypeVar("Answer")

_START_S = 120.0  # for starting a worker, on a machine that is busy with other things
_GRACE_S = 15.0  # behind a worker's own alarm, for one that not even the system can end


class WorkerDiedError(Exception):
    """The worker ended before it answered; exitcode as multiprocessing gives it."""

    def __init__(self, exitcode: int | None) -> None:
        super().__init__(exitcode)
        self.exitcode = exitcode


class WorkerLateError(Exception):
    """The worker took longer than it was given."""


class WorkerFaultError(Exception):
    """What was asked raised an exception, which is told in words."""


class Worker(Generic[Question, Answer]):
    """A process with a pipe of its own that answers one question at a time.

    It starts at the first question and is started anew after it has died or was late, so nobody else notices. The
    function that answers must be found by its name; it is asked rehearsal first, so that what it loads at first use
    is no part of the first question's time.
    """

    def __init__(self, answer: Callable[[Question], Answer], rehearsal: Question, *, memory_bytes: int) -> None:
        self._answer, self._rehearsal, self._memory_bytes = answer, rehearsal, memory_bytes
        self._context = worker_context((answer.__module__,))
        self._process: BaseProcess | None = None
        self._pipe: Connection
        self._stopped = False
        self._starting = Lock()

    def ask(self, question: Question, *, seconds: float) -> Answer:
        """What the function answers.

        Raises:
            WorkerLateError: it took longer than the seconds.
            WorkerDiedError: the process died over it.
            WorkerFaultError: the function raised an exception.
            NoWorkerError: no process could be started.
        """
        if self._process is not None and not self._process.is_alive():  # it died over nothing that was asked
            self.renew()
        if self._process is None:
            self._start()
        return self._asked(question, seconds)

    def renew(self) -> None:
        """Have the next question answered by a new process."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process = None
            self._pipe.close()

    def stop(self) -> None:
        """Kill the process, whatever it is at, from any thread; nothing can be asked any more."""
        with self._starting:
            self._stopped = True
            if self._process is not None:
                self._process.kill()

    def _start(self) -> None:
        with self._starting:
            if self._stopped:
                raise NoWorkerError("the work was stopped")
            self._pipe, far = self._context.Pipe()
            work = (far, self._answer, self._memory_bytes)
            process = self._context.Process(target=_serve, args=work, daemon=True)
            try:
                process.start()
            except (OSError, EOFError) as error:
                raise NoWorkerError(str(error) or type(error).__name__) from error
            self._process = process
        far.close()
        try:
            self._asked(self._rehearsal, _START_S)
        except WorkerDiedError as error:
            raise NoWorkerError(f"it died at once ({ending(error.exitcode)}); raise --memory-limit") from error
        except WorkerLateError as error:
            raise NoWorkerError("it does not answer; try again when the machine is less busy") from error
        except WorkerFaultError as error:
            raise NoWorkerError(str(error)) from error

    def _asked(self, question: Question, seconds: float) -> Answer:
        process, pipe = self._process, self._pipe
        assert process is not None
        try:
            pipe.send((question, seconds))
            if not pipe.poll(seconds + _GRACE_S):
                self.renew()
                raise WorkerLateError
            whole, answer = pipe.recv()
        except (OSError, EOFError):
            process.join(_GRACE_S)
            exitcode = process.exitcode
            self.renew()
            if exitcode == -signal.SIGALRM:
                raise WorkerLateError from None
            raise WorkerDiedError(exitcode) from None
        if not whole:
            raise WorkerFaultError(answer)
        return answer  # type: ignore[no-any-return]


def _serve(pipe: Connection, answer: Callable[[Question], Answer], memory_bytes: int) -> None:
    """Answer what comes through the pipe until its other end is gone.

    The system's alarm ends the process that takes too long, in the midst of C code and even where nobody is left to
    end it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to all; who asked decides
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    prepare(memory_bytes)
    try:
        while True:
            question, seconds = pipe.recv()
            signal.setitimer(signal.ITIMER_REAL, seconds)
            reply = _reply(answer, question)
            signal.setitimer(signal.ITIMER_REAL, 0)
            pipe.send(reply)
    except (EOFError, OSError):  # nobody asks any more
        return
    except MemoryError:
        os._exit(WANT_OF_MEMORY)  # without a word, and with all that it held


def _reply(answer: Callable[[Question], Answer], question: Question) -> tuple[bool, Answer | str]:
    try:
        return True, answer(question)
    except MemoryError:
        raise
    except Exception as error:  # a fault over one question must not cost the others theirs
        return False, f"{type(error).__name__}: {error}".rstrip(": ")
