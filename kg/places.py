"""Where files lay when they were read: a note beside the graph, which holds no paths itself."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from types import TracebackType

from kg.core.errors import GraphUnavailableError
from kg.elsewhere.address import Paper, RemotePaper
from kg.store.lost_store import PLACES as NOTE

__all__ = ["NOTE", "Places", "noted"]

_TABLE = """
CREATE TABLE IF NOT EXISTS place (path TEXT, failed INTEGER, sha256 TEXT NOT NULL, PRIMARY KEY (path, failed));
CREATE INDEX IF NOT EXISTS place_of_file ON place (sha256);
CREATE TABLE IF NOT EXISTS unplaced (sha256 TEXT PRIMARY KEY);
CREATE TABLE IF NOT EXISTS mark (url TEXT PRIMARY KEY, mark TEXT NOT NULL, sha256 TEXT NOT NULL);
"""
_WHY = "its {} cannot be used ({}); what was stored stays, and without that file a build only forgets where files lay"


class Places:
    """What was stored from each path, and what failed there, by the digest of the file that lay there.

    A table on disk, so that a graph of a million papers costs a look for each path that is read.
    """

    def __init__(self, graph: Path) -> None:
        """Open the note in the graph's folder.

        Raises:
            GraphUnavailableError: it cannot be read or written.
        """
        self._graph = graph
        try:
            self._notes = sqlite3.connect(graph / NOTE)
            self._notes.executescript(_TABLE)
        except sqlite3.Error as error:
            raise GraphUnavailableError(str(graph), _WHY.format(NOTE, error)) from error

    def __enter__(self) -> "Places":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._notes.close()

    def displaced(self, stored: Mapping[Paper, str], failed: Mapping[Paper, str]) -> dict[Paper, set[str]]:
        """The digests of files that lay at these paths before and lie nowhere now, by path.

        What was stored from a path stays where its new file failed.
        """
        before = {path: self._before(path, sha256, "1") for path, sha256 in stored.items()}
        before |= {path: self._before(path, sha256, "failed") for path, sha256 in failed.items()}
        here = {_key(path) for path, digests in before.items() if digests}
        now = {*stored.values(), *failed.values()}
        gone = {d for digests in before.values() for d in digests if d not in now and not {*self.of(d)} - here}
        return {path: digests & gone for path, digests in before.items() if digests & gone}

    def _before(self, path: Paper, sha256: str, which: str) -> set[str]:
        query = f"SELECT sha256 FROM place WHERE path = ? AND sha256 <> ? AND {which}"  # noqa: S608 - one of two words
        return {row[0] for row in self._notes.execute(query, (_key(path), sha256))}

    def note(self, stored: Mapping[Paper, str], failed: Mapping[Paper, str]) -> None:
        """Remember what lies where now; a failure beside what was stored from the path before.

        Raises:
            GraphUnavailableError: it cannot be written.
        """
        try:
            self._note(stored, failed)
        except sqlite3.Error as error:
            raise GraphUnavailableError(str(self._graph), _WHY.format(NOTE, error)) from error

    def _note(self, stored: Mapping[Paper, str], failed: Mapping[Paper, str]) -> None:
        with self._notes:
            self._notes.executemany("DELETE FROM place WHERE path = ?", [(_key(path),) for path in stored])
            self._notes.executemany("DELETE FROM unplaced WHERE sha256 = ?", [(sha256,) for sha256 in stored.values()])
            rows = [(_key(path), False, sha256) for path, sha256 in stored.items()]
            rows += [(_key(path), True, sha256) for path, sha256 in failed.items()]
            self._notes.executemany("INSERT OR REPLACE INTO place VALUES (?, ?, ?)", rows)
            marks = [(p.url, p.mark, sha256) for p, sha256 in stored.items() if isinstance(p, RemotePaper) and p.mark]
            self._notes.executemany("INSERT OR REPLACE INTO mark VALUES (?, ?, ?)", marks)

    def marked(self, paper: RemotePaper) -> str | None:
        """The digest of what was stored from there when the place told the same of the file; None elsewhere."""
        rows = self._notes.execute("SELECT sha256 FROM mark WHERE url = ? AND mark = ?", (paper.url, paper.mark))
        return next((row[0] for row in rows), None)

    def failed_at(self, path: Paper) -> str | None:
        """The digest of the file that failed at this path, which may have been mended since; None where none did."""
        rows = self._notes.execute("SELECT sha256 FROM place WHERE path = ? AND failed", (_key(path),))
        return next((row[0] for row in rows), None)

    def holds(self, sha256: str) -> bool:
        """Whether a file of this digest was stored."""
        rows = self._notes.execute("SELECT 1 FROM place WHERE sha256 = ? AND NOT failed LIMIT 1", (sha256,))
        return next(rows, None) is not None

    def beneath(self, folder: Path) -> list[tuple[str, str]]:
        """The paths beneath the folder from which something was stored, each with the digest, sorted."""
        first = f"{_key(folder).rstrip('/')}/"
        query = "SELECT path, sha256 FROM place WHERE path >= ? AND path < ? AND NOT failed ORDER BY path, sha256"
        return [(path, sha256) for path, sha256 in self._notes.execute(query, (first, first[:-1] + "0"))]  # / < 0

    def forget(self, paths: Iterable[str]) -> None:
        """Forget what lay at these paths."""
        with self._notes:
            self._notes.executemany("DELETE FROM place WHERE path = ?", [(path,) for path in paths])

    def forget_files(self, digests: Iterable[str]) -> None:
        """Forget that files of these digests were stored or failed, wherever they lay."""
        gone = [(sha256,) for sha256 in digests]
        with self._notes:
            self._notes.executemany("DELETE FROM place WHERE sha256 = ?", gone)
            self._notes.executemany("DELETE FROM unplaced WHERE sha256 = ?", gone)

    def note_unplaced(self, digests: Iterable[str]) -> None:
        """Remember that files of these digests are stored, of which nobody knows where they lay."""
        with self._notes:
            self._notes.executemany("INSERT OR IGNORE INTO unplaced VALUES (?)", [(sha256,) for sha256 in digests])

    def of(self, sha256: str) -> list[str]:
        """The paths at which the file of this digest lay, sorted."""
        rows = self._notes.execute("SELECT DISTINCT path FROM place WHERE sha256 = ? ORDER BY path", (sha256,))
        return [row[0] for row in rows]


def noted(graph: Path) -> dict[str, str]:
    """The digests of what was stored, by the note in the graph's folder, which is only read.

    Each comes with the first path at which the file lay, or "" where that is not known.

    Raises:
        sqlite3.Error: there is no note, or it cannot be read.
    """
    query = "SELECT sha256, min(path) FROM place WHERE NOT failed GROUP BY sha256"
    with closing(sqlite3.connect(f"{(graph / NOTE).absolute().as_uri()}?mode=ro", uri=True)) as notes:
        found = {str(sha256): str(path) for sha256, path in notes.execute(query)}
        if notes.execute("SELECT 1 FROM sqlite_master WHERE name = 'unplaced'").fetchone():  # older notes lack it
            found |= {str(row[0]): found.get(row[0], "") for row in notes.execute("SELECT sha256 FROM unplaced")}
    return found


def _key(path: Paper) -> str:
    if isinstance(path, RemotePaper):
        return path.url
    # names that are no text are kept as Python shows them to other programs
    return str(path.resolve()).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
