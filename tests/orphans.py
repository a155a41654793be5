"""A build whose workers are at papers that never end, for tests that end it."""

import sys
import time
from pathlib import Path

from kg import workers
from kg.building import build_graph
from kg.documents.limits import Limits
from kg.workers import Outcome, Wanted


def endless(path: Path, limits: Limits, wanted: Wanted) -> Outcome:
    """Tell that the paper is being read, and never be done with it."""
    path.with_suffix(".begun").touch()
    while True:
        time.sleep(0.01)


def build() -> None:
    """Build the folder and the graph that the program's words name."""
    workers._work = endless
    build_graph([sys.argv[1]], sys.argv[2], jobs=2)
