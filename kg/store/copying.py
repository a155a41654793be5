"""Copies of a graph's folder that nobody writes meanwhile, by links where disk and folder allow."""

import shutil
from pathlib import Path

from pyoxigraph import Store

PASSING = ("LOG", "LOCK")
"""How names of files begin that are written by whoever opens a store, even to read it."""

_UNCHANGING = ".sst"  # files of Oxigraph that are written once and never changed


def store_files(store: Path) -> list[Path]:
    """The files that a store consists of, sorted."""
    return sorted(p for p in store.iterdir() if not p.name.startswith(PASSING))


def copy_store(store: Path, place: Path) -> None:
    """Copy a store that nobody writes, file by file.

    Oxigraph's own backup of a store that is open for reading leaves out what stands in its log alone, as after a build
    that was killed. The log is written into the copy's tables, so that nobody who opens it has to read it again.
    """
    place.mkdir()
    logged = False
    for path in store_files(store):
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
