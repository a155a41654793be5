"""Worker processes: how they start, what they may take, and what their end means."""

import ctypes
import fcntl
import gc
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.process import BaseProcess, current_process, parent_process
from threading import Lock
from types import ModuleType
from typing import Any, TypeVar

_PRELOADED = ("kg.pipeline", "spacy", "scispacy.abbreviation")
WANT_OF_MEMORY = 77
"""The exit code of a worker that says itself that it found no memory."""
Result = TypeVar("Result")
_STARTING = Lock()
_PR_SET_PDEATHSIG = 1  # of Linux's prctl


class _Worker(ForkServerProcess):
    """A worker that does not import the program it was started from.

    Python's own workers run the main script again, so that a script without ``if __name__ == "__main__"`` fails in
    them. Ours need nothing of it.
    """

    def start(self) -> None:
        """Start it, even from a daemon of multiprocessing, as workers of a cluster are.

        Daemons may have no children lest these outlive them: ours go with the process that they fork from, and that
        with the daemon.
        """
        config: dict[str, Any] = current_process()._config  # type: ignore[attr-defined]
        daemon = config.pop("daemon", None)
        try:
            super().start()
        finally:
            if daemon is not None:
                config["daemon"] = daemon

    @staticmethod
    def _Popen(process_obj: BaseProcess) -> Any:  # noqa: N802 - the name that multiprocessing calls
        with _STARTING:  # so that no thread takes the other's stand-in for the program
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                with _only_installed_modules():
                    with _deaf_to_interrupts():
                        forkserver.ensure_running()  # it may have been killed
                    return ForkServerProcess._Popen(process_obj)
            except KeyboardInterrupt:
                _end_server()  # which would start the worker yet, for nobody
                raise
            finally:
                sys.modules["__main__"] = main


def _end_server() -> None:
    pid: int | None = forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]
    if pid is not None:
        os.kill(pid, signal.SIGKILL)


class _Workers(ForkServerContext):
    Process = _Worker


def worker_context(preloaded: Sequence[str] = ()) -> ForkServerContext:
    """The context that workers start in: they fork from a server that has the heavy modules loaded and no threads.

    So each starts at once. preloaded names modules that the server loads beside those of the pipeline; it counts
    only before the first worker of the program starts.
    """
    context = _Workers()
    context.set_forkserver_preload([*_PRELOADED, *preloaded])
    with _STARTING, _only_installed_modules():
        resource_tracker.ensure_running()  # which lets interrupts in again where it starts, so it comes before
        with _deaf_to_interrupts():
            forkserver.ensure_running()
    return context


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """While it lasts, processes that are started never hear of Ctrl-C, and neither do those that fork from them.

    A terminal sends it to all; who started them decides, and ends them.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _only_installed_modules() -> Iterator[None]:
    """While it lasts, Python processes that are started take no module from the folder that the user is in.

    Python starts its helpers with ``-c``, which looks there first: a ``socket.py`` beside a paper would run.
    """
    before = os.environ.get("PYTHONSAFEPATH")
    os.environ["PYTHONSAFEPATH"] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


def prepare(memory_bytes: int) -> None:
    """Set up the worker process that calls it: its memory is limited, and garbage is looked for less often."""
    # a paper makes many values and no circles to speak of, so looking for circles often is wasted work
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)
    _end_with_parent()
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))


def within_memory(function: Callable[..., Result], *given: Any) -> Result:
    """What the function gives, called in a worker; where it finds no memory, the worker ends and says only that.

    It ends at once, with all that it held: to tell of an error takes memory, and what is left of a heap that was filled
    in small pieces is no place for another paper.
    """
    try:
        return function(*given)
    except MemoryError:
        os._exit(WANT_OF_MEMORY)


def _end_with_parent() -> None:
    """Have the system end this process when who wants its work, or the server that it forked from, is gone.

    The server alone does not do: it lives until all of its workers have ended, one that hangs among them. Who started
    the worker holds the other end of a pipe, and the system kills when that is closed, in the midst of C code too.
    """
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(signal.SIGKILL))
    starter = parent_process()
    if starter is None:
        return
    pipe: int = starter._sentinel  # type: ignore[attr-defined]
    fcntl.fcntl(pipe, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(pipe, fcntl.F_SETSIG, int(signal.SIGKILL))
    fcntl.fcntl(pipe, fcntl.F_SETFL, fcntl.fcntl(pipe, fcntl.F_GETFL) | os.O_ASYNC)
    if not starter.is_alive():  # it was gone before the system knew whom to kill
        os.kill(os.getpid(), signal.SIGKILL)


def ending(exitcode: int | None) -> str:
    """How a process ended, in a word or two.

    >>> ending(-11), ending(3)
    ('SIGSEGV', 'exit code 3')
    """
    known = {s.value for s in signal.Signals}
    return signal.Signals(-exitcode).name if exitcode and -exitcode in known else f"exit code {exitcode}"


def why_died(exitcode: int | None, *, remedy: str = "raise --memory-limit") -> str:
    """Why a worker died, as a clause; remedy is what to do against a want of memory.

    >>> why_died(-11), why_died(-6)
    ('the worker that read it died (SIGSEGV); the others go on', 'the worker that read it died (SIGABRT), often a want \
of memory; raise --memory-limit')
    """
    died = f"the worker that read it died ({ending(exitcode)})"
    if ending(exitcode) in ("SIGABRT", "SIGTRAP", "SIGKILL"):  # how libraries and the system end what finds no memory
        return f"{died}, often a want of memory; {remedy}"
    return f"{died}; the others go on"
