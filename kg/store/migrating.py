"""Graphs of older formats are brought up to date, each step a function from one format to the next.

The steps work on a copy within the folder. When all is done the copy gets another name; from then on a migration that
was killed is gone on with, and before that it is begun anew. What was there before stays as DIR/before-format-N.
"""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from kg.store.copying import copy_store
from kg.store.holder import MARK
from kg.store.snapshots import STORE, beside

FORMAT = 1
"""The version of the folder's layout and of the encoding in it."""

MIGRATIONS: dict[int, Callable[[Path], None]] = {}
"""What makes a folder of the format N, given as its path, one of the format N + 1, for each N that ever was."""

_MAKING, _MADE, _KEEPING, _REPLACED = ".migrating", ".migrated", ".keeping", ".replaced"
_WORKING = (_MAKING, _KEEPING, _REPLACED)


def format_of(graph: Path) -> int:
    """The format that the folder's kg.json names.

    Raises:
        OSError: there is none.
        ValueError: it names none.
    """
    told = json.loads((graph / MARK).read_text(encoding="utf-8"))
    found = told.get("format") if isinstance(told, dict) else None
    if not isinstance(found, int) or isinstance(found, bool):
        raise ValueError(f"{MARK} names no format")
    return found


def write_mark(graph: Path, version: int) -> None:
    """Write the folder's kg.json."""
    (graph / MARK).write_text(json.dumps({"format": version}) + "\n", encoding="utf-8")


def leavings(graph: Path) -> list[Path]:
    """What a migration that was killed left in a folder which is of our format, or that the next begins anew."""
    names = (*_WORKING, *([] if (graph / _MADE / MARK).exists() else [_MADE]))
    return [graph / name for name in names if (graph / name).exists()]


def can_migrate(found: int) -> bool:
    """Whether there is a way from this format to ours."""
    return found < FORMAT and all(n in MIGRATIONS for n in range(found, FORMAT))


def kept_as(graph: Path) -> Path:
    """Where what was there before the migration to our format is kept."""
    return graph / f"before-format-{FORMAT}"


def migrate(graph: Path) -> None:
    """Bring a folder up to our format; to be called by whoever holds it alone, with its store closed.

    The file that is locked is another one afterwards.

    Raises:
        OSError: there is no room, or the folder cannot be written; the graph is as it was.
    """
    for name in _WORKING:
        shutil.rmtree(graph / name, ignore_errors=True)
    if not (graph / _MADE / MARK).exists():
        shutil.rmtree(graph / _MADE, ignore_errors=True)
        _keep(graph)
        _make(graph)
    _put_in_place(graph)


def _keep(graph: Path) -> None:
    """Keep what is there, unless a migration before this one, which was killed, has."""
    if not kept_as(graph).exists():
        _copy(graph, graph / _KEEPING)
        (graph / _KEEPING).rename(kept_as(graph))


def _make(graph: Path) -> None:
    making = graph / _MAKING
    _copy(graph, making)
    for version in range(format_of(graph), FORMAT):
        MIGRATIONS[version](making)
        write_mark(making, version + 1)
    making.rename(graph / _MADE)


def _put_in_place(graph: Path) -> None:
    """Put what was made in place of what was there, kg.json last, so that it is gone on with until all is there."""
    made = graph / _MADE
    for path in sorted(p for p in made.iterdir() if p.name != MARK):
        if path.is_dir() and (graph / path.name).exists():
            (graph / path.name).rename(graph / _REPLACED)
        path.replace(graph / path.name)
        shutil.rmtree(graph / _REPLACED, ignore_errors=True)
    (made / MARK).replace(graph / MARK)
    shutil.rmtree(made, ignore_errors=True)


def _copy(graph: Path, place: Path) -> None:
    place.mkdir()
    if (graph / STORE).is_dir():
        copy_store(graph / STORE, place / STORE)
    for path in beside(graph):
        shutil.copyfile(path, place / path.name)
