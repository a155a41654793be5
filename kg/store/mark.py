"""The mark by which a folder is known as a graph: kg.json, which names its format."""

import os
from pathlib import Path

from kg.core.errors import GraphUnavailableError
from kg.store import migrating
from kg.store.holder import MARK
from kg.store.migrating import can_migrate, format_of, write_mark
from kg.store.remote.address import refuse_endpoint


def make(path: Path) -> None:
    """Make the folder a graph, unless it is one.

    Raises:
        GraphUnavailableError: it is none, and holds something.
        OSError: it cannot be written.
    """
    path.mkdir(parents=True, exist_ok=True)
    mark = path / MARK
    if not mark.exists():
        if any(path.iterdir()):
            raise GraphUnavailableError(str(path), "it is no graph of kg's and not empty; give a new or empty folder")
        unfinished = path / f".{MARK}.{os.getpid()}"
        unfinished.mkdir()
        write_mark(unfinished, migrating.FORMAT)
        (unfinished / MARK).replace(mark)
        unfinished.rmdir()
    check_graph(path)


def check_graph(path: Path) -> None:
    """Make sure that the folder is a graph of a format that this kg reads, or can bring up to date.

    Raises:
        GraphUnavailableError: it is none.
    """
    refuse_endpoint(str(path))
    if not path.exists():
        raise GraphUnavailableError(str(path), "there is no graph here; run kg build, or name another with --graph")
    try:
        found = format_of(path)
    except (OSError, ValueError):
        raise GraphUnavailableError(
            str(path), "it is no graph of kg's; run kg build, or name another with --graph"
        ) from None
    if found != migrating.FORMAT and not can_migrate(found):
        raise GraphUnavailableError(
            str(path),
            f"it is of format {found} and this kg reads format {migrating.FORMAT}; "
            "use the kg that wrote it, or build it again",
        )
