"""Bare texts become mentions in worker processes, in the order given, one text's failure costing that text alone."""

import re
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from queue import LifoQueue, SimpleQueue
from threading import Event, Semaphore, Thread
from typing import TypeVar

from kg.asking import Worker, WorkerDiedError, WorkerFaultError, WorkerLateError
from kg.core.errors import ReasonCode
from kg.core.mention import Mention
from kg.processes import WANT_OF_MEMORY, why_died

Key = TypeVar("Key")

_AHEAD = 16  # texts a worker that are under way or wait for one before them
_RENEWED_AFTER = 20_000_000  # characters; scispaCy remembers every word that it has met
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class TextLimits:
    """What one text may cost: seconds for each million characters begun, and bytes of a worker's address space."""

    seconds: float = 120.0
    memory_bytes: int = 4 * 1024**3

    def seconds_for(self, text: str) -> float:
        """How long this text may take.

        >>> TextLimits(seconds=60).seconds_for("a few words"), TextLimits(seconds=60).seconds_for("a" * 1_500_000)
        (60, 120)
        """
        return self.seconds * (1 + len(text) // 1_000_000)


@dataclass(frozen=True, slots=True)
class TextFailure:
    """Why a text has no answer: a reason code, and the reason as a clause."""

    code: ReasonCode
    reason: str


TextOutcome = tuple[Mention, ...] | TextFailure
Find = Callable[[str], tuple[Mention, ...]]


def mentions_of_texts(
    texts: Iterable[tuple[Key, str]],
    *,
    jobs: int = 1,
    limits: TextLimits = TextLimits(),
    find: Find | None = None,
) -> Generator[tuple[Key, TextOutcome], None, None]:
    """Yield each text's key with its mentions, or why there are none, in the order of the texts, whatever the jobs.

    A text's outcome is yielded as soon as it is known and those before it are, while later texts are still being
    drawn: in a thread of its own, at most 16 a worker ahead. What drawing them raises is raised once all texts before
    have been yielded. Offsets are code points of the text as given, and ``text[start:end]`` is the surface, lone
    surrogates and all. Close the iterator to stop the work early. find is another finder of names than kg's own, a
    function that workers know by its name.

    Raises:
        NoWorkerError: no worker process can be started.
    """
    ahead = Semaphore(jobs * _AHEAD)
    coming: SimpleQueue[tuple[Key, Future[TextOutcome]] | BaseException | None] = SimpleQueue()
    stopped = Event()
    with _hands(jobs, limits, find or mentions_as_given) as hands:

        def draw() -> None:
            try:
                for key, text in texts:
                    ahead.acquire()
                    if stopped.is_set():
                        return
                    coming.put((key, hands(text)))
                coming.put(None)
            except BaseException as error:  # whoever asked for the texts gets it, in its place
                coming.put(error)

        # a daemon, for nobody can wake it from waiting for a text that does not come
        Thread(target=draw, daemon=True, name="kg texts").start()
        try:
            while (item := coming.get()) is not None:
                if isinstance(item, BaseException):
                    raise item
                key, outcome = item
                yield key, outcome.result()
                ahead.release()
        finally:
            stopped.set()
            ahead.release()


@contextmanager
def _hands(jobs: int, limits: TextLimits, find: Find) -> Iterator[Callable[[str], Future[TextOutcome]]]:
    """What takes a text to the next free worker, each driven by a thread that waits for it; all end with the block."""
    everyone = [_Hand(limits, find) for _ in range(jobs)]
    free: LifoQueue[_Hand] = LifoQueue()  # so that few texts wake few workers
    for hand in everyone:
        free.put(hand)

    def outcome(text: str) -> TextOutcome:
        hand = free.get()
        try:
            return hand.outcome(text)
        finally:
            free.put(hand)

    threads = ThreadPoolExecutor(jobs, thread_name_prefix="kg text")
    try:
        yield lambda text: threads.submit(outcome, text)
    finally:
        for hand in everyone:
            hand.worker.stop()
        threads.shutdown(cancel_futures=True)


class _Hand:
    """A worker that finds mentions, renewed before its memory of words has grown large."""

    def __init__(self, limits: TextLimits, find: Find) -> None:
        self.worker = Worker(find, "", memory_bytes=limits.memory_bytes)
        self._limits = limits
        self._read = 0

    def outcome(self, text: str) -> TextOutcome:
        """The mentions in the text, or why there are none."""
        if self._read > _RENEWED_AFTER:
            self.worker.renew()
            self._read = 0
        self._read += len(text)
        seconds = self._limits.seconds_for(text)
        try:
            return self.worker.ask(text, seconds=seconds)
        except WorkerLateError:
            return TextFailure(ReasonCode.TIMEOUT, f"it took longer than {seconds:g} seconds; raise --time-limit")
        except WorkerDiedError as error:
            if error.exitcode == WANT_OF_MEMORY:
                reason = "it needs more memory than allowed; raise --memory-limit"
                return TextFailure(ReasonCode.OUT_OF_MEMORY, reason)
            return TextFailure(ReasonCode.CRASHED, why_died(error.exitcode))
        except WorkerFaultError as error:
            return TextFailure(ReasonCode.CRASHED, f"finding names in it failed with {error}")


def quick_mentions_as_given(text: str) -> tuple[Mention, ...]:
    """The same without the network: twice to three times as fast, and a little less exact."""
    return mentions_as_given(text, quick=True)


def mentions_as_given(text: str, *, quick: bool = False) -> tuple[Mention, ...]:
    r"""The mentions in a text that may hold lone surrogates, which nobody else need cope with.

    >>> [(m.span.start, m.surface) for m in mentions_as_given("\ud800 We train BERT.")]
    [(11, 'BERT')]
    """
    from kg.pipeline import mentions_in_text  # noqa: PLC0415 - loaded in the worker, by the fork server

    found = mentions_in_text(_LONE_SURROGATE.sub("\ufffd", text), quick=quick)
    return tuple(replace(m, surface=text[m.span.start : m.span.end]) for m in found)
