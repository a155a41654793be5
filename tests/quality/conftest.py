"""Real papers and their gold, which do not travel with the project."""

import os
from pathlib import Path

import pytest

from kg.building import build_graph


def folder(variable: str) -> Path:
    """The folder that the variable names; the test is skipped where it names none."""
    value = os.environ.get(variable)
    if not value:
        pytest.skip(f"set {variable} to run this on real papers")
    return Path(value)


@pytest.fixture(scope="session")
def papers() -> Path:
    return folder("KG_PAPERS")


@pytest.fixture(scope="session")
def gold() -> Path:
    return folder("KG_GOLD")


@pytest.fixture(scope="session")
def tools() -> Path:
    return folder("KG_TOOLS")


@pytest.fixture(scope="session")
def mission(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the papers that the product was thought up on."""
    graph = tmp_path_factory.mktemp("mission") / "graph"
    report = build_graph([papers / "mission"], graph)
    assert report.failed == ()
    return graph
