"""Ctrl-C ends kg in a sentence at whatever moment it comes.

Python raises KeyboardInterrupt wherever it is. Within the import of a library that becomes an ImportError, or is lost;
so it waits there until the import is done. Before a command has begun nothing is at stake, and kg ends at once.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

EXIT_INTERRUPTED = 130
_AGAIN_S = 0.02
_IMPORTING = "<frozen importlib"
_TOLD = b"kg: interrupted\n"


class _Interrupts:
    """What becomes of Ctrl-C in the program; nothing where kg is a library and nobody listens."""

    def __init__(self) -> None:
        self.listening = self.came = False
        self.at_work = 0

    def __call__(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - as the system calls it
        """Take the signal, or look again whether one that came may be told."""
        self.came = True
        if not self.at_work:
            os.write(2, _TOLD)
            os._exit(EXIT_INTERRUPTED)
        if _imports(frame):
            signal.setitimer(signal.ITIMER_REAL, _AGAIN_S)
            return
        raise KeyboardInterrupt


_INTERRUPTS = _Interrupts()


@contextmanager
def listening() -> Iterator[None]:
    """While it lasts, Ctrl-C ends this program in a sentence; when it is over, the program has all but ended.

    Where Ctrl-C is ignored or somebody else's, all stays as it is.
    """
    if _INTERRUPTS.listening or signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        yield
        return
    _INTERRUPTS.listening = True
    signal.signal(signal.SIGINT, _INTERRUPTS)
    signal.signal(signal.SIGALRM, _INTERRUPTS)
    sys.unraisablehook = _tell_unless_lost
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is left to do cannot be stopped in a sentence
        signal.signal(signal.SIGALRM, signal.SIG_IGN)


@contextmanager
def at_work() -> Iterator[None]:
    """While it lasts, Ctrl-C raises KeyboardInterrupt, so that what was begun is left in order."""
    _INTERRUPTS.at_work += 1
    try:
        yield
    finally:
        _INTERRUPTS.at_work -= 1


def came() -> bool:
    """Whether Ctrl-C came: then an error may come of it that says something else."""
    return _INTERRUPTS.came


def _imports(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith(_IMPORTING):
            return True
        frame = frame.f_back
    return False


def _tell_unless_lost(unraisable: "sys.UnraisableHookArgs") -> None:
    """Tell of an error that nobody could be told of; where it was Ctrl-C, let that come once more."""
    if isinstance(unraisable.exc_value, KeyboardInterrupt):
        signal.setitimer(signal.ITIMER_REAL, _AGAIN_S)
    else:
        sys.__unraisablehook__(unraisable)
