"""The small graph of these tests, built once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.store.graph import Graph
from tests.views.export.world import build


@pytest.fixture(scope="session")
def export_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its folder."""
    return build(tmp_path_factory.mktemp("export") / "graph")


@pytest.fixture
def graph(export_folder: Path) -> Iterator[Graph]:
    """It, open for reading."""
    with Graph.open_read_only(export_folder) as opened:
        yield opened
