import csv
import io
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from xml.etree import ElementTree

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Store
from starlette.testclient import TestClient

from kg.core.stopping import StoppedError, go_on, stoppable
from kg.store import vocabulary as v
from kg.store.query_result import QueryKind, QueryResult
from kg.views.query_text import query_csv, query_json, query_tsv, query_xml
from kg.web.pages.sparql import FIRST
from tests.web.serving import application_over

NAMES = "SELECT ?n { ?d a schema:Dataset ; rdfs:label ?n } ORDER BY ?n"
DESCRIBE = "DESCRIBE <https://w3id.org/kg/id/dataset/marshbirds>"
SR = "{http://www.w3.org/2005/sparql-results#}"
QUERY, FORM = "application/sparql-query", "application/x-www-form-urlencoded"


def ask(client: TestClient, query: str, accept: str = "*/*") -> str:
    answer = client.get("/sparql", params={"query": query}, headers={"accept": accept})
    assert answer.status_code == 200, answer.text
    assert accept in {"*/*", answer.headers["content-type"].partition(";")[0]}
    return answer.text


def test_rows_come_in_every_form_of_sparql_and_say_the_same(client: TestClient) -> None:
    told = json.loads(ask(client, NAMES, "application/sparql-results+json"))
    names = [b["n"]["value"] for b in told["results"]["bindings"]]
    assert "Marshbirds" in names
    assert told["head"]["vars"] == ["n"]
    tree = ElementTree.fromstring(ask(client, NAMES, "application/sparql-results+xml"))
    assert [e.text for e in tree.iter(f"{SR}literal")] == names
    assert [row[0] for row in csv.reader(io.StringIO(ask(client, NAMES, "text/csv")))][1:] == names
    lines = ask(client, NAMES, "text/tab-separated-values").splitlines()
    assert [line.strip('"') for line in lines[1:]] == names


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        ("text/turtle", "turtle"),
        ("application/n-triples", "nt"),
        ("application/ld+json", "json-ld"),
        ("application/rdf+xml", "xml"),
    ],
)
def test_triples_come_in_every_form_of_rdf_and_say_the_same(client: TestClient, accept: str, form: str) -> None:
    found = set(rdflib.Graph().parse(data=ask(client, DESCRIBE, accept), format=form))
    assert found == set(rdflib.Graph().parse(data=ask(client, DESCRIBE), format="turtle"))
    assert len(found) > 5


def test_a_term_that_is_in_no_ontology_is_told_beside_the_answer(client: TestClient) -> None:
    said = "kg:trainsOm is not in the ontology; did you mean kg:trainsOn"
    answer = client.get("/sparql", params={"query": "SELECT * { ?s kg:trainsOm ?o }"})
    assert answer.json()["notes"][0].startswith(said)
    assert said in answer.headers["warning"]
    right = client.get("/sparql", params={"query": NAMES})
    assert right.json()["notes"] == []
    assert "warning" not in right.headers
    assert "These are set: arxiv:" in client.get("/sparql", params={"query": "ASK { ?s nope:a ?o }"}).text


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_yes_and_no_have_a_form_of_their_own(client: TestClient, accept: str) -> None:
    assert "true" in ask(client, "ASK { ?d a schema:Dataset }", accept)
    assert "false" in ask(client, "ASK { ?d a kg:Nothing }", accept)


def test_a_query_comes_by_get_by_a_form_or_as_it_is(client: TestClient) -> None:
    expected = client.get("/sparql", params={"query": NAMES}).text
    assert client.post("/sparql", data={"query": NAMES}).text == expected
    assert client.post("/sparql", content=NAMES, headers={"content-type": QUERY}).text == expected
    assert client.post("/sparql/", content=NAMES, headers={"content-type": f"{QUERY}; charset=UTF-8"}).text == expected


def test_graphs_can_be_named_in_the_request(client: TestClient) -> None:
    by_graph = "SELECT DISTINCT ?g { GRAPH ?g { ?d a schema:Dataset } } ORDER BY ?g"
    graphs = [b["g"]["value"] for b in json.loads(ask(client, by_graph))["results"]["bindings"]]
    one = next(g for g in graphs if "/source/" in g)
    count = "SELECT (COUNT(*) AS ?n) { ?d a schema:Dataset }"

    def counted(**params: object) -> int:
        answer = client.get("/sparql", params={"query": count, **params}).json()
        return int(answer["results"]["bindings"][0]["n"]["value"])

    everything = counted()
    assert 0 < counted(**{"default-graph-uri": one}) < everything
    assert counted(**{"default-graph-uri": graphs}) >= everything
    assert counted(**{"default-graph-uri": "https://example.org/none"}) == 0
    assert counted(**{"named-graph-uri": one}) == 0
    named = client.get("/sparql", params={"query": by_graph, "named-graph-uri": one}).json()
    assert [b["g"]["value"] for b in named["results"]["bindings"]] == [one]
    in_form = client.post("/sparql", data={"query": by_graph, "named-graph-uri": one}).json()
    assert in_form == named


@pytest.mark.parametrize(
    ("status", "request_"),
    [
        (400, {"params": {"query": "SELECT * {"}}),
        (400, {"params": {"query": ""}}),
        (400, {"params": [("query", "ASK {}"), ("query", "ASK {}")]}),
        (400, {"params": {"query": "SELECT * { ?s nosuch:prefix ?o }"}}),
        (400, {"params": {"query": "ASK {}", "default-graph-uri": "no iri"}}),
        (400, {"params": "query=%ff%fe"}),
        (400, {"params": {"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}}),
        (403, {"params": {"update": "CLEAR ALL"}}),
        (406, {"params": {"query": "ASK {}"}, "headers": {"accept": "image/png"}}),
        (406, {"params": {"query": "ASK {}"}, "headers": {"accept": "text/csv"}}),
        (406, {"params": {"query": DESCRIBE}, "headers": {"accept": "application/sparql-results+json"}}),
    ],
)
def test_errors_by_get_are_those_of_the_protocol(client: TestClient, status: int, request_: dict) -> None:
    answer = client.get("/sparql", **request_)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize(
    ("status", "content_type", "body"),
    [
        (400, QUERY, b"SELECT"),
        (400, QUERY, "ASK {} # é".encode("latin-1")),
        (400, FORM, b"nothing=here"),
        (400, FORM, b"query=" + b"&a=1" * 200),
        (403, FORM, b"update=CLEAR+ALL"),
        (403, "application/sparql-update", b"CLEAR ALL"),
        (413, QUERY, b"ASK {}" + b" " * 200_000),
        (415, "", b"ASK {}"),
        (415, "text/plain", b"ASK {}"),
        (415, "multipart/form-data; boundary=x", b"--x"),
        (415, f"{QUERY}; charset=UTF-16", "ASK {}".encode("utf-16")),
    ],
)
def test_errors_by_post_are_those_of_the_protocol(
    client: TestClient, status: int, content_type: str, body: bytes
) -> None:
    assert client.post("/sparql", content=body, headers={"content-type": content_type}).status_code == status


def test_a_mistake_is_named_with_its_place(client: TestClient) -> None:
    answer = client.get("/sparql", params={"query": "SELECT ?x\nWHERE { ?x ?y }"})
    assert "line 2, column" in answer.text


@pytest.fixture
def trap() -> Iterator[tuple[int, list[object]]]:
    """A port of this machine, and who has called there."""
    called: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.1)
        done = threading.Event()

        def watch() -> None:
            while not done.is_set():
                try:
                    called.append(listening.accept())
                except TimeoutError:
                    continue

        thread = threading.Thread(target=watch)
        thread.start()
        yield listening.getsockname()[1], called
        done.set()
        thread.join()


SPELLINGS = (
    "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ service <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SeRvIcE SILENT <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ #\nSERVICE#\n<{0}>#\n{{ ?s ?p ?o }} }}",
    "SELECT * {{SERVICE<{0}>{{?s ?p ?o}}}}",
    "SELECT * {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVIC\\u0045 <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ \\U00000053ERVICE <{0}> {{ ?s ?p ?o }} }}",
    "SELECT * {{ BIND(<{0}> AS ?x) SERVICE ?x {{ ?s ?p ?o }} }}",
    "SELECT * {{ ?a ?b 1SERVICE <{0}> {{ ?s ?p ?o }} }}",
    "ASK {{ OPTIONAL {{ SERVICE <{0}> {{}} }} }}",
    "ASK {{ FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} {{ {{ SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }} }}",
    'SELECT ("SERVICE" AS ?x) {{ SERVICE <{0}> {{ ?s ?p ?o }} }}',
    "PREFIX x: <{0}> SELECT * {{ SERVICE x: {{ ?s ?p ?o }} }}",
    "LOAD <{0}>",
    "ASK {{}} ; LOAD <{0}>",
    "load silent <{0}> into graph <a:b>",
    "\\u004COAD <{0}>",
    "PREFIX a: <a:> LOAD <{0}>",
    "# ASK {{}}\nLOAD <{0}>",
)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_nothing_goes_out_to_the_network_however_it_is_spelled(
    client: TestClient, trap: tuple[int, list[object]], spelling: str
) -> None:
    port, called = trap
    query = spelling.format(f"http://127.0.0.1:{port}/")
    answer = client.post("/sparql", data={"query": query})
    assert answer.status_code == 400, answer.text
    assert client.post("/sparql", data={"update": query}).status_code == 403
    assert called == []


def test_graphs_named_in_from_are_not_fetched(client: TestClient, trap: tuple[int, list[object]]) -> None:
    port, called = trap
    address = f"http://127.0.0.1:{port}/data.ttl"
    assert json.loads(ask(client, f"SELECT * FROM <{address}> {{ ?s ?p ?o }}"))["results"]["bindings"] == []
    client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }", "default-graph-uri": address})
    assert called == []


def test_an_answer_that_is_cut_says_so(example_graph) -> None:
    with application_over(example_graph, max_rows=3) as client:
        answer = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o }"})
        assert len(answer.json()["results"]["bindings"]) == 3
        assert answer.json()["truncated"] is True
        assert answer.headers["x-kg-truncated"] == "3"
        assert "truncated at 3 rows" in answer.headers["warning"]
        for accept in ("application/sparql-results+xml", "text/turtle"):
            query = "CONSTRUCT WHERE { ?s ?p ?o }" if "turtle" in accept else "SELECT * { ?s ?p ?o }"
            cut = client.get("/sparql", params={"query": query}, headers={"accept": accept})
            assert "truncated" in cut.text
        whole = client.get("/sparql", params={"query": "SELECT * { ?s ?p ?o } LIMIT 3"})
        assert whole.json()["truncated"] is False
        assert "x-kg-truncated" not in whole.headers


def test_a_query_that_takes_too_long_is_killed_and_the_next_one_answers(example_graph) -> None:
    heavy = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = ?l) } ORDER BY ?a"
    with application_over(example_graph, time_limit_s=0.5, queries=1) as client:
        answer = client.post("/sparql", data={"query": heavy})
        assert answer.status_code == 503
        assert "retry-after" in answer.headers
        assert client.app.state.serving._stops == set()
    with application_over(example_graph, queries=1) as client:
        assert client.post("/sparql", data={"query": "ASK {}"}).status_code == 200


def test_writing_an_answer_down_counts_towards_its_time_and_stops_with_it(
    example_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped = threading.Event()

    def slowly(*_: object) -> bytes:
        try:
            for _ in range(2_000):
                go_on()
                time.sleep(0.01)
            return b""
        except StoppedError:
            stopped.set()
            raise

    with application_over(example_graph, time_limit_s=2, queries=1) as client:
        with monkeypatch.context() as patch:
            patch.setattr("kg.web.sparql.endpoint.written", slowly)
            begun = time.monotonic()
            answer = client.get("/sparql", params={"query": "ASK {}"})
            assert time.monotonic() - begun < 10
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
        assert "no answer within 2 seconds" in answer.text
        assert stopped.wait(10)
        assert client.get("/sparql", params={"query": "ASK {}"}).status_code == 200


@pytest.mark.parametrize("write", [query_json, query_xml, query_csv, query_tsv])
def test_rows_are_written_only_as_long_as_somebody_waits(write: Callable[[QueryResult], object]) -> None:
    result = QueryResult(QueryKind.SELECT, ("n",), ((Literal("a"),), (Literal("b"),)))
    with stoppable(lambda: True), pytest.raises(StoppedError):
        write(result)
    assert write(result)


def test_an_answer_holds_ten_megabytes_of_terms_and_no_more(client: TestClient) -> None:
    long = "a" * 150_000
    query = f'SELECT ?t {{ VALUES ?t {{ "{long}" }} VALUES ?n {{ %s }} }}'
    for rows, shown in ((66, 66), (67, 66)):
        asked = query % " ".join(map(str, range(rows)))
        answer = client.post("/sparql", data={"query": asked}, headers={"accept": "application/sparql-results+json"})
        assert len(answer.json()["results"]["bindings"]) == shown
        assert answer.json()["truncated"] is (shown < rows)
        assert answer.headers.get("x-kg-truncated") == ("66" if shown < rows else None)


def test_who_comes_when_too_many_wait_is_told_to_come_again(example_graph) -> None:
    slow = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = ?l) } ORDER BY ?a"
    with application_over(example_graph, time_limit_s=30, queries=1) as client:
        state = client.app.state.serving
        state.queries._most = 2
        answers: list[int] = []

        def asking() -> None:
            answers.append(client.post("/sparql", data={"query": slow}).status_code)

        threads = [threading.Thread(target=asking) for _ in range(2)]
        for thread in threads:
            thread.start()
        while state.queries._waiting < 2:
            time.sleep(0.01)
        crowded = client.post("/sparql", data={"query": "ASK {}"})
        assert (crowded.status_code, crowded.headers["retry-after"]) == (503, "1")
        state.end()
        for thread in threads:
            thread.join(30)
    assert answers == [503, 503]


def test_a_service_without_a_query_describes_itself_and_browsers_get_the_editor(client: TestClient) -> None:
    said = rdflib.Graph().parse(data=client.get("/sparql").text, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    (service,) = said.subjects(rdflib.RDF.type, sd.Service)
    assert said.value(service, sd.endpoint) == service
    assert set(said.objects(service, sd.supportedLanguage)) == {sd.SPARQL11Query}
    browser = {"accept": "text/html,*/*;q=0.8"}
    assert client.get("/sparql", headers=browser).headers["location"] == "/sparql-editor"
    shown = client.get("/sparql", params={"query": NAMES}, headers={"accept": "text/html"})
    assert shown.headers["location"].startswith("/sparql-editor?query=SELECT")


def test_the_editor_is_given_the_graphs_that_the_query_is_asked_of(client: TestClient) -> None:
    asked = [
        ("query", "SELECT * { ?s ?p ?o }"),
        ("default-graph-uri", "https://example.org/one?a=1&b=2"),
        ("default-graph-uri", "https://example.org/two"),
        ("named-graph-uri", "https://example.org/<three>"),
    ]
    location = client.get("/sparql", params=asked, headers={"accept": "text/html"}).headers["location"]
    assert parse_qsl(urlsplit(location).query) == asked
    page = client.get(location).text
    told = json.loads(page.partition('id="told">')[2].partition("</script>")[0])
    assert told["defaultGraphs"] == ["https://example.org/one?a=1&b=2", "https://example.org/two"]
    assert told["namedGraphs"] == ["https://example.org/<three>"]
    assert "<code>https://example.org/&lt;three&gt;</code> by name" in page
    assert "asked of some graphs alone" not in client.get("/sparql-editor?query=ASK+{}").text


def test_what_xml_cannot_hold_is_made_visible(client: TestClient) -> None:
    tree = ElementTree.fromstring(
        ask(client, 'SELECT ("a\\u0000b\\u001Fc & < > \\uFFFE" AS ?x) {}', "application/sparql-results+xml")
    )
    assert [e.text for e in tree.iter(f"{SR}literal")] == ["a\ufffdb\ufffdc & < > \ufffd"]


def test_the_first_query_of_the_editor_gives_a_paper_once_however_its_title_is_spelt() -> None:
    store = Store()
    label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    paper, dataset = NamedNode("https://example.org/paper"), NamedNode("https://example.org/dataset")
    store.add(Quad(paper, v.KG_TRAINS_ON, dataset))
    for thing, name in ((paper, "Quail"), (paper, "QUAIL."), (dataset, "Ponds")):
        store.add(Quad(thing, label, Literal(name)))
    rows = store.query(FIRST)
    assert [(row["paper"], row["name"].value) for row in rows] == [(paper, "Ponds")]
