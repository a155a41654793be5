"""What takes a while to find out about a whole snapshot: found once, beside the requests that ask for it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from threading import Event, Lock, Thread
from typing import Generic, TypeVar

from kg.store.graph import Graph
from kg.store.whole import WholeGraphReader
from kg.tracing.claims import Conflict
from kg.tracing.conflicts import Conflicts, conflicts
from kg.tracing.frontier import Frontier, frontier

Found = TypeVar("Found")

_PATIENCE_S = 1.0  # for a page; what takes longer is there for the next one
_MOST_NEEDED = 8
_MOST_CONFLICTS = 100  # of a kind


class Later(Generic[Found]):
    """Something that a thread finds out as soon as somebody asks for it."""

    def __init__(self, find: Callable[[], Found]) -> None:
        self._find = find
        self._done, self._lock = Event(), Lock()
        self._begun = False
        self._found: Found | None = None

    def get(self, patience_s: float = _PATIENCE_S) -> Found | None:
        """What was found, or None as long as it is not known; it is waited for so many seconds at most."""
        with self._lock:
            if not self._begun:
                self._begun = True
                Thread(target=self._run, daemon=True).start()
        self._done.wait(patience_s)
        return self._found

    def _run(self) -> None:
        try:
            self._found = self._find()
        finally:
            self._done.set()


class Findings:
    """What to read next, and on what sources disagree."""

    def __init__(self, graph: Graph) -> None:
        self.frontier: Later[Frontier] = Later(lambda: frontier(WholeGraphReader(graph), limit=_MOST_NEEDED))
        self.conflicts: Later[Disagreements] = Later(
            lambda: Disagreements(conflicts(WholeGraphReader(graph), limit=_MOST_CONFLICTS))
        )


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
