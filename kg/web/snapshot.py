"""A copy of the graph that stays as it is, while the graph on disk may go on changing."""

import fcntl
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

from kg.core.errors import GraphUnavailableError
from kg.core.identifiers import digest
from kg.store.copying import PASSING, copy_store
from kg.store.folder import place_to_read
from kg.store.graph import Graph
from kg.store.mark import check_graph
from kg.store.snapshots import beside

_STORE = "store"
_PREFIX = "kg-serve-"
_CLAIM = ".claimed"


def state_on_disk(graph: Path) -> str:
    """A mark that changes when the graph on disk does; it costs a look at the names and dates of its files.

    While somebody writes it, that of the snapshot that he left.
    """
    graph = place_to_read(graph)
    files = [p for p in (*graph.glob("*"), *(graph / _STORE).glob("*")) if not p.name.startswith((*PASSING, "."))]
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
            with Graph.open_read_only(graph) as opened:  # as long as it is open nobody writes there
                self.state = state_on_disk(opened.path)
                copy_store(opened.path / _STORE, self.folder / _STORE)
                for path in beside(opened.path):
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
