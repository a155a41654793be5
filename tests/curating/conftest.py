"""An invented registry in place of the shipped one, so that finishing a graph takes no time."""

from pathlib import Path

import pytest

from tests.curating.world import REGISTRY, build, quads


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.finishing.load_registry", lambda: REGISTRY)


@pytest.fixture(scope="session")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world that nobody has decided about, for those who change nothing."""
    folder = tmp_path_factory.mktemp("untouched") / "graph"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.finishing.load_registry", lambda: REGISTRY)
        build(folder)
    return folder


@pytest.fixture(scope="session")
def plain(untouched: Path) -> bytes:
    """Its quads."""
    return quads(untouched)
