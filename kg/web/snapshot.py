"""A copy of the graph that stays as it is, while the graph on disk may go on changing."""

import fcntl
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Store

from kg.core.errors import GraphUnavailableError
from kg.core.identifiers import digest
from kg.store.folder import check_graph
from kg.store.graph import Graph

_STORE = "store"
_PREFIX = "kg-serve-"
_CLAIM = ".claimed"
_PASSING = ("LOG", "LOCK")  # written by whoever opens a store, even to read it
_UNCHANGING = ".sst"  # files of Oxigraph that are written once and never changed


def state_on_disk(graph: Path) -> str:
    """A mark that changes when the graph on disk does; it costs a look at the names and dates of its files."""
    files = [p for p in (*graph.glob("*"), *(graph / _STORE).glob("*")) if not p.name.startswith((*_PASSING, "."))]
    told = []
    for path in sorted(files):
        with suppress(OSError):  # gone meanwhile
            about = path.stat()
            told += [path.name, str(about.st_size), str(about.st_mtime_ns)] if path.is_file() else []
    return digest(*told)


class Snapshot:
    """The graph as it was at one moment, in a temporary folder of its own that goes with it."""

    def __init__(self, graph: Path) -> None:
        """Copy the graph; where disk and folder allow, by links that cost neither time nor room.

        Raises:
            GraphUnavailableError: there is no graph, somebody writes it now, or it cannot be copied.
        """
        check_graph(graph)
        remove_abandoned()
        self.folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._claim = _claim(self.folder)
        try:
            with Graph.open_read_only(graph) as opened:  # as long as it is open nobody writes
                self.state = state_on_disk(graph)
                _copy_store(opened.path / _STORE, self.folder / _STORE)
                for path in sorted(graph.iterdir()):
                    if path.is_file():
                        shutil.copyfile(path, self.folder / path.name)
            self.graph = Graph.open_read_only(self.folder)
        except OSError as error:
            self._remove()
            raise GraphUnavailableError(str(graph), f"it cannot be copied ({error.strerror or error})") from error
        except BaseException:
            self._remove()
            raise

    def close(self) -> None:
        """Let go of the copy and remove it."""
        self.graph.close()
        self._remove()

    def _remove(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._claim)


def remove_abandoned() -> None:
    """Remove the copies that killed servers left behind: ours, and claimed by no process that lives."""
    for folder in sorted(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*")):
        with suppress(OSError):  # gone meanwhile, claimed, or never claimed: whoever makes one may be about to
            about = folder.lstat()
            if stat.S_ISDIR(about.st_mode) and about.st_uid == os.getuid():
                claim = os.open(folder / _CLAIM, os.O_RDWR | os.O_NOFOLLOW)
                try:
                    fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder, ignore_errors=True)
                finally:
                    os.close(claim)


def _claim(folder: Path) -> int:
    """A file that is locked as long as this process lives; the system lets go of it however the process ends."""
    claim = os.open(folder / _CLAIM, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
    return claim


def _copy_store(store: Path, place: Path) -> None:
    """Copy a store that nobody writes, file by file.

    Oxigraph's own backup of a store that is open for reading leaves out what stands in its log alone, as after a build
    that was killed. The log is written into the copy's tables, so that nobody who opens it has to read it again.
    """
    place.mkdir()
    logged = False
    for path in sorted(p for p in store.iterdir() if not p.name.startswith(_PASSING)):
        logged = logged or (path.suffix == ".log" and path.stat().st_size > 0)
        if path.suffix != _UNCHANGING or not _linked(path, place / path.name):
            shutil.copyfile(path, place / path.name)
    if logged:
        Store(place).flush()


def _linked(path: Path, place: Path) -> bool:
    try:
        place.hardlink_to(path)
    except OSError:
        return False
    return True
