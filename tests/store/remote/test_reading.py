"""Reading commands answer the same over an endpoint as on the graph that was pushed there."""

from pathlib import Path

import pytest

from kg.core.errors import EndpointError, GraphUnavailableError
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.store.remote.client import Client
from kg.tracing.lineage import trace
from kg.web.single_page import single_page
from tests.store.remote.answers import FORMS, PLAIN, QUERIES, exported, printed


@pytest.mark.parametrize("arguments", PLAIN + QUERIES, ids=" ".join)
def test_a_command_prints_the_same(pushed: str, odd_folder: Path, arguments: tuple[str, ...]) -> None:
    here, there = printed(odd_folder, *arguments), printed(pushed, *arguments)
    assert there == here
    assert any(here[1:])


@pytest.mark.parametrize("suffix", FORMS)
def test_an_export_is_the_same_to_the_byte(pushed: str, odd_folder: Path, tmp_path: Path, suffix: str) -> None:
    assert exported(pushed, tmp_path / f"there{suffix}") == exported(odd_folder, tmp_path / f"here{suffix}")


def test_the_page_is_the_same(pushed: str, odd_folder: Path) -> None:
    with Graph.open_read_only(odd_folder) as here, Graph.open_read_only(pushed) as there:
        assert single_page(GraphReader(there)) == single_page(GraphReader(here))


def test_what_was_put_can_be_read_back_whole(pushed: str, odd_folder: Path) -> None:
    with Graph.open_read_only(odd_folder) as here, Graph.open_read_only(pushed) as there:
        digests = [s.sha256 for s in here.sources()]
        assert len(digests) == 4
        assert [there.extraction(d) for d in digests] == [here.extraction(d) for d in digests]
        assert len(there) == len(here)


def test_a_walk_asks_by_levels_and_not_by_nodes(pushed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    rows = Client.rows
    monkeypatch.setattr(Client, "rows", lambda self, *rest: asked.append(rest) or rows(self, *rest))
    with Graph.open_read_only(pushed) as graph:
        found = trace(GraphReader(graph), "quail-2", max_paths=50)
    looks = sum(len(path.edges) for reached in found.datasets for path in reached.paths)
    assert looks > 10
    assert len(asked) < 70


def test_an_endpoint_is_not_written_to_graph_by_graph(pushed: str) -> None:
    with pytest.raises(GraphUnavailableError, match="kg push"):
        Graph.open(pushed)
    code, _, said = printed(pushed, "remove", "quail-2")
    assert (code, "kg push" in said) == (2, True)


def test_a_place_that_is_no_endpoint_is_told_of() -> None:
    with pytest.raises(EndpointError, match="nobody answers"):
        Graph.open_read_only("http://127.0.0.1:9/query")
