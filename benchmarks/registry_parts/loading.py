"""How long the registry takes to load, in fresh processes."""

import subprocess
import sys
from statistics import median

from reading_parts.figure import Figure

RUNS = 7

_LOAD = """
import time
begun = time.perf_counter()
from kg.grounding.registry import load_registry
imported = time.perf_counter()
load_registry()
loaded = time.perf_counter()
load_registry().by_name("x")
indexed = time.perf_counter()
from kg.resources import shipped
opened = time.perf_counter()
for table in sorted(shipped("ontology", "registry").glob("*.tsv")):
    table.read_text("utf-8")
read = time.perf_counter()
print(imported - begun, loaded - imported, indexed - loaded, read - opened)
"""


def measure() -> list[Figure]:
    """Medians: loading alone, with the import, the first look-up by name, and beside plain reading of the files."""
    runs = [tuple(map(float, _run().split())) for _ in range(RUNS)]
    imported, loaded, indexed, read = (median(column) for column in zip(*runs, strict=True))
    on = f"median of {RUNS} fresh processes"
    return [
        Figure("seconds to load the registry", loaded, 0.2, on, at_most=True),
        Figure("seconds to load it, with the import", imported + loaded, None, on),
        Figure("seconds of the first look-up by name", indexed, None, on),
        Figure("loading beside plain reading of the files, ratio", loaded / read, None, on),
    ]


def _run() -> str:
    return subprocess.run([sys.executable, "-c", _LOAD], capture_output=True, text=True, check=True).stdout
