"""Memory that answers needed goes back to the system.

The allocator of Linux keeps a store of free memory for each thread, which grows to the most that ever was needed in it.
A server whose threads work out large answers now and then would hold on to several times what it uses.
"""

import ctypes
import time
from collections.abc import Callable
from functools import cache
from threading import Lock

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
_MOST_ARENAS = 2
_EVERY_S = 2.0


class Memory:
    """Gives free memory back now and then; does nothing where the allocator is another than glibc's."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._given_back = clock()

    def give_back(self) -> bool:
        """Give back what is free, if that was not done a moment ago; whether it was done now."""
        with self._lock:
            if self._clock() - self._given_back < _EVERY_S:
                return False
            self._given_back = self._clock()
        library = _glibc()
        if library is not None:
            library.malloc_trim(0)
        return library is not None


def share_among_threads() -> None:
    """Have all threads share a few stores of free memory; to be called before there are threads."""
    library = _glibc()
    if library is not None:
        library.mallopt(_ARENA_MAX, _MOST_ARENAS)


@cache
def _glibc() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL(None)
        return library if hasattr(library, "gnu_get_libc_version") and hasattr(library, "malloc_trim") else None
    except (OSError, TypeError):  # where a program has no such table of its own
        return None
