"""A whole graph fetched from an endpoint, for those who look at every node of it."""

import os
from pathlib import Path

from pyoxigraph import Store

from kg.store.folder import Folder
from kg.store.graph import Graph


class _Copy(Folder):
    """A store in memory in the place of a graph's folder; it has no lock and nothing to keep."""

    def __init__(self, store: Store, log_sha256: str | None) -> None:
        super().__init__(Path(os.devnull), -1, store, home=Path(os.devnull))  # beneath it nothing is ever found
        self._log_sha256 = log_sha256

    def log_sha256(self) -> str | None:
        return self._log_sha256

    def close(self) -> None:
        self.store = Store()


def fetched(graph: Graph) -> Graph:
    """The graph itself where it is on disk; what is behind an endpoint, whole and in memory.

    An endpoint answers a question a node in a request or so, which is too dear for all nodes one after another.
    """
    if graph.endpoint is None:
        return graph
    store = Store()
    store.extend(graph.store)
    return Graph(_Copy(store, graph.log_sha256))
