"""Looks at what lies beside a graph's store: the log of decisions, the note of places, and what was left over."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kg.core.errors import UnreadableLogError
from kg.doctor.findings import Finding, Kind
from kg.places import NOTE as PLACES
from kg.store import migrating
from kg.store.curation_log import FILE, read_log
from kg.store.holder import NOTE, read_note
from kg.store.snapshots import SNAPSHOTS, left_over


def findings_beside(graph: Path, *, written: bool) -> Iterator[Finding]:
    """All that is amiss beside the store; written says that somebody writes the graph, and needs what he works with."""
    yield from _log(graph)
    yield from _places(graph)
    if not written:
        for path in leavings(graph):
            name = path.relative_to(graph).as_posix()
            yield Finding(Kind.LEFT_OVER, name, "a kg that was killed left it")


def _log(graph: Path) -> Iterator[Finding]:
    try:
        for line in read_log(graph).unreadable:
            yield Finding(Kind.LOG, f"{FILE}, line {line.number}", f"{line.reason}; mend or remove it", mendable=False)
    except UnreadableLogError as error:
        yield Finding(Kind.LOG, FILE, f"{error.reason}; mend it in an editor", mendable=False)


def _places(graph: Path) -> Iterator[Finding]:
    if not (graph / PLACES).exists():
        return
    try:
        with closing(sqlite3.connect(f"{(graph / PLACES).absolute().as_uri()}?mode=ro", uri=True)) as notes:
            said = [str(row[0]) for row in notes.execute("PRAGMA integrity_check")]
            notes.execute("SELECT path, failed, sha256 FROM place LIMIT 1").fetchall()
    except sqlite3.Error as error:
        said = [str(error)]
    if said != ["ok"]:
        yield Finding(Kind.PLACES, PLACES, f"where files lay cannot be read ({said[0][:100]})")


def leavings(graph: Path) -> list[Path]:
    """What killed processes left in the folder, sorted; to be asked while nobody writes it."""
    found = migrating.leavings(graph)
    found += [*graph.glob(".kg.json.*"), *graph.glob(f"{NOTE}.*")]
    if (graph / NOTE).exists() and read_note(graph) is None:
        found.append(graph / NOTE)
    return sorted([*found, *left_over(graph)] or ([graph / SNAPSHOTS] if (graph / SNAPSHOTS).is_dir() else []))
