"""The invented world as a graph of kg's on disk, loaded in bulk."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import DefaultGraph, RdfFormat, Store

from kg.store import vocabulary as v
from kg.store.graph import Graph

_PRINTING = Path(__file__).parent / "printing.py"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A graph on disk: how many papers it holds, how many of them in full, what it took to load."""

    folder: Path
    papers: int
    full: int
    seconds: float
    size: int


def load(folder: Path, papers: int, *, full: int, seed: int) -> Loaded:
    """The world in this folder, which is made; Oxigraph's bulk loader reads what another process prints."""
    Graph.open(folder).close()
    start = time.perf_counter()
    command = [sys.executable, str(_PRINTING), str(papers), "--full", str(full), "--seed", str(seed)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as printing:
        store = Store(folder / "store")
        store.bulk_load(printing.stdout, format=RdfFormat.N_QUADS)
        store.optimize()  # what was loaded in bulk lies in many layers, and more so the smaller it is
        store.flush()
        del store
    if printing.returncode:
        raise SystemExit("the world could not be printed")
    size = sum(file.stat().st_size for file in (folder / "store").iterdir())
    return Loaded(folder, papers, min(papers, full), time.perf_counter() - start, size)


def papers_in(folder: Path) -> int:
    """How many papers a graph holds: fewer than were asked for where loading was broken off."""
    with Graph.open_read_only(folder) as graph:
        return sum(1 for _ in graph.store.quads_for_pattern(None, v.KG_READ_STATUS, v.KG_READ, DefaultGraph()))
