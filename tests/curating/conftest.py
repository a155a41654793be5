"""An invented registry in place of the shipped one, so that finishing a graph takes no time."""

import pytest

from tests.curating.world import REGISTRY, build


@pytest.fixture(autouse=True)
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.finishing.load_registry", lambda: REGISTRY)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The quads of the world that nobody has decided about."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.finishing.load_registry", lambda: REGISTRY)
        return build(tmp_path_factory.mktemp("plain") / "graph")
