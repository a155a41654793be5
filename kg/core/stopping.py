"""Work that may be told to stop: it asks now and then whether it should go on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_SHOULD_STOP: ContextVar[Callable[[], bool] | None] = ContextVar("should_stop", default=None)


class StoppedError(Exception):
    """The work was told to stop."""


def go_on() -> None:
    """To be called where work goes round and round.

    Raises:
        StoppedError: the work that this is part of was told to stop.
    """
    should_stop = _SHOULD_STOP.get()
    if should_stop is not None and should_stop():
        raise StoppedError


@contextmanager
def stoppable(should_stop: Callable[[], bool] | None) -> Iterator[None]:
    """What runs in the block is told to stop once the function says so; with None it runs to its end."""
    before = _SHOULD_STOP.set(should_stop)
    try:
        yield
    finally:
        _SHOULD_STOP.reset(before)
