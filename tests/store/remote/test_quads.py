"""Quads are fetched page by page, of kg's own graphs alone, whatever the server does to long answers."""

import json
import urllib.parse
from collections.abc import Callable, Iterator

import pytest
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QueryResultsFormat, Store

from kg.core.errors import EndpointError
from kg.store.remote.address import Address
from kg.store.remote.client import Client
from kg.store.remote.quads import RemoteQuads
from kg.store.terms import MANIFEST_GRAPH, UNION_GRAPH
from kg.store.vocabulary import DCTERMS_HAS_PART, ID
from tests.store.remote.servers import JSON, Asked, Reply, scripted

P, Q = NamedNode("http://x/p"), NamedNode("http://x/q")


def node(name: object) -> NamedNode:
    return NamedNode(f"{ID}thing/{name}")


def graph(name: object) -> NamedNode:
    return NamedNode(f"{ID}source/{name}")


def world() -> Store:
    """Two dozen things in each of three graphs, the same labels in all; and what is none of ours."""
    store = Store()
    for g in range(3):
        store.extend(Quad(node(n), P, Literal(f"label {n}"), graph(g)) for n in range(24))
        store.extend(Quad(node(n), Q, node(g), graph(g)) for n in range(24))
    for theirs in (NamedNode("http://example.org/theirs"), UNION_GRAPH, DefaultGraph()):
        store.add(Quad(node(1), P, Literal("theirs"), theirs))
    return store


def answering(store: Store, cut_at: int | None = None) -> Callable[[Asked], Reply]:
    """A server that answers from the store, and sends no more rows than a number of them."""

    def answer(request: Asked) -> Reply:
        query = urllib.parse.parse_qs(request.body.decode())["query"][0]
        found = json.loads(store.query(query).serialize(format=QueryResultsFormat.JSON) or b"")
        found["results"]["bindings"] = found["results"]["bindings"][:cut_at]
        return Reply(body=json.dumps(found).encode(), headers=JSON)

    return answer


@pytest.fixture(params=[(5_000, 1_000, None), (7, 1_000, None), (50, 10, 10)], ids=["whole", "paged", "cut off"])
def quads(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[RemoteQuads]:
    page, suspicious, cut_at = request.param
    monkeypatch.setattr("kg.store.remote.quads._PAGE", page)
    monkeypatch.setattr("kg.store.remote.quads._CUT_AT", suspicious)
    monkeypatch.setattr("kg.store.remote.quads._AT_ONCE", 16)
    with scripted(answering(world(), cut_at)) as (url, _):
        client = Client(Address(url))
        yield RemoteQuads(client)
        client.close()


def local(*pattern: object) -> set[Quad]:
    """What a store of kg's own would give."""
    store = Store()
    ours = [q for q in world() if q.graph_name in {graph(n) for n in range(3)}]
    store.extend([*ours, *(Quad(q.subject, q.predicate, q.object) for q in ours)])
    return set(store.quads_for_pattern(*pattern))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "pattern",
    [
        (node(1), None, None, None),
        (node(1), P, None, DefaultGraph()),
        (node(1), Q, None, graph(2)),
        (node("nobody"), None, None, None),
        (None, Q, node(2), None),
        (None, Q, node(2), graph(2)),
        (None, Q, node(2), graph(1)),
        (None, P, Literal("label 7"), DefaultGraph()),
        (None, P, None, None),
        (None, P, None, DefaultGraph()),
        (None, None, node(2), None),
        (None, None, None, graph(0)),
        (None, None, None, DefaultGraph()),
        (None, None, None, None),
        (node(1), P, Literal("theirs"), None),
        (None, None, None, UNION_GRAPH),
    ],
    ids=str,
)
def test_patterns_give_what_a_store_on_disk_gives(quads: RemoteQuads, pattern: tuple[object, ...]) -> None:
    for _ in range(2):  # the second time from memory
        found = list(quads.quads_for_pattern(*pattern))  # type: ignore[arg-type]
        assert len(set(found)) == len(found)
        assert set(found) == local(*pattern)


def test_what_is_fetched_together_is_there_one_by_one(quads: RemoteQuads) -> None:
    quads.fetch([node(n) for n in range(24)])
    quads.fetch_pointing((Q, node(n)) for n in range(5))
    for n in range(24):
        assert set(quads.quads_for_pattern(node(n), None, None)) == local(node(n), None, None)
    for n in range(5):
        assert set(quads.quads_for_pattern(None, Q, node(n))) == local(None, Q, node(n))


def test_a_quad_is_looked_up(quads: RemoteQuads) -> None:
    assert Quad(node(1), Q, node(2), graph(2)) in quads
    assert Quad(node(1), Q, node(2), graph(1)) not in quads
    assert list(quads.named_graphs()) == [graph(n) for n in range(3)]
    assert quads.count() == 96


def test_only_graphs_that_were_pushed_are_seen_where_some_were() -> None:
    store = world()
    store.extend(Quad(MANIFEST_GRAPH, DCTERMS_HAS_PART, g, MANIFEST_GRAPH) for g in (graph(0), UNION_GRAPH))
    with scripted(answering(store)) as (url, _):
        quads = RemoteQuads(Client(Address(url)))
        assert list(quads.named_graphs()) == [graph(0)]
        assert {q.graph_name for q in quads} == {graph(0), DefaultGraph()}
        assert quads.count() == 1  # what stands in the union


def test_what_was_fetched_is_not_asked_for_again() -> None:
    with scripted(answering(world())) as (url, asked):
        quads = RemoteQuads(Client(Address(url)))
        quads.fetch(node(n) for n in range(24))
        before = len(asked)
        for n in range(24):
            assert list(quads.quads_for_pattern(node(n), P, None))
        assert len(asked) == before <= 2


def test_a_graph_that_says_too_much_of_one_thing_to_be_paged_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.remote.quads._PAGE", 10)
    store = Store()
    store.extend(Quad(node(1), P, Literal(str(n)), graph(0)) for n in range(30))
    with scripted(answering(store)) as (url, _), pytest.raises(EndpointError, match="too much of one thing"):
        list(RemoteQuads(Client(Address(url))).quads_for_pattern(None, P, None))
