"""What a running application holds: its settings, and the snapshot that requests read."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock
from traceback import clear_frames

from starlette.requests import Request

from kg.core.errors import GraphUnavailableError, KgError
from kg.curating.queue import Open
from kg.store.reading import GraphReader
from kg.store.stopping import Stop
from kg.web.findings import Findings
from kg.web.gathered import Gathered
from kg.web.memory import Memory
from kg.web.pictures import Pictures
from kg.web.sessions import Sessions, has_token
from kg.web.settings import ServingSettings
from kg.web.snapshot import Snapshot, state_on_disk
from kg.web.texts import Texts
from kg.web.turnstile import Turnstile

_MOST_WAITING = 16  # queries that wait for their turn
_ANSWERS = 8  # that are worked out at a time; more would only keep one another waiting
_MOST_ANSWERS_WAITING = 64
_LOOK_S = 2.0  # a graph that is being written changes all the time; looking this often is enough


class Held(Gathered):
    """A snapshot that is being read by so many requests, with what was found out about it so far."""

    def __init__(self, snapshot: Snapshot, *, tells_places: bool) -> None:
        """Begin to read; tells_places says whether errors name paths of this machine."""
        super().__init__(snapshot.graph)
        self.snapshot = snapshot
        self.reader = GraphReader(snapshot.graph)
        self.texts = Texts(snapshot.folder, tells_places=tells_places)
        self.pictures = Pictures(snapshot.graph)
        self.findings = Findings(snapshot.graph, self.pictures)
        self.readers = 0
        self.retired = False
        self.undecided_before: tuple[Open, ...] | None = None  # in the snapshot before, if known

    def close(self) -> None:
        """Let go of the snapshot, and of what is being found out about it."""
        self.findings.stop()
        self.snapshot.close()


class Serving:
    """The state of a running application; its snapshot is replaced only when somebody asks for that."""

    def __init__(self, settings: ServingSettings, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Take the first snapshot.

        Raises:
            GraphUnavailableError: there is no graph that can be copied now.
        """
        self.settings = settings
        self.queries = Turnstile(settings.queries, waiting=_MOST_WAITING)
        self.answers = Turnstile(_ANSWERS, waiting=_MOST_ANSWERS_WAITING)
        self.workers = ThreadPoolExecutor(_ANSWERS, thread_name_prefix="answer")
        self.askers = ThreadPoolExecutor(settings.queries, thread_name_prefix="query")
        self.memory = Memory()
        self.sessions = Sessions()
        self._clock = clock
        self._lock = Lock()
        self._held = Held(Snapshot(settings.graph), tells_places=not settings.remote)
        self._looked = (clock(), False)
        self._deciding = Lock()
        self._stops: set[Stop] = set()
        self._ending = self._prepares = False

    @contextmanager
    def holding(self) -> Iterator[Held]:
        """The snapshot of now, which stays until the end of the block."""
        with self._lock:
            held = self._held
            held.readers += 1
        try:
            yield held
        finally:
            with self._lock:
                held.readers -= 1
                unused = held.retired and not held.readers
            if unused:
                held.close()

    @contextmanager
    def stopping(self) -> Iterator[Stop]:
        """What ends an answer; it is pulled too when the server is told to end."""
        stop = Stop()
        with self._lock:
            self._stops.add(stop)
            ending = self._ending
        if ending:
            stop.pull()
        try:
            yield stop
        finally:
            with self._lock:
                self._stops.discard(stop)

    def end(self) -> None:
        """Stop the answers that are being found; those that are asked for then are stopped at once."""
        with self._lock:
            self._ending = True
            stops = tuple(self._stops)
        for stop in stops:
            stop.pull()

    def prepare(self) -> None:
        """Have the picture of the whole graph gathered before somebody asks for it, of later snapshots too."""
        with self._lock:
            self._prepares = True
            held = self._held
        held.findings.whole_picture.begin()

    def newer(self) -> bool:
        """Whether the graph on disk is another than the snapshot."""
        with self._lock:
            looked, answer = self._looked
            if self._clock() - looked < _LOOK_S:
                return answer
            self._looked = (self._clock(), state_on_disk(self.settings.graph) != self._held.snapshot.state)
            return self._looked[1]

    def renew(self) -> None:
        """Take a new snapshot for the requests that come from now on.

        Raises:
            GraphUnavailableError: somebody writes the graph now; the old snapshot stays.
        """
        fresh = Held(Snapshot(self.settings.graph), tells_places=not self.settings.remote)
        with self._lock:
            old, self._held = self._held, fresh
            fresh.undecided_before = old.findings.undecided.found or old.undecided_before
            old.retired = True
            unused = not old.readers
            self._looked = (self._clock(), False)
        if self._prepares:
            fresh.findings.whole_picture.begin()
        if unused:
            old.close()

    @contextmanager
    def deciding(self) -> Iterator[None]:
        """Decide about something, one at a time, since two would find the graph in use.

        A decision that is refused has opened the graph and changed nothing: what only its files show is no change.
        """
        with self._deciding:
            as_shown = state_on_disk(self.settings.graph) == self._held.snapshot.state
            try:
                yield
            except GraphUnavailableError:  # somebody else is writing it
                raise
            except KgError as error:
                clear_frames(error.__traceback__)  # they hold the store open, which is written as it closes
                with self._lock:
                    if as_shown:
                        self._held.snapshot.state = state_on_disk(self.settings.graph)
                        self._looked = (self._clock(), False)
                raise

    def close(self) -> None:
        """Let go of the snapshot, at once where nobody reads it."""
        for threads in (self.workers, self.askers):
            threads.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._held.retired = True
            unused = not self._held.readers
        if unused:
            self._held.close()


def serving(request: Request) -> Serving:
    """The state of the application that the request came to."""
    state: Serving | None = getattr(request.app.state, "serving", None)
    if state is None:
        raise GraphUnavailableError("kg serve", "it is being started or stopped")
    return state


def signed_in(request: Request) -> bool:
    """Whether the request shows that it comes from somebody who has the token."""
    state = serving(request)
    return has_token(request.headers, state.settings, state.sessions)


@contextmanager
def holding(request: Request) -> Iterator[Held]:
    """The snapshot for this request, with what was found out about it."""
    with serving(request).holding() as held:
        yield held


@contextmanager
def reading(request: Request) -> Iterator[GraphReader]:
    """A reader of the snapshot for this request."""
    with serving(request).holding() as held:
        yield held.reader
