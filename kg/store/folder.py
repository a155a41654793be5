"""The folder that holds a graph: its layout, its format version and who may use it now.

DIR/kg.json names the format version, DIR/store is Oxigraph's. Oxigraph must not be read while another process writes:
so whoever writes holds kg.json locked for himself and leaves snapshots for readers. Without a writer they share it.
"""

import hashlib
import logging
import os
import re
import time
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Store

from kg.core.errors import GraphUnavailableError
from kg.store import migrating
from kg.store.curation_log import FILE
from kg.store.failing import is_for_want_of_leave_or_room, why_not_written
from kg.store.holder import (
    NOTE,
    PATIENCE_S,
    HeldError,
    Holder,
    by_whom,
    held_reason,
    is_written,
    lock,
    read_note,
    remove_note,
    write_note,
)
from kg.store.lost_store import why_lost
from kg.store.mark import check_graph, make
from kg.store.migrating import format_of, migrate
from kg.store.remote.address import refuse_endpoint
from kg.store.snapshots import STORE, Snapshots, newest_first, remove_if_unread, remove_unread

_NOTHING = "nothing has been stored here yet; run kg build first"
_MOST_LOG_BYTES = 16 * 2**20
_HELD = re.compile(r"\block\b", re.IGNORECASE)  # and no "block checksum mismatch"
_LOG = logging.getLogger("kg.graph")  # what a user should know of the graph that is opened; the commands show it


class Folder:
    """A graph's folder, locked, with its store open.

    path is where the graph that is read lies, home the folder that was asked for: another one where somebody writes it,
    and a snapshot of it is read.
    """

    def __init__(self, path: Path, held: int, store: Store, *, writer: Holder | None = None, home: Path) -> None:
        self.path, self.store, self.home = path, store, home
        self.writable = writer is not None
        self._lock = held
        self._snapshots = Snapshots(path, writer.token) if writer else None

    def log_sha256(self) -> str | None:
        """The digest of the log of decisions, or None where there is none."""
        log = self.path / FILE
        return hashlib.sha256(log.read_bytes()).hexdigest() if log.exists() else None

    def share(self) -> None:
        """Let readers see what is stored now, at most once a minute; for whoever writes."""
        if self._snapshots and self.store:  # whether it holds anything; its length is counted quad by quad
            self._snapshots.take(self.store)

    def close(self) -> None:
        """Write what is still in memory, and let others in.

        Raises:
            GraphUnavailableError: it cannot be written; what was stored stands in Oxigraph's log.
        """
        try:
            if self.writable:
                self.store.flush()
        except (OSError, RuntimeError) as error:
            raise GraphUnavailableError(str(self.home), why_not_written(self.home, error)) from error
        finally:
            self.store = Store()  # the last reference goes, and with it Oxigraph's own lock
            if self.writable:
                self._drop_old_logs()
                remove_note(self.path)
                remove_unread(self.path)
            os.close(self._lock)
            self._remove_if_last()

    def _drop_old_logs(self) -> None:
        """Let Oxigraph throw away the logs of what is safely stored, several times the size of the store itself.

        It does so only when it opens a store for writing.
        """
        place = self.path / STORE
        if sum(log.stat().st_size for log in place.glob("*.log")) > _MOST_LOG_BYTES:
            with suppress(OSError, RuntimeError):
                Store(place)

    def _remove_if_last(self) -> None:
        """Remove the snapshot that was read, if its writer has gone before its last reader."""
        if self.path != self.home:
            with suppress(OSError):
                writer = read_note(self.home)
                if writer is None or not self.path.name.startswith(writer.token):
                    remove_if_unread(self.path)


def open_for_writing(path: Path) -> Folder:
    """The folder for this process alone, made where there is none, and of our format where it was of an older.

    Raises:
        GraphUnavailableError: it holds something else, is in use, of a newer format or cannot be written; or it is the
            address of an endpoint.
    """
    refuse_endpoint(str(path))
    try:
        make(path)
        held = _alone(path)
    except OSError as error:
        raise GraphUnavailableError(str(path), why_not_written(path, error)) from error
    writer = Holder.this()
    write_note(path, writer)
    try:
        folder = _opened(path, held, writer=writer, home=path)
        remove_unread(path)
        folder.share()
    except BaseException:
        remove_note(path)
        with suppress(OSError):
            os.close(held)
        raise
    return folder


def open_for_reading(path: Path) -> Folder:
    """The folder for reading, together with other readers; while somebody writes it, the last snapshot that he left.

    Raises:
        GraphUnavailableError: there is no graph, somebody writes it now and nothing of it can be read yet, or it is of
            a newer format.
    """
    check_graph(path)
    if not (path / STORE).is_dir():
        raise GraphUnavailableError(str(path), _NOTHING)
    deadline = time.monotonic() + PATIENCE_S
    try:
        if format_of(path) < migrating.FORMAT:
            os.close(_alone(path))
        while True:
            try:
                return _opened(path, lock(path, writing=False, patience_s=0), home=path)
            except HeldError:
                if folder := _snapshot(path):
                    return folder
            if time.monotonic() > deadline:
                reason = f"another kg is writing it{by_whom(path)}, and nothing of it can be read yet; try again later"
                raise GraphUnavailableError(str(path), reason)
            time.sleep(0.02)
    except OSError as error:
        reason = f"it cannot be read ({error.strerror or error}); look at its rights"
        raise GraphUnavailableError(str(path), reason) from error


def place_to_read(path: Path) -> Path:
    """Where somebody who opened the graph now for reading would find it: the folder, or a snapshot within it."""
    writer = read_note(path) if (path / NOTE).exists() and is_written(path) else None
    return next(iter(newest_first(path, writer.token)), path) if writer else path


def _snapshot(path: Path) -> Folder | None:
    """The newest snapshot of whoever writes the graph, opened; None where there is none yet."""
    writer = read_note(path)
    for place in newest_first(path, writer.token) if writer else ():
        with suppress(HeldError, FileNotFoundError):  # it is being removed, for there is a newer one
            folder = _opened(place, lock(place, writing=False, patience_s=0), home=path)
            _LOG.warning("%s: another kg is writing it (%s); this answers from what it held before", path, writer)
            return folder
    return None


def _alone(path: Path) -> int:
    """A file descriptor that keeps all others from the folder until it is closed; the folder is of our format.

    Raises:
        GraphUnavailableError: another kg reads or writes it.
        OSError: it cannot be brought up to our format.
    """
    try:
        held = lock(path, writing=True)
        if format_of(path) < migrating.FORMAT:
            try:
                migrate(path)
            finally:
                os.close(held)
            _LOG.warning("%s: it was of an older format; what it was is kept in %s", path, migrating.kept_as(path).name)
            held = lock(path, writing=True)
    except HeldError:
        reading = "another kg is reading it; wait until it is done, then try again"
        raise GraphUnavailableError(str(path), held_reason(path) if is_written(path) else reading) from None
    return held


def _is_unborn(place: Path, error: BaseException) -> bool:
    """Whether the store was never there whole: whoever made it was killed, or had no room, before anything was put."""
    cut_short = any(text in str(error) for text in ("only possible on read-write", "Column family not found"))
    return (cut_short or not (place / "CURRENT").exists()) and not any(place.glob("*.sst"))


def _opened(path: Path, held: int, *, writer: Holder | None = None, home: Path) -> Folder:
    place = path / STORE
    if (lost := why_lost(path, place)) is not None:
        os.close(held)
        raise GraphUnavailableError(str(home), lost)
    try:
        store = Store(place) if writer else Store.read_only(str(place))
    except (OSError, RuntimeError, ValueError) as error:
        with suppress(OSError):
            os.close(held)
        if _HELD.search(str(error)) and not is_for_want_of_leave_or_room(error):
            reason = "another kg is writing it; wait until it is done, then try again"
        elif writer and is_for_want_of_leave_or_room(error):
            reason = why_not_written(path, error)
        elif not writer and _is_unborn(place, error):
            reason = _NOTHING
        else:
            reason = f"its store cannot be opened ({error}); kg doctor says what is amiss"
        raise GraphUnavailableError(str(home), reason) from error
    _LOG.debug("%s: opened for %s", path, "writing" if writer else "reading")
    return Folder(path, held, store, writer=writer, home=home)
