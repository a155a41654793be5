"""What readers see while somebody writes: checkpoints of the graph that the writer leaves beside its store.

Each is a folder like a graph's own, DIR/snapshots/TOKEN-NUMBER, whose store shares Oxigraph's unchanging files by hard
links. Whoever reads one holds its kg.json locked, so that it is removed only where nobody does.
"""

import os
import shutil
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Store

from kg.store.holder import HeldError, lock

SNAPSHOTS = "snapshots"
STORE = "store"
EVERY_S = 60.0
"""How old a snapshot may become before the next: each makes Oxigraph write all that it has in memory."""

_MAKING = ".making-"
_GONE = ".gone-"


class Snapshots:
    """The snapshots that one writer, known by its token, leaves for readers."""

    def __init__(self, graph: Path, token: str, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._graph, self._token, self._clock = graph, token, clock
        self._number = 0
        self._last: float | None = None

    def take(self, store: Store) -> None:
        """Leave a snapshot of now, unless the last one is young; where there is no room for one, leave none."""
        if self._last is not None and self._clock() - self._last < EVERY_S:
            return
        with suppress(OSError, RuntimeError):
            self._take(store)

    def _take(self, store: Store) -> None:
        self._number += 1
        name = f"{self._token}-{self._number:06}"
        making = self._graph / SNAPSHOTS / f"{_MAKING}{name}"
        making.mkdir(parents=True)
        try:
            store.backup(making / STORE)
            for path in beside(self._graph):
                shutil.copyfile(path, making / path.name)
            making.rename(self._graph / SNAPSHOTS / name)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
        self._last = self._clock()
        remove_unread(self._graph, but=name)


def beside(graph: Path) -> list[Path]:
    """The files of a graph's folder that lie beside its store, sorted; hidden ones are notes of the moment."""
    return sorted(p for p in graph.iterdir() if not p.name.startswith(".") and p.is_file() and not p.is_symlink())


def newest_first(graph: Path, token: str) -> list[Path]:
    """The snapshots that the writer of this token has left."""
    return sorted((graph / SNAPSHOTS).glob(f"{token}-*"), reverse=True)


def remove_unread(graph: Path, *, but: str | None = None) -> int:
    """Remove all snapshots that nobody reads, but the one named; how many. To be called by whoever holds the graph."""
    removed = 0
    for path in left_over(graph):
        if path.name != but and remove_if_unread(path):
            removed += 1
    with suppress(OSError):  # others are read yet
        (graph / SNAPSHOTS).rmdir()
    return removed


def left_over(graph: Path) -> list[Path]:
    """All that lies among the snapshots, sorted."""
    place = graph / SNAPSHOTS
    return sorted(place.iterdir()) if place.is_dir() and not place.is_symlink() else []


def remove_if_unread(path: Path) -> bool:
    """Remove one thing among the snapshots unless somebody reads it; whether it went."""
    if path.name.startswith((_MAKING, _GONE)):
        shutil.rmtree(path, ignore_errors=True)
        return not path.exists()
    try:
        held = lock(path, writing=True, patience_s=0)
    except HeldError:
        return False
    except OSError:  # no snapshot that anybody could open
        shutil.rmtree(path, ignore_errors=True)
        return not path.exists()
    try:
        gone = path.with_name(f"{_GONE}{path.name}")
        path.rename(gone)  # at once, so that nobody opens the half of it
        shutil.rmtree(gone, ignore_errors=True)
    except OSError:
        return False
    finally:
        os.close(held)
    return True
