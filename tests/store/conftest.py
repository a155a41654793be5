"""A small graph for those who only read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.core.document import SourceFile
from kg.core.errors import ReasonCode
from kg.store.graph import Graph
from tests.samples import FACTS, KNOWN, quail_1, quail_2


@pytest.fixture(scope="session")
def graph_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph that holds two papers, what is known of them, and a file that failed."""
    folder = tmp_path_factory.mktemp("store") / "graph"
    with Graph.open(folder) as graph:
        graph.put(quail_1())
        graph.put(quail_2())
        locked = SourceFile("locked.pdf", "application/pdf", "f" * 64)
        graph.put_failure(locked, ReasonCode.ENCRYPTED, "it is encrypted")
        graph.put_background(KNOWN, FACTS)
        graph.settle()
    return folder


@pytest.fixture
def graph(graph_folder: Path) -> Iterator[Graph]:
    """That graph, open for reading."""
    with Graph.open_read_only(graph_folder) as opened:
        yield opened
