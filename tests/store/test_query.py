"""SPARQL: answered over the union, refused where it would do harm, stopped where it takes too long."""

import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.core.entity import Entity, EntityKind
from kg.core.errors import AmbiguousNameError, NoWorkerError, QueryError, UnknownNameError
from kg.core.imported import ImportedEntity, ImportedSource
from kg.store.graph import Graph
from kg.store.query import QueryKind, run_query
from kg.store.query_result import Cut
from kg.store.sparql_guard import refuse_changes_and_network
from tests.samples import quail_1, quail_2
from tests.store.spellings import spellings

MANY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_select_gives_columns_rows_and_terms(graph: Graph) -> None:
    result = run_query(
        graph, "SELECT ?name ?page { dataset:duckbench skos:prefLabel ?name . OPTIONAL { ?name kg:page ?page } }"
    )
    assert (result.kind, result.columns, result.rows) == (QueryKind.SELECT, ("name", "page"), (("DuckBench", ""),))
    assert result.terms[0][1] is None
    assert not result.truncated


def test_ask_and_construct_are_answered_too(graph: Graph) -> None:
    assert run_query(graph, "ASK { ?x a kg:Source }").rows == (("true",),)
    built = run_query(graph, "CONSTRUCT { ?x a kg:Read } WHERE { ?x kg:readStatus kg:Read }")
    assert built.kind is QueryKind.CONSTRUCT
    assert len(built.triples) == 2


def test_each_triple_counts_once_though_several_sources_state_it(graph: Graph) -> None:
    result = run_query(graph, "SELECT (COUNT(*) AS ?n) { model:quail1 skos:prefLabel ?name }")
    assert result.rows == (("1",),)
    sources = run_query(graph, "SELECT ?g { GRAPH ?g { model:quail1 skos:prefLabel ?name } }")
    assert len(sources.rows) == 2


def test_rows_beyond_the_cap_are_cut_off_visibly(graph: Graph) -> None:
    result = run_query(graph, "SELECT * { ?s ?p ?o }", max_rows=3)
    assert (len(result.rows), result.truncated) == (3, True)
    exact = run_query(graph, "SELECT * { ?s ?p ?o } LIMIT 3", max_rows=3)
    assert (len(exact.rows), exact.truncated) == (3, False)


def test_an_answer_that_is_too_large_is_cut_off_visibly(graph: Graph) -> None:
    found = run_query(
        graph,
        "SELECT * { VALUES ?x { 1 2 3 4 5 6 7 8 9 } BIND(REPLACE('"
        + "x" * 6_000
        + "', 'x', '"
        + "y" * 2_000
        + "') AS ?y) }",
    )
    assert found.cut is Cut.SIZE
    assert 0 < len(found.rows) < 9


def test_a_query_that_takes_too_long_is_stopped(graph: Graph) -> None:
    start = time.monotonic()
    with pytest.raises(QueryError, match=r"no answer within 0\.5 seconds"):
        run_query(graph, MANY, time_limit_s=0.5)
    assert time.monotonic() - start < 3
    assert run_query(graph, "ASK {}").rows == (("true",),)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT * { ?s ?p }", "line 1, column 19, at the end"),
        ("SELECT *\n{ ?s nope:x ?o }", 'line 2, column 12: the prefix "nope:" is not declared'),
        ("SELECT ?x { ?x a ?y . FILTER(?x = ) }", "line 1, column .*: expected a value, such as"),
        (
            "SELECT ?x { ?x a ?y",
            r'line 1, column 20, at the end, after "SELECT .x { .x a .y": expected (\S+ or ){2}\S+, among others; ',
        ),
        (
            "SELECT {",
            'line 1, column 9, at the end, after "SELECT {": the question cannot be read as it stands; look there and',
        ),
        (
            "SELECT ?a { ?a foo ?b }",
            'line 1, column 21, at "b }": the question cannot be read as it stands',
        ),
        ("ASK { ?s kgs:x ?o }", "is not declared; did you mean kg:\\? These are set: arxiv:, biro:, .*, xsd:$"),
        ("ASK { ?s zzzz:x ?o }", "declare it with PREFIX zzzz: <…>. These are set: arxiv:, "),
        ("", "no query"),
        ("# only a remark", "no query"),
        (
            "SELEKT * { ?s ?p ?o }",
            "line 1, column 1: a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE, not SELEKT",
        ),
        ("PREFIX x: <http://x/>\n COUNT { }", "line 2, column 2: a query begins with"),
        ("SELECT ?s { ?s ?p ?o } ORDER BY <http://nowhere/f>(?s)", "not supported"),
    ],
)
def test_mistakes_are_named_with_their_place(graph: Graph, query: str, reason: str) -> None:
    with pytest.raises(QueryError, match=reason):
        run_query(graph, query)


@pytest.mark.parametrize(
    "value",
    ["quail-2", "Quail-2: A Second Bird Model", "<https://arxiv.org/abs/2303.04321>", "2303.04321", "quail2.pdf"],
)
def test_a_paper_may_be_given_by_any_of_its_names(graph: Graph, value: str) -> None:
    result = run_query(graph, "SELECT ?paper ?label { ?paper rdfs:label ?label }", {"paper": value})
    assert {row[0] for row in result.rows} == {"https://arxiv.org/abs/2303.04321"}


def test_values_may_be_literals_and_numbers_and_are_never_pasted(graph: Graph) -> None:
    query = "SELECT ?code ?file { ?x kg:reasonCode ?code ; schema:name ?file }"
    assert run_query(graph, query, {"code": '"encrypted"'}).rows == (("encrypted", "locked.pdf"),)
    assert run_query(graph, query, {"?code": "encrypted"}).rows == (("encrypted", "locked.pdf"),)
    assert run_query(graph, query, {"code": '" } DROP ALL #'}).rows == ()
    pages = run_query(graph, "SELECT ?page ?x { ?x kg:page ?page }", {"page": "1"})
    assert pages.rows


def test_values_that_cannot_be_set_are_named(graph: Graph) -> None:
    with pytest.raises(UnknownNameError, match="did you mean Quail"):
        run_query(graph, "SELECT ?paper { ?paper ?p ?o }", {"paper": "quale-2"})
    with pytest.raises(QueryError, match=r"SELECT has no \?paper"):
        run_query(graph, "SELECT ?x { ?paper rdfs:label ?x }", {"paper": "quail-2"})
    with pytest.raises(QueryError, match=r"no \?papr to set; it has \?paper$"):
        run_query(graph, "SELECT ?paper ?x { ?paper rdfs:label ?x }", {"papr": "quail-2"})
    with pytest.raises(QueryError, match="x="):
        run_query(graph, "SELECT ?x { ?x ?p ?o }", {"x": "<not an iri>"})


def test_no_query_reaches_another_server(graph: Graph) -> None:
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.2)
        queries = spellings(trap.getsockname()[1])
        assert len(set(queries)) > 70
        for query in queries:
            with pytest.raises(QueryError):
                run_query(graph, query, time_limit_s=5)
        with pytest.raises(TimeoutError):
            trap.accept()


def test_the_trap_would_have_caught_them() -> None:
    """Most of these spellings do go out where nobody refuses them, so that the test above can fail."""
    caught = 0
    with socket.create_server(("127.0.0.1", 0)) as trap:
        trap.settimeout(0.05)
        threading.Thread(target=_hang_up, args=(trap, calls := [0]), daemon=True).start()
        store = Store()
        store.add(Quad(NamedNode("http://a"), NamedNode("http://b"), Literal(1)))
        for query in spellings(trap.getsockname()[1]):
            before = calls[0]
            with suppress(Exception):
                list(store.query(query, prefixes={"kg": "http://kg/"}))
            caught += calls[0] > before
    assert caught > 25


def _hang_up(trap: socket.socket, calls: list[int]) -> None:
    while True:
        try:
            caller, _ = trap.accept()
        except TimeoutError:
            continue
        except OSError:
            return
        calls[0] += 1
        caller.close()


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <http://a> <http://b> 1 }",
        "delete where { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH <http://x>",
        "LOAD <http://127.0.0.1/x>",
        "CREATE GRAPH <http://x>",
        "COPY DEFAULT TO <http://x>",
        "MOVE DEFAULT TO <http://x>",
        "ADD DEFAULT TO <http://x>",
        "PREFIX x: <http://x/>\nINSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_with_their_place(graph: Graph, update: str) -> None:
    before = len(graph)
    with pytest.raises(QueryError, match=r"line \d+, column \d+: \w+ is refused"):
        run_query(graph, update)
    assert len(graph) == before


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?service ?load ?insert }",
        "SELECT * { ?s rdfs:label 'SERVICE', \"DROP\", '''LOAD''' } # DELETE",
        "PREFIX drop: <http://x/SERVICE> SELECT * { ?s drop:clear <http://x/INSERT> }",
        "SELECT * { ?s ?p 'x'@en-add }",
        "SELECT * { ?s schema:service ?o ; kg:load ?x }",
    ],
)
def test_harmless_words_in_names_strings_and_comments_pass(graph: Graph, query: str) -> None:
    refuse_changes_and_network(query)
    run_query(graph, query)


def test_a_graph_open_for_writing_can_be_asked_through_a_copy(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        graph.put(quail_1())
        assert run_query(graph, "SELECT ?x { ?x a kg:Source }").rows
        graph.put(quail_2())
        assert len(run_query(graph, "SELECT ?x { ?x a kg:Source }").rows) == 2


def test_a_query_that_needs_too_much_memory_ends_in_words(graph: Graph) -> None:
    with pytest.raises(QueryError, match=r"memory|no answer"):
        run_query(
            graph,
            "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
            time_limit_s=20,
            memory_limit_bytes=600 * 2**20,
        )


def test_a_name_means_what_is_called_so_and_never_one_of_several(tmp_path: Path) -> None:
    question = "SELECT ?dataset ?label { ?dataset rdfs:label ?label }"
    named = [("hums", "Hums", ()), ("lakehums", "Lake Hums", ("Hums",)), ("p", "P", ("Both",)), ("q", "Q", ("Both",))]
    things = (ImportedEntity(Entity(f"dataset:{i}", EntityKind.DATASET, n, other)) for i, n, other in named)
    with Graph.open(tmp_path / "graph") as graph:
        graph.put_import(ImportedSource("own", "facts-csv", "1" * 64, entities=tuple(things)))
        rows = run_query(graph, question, {"dataset": "hums"}).rows
        assert {row[0] for row in rows} == {"https://w3id.org/kg/id/dataset/hums"}
        with pytest.raises(AmbiguousNameError, match=r"dataset/p> \(dataset P\), <.*dataset/q> \(dataset Q\)"):
            run_query(graph, question, {"dataset": "both"})


def test_a_worker_that_cannot_be_started_is_told_of(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.query.sys.executable", "/no/such/python")
    with pytest.raises(NoWorkerError, match="no worker process can be started: No such file"):
        run_query(graph, "ASK {}")
