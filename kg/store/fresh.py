"""A graph opened for writing that is none where nothing came of it: a folder made for it goes again."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.store.graph import Graph


def holds_anything(graph: Graph) -> bool:
    """Whether anything is stored: what a paper says, or that it failed."""
    return next(iter(graph.store.quads_for_pattern(None, None, None, None)), None) is not None


@contextmanager
def opened_or_made(path: Path, worth_keeping: Callable[[Graph], bool] = holds_anything) -> Iterator[Graph]:
    """The graph for writing; if its folder is made here, it goes again where the graph is not worth keeping in the end.

    However it ends: done, stopped, or with an error. A folder that was there stays.

    Raises:
        GraphUnavailableError: the graph cannot be written.
    """
    made, kept = not os.path.lexists(path), True
    try:
        with Graph.open(path) as graph:
            try:
                yield graph
            finally:
                kept = not made or worth_keeping(graph)
    finally:
        if not kept:
            shutil.rmtree(path, ignore_errors=True)
