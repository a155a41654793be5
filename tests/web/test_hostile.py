"""Two hundred hostile texts reach every page, the single page, drawings and tables, and stay text in a real browser."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser
from starlette.routing import Route
from starlette.testclient import TestClient

from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.views.shown import shown
from kg.web.app import routes
from kg.web.settings import ServingSettings
from kg.web.single_page import single_page
from tests.web.canary import Watch
from tests.web.hostile import BUNDLES, IN_A_FILE, SHORT, hostile_graph
from tests.web.payloads import PAYLOADS, RUNS, Harm
from tests.web.serving import TOKEN, application_over, running

LONGER_THAN_ANY = 500  # characters of one of the texts, but for those of a megabyte


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph in which every text from outside is hostile."""
    return hostile_graph(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def client(hostile: Path) -> Iterator[TestClient]:
    """A client of the application over it."""
    with application_over(hostile) as found:
        yield found


@pytest.fixture(scope="module")
def addresses(client: TestClient) -> dict[str, list[str]]:
    """The addresses to visit, by the name of their route, so that every text stands in every kind of page."""
    bundled = {kind: _bundled(client, kind) for kind in ("papers", "datasets", "models")}
    assert {kind: len(found) for kind, found in bundled.items()} == {"papers": 7, "datasets": 7, "models": 4}
    all_ = [item for found in bundled.values() for item in found]
    paper, dataset, model = (quote(bundled[kind][0]["iri"], safe="") for kind in ("papers", "datasets", "models"))
    pages = range(1, client.get("/api/datasets").json()["pages"] + 1)
    typed = [quote(" ".join(p.text for p in bundle)[:1_500], errors="replace") for bundle in BUNDLES]
    unread = client.get("/api/papers?read=no").json()["items"][:2]
    file = _one(client, f'SELECT ?h {{ ?s kg:sha256 ?h ; schema:name "{IN_A_FILE}" }}')
    patterns = ("?r a rdf:Statement", "[] a rdf:Statement ; prov:wasDerivedFrom ?r", "?r kg:sha256 []")
    resources = [_one(client, f"SELECT ?r {{ {pattern} }} LIMIT 1") for pattern in patterns]
    return {
        "start": ["/", *(f"/?q={text}" for text in typed)],
        "papers": ["/papers", *(f"/papers?read=no&page={n}" for n in pages)],
        "datasets": [f"/datasets?page={n}" for n in pages],
        "models": [f"/models?page={n}" for n in pages],
        "entity": [f"/entity?iri={iri}" for iri in (*map(quote, resources), typed[0])],
        "entity_at": [item["url"] for item in (*all_, *unread)],
        "text": [f"/text/{file}", "/text/%22%3E%3Cscript%3Ehurt()%3C%2Fscript%3E"],
        "lineage": ["/lineage", f"/lineage?name={model}", f"/lineage?name={typed[0]}"],
        "questions": ["/questions"],
        "question_trace": [f"/questions/trace?name={paper}&view=print", f"/questions/trace?name={typed[1]}&to={typed[2]}"],
        "question_impact": [f"/questions/impact?name={dataset}&view=print"],
        "question_leaks": [f"/questions/leaks?name={paper}&view=print", f"/questions/leaks?name={typed[3]}"],
        "question_licenses": [f"/questions/licenses?name={model}&view=print"],
        "question_overlap": [f"/questions/overlap?name={paper}&other={model}"],
        "question_withdrawal": [f"/questions/withdrawal?name={dataset}&date=2024-05&view=print"],
        "question_frontier": ["/questions/frontier?limit=3"],
        "question_conflicts": ["/questions/conflicts?limit=50&view=print"],
        "sources": ["/sources"],
        "failures": ["/failures"],
        "api": ["/api"],
        "sign_in": ["/sign-in"],
        "review": ["/review?below=1&limit=100", f"/review?done={typed[0]}&paper={typed[1]}"],
        "": [f"/{typed[0]}"],
    }


def _bundled(client: TestClient, kind: str) -> list[dict[str, str]]:
    """The things of the kind that are called by many of the texts at once, or by a megabyte."""
    pages = range(1, client.get(f"/api/{kind}").json()["pages"] + 1)
    items = [item for n in pages for item in client.get(f"/api/{kind}?page={n}").json()["items"]]
    return [item for item in items if len(item["name"]) > LONGER_THAN_ANY]


def _one(client: TestClient, query: str) -> str:
    (row,) = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return next(iter(row.values()))["value"]


@pytest.mark.browser
def test_no_page_takes_text_for_anything_else(browser: Browser, hostile: Path, addresses: dict[str, list[str]]) -> None:
    """The policy is switched off, so that escaping alone must hold."""
    with running(hostile, curation=True, token=TOKEN) as site:
        context = browser.new_context(bypass_csp=True, extra_http_headers={"authorization": f"Bearer {TOKEN}"})
        watch = Watch(context, site)
        for address in (each for listed in addresses.values() for each in listed):
            assert watch.visit(address) == [], address[:200]
        context.close()
