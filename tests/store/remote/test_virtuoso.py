"""A second server of another make: what it does otherwise is worked round, or known and written down."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.core.errors import EndpointError
from kg.store.graph import Graph
from kg.store.query import run_query
from kg.store.query_result import Cut
from kg.store.reading import GraphReader
from kg.store.remote.address import Credentials, read_address
from kg.store.remote.push import Pushed, Target, Wishes, push_graph
from kg.web.single_page import single_page
from tests.store.remote.answers import exported, printed
from tests.store.remote.servers import PASSWORD, VIRTUOSO, virtuoso

COMMANDS = [
    ("trace", "Quail-2", "--all", "--json"),
    ("trace", "Ma<ña>\"na'", "--json"),
    ("impact", "RiverTape", "--all", "--json"),
    ("report", "hostile.txt", "--json"),
    ("sources",),
]

pytestmark = pytest.mark.skipif(VIRTUOSO is None, reason="virtuoso-t is not installed (Debian: virtuoso-opensource-7)")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as url:
        yield url


@pytest.fixture(scope="module")
def pushed(server: str, odd_folder: Path) -> str:
    done = push(odd_folder, server)
    assert (len(done.replaced), done.way) == (8, "Graph Store Protocol")
    return server


def push(folder: Path, url: str, *, update_url: str | None = None, **wishes: bool) -> Pushed:
    target = Target(url, update_url=update_url, credentials=Credentials("dba", PASSWORD))
    with Graph.open_read_only(folder) as graph:
        return push_graph(graph, target, Wishes(**wishes))


def test_who_may_not_write_is_told_so(server: str, odd_folder: Path) -> None:
    with Graph.open_read_only(odd_folder) as graph, pytest.raises(EndpointError, match="password"):
        push_graph(graph, Target(server))
    with Graph.open_read_only(odd_folder) as graph, pytest.raises(EndpointError, match="KG_ENDPOINT_USER"):
        push_graph(graph, Target(server, credentials=Credentials("dba", "wrong")))


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
def test_a_command_prints_the_same(pushed: str, odd_folder: Path, arguments: tuple[str, ...]) -> None:
    assert printed(pushed, *arguments) == printed(odd_folder, *arguments)


def test_an_export_is_the_same_to_the_byte(pushed: str, odd_folder: Path, tmp_path: Path) -> None:
    assert exported(pushed, tmp_path / "there.nq") == exported(odd_folder, tmp_path / "here.nq")


def test_the_page_is_the_same(pushed: str, odd_folder: Path) -> None:
    with Graph.open_read_only(odd_folder) as here, Graph.open_read_only(pushed) as there:
        assert single_page(GraphReader(there)) == single_page(GraphReader(here))


def test_updates_do_the_same_as_graphs_put_whole(pushed: str, odd_folder: Path, tmp_path: Path) -> None:
    update_url = read_address(pushed).url.replace("/sparql", "/sparql-auth")
    done = push(odd_folder, pushed, update_url=update_url, force=True)
    assert (len(done.replaced), done.way) == (8, "SPARQL Update")
    assert exported(pushed, tmp_path / "there.nq") == exported(odd_folder, tmp_path / "here.nq")


def test_the_union_holds_each_triple_once(pushed: str, odd_folder: Path) -> None:
    with Graph.open_read_only(odd_folder) as here, Graph.open_read_only(pushed) as there:
        for query in (
            "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
            "SELECT ?d { ?paper kg:trainsOn ?d . ?d skos:prefLabel ?name } ORDER BY STR(?d)",
            "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY STR(?g)",
        ):
            assert run_query(there, query).rows == run_query(here, query).rows


def test_rows_come_the_same_but_for_their_order_and_truth_values(pushed: str, odd_folder: Path) -> None:
    read = "BIND(EXISTS { ?paper kg:readStatus kg:Read } AS ?read)"
    query = f"SELECT ?paper ?read {{ ?paper a schema:ScholarlyArticle {read} }}"
    numbers = {"true": "1", "false": "0"}
    with Graph.open_read_only(odd_folder) as here, Graph.open_read_only(pushed) as there:
        expected = {(paper, numbers[read]) for paper, read in run_query(here, query).rows}
        assert set(run_query(there, query).rows) == expected


def test_an_answer_that_the_server_cuts_off_says_so(pushed: str) -> None:
    query = "SELECT ?a ?b { ?a ?p ?o . ?b ?q ?r }"
    with Graph.open_read_only(pushed) as there:
        assert run_query(there, query, max_rows=5_000).cut is Cut.SERVER
        assert run_query(there, query, max_rows=500).cut is Cut.ROWS
