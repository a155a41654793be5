"""A graph that grows by pieces: each is loaded in bulk and then noted, so that a run that was ended goes on there."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from pyoxigraph import RdfFormat, Store

from kg.store.graph import Graph

_PRINTING = Path(__file__).parent.parent / "questions_parts" / "printing.py"
_ROOM = 2.2  # merging the store into one layer writes it anew beside what is there


@dataclass(frozen=True, slots=True)
class World:
    """The papers that there are to be, how many of them in full, in pieces of so many."""

    papers: int
    full: int
    piece: int
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Grown:
    """What is loaded, and what that took: seconds of loading and of merging, bytes before and after merging."""

    world: World
    papers: int = 0
    seconds: float = 0.0
    size: int = 0
    merged: int = 0
    merging: float = 0.0


class NoRoomError(Exception):
    """The disk has no room for the next piece, or for merging."""


def grow(folder: Path, world: World, told: Callable[[Grown], None]) -> Grown:
    """Load what of the world is not in the folder yet, and merge the store's layers at the end.

    Raises:
        NoRoomError: as it says; what is loaded stays.
        ValueError: another world is in the folder.
    """
    grown = _noted(folder, world)
    while grown.papers < world.papers:
        _refuse_without_room(folder, grown)
        started = time.perf_counter()
        end = min(world.papers, grown.papers + world.piece)
        _load(folder, world, grown.papers, end)
        taken = grown.seconds + time.perf_counter() - started
        grown = replace(grown, papers=end, seconds=taken, size=size_of(folder))
        _note(folder, grown)
        told(grown)
    if not grown.merged:
        _refuse_without_room(folder, grown)
        started = time.perf_counter()
        store = Store(folder / "store")
        store.optimize()
        store.flush()
        del store
        grown = replace(grown, merged=size_of(folder), merging=time.perf_counter() - started)
        _note(folder, grown)
    return grown


def size_of(folder: Path) -> int:
    """Bytes of the store on disk."""
    return sum(file.stat().st_size for file in (folder / "store").iterdir())


def _load(folder: Path, world: World, start: int, end: int) -> None:
    asked = ("--full", world.full, "--seed", world.seed, "--start", start, "--end", end)
    command = [sys.executable, str(_PRINTING), str(world.papers), *map(str, asked)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as printing:
        store = Store(folder / "store")
        store.bulk_load(printing.stdout, format=RdfFormat.N_QUADS)
        store.flush()
        del store
    if printing.returncode:
        raise SystemExit("the world could not be printed")


def _refuse_without_room(folder: Path, grown: Grown) -> None:
    share = min(grown.world.papers, grown.papers + grown.world.piece) / max(1, grown.papers)
    free = shutil.disk_usage(folder).free
    if grown.size * share * _ROOM - grown.size > free:
        raise NoRoomError(f"{grown.papers:,} papers take {grown.size / 1e9:.1f} GB, and {free / 1e9:.1f} GB are free")


def _noted(folder: Path, world: World) -> Grown:
    note = folder / "scale.json"
    if not note.exists():
        Graph.open(folder).close()
        return Grown(world)
    told = json.loads(note.read_text())
    grown = Grown(**{**told, "world": World(**told["world"])})
    if replace(grown.world, piece=world.piece) != world:
        raise ValueError(f"{folder} holds another world: {grown.world}")
    return replace(grown, world=world)


def _note(folder: Path, grown: Grown) -> None:
    unfinished = folder / "scale.json.part"
    unfinished.write_text(json.dumps(asdict(grown)))
    unfinished.replace(folder / "scale.json")
