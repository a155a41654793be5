"""What takes a while to find out about a whole snapshot: found once, beside the requests that ask for it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

from kg.core.stopping import StoppedError, stoppable
from kg.curating.queue import undecided
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.store.stopping import Stop
from kg.store.whole import WholeGraphReader
from kg.tracing.claims import Conflict
from kg.tracing.conflicts import Conflicts, conflicts
from kg.tracing.frontier import frontier
from kg.web.pictures import Pictures

Found = TypeVar("Found")

_PATIENCE_S = 1.0  # for a page; what takes longer is there for the next one
_MOST_NEEDED = 8
_MOST_CONFLICTS = 100  # of a kind


class Later(Generic[Found]):
    """Something that a thread finds out as soon as somebody asks for it."""

    def __init__(self, find: Callable[[], Found], stop: Stop) -> None:
        self._find, self._stop = find, stop
        self._done, self._lock = Event(), Lock()
        self._begun = False
        self._found: Found | None = None

    def begin(self) -> None:
        """Have it found out, if nobody asked for it yet."""
        with self._lock:
            if not self._begun:
                self._begun = True
                Thread(target=self._run, daemon=True).start()

    def get(self, patience_s: float = _PATIENCE_S) -> Found | None:
        """What was found, or None as long as it is not known; it is waited for so many seconds at most."""
        self.begin()
        self._done.wait(patience_s)
        return self._found

    @property
    def found(self) -> Found | None:
        """What was found so far, without asking for it."""
        return self._found

    def rest(self) -> None:
        """Wait until nobody works on it, and let nobody begin."""
        with self._lock:
            begun, self._begun = self._begun, True
        self._done.wait(_PATIENCE_S if begun else 0)

    def _run(self) -> None:
        try:
            with suppress(StoppedError), stoppable(self._stop.pulled):
                self._found = self._find()
        finally:
            self._done.set()


class Findings:
    """What to read next, on what sources disagree, what nobody decided about, and the picture of the whole graph."""

    def __init__(self, graph: Graph, pictures: Pictures) -> None:
        self._stop = Stop()
        self.frontier = Later(lambda: frontier(WholeGraphReader(graph), limit=_MOST_NEEDED), self._stop)
        self.conflicts = Later(lambda: _disagreements(graph), self._stop)
        self.undecided = Later(lambda: undecided(GraphReader(graph)), self._stop)
        self.whole_picture = Later(lambda: pictures.json(""), self._stop)

    def stop(self) -> None:
        """Let nobody work on any of it any longer."""
        self._stop.pull()
        for each in (self.frontier, self.conflicts, self.undecided, self.whole_picture):
            each.rest()


def _disagreements(graph: Graph) -> "Disagreements":
    return Disagreements(conflicts(WholeGraphReader(graph), limit=_MOST_CONFLICTS))


class Disagreements:
    """The conflicts of a graph, by what they are about."""

    def __init__(self, found: Conflicts) -> None:
        self.all = found
        about = defaultdict[str, list[Conflict]](list)
        for conflict in found.found:
            for iri in dict.fromkeys(conflict.about):
                about[iri].append(conflict)
        self._about: Mapping[str, list[Conflict]] = about

    def about(self, iri: str) -> tuple[Conflict, ...]:
        """The conflicts that the thing takes part in."""
        return tuple(self._about.get(iri, ()))
