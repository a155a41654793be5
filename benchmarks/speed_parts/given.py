"""What all measures of speed are told, and medians of what is done in turn."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from build import Cost, middle


@dataclass(frozen=True, slots=True)
class Given:
    """The papers to read, PDFs in order; turns of which the median counts; and the sizes of what is made up.

    invented are papers of the invented world that are stored and asked; pieces bound what the large tagger is shown;
    growth are numbers of invented papers that are built, copies numbers of PDFs, repeated as often as it takes.
    """

    papers: tuple[Path, ...]
    turns: int = 3
    invented: int = 200
    pieces: int = 4_000
    growth: tuple[int, ...] = (100, 1_000)
    copies: tuple[int, ...] = (100, 1_000)


def in_turn(turns: int, *doings: Callable[[], float]) -> list[float]:
    """The median of what each measures, all in turn, so that they share the moods of the machine."""
    rounds = [[doing() for doing in doings] for _ in range(turns)]
    return [statistics.median(values) for values in zip(*rounds, strict=True)]


def middle_of(turns: int, *doings: Callable[[], Cost]) -> list[Cost]:
    """The median cost of what each does, all in turn."""
    rounds = [[doing() for doing in doings] for _ in range(turns)]
    return [middle(list(costs)) for costs in zip(*rounds, strict=True)]


def cpu_of(doing: Callable[[], object]) -> float:
    """CPU seconds of this process, all its threads, while it does something."""
    start = time.process_time()
    doing()
    return time.process_time() - start
