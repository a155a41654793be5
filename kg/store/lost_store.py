"""Whether a graph's store was there and is gone, in whole or in part: then nobody may make a new one in its place."""

from pathlib import Path

PLACES = "places.sqlite"
"""The note of where files lay, made when the first paper is stored."""

_REMEDY = "restore a backup, or build again into a new folder"


def why_lost(graph: Path, store: Path) -> str | None:
    """Why the store must not be opened for writing, which would empty it; None where nothing is missing.

    Oxigraph makes a new store where CURRENT, which names the list of its files, is not there, and removes the old ones.
    """
    if not store.is_dir():
        return f"its store is gone, which held papers; {_REMEDY}" if (graph / PLACES).exists() else None
    written = any(store.glob("*.sst")) or any(log.stat().st_size for log in store.glob("*.log"))
    if written and not (store / "CURRENT").exists():
        return f"its store has lost the file CURRENT, without which it would be emptied; {_REMEDY}"
    return None
