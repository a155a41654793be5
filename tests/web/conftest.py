"""The graph of the example papers, applications over it, and a browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from kg.building import build_graph
from kg.resources import shipped
from tests.web.serving import TOKEN, application_over, chromium, running


@pytest.fixture(scope="session")
def example_graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph of examples/papers, with a file that could not be read; not to be changed."""
    folder = tmp_path_factory.mktemp("web")
    (folder / "empty.pdf").write_bytes(b"")
    build_graph([shipped("examples", "papers"), folder / "empty.pdf"], folder / "graph")
    return folder / "graph"


@pytest.fixture(scope="session")
def client(example_graph: Path) -> Iterator[TestClient]:
    """A client of the application over that graph."""
    with application_over(example_graph) as found:
        yield found


@pytest.fixture(scope="session")
def site(example_graph: Path) -> Iterator[str]:
    """The address of a server over that graph, without a slash at its end."""
    with running(example_graph) as address:
        yield address


@pytest.fixture(scope="module")
def curated(example_graph: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a copy of the graph, on which one may decide."""
    graph = tmp_path_factory.mktemp("curated") / "graph"
    shutil.copytree(example_graph, graph)
    with running(graph, curation=True, token=TOKEN) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; the test is skipped where there is none."""
    with chromium() as found:
        yield found
