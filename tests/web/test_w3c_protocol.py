"""The W3C's tests of the SPARQL 1.1 Protocol, through HTTP; those of updates must be refused."""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse
from rdflib.collection import Collection
from starlette.testclient import TestClient

from kg.store.graph import Graph
from tests.web.serving import application_over

W3C = os.environ.get("KG_W3C")
MANIFEST = Path(W3C or ".") / "sparql" / "sparql11" / "protocol" / "manifest.ttl"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
FORMATS = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples"),
}

pytestmark = pytest.mark.skipif(not MANIFEST.is_file(), reason="the W3C's tests do not travel with kg (set KG_W3C)")


@cache
def manifest() -> rdflib.Graph:
    return rdflib.Graph().parse(MANIFEST, format="turtle", publicID="https://example.org/manifest")


def names() -> list[str]:
    if not MANIFEST.is_file():
        return []
    tests = manifest().subjects(rdflib.RDF.type, MF.ProtocolTest)
    return sorted(str(t).rsplit("#", 1)[-1].rsplit("/", 1)[-1] for t in tests)


def requests_of(name: str) -> list[dict[str, Any]]:
    graph = manifest()
    test = next(t for t in graph.subjects(rdflib.RDF.type, MF.ProtocolTest) if re.search(rf"[#/]{name}$", str(t)))
    listed = Collection(graph, graph.value(graph.value(test, MF.action), HT.requests))
    return [request_of(graph, node) for node in listed]


def request_of(graph: rdflib.Graph, node: rdflib.term.Node) -> dict[str, Any]:
    headers = Collection(graph, graph.value(node, HT.headers)) if graph.value(node, HT.headers) else []
    body = graph.value(node, HT.body)
    encoding = str(graph.value(body, CNT.characterEncoding) or "utf-8") if body else "utf-8"
    response = graph.value(node, HT.resp)
    return {
        "method": str(graph.value(node, HT.methodName)),
        "url": str(graph.value(node, HT.absolutePath)),
        "headers": {str(graph.value(h, HT.fieldName)): str(graph.value(h, HT.fieldValue)) for h in headers},
        "content": str(graph.value(body, CNT.chars)).strip().encode(encoding) if body else None,
        "statuses": {str(s)[-3:] for s in graph.objects(response, MF.expectedStatus)},
        "format": str(graph.value(response, MF.expectedFormat) or ""),
        "boolean": graph.value(response, MF.expectedBoolean),
    }


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """An endpoint over the graphs that the tests ask for."""
    folder = tmp_path_factory.mktemp("w3c") / "graph"
    with Graph.open(folder) as graph:
        for number in (1, 2, 3):
            for triple in parse(path=MANIFEST.with_name(f"data{number}.nt"), format=RdfFormat.N_TRIPLES):
                for place in (NamedNode(DATA.format(number)), DefaultGraph()):
                    graph.store.add(Quad(triple.subject, triple.predicate, triple.object, place))
    with application_over(folder) as client:
        yield client


@pytest.mark.parametrize("name", names())
def test_the_protocol_is_kept(endpoint: TestClient, name: str) -> None:
    for request in requests_of(name):
        sent = {key: request[key] for key in ("method", "url", "headers", "content")}
        answer = endpoint.request(**sent)
        if name.startswith("update_"):
            updating = "update" in request["headers"].get("content-type", "") or b"update=" in request["content"]
            assert answer.status_code == (403 if updating else 200)
            continue
        assert f"{answer.status_code // 100}xx" in request["statuses"], answer.text
        if request["format"]:
            assert answer.headers["content-type"].partition(";")[0] in FORMATS[request["format"]]
        if request["boolean"] is not None:
            assert answer.json()["boolean"] is request["boolean"].toPython()


def test_all_of_the_tests_are_there() -> None:
    assert len(names()) == 34
