"""What clients ask a server for: every kind of page, of JSON, of RDF and of query, over what the graph holds."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote

import httpx

Asked = tuple[str, str]
"""A group and an address."""

_MOST = 60  # things of a kind
_FEW = 12  # things that dear questions are asked of
_LISTS = ("/", "/papers", "/papers?read=no", "/datasets?order=used", "/models", "/sources", "/failures", "/questions")
_QUERIES = (
    "SELECT ?kind (COUNT(*) AS ?n) { ?s a ?kind } GROUP BY ?kind ORDER BY DESC(?n)",
    "SELECT ?name { ?thing rdfs:label ?name } ORDER BY ?name LIMIT 200",
    "CONSTRUCT { ?s rdfs:label ?name } WHERE { ?s rdfs:label ?name } LIMIT 500",
    "ASK { ?s ?p ?o }",
)


def addresses(client: httpx.Client) -> list[Asked]:
    """All of them, in one order for one graph."""
    return [*_pages(client), *_programs(client)]


def _pages(client: httpx.Client) -> Iterator[Asked]:
    yield from (("lists and start", address) for address in (*_LISTS, "/sparql-editor", "/api"))
    for kind in ("papers", "datasets", "models"):
        for item in _items(client, kind):
            yield kind, item["url"]
            yield "search", f"/?q={quote(item['name'][:12])}"
    for name in _names(client):
        yield "trace, impact, licences", f"/questions/trace?name={name}"
        yield "trace, impact, licences", f"/questions/impact?name={name}"
        yield "trace, impact, licences", f"/questions/licenses?name={name}"
        yield "leaks", f"/questions/leaks?name={name}"
        yield "lineage explorer", f"/lineage?name={name}"
        yield "lineage explorer", f"/lineage/picture.json?name={name}"
    yield "lineage explorer", "/lineage/picture.json"
    yield "frontier, conflicts", "/questions/frontier?limit=5"
    yield "frontier, conflicts", "/questions/conflicts?limit=5"


def _programs(client: httpx.Client) -> Iterator[Asked]:
    yield from (
        ("API", f"/api/{name}") for name in ("status", "papers", "datasets", "models", "sources", "openapi.json")
    )
    for name in _names(client):
        yield "API", f"/api/trace?name={name}"
        yield "API", f"/api/search?q={name}"
        yield from (("RDF of a thing", f"/entity?iri={name}&format={form}") for form in ("turtle", "jsonld"))
    yield from (("SPARQL", f"/sparql?query={quote(query)}") for query in _QUERIES * _FEW)


def _items(client: httpx.Client, kind: str) -> list[dict[str, str]]:
    return list(islice(client.get(f"/api/{kind}?order=used").json()["items"], _MOST))


def _names(client: httpx.Client) -> Iterator[str]:
    for kind in ("papers", "datasets", "models"):
        yield from (quote(item["iri"], safe="") for item in _items(client, kind)[:_FEW])
