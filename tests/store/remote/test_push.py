"""A graph is put into an endpoint: replaced graph by graph, what is gone dropped, other people's left alone."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pyoxigraph import NamedNode

from kg.core.decisions import DecisionKind
from kg.core.errors import EndpointError, UnknownNameError
from kg.store.curation_log import FILE, append
from kg.store.graph import Graph
from kg.store.query import run_query
from kg.store.remote.client import Client
from kg.store.remote.push import Pushed, Target, Wishes, push_graph
from kg.store.remote.writers import GraphStore, Updates
from kg.store.terms import MANIFEST_GRAPH, UNION_GRAPH, source_iri
from tests.curating.world import decision
from tests.samples import quail_1, quail_2
from tests.store.remote.answers import exported, printed
from tests.store.remote.servers import JSON, TRUE, Asked, Reply, oxigraph, scripted

THEIRS = "https://example.org/theirs"
OURS_UNLISTED = "https://w3id.org/kg/id/source/by-hand"


@pytest.fixture
def server() -> Iterator[str]:
    with oxigraph() as url:
        for graph in (THEIRS, OURS_UNLISTED):
            data = "<http://a> <http://b> <http://c> ."
            store(url, "PUT", params={"graph": graph}, content=data, headers={"Content-Type": "application/n-triples"})
        yield url


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[Graph]:
    with Graph.open(tmp_path / "graph") as opened:
        opened.put_many([quail_1(), quail_2()])
        yield opened


def store(url: str, method: str, **rest: object) -> httpx.Response:
    with httpx.Client(trust_env=False) as client:
        return client.request(method, url.replace("/query", "/store"), **rest)  # type: ignore[arg-type]


def graphs(url: str) -> set[str]:
    with httpx.Client(trust_env=False) as client:
        found = client.post(url, data={"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"}).json()
    return {row["g"]["value"] for row in found["results"]["bindings"]}


def push(graph: Graph, url: str, **wishes: object) -> Pushed:
    return push_graph(graph, Target(url), Wishes(**wishes))  # type: ignore[arg-type]


def same(graph: Graph, url: str) -> bool:
    """Whether the endpoint holds what the graph holds, as readers see it."""
    with Graph.open_read_only(url) as there:
        return {str(q) for q in there.store} == {str(q) for q in graph.store}


def test_each_source_becomes_a_graph_and_other_peoples_stay(graph: Graph, server: str) -> None:
    done = push(graph, server)
    assert (len(done.replaced), done.unchanged, done.dropped, done.union) == (3, (), (), len(graph))
    assert done.way == "Graph Store Protocol"
    listed = {name for name, _ in done.replaced}
    assert graphs(server) == {*listed, THEIRS, OURS_UNLISTED, MANIFEST_GRAPH.value, UNION_GRAPH.value}
    assert same(graph, server)


def test_pushing_again_sends_what_changed_and_drops_what_is_gone(graph: Graph, server: str) -> None:
    push(graph, server)
    again = push(graph, server)
    assert (again.replaced, len(again.unchanged)) == ((), 3)
    graph.remove(quail_1().source.sha256)
    changed = push(graph, server)
    assert changed.dropped == (source_iri(quail_1().source.sha256).value,)
    assert {THEIRS, OURS_UNLISTED} <= graphs(server)
    assert same(graph, server)


def test_what_is_gone_may_be_kept(graph: Graph, server: str) -> None:
    push(graph, server)
    graph.remove(quail_1().source.sha256)
    kept = push(graph, server, keep=True)
    assert (kept.dropped, kept.union) == ((UNION_GRAPH.value,), None)  # of what is not here no union can be made
    assert source_iri(quail_1().source.sha256).value in graphs(server)
    with Graph.open_read_only(server) as there:
        assert len(there.sources()) == 2
        assert run_query(there, "SELECT ?x { ?x a kg:Source }").rows


def test_what_was_altered_by_others_is_sent_again_by_force(graph: Graph, server: str) -> None:
    push(graph, server)
    store(server, "DELETE", params={"graph": source_iri(quail_2().source.sha256).value})
    assert push(graph, server).replaced == ()
    assert len(push(graph, server, force=True).replaced) == 3
    assert same(graph, server)


def test_one_source_may_be_pushed_alone(graph: Graph, server: str) -> None:
    done = push(graph, server, sources=("quail2.pdf",))
    assert [name for name, _ in done.replaced] == [source_iri(quail_2().source.sha256).value]
    assert done.union is None
    assert push(graph, server).union == len(graph)
    assert push(graph, server, sources=("quail2.pdf",)).union == len(graph)  # all there is as it is here
    with pytest.raises(UnknownNameError, match="nope"):
        push(graph, server, sources=("nope",))


def test_a_dry_run_writes_nothing(graph: Graph, server: str) -> None:
    before = graphs(server)
    done = push(graph, server, dry_run=True)
    assert (len(done.replaced), done.dry_run) == (3, True)
    assert graphs(server) == before


def test_the_digest_of_the_log_goes_with_what_people_decided(graph: Graph, server: str) -> None:
    def told() -> str | None:
        with Graph.open_read_only(server) as there:
            return there.log_sha256

    push(graph, server)
    assert told() is None
    append(graph.path, [decision(DecisionKind.RENAME, "model:Quail-1", value="Quail the First")])
    graph.read_decisions()
    graph.curate()
    push(graph, server)
    assert told() == graph.log_sha256 == hashlib.sha256((graph.path / FILE).read_bytes()).hexdigest()
    append(graph.path, [decision(DecisionKind.RENAME, "model:Quail-9", minutes=1, value="Nobody's")])
    assert push(graph, server).replaced == ()  # the new line changes nothing but the log
    assert told() == graph.log_sha256
    push(graph, server, sources=("quail2.pdf",))
    assert told() == graph.log_sha256


def test_updates_in_batches_do_the_same(graph: Graph, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.remote.writers._UPDATE_TRIPLES", 50)
    target = Target(server, update_url=server.replace("/query", "/update"))
    done = push_graph(graph, target)
    assert done.way == "SPARQL Update"
    assert same(graph, server)
    graph.remove(quail_1().source.sha256)
    assert push_graph(graph, target).dropped
    assert same(graph, server)


def test_a_large_graph_is_put_in_parts(graph: Graph, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.remote.writers._GSP_BYTES", 5_000)
    push(graph, server)
    assert same(graph, server)


def test_a_push_that_breaks_off_is_made_good_by_the_next(
    graph: Graph, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    push(graph, server)
    graph.remove(quail_1().source.sha256)
    replace, written = GraphStore.replace, []

    def breaking(self: GraphStore, name: NamedNode, lines: list[str]) -> None:
        if len(written) == 2:
            raise EndpointError(self.url, "the connection broke off")
        written.append(name)
        replace(self, name, lines)

    with monkeypatch.context() as broken:
        broken.setattr(GraphStore, "replace", breaking)
        with pytest.raises(EndpointError, match="broke off"):
            push(graph, server)
    assert written[0] == MANIFEST_GRAPH
    push(graph, server)
    assert same(graph, server)


def test_a_graph_without_triples_is_emptied_by_updates(server: str) -> None:
    name = NamedNode(OURS_UNLISTED)
    with httpx.Client(trust_env=False):
        from kg.store.remote.address import read_address  # noqa: PLC0415

        client = Client(read_address(server))
        Updates(client, server.replace("/query", "/update")).replace(name, [])
        client.close()
    assert OURS_UNLISTED not in graphs(server)


def test_an_endpoint_that_shows_something_else_is_told_of(graph: Graph) -> None:
    def answer(request: Asked) -> Reply:
        if b"ASK" in request.body or request.method != "POST":
            return TRUE
        return Reply(body=b'{"head":{"vars":["s","p","o"]},"results":{"bindings":[]}}', headers=JSON)

    with scripted(answer) as (url, asked), pytest.raises(EndpointError, match="one and the same dataset"):
        push_graph(graph, Target(url, gsp_url=url))
    assert {a.method for a in asked} == {"POST", "PUT"}


def test_a_server_that_takes_nothing_is_told_of(graph: Graph) -> None:
    def answer(request: Asked) -> Reply:
        return TRUE if request.method == "POST" and b"query=ASK" in request.body else Reply(404)

    with scripted(answer) as (url, _), pytest.raises(EndpointError, match="--gsp-url or --update-url"):
        push_graph(graph, Target(url))


def test_the_command_says_what_it_did_and_never_the_password(odd_folder: Path, server: str, tmp_path: Path) -> None:
    secret = server.replace("//", "//me:hunter2@")
    arguments = ("push", secret, "--user", "me", "--password", "hunter2")
    code, out, err = printed(odd_folder, *arguments)
    assert code == 0, err
    assert "graphs pushed to" in out
    assert "hunter2" not in out + err
    found = json.loads(printed(odd_folder, *arguments, "--json")[1])
    assert (found["replaced"], found["dry_run"], found["way"]) == ([], False, "Graph Store Protocol")
    assert exported(server, tmp_path / "there.nq") == exported(odd_folder, tmp_path / "here.nq")
    code, _, err = printed(odd_folder, "push", "http://me:hunter2@127.0.0.1:9/query")
    assert (code, "nobody answers" in err, "hunter2" in err) == (1, True, False)
