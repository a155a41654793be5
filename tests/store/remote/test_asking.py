"""Queries put to an endpoint: guarded, bound, declared and cut off as on disk."""

import json
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from kg.core.errors import QueryError
from kg.store.graph import Graph
from kg.store.query import run_query
from kg.store.query_result import Cut
from kg.store.remote.asking import with_prefixes, with_values
from kg.store.terms import UNION_GRAPH
from tests.store.remote.conftest import push
from tests.store.remote.servers import JSON, TRUE, Asked, Reply, oxigraph, scripted
from tests.store.spellings import spellings

X = {"x": NamedNode("http://x/1")}


@pytest.fixture
def there(pushed: str) -> Iterator[Graph]:
    with Graph.open_read_only(pushed) as graph:
        yield graph


@pytest.fixture
def here(odd_folder: Path) -> Iterator[Graph]:
    with Graph.open_read_only(odd_folder) as graph:
        yield graph


def test_what_is_refused_is_never_sent() -> None:
    with scripted(lambda _: TRUE) as (url, asked), Graph.open_read_only(url) as graph:
        before = len(asked)
        for query in spellings(9):
            with pytest.raises(QueryError):
                run_query(graph, query)
        assert len(asked) == before


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("SELECT ?paper ?label { ?paper rdfs:label ?label }", {"paper": "quail-2"}),
        ("SELECT * WHERE { ?paper rdfs:label ?label }", {"paper": "quail-2"}),
        ("SELECT ?paper (COUNT(?d) AS ?n) WHERE { ?paper kg:trainsOn ?d } GROUP BY ?paper", {"paper": "quail-2"}),
        ("SELECT ?d { SELECT ?d { ?paper kg:trainsOn ?d } ORDER BY ?d }", {"d": "<https://w3id.org/kg/id/dataset/marshbirds>"}),
        ("SELECT ?paper ?b { ?paper rdfs:label ?l BIND(EXISTS { ?paper kg:trainsOn ?d } AS ?b)}", {"paper": "quail-2"}),
        ("ASK { ?paper kg:trainsOn ?d }", {"paper": "quail-2", "d": "<https://w3id.org/kg/id/dataset/duckbench>"}),
        ("CONSTRUCT { ?paper a ?d } WHERE { ?paper kg:trainsOn ?d }", {"d": "<https://w3id.org/kg/id/dataset/marshbirds>"}),
        ("DESCRIBE ?paper WHERE { ?paper kg:readStatus kg:Read }", {"paper": "quail-2"}),
        ("SELECT ?code ?file { ?x kg:reasonCode ?code ; schema:name ?file }", {"code": '"encrypted"'}),
        ("SELECT ?code ?file { ?x kg:reasonCode ?code ; schema:name ?file }", {"code": '" } DROP ALL #'}),
        ("SELECT ?page ?x { ?x kg:page ?page }", {"page": "1"}),
        ("SELECT ?s FROM <https://w3id.org/kg/id/graph/background> { ?s a dcat:Catalog }", {}),
        ("PREFIX kg: <http://other/> SELECT ?s { ?s kg:page ?n }", {}),
    ],
)  # fmt: skip
def test_values_are_set_as_on_disk(here: Graph, there: Graph, query: str, values: dict[str, str]) -> None:
    found, expected = run_query(there, query, values), run_query(here, query, values)
    assert (found.kind, found.columns, sorted(found.rows)) == (expected.kind, expected.columns, sorted(expected.rows))


@pytest.mark.parametrize(
    ("query", "form", "expected"),
    [
        ("SELECT * { ?x ?p ?o }", "SELECT", "SELECT * { VALUES (?x) { (<http://x/1>) }  ?x ?p ?o }"),
        ("ASK{?x ?p '}'}", "ASK", "ASK{ VALUES (?x) { (<http://x/1>) } ?x ?p '}'}"),
        (
            "SELECT (EXISTS { ?a ?b ?c } AS ?e) ?x { ?x ?p ?o }",
            "SELECT",
            "SELECT (EXISTS { ?a ?b ?c } AS ?e) ?x { VALUES (?x) { (<http://x/1>) }  ?x ?p ?o }",
        ),
        (
            "SELECT ?x {SELECT ?x {?x ?p ?o}}",
            "SELECT",
            "SELECT ?x { VALUES (?x) { (<http://x/1>) } {SELECT ?x {?x ?p ?o}}}",
        ),
    ],
)
def test_values_go_into_the_outermost_pattern(query: str, form: str, expected: str) -> None:
    assert with_values(query, form, X) == expected


@pytest.mark.parametrize(
    ("query", "form", "reason"),
    [
        ("SELECT ?o { ?x ?p ?o }", "SELECT", r"SELECT has no \?x"),
        ("SELECT (COUNT(?x) AS ?n) { ?x ?p ?o }", "SELECT", r"SELECT has no \?x"),
        ("ASK { ?s ?p ?o }", "ASK", r"no \?x"),
        ("CONSTRUCT WHERE { ?x ?p ?o }", "CONSTRUCT", "CONSTRUCT WHERE"),
        ("DESCRIBE ?x", "DESCRIBE", "no pattern"),
    ],
)
def test_where_nothing_can_be_set_that_is_said(query: str, form: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        with_values(query, form, X)


def test_a_value_is_written_as_a_term() -> None:
    odd = {"x": Literal('" } DROP ALL #\n\\u0022')}
    assert with_values("ASK { ?x ?p ?o }", "ASK", odd).count('\\"') == 1


def test_prefixes_are_declared_that_are_used_and_not_declared() -> None:
    text = with_prefixes("PREFIX kg: <http://x/>\nASK { ?s kg:page schema:x , 'rdf:type', <prov:x> } # oa:exact")
    assert text.startswith("PREFIX schema: <https://schema.org/> PREFIX kg: <http://x/>\n")
    assert text.count("PREFIX") == 2


def test_the_union_is_asked_for_by_name_and_the_graphs_only_where_the_query_wants_them() -> None:
    sent: list[dict[str, list[str]]] = []
    graphs = ["https://w3id.org/kg/id/source/a", UNION_GRAPH.value]

    def answer(request: Asked) -> Reply:
        form = urllib.parse.parse_qs(request.body.decode())
        sent.append(form)
        rows = []
        if "manifest> {" in form["query"][0]:
            manifest, part = "https://w3id.org/kg/id/graph/manifest", "http://purl.org/dc/terms/hasPart"
            rows = [
                {k: {"type": "uri", "value": v} for k, v in (("s", manifest), ("p", part), ("o", g))} for g in graphs
            ]
        elif "DISTINCT ?g" in form["query"][0]:
            rows = [{"g": {"type": "uri", "value": g}} for g in graphs]
        body = {"head": {"vars": ["s", "p", "o", "g"]}, "results": {"bindings": rows}}
        return TRUE if "ASK" in form["query"][0] else Reply(body=json.dumps(body).encode(), headers=JSON)

    with scripted(answer) as (url, _), Graph.open_read_only(url) as graph:
        run_query(graph, "SELECT * { ?s ?p ?o }")
        assert (sent[-1]["default-graph-uri"], "named-graph-uri" in sent[-1]) == ([UNION_GRAPH.value], False)
        run_query(graph, "SELECT * { GRAPH ?g { ?s ?p ?o } }")
        assert sent[-1]["named-graph-uri"] == graphs[:1]
        run_query(graph, "SELECT * FROM <http://x/> { ?s ?p ?o }")
        assert "default-graph-uri" not in sent[-1]


def test_answers_are_cut_off_visibly(there: Graph) -> None:
    found = run_query(there, "SELECT * { ?s ?p ?o }", max_rows=3)
    assert (len(found.rows), found.cut) == (3, Cut.ROWS)
    exact = run_query(there, "SELECT * { ?s ?p ?o } LIMIT 3", max_rows=3)
    assert (len(exact.rows), exact.cut) == (3, None)
    built = run_query(there, "CONSTRUCT WHERE { ?s ?p ?o }", max_rows=3)
    assert (len(built.triples), built.cut) == (3, Cut.ROWS)


def test_a_query_that_takes_too_long_ends_in_the_same_words(odd_folder: Path) -> None:
    slow = r"no answer within 0\.5 seconds; .*--time-limit"
    with oxigraph() as url:  # one of its own, for it goes on computing when nobody listens any more
        push(odd_folder, url)
        with Graph.open_read_only(url) as there, pytest.raises(QueryError, match=slow):
            run_query(there, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", time_limit_s=0.5)


def test_what_an_endpoint_refuses_is_told_with_its_reason() -> None:
    replies = iter([TRUE, TRUE])
    bad = Reply(400, b"Virtuoso 37000 Error: no such thing")
    with scripted(lambda _: next(replies, bad)) as (url, _), Graph.open_read_only(url) as graph:
        graph.endpoint.quads.__dict__["listed"] = frozenset({UNION_GRAPH})  # type: ignore[union-attr]
        run_query(graph, "ASK {}")
        with pytest.raises(QueryError, match=r"does not answer the query: .*no such thing"):
            run_query(graph, "ASK {}")
