"""The folder that holds a graph: its layout, its format version and who may use it now.

DIR/kg.json names the format version, DIR/store is Oxigraph's. Whoever writes holds kg.json locked for himself, readers
share the lock: Oxigraph must not be read while another process writes. The lock goes with the process, killed or not.
"""

import hashlib
import json
import os
import sys
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Store

from kg.core.errors import GraphUnavailableError
from kg.store.curation_log import FILE
from kg.store.remote.address import refuse_endpoint

if sys.platform != "win32":
    import fcntl

FORMAT = 1
"""The version of the folder's layout and of the encoding in it."""

_MARK = "kg.json"
_STORE = "store"
_MOST_LOG_BYTES = 16 * 2**20


class Folder:
    """A graph's folder, locked, with its store open."""

    def __init__(self, path: Path, lock: int, store: Store, *, writable: bool) -> None:
        self.path, self.store, self.writable = path, store, writable
        self._lock = lock

    def log_sha256(self) -> str | None:
        """The digest of the log of decisions, or None where there is none."""
        log = self.path / FILE
        return hashlib.sha256(log.read_bytes()).hexdigest() if log.exists() else None

    def close(self) -> None:
        """Write what is still in memory, and let others in."""
        if self.writable:
            self.store.flush()
        self.store = Store()  # the last reference goes, and with it Oxigraph's own lock
        if self.writable:
            self._drop_old_logs()
        os.close(self._lock)

    def _drop_old_logs(self) -> None:
        """Let Oxigraph throw away the logs of what is safely stored, several times the size of the store itself.

        It does so only when it opens a store for writing.
        """
        place = self.path / _STORE
        if sum(log.stat().st_size for log in place.glob("*.log")) > _MOST_LOG_BYTES:
            with suppress(OSError, RuntimeError):
                Store(place)


def open_for_writing(path: Path) -> Folder:
    """The folder for this process alone, made where there is none.

    Raises:
        GraphUnavailableError: it holds something else, is in use, of a newer format or cannot be written; or it is the
            address of an endpoint.
    """
    refuse_endpoint(str(path))
    try:
        _make(path)
        lock = _lock(path, writing=True)
    except OSError as error:
        raise GraphUnavailableError(str(path), f"it cannot be written ({error.strerror or error})") from error
    return _opened(path, lock, writable=True)


def open_for_reading(path: Path) -> Folder:
    """The folder for reading, together with other readers.

    Raises:
        GraphUnavailableError: there is no graph, somebody writes it now, or it is of a newer format.
    """
    check_graph(path)
    if not (path / _STORE).is_dir():
        raise GraphUnavailableError(str(path), "nothing has been stored here yet; run kg build first")
    try:
        lock = _lock(path, writing=False)
    except OSError as error:
        raise GraphUnavailableError(str(path), f"it cannot be read ({error.strerror or error})") from error
    return _opened(path, lock, writable=False)


def _make(path: Path) -> None:
    path.mkdir(parents=True, exist_ok=True)
    mark = path / _MARK
    if not mark.exists():
        if any(path.iterdir()):
            raise GraphUnavailableError(str(path), "it is no graph of kg's and not empty; give a new or empty folder")
        unfinished = path / f".{_MARK}.{os.getpid()}"
        unfinished.write_text(json.dumps({"format": FORMAT}) + "\n", encoding="utf-8")
        unfinished.replace(mark)
    check_graph(path)


def check_graph(path: Path) -> None:
    """Make sure that the folder is a graph of a format that this kg reads.

    Raises:
        GraphUnavailableError: it is none.
    """
    refuse_endpoint(str(path))
    if not path.exists():
        raise GraphUnavailableError(str(path), "there is no graph here; run kg build, or name another with --graph")
    try:
        found = json.loads((path / _MARK).read_text(encoding="utf-8"))["format"]
    except (OSError, ValueError, KeyError, TypeError):
        raise GraphUnavailableError(
            str(path), "it is no graph of kg's; run kg build, or name another with --graph"
        ) from None
    if found != FORMAT:
        raise GraphUnavailableError(
            str(path),
            f"it is of format {found} and this kg reads format {FORMAT}; use the kg that wrote it, or build it again",
        )


def _lock(path: Path, *, writing: bool) -> int:
    """A file descriptor that holds the lock until it is closed."""
    descriptor = os.open(path / _MARK, os.O_RDONLY)
    if sys.platform == "win32":
        return descriptor  # Oxigraph's own lock still keeps a second writer out
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if writing else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        doing = "writing it" if not writing or _is_written(descriptor) else "reading it"
        os.close(descriptor)
        raise GraphUnavailableError(
            str(path), f"another kg is {doing}; wait until it is done, then try again"
        ) from None
    return descriptor


def _is_written(descriptor: int) -> bool:
    """Whether whoever holds the lock holds it alone."""
    if sys.platform != "win32":
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _opened(path: Path, lock: int, *, writable: bool) -> Folder:
    place = path / _STORE
    try:
        store = Store(place) if writable else Store.read_only(str(place))
    except (OSError, RuntimeError, ValueError) as error:
        with suppress(OSError):
            os.close(lock)
        reason = (
            "another kg is writing it; wait until it is done, then try again"
            if "lock" in str(error).lower()
            else f"its store cannot be opened ({error}); build it again into a new folder"
        )
        raise GraphUnavailableError(str(path), reason) from error
    return Folder(path, lock, store, writable=writable)
