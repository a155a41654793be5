"""Two hundred hostile texts reach every page, the single page, drawings and tables, and stay text in a real browser."""

import csv
import io
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
import rdflib
from playwright.sync_api import Browser
from starlette.routing import Route

from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.views.shown import excerpt
from kg.web.app import routes
from kg.web.settings import ServingSettings
from kg.web.single_page import single_page
from tests.web.canary import Watch
from tests.web.hostile import BUNDLES, IN_A_FILE, SHORT, hostile_graph
from tests.web.payloads import PAYLOADS, RUNS, Harm
from tests.web.serving import TOKEN, running

SIGNED = {"authorization": f"Bearer {TOKEN}"}
LARGEST_PAGE = 3_000_000
RAN = ("ran ", "policy ", "dialog", "frame", "window")
NO_MARKUP = (Harm.TEMPLATE, Harm.FORMULA, Harm.QUERY, Harm.LENGTH)
SHOW_ALL = """() => {
    const { model, stage, root } = kgPage;
    for (const n of model.nodes) kgPage.select(n.id);
    for (const l of model.links) if (l.id % 3 === 0) kgPage.selectLink(l.id);
    for (const tab of document.querySelectorAll("[role=tab]")) tab.click();
    document.getElementById("tab-graph").click();
    const everything = [...document.querySelectorAll("[data-part=notice] button")].pop();
    if (everything) everything.click();
    const { svg, turtle } = kgExplorer.files;
    const files = { "picture.svg": svg(stage.scene(), "x", root), "shown.ttl": turtle(model, kgPage.seen) };
    return { things: model.nodes.length, shown: kgPage.seen.nodes.length, files };
}"""
LONGER_THAN_ANY = 500  # characters of one of the texts, but for those of a megabyte


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph in which every text from outside is hostile."""
    return hostile_graph(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def site(hostile: Path) -> Iterator[str]:
    """The address of a server over it, where one may decide."""
    with running(hostile, curation=True, token=TOKEN) as address:
        yield address


@pytest.fixture(scope="module")
def client(site: str) -> Iterator[httpx.Client]:
    """A program that asks that server, with the token."""
    with httpx.Client(base_url=site, headers=SIGNED, timeout=120) as found:
        yield found


@pytest.fixture(scope="module")
def addresses(client: httpx.Client) -> dict[str, list[str]]:
    """The addresses to visit, by the name of their route, so that every text stands in every kind of page."""
    bundled = {kind: _bundled(client, kind) for kind in ("papers", "datasets", "models")}
    assert {kind: len(found) for kind, found in bundled.items()} == {"papers": 7, "datasets": 7, "models": 4}
    all_ = [item for found in bundled.values() for item in found]
    paper, dataset, model = (quote(bundled[kind][0]["iri"], safe="") for kind in ("papers", "datasets", "models"))
    typed = [quote(" ".join(p.text for p in bundle)[:1_500], errors="replace") for bundle in BUNDLES]
    unread = client.get("/api/papers?read=no").json()["items"][:2]
    file = _one(client, f'SELECT ?h {{ ?s kg:sha256 ?h ; schema:name "{IN_A_FILE}" }}')
    patterns = ("?r a rdf:Statement", "[] a rdf:Statement ; prov:wasDerivedFrom ?r", "?r kg:sha256 []")
    resources = [_one(client, f"SELECT ?r {{ {pattern} }} LIMIT 1") for pattern in patterns]
    return {
        "start": ["/", *(f"/?q={text}" for text in typed)],
        "papers": ["/papers"],
        "datasets": ["/datasets?order=used"],
        "models": ["/models?order=used"],
        "entity": [f"/entity?iri={iri}" for iri in (*map(quote, resources), typed[0])],
        "entity_at": [item["url"] for item in (*all_, *unread)],
        "text": [f"/text/{file}", "/text/%22%3E%3Cscript%3Ehurt()%3C%2Fscript%3E"],
        "lineage": ["/lineage", f"/lineage?name={model}", f"/lineage?name={typed[0]}"],
        "questions": ["/questions"],
        "question_trace": [
            f"/questions/trace?name={paper}&view=print",
            f"/questions/trace?name={typed[1]}&to={typed[2]}",
        ],
        "question_impact": [f"/questions/impact?name={dataset}&view=print"],
        "question_leaks": [f"/questions/leaks?name={model}&view=print", f"/questions/leaks?name={typed[3]}"],
        "question_licenses": [f"/questions/licenses?name={model}&view=print"],
        "question_overlap": [f"/questions/overlap?name={dataset}&other={model}"],
        "question_withdrawal": [f"/questions/withdrawal?name={dataset}&date=2024-05&view=print"],
        "question_frontier": ["/questions/frontier?limit=3"],
        "question_conflicts": ["/questions/conflicts?limit=50&view=print"],
        "sources": ["/sources"],
        "failures": ["/failures"],
        "api": ["/api"],
        "sign_in": ["/sign-in"],
        "review": ["/review?below=1&limit=30", f"/review?done={typed[0]}&paper={typed[1]}"],
        "": [f"/{typed[0]}"],
    }


def _bundled(client: httpx.Client, kind: str) -> list[dict[str, str]]:
    """The things of the kind that are called by many of the texts at once, or by a megabyte."""
    pages = range(1, client.get(f"/api/{kind}").json()["pages"] + 1)
    items = [item for n in pages for item in client.get(f"/api/{kind}?page={n}").json()["items"]]
    return [item for item in items if len(item["name"]) > LONGER_THAN_ANY]


def _one(client: httpx.Client, query: str) -> str:
    (row,) = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return next(iter(row.values()))["value"]


@pytest.fixture(scope="module")
def watch(browser: Browser, site: str) -> Iterator[Watch]:
    """A page of a browser that heeds no policy, so that escaping alone must hold."""
    context = browser.new_context(bypass_csp=True, extra_http_headers=SIGNED)
    yield Watch(context, site)
    context.close()


@pytest.mark.browser
def test_no_page_takes_text_for_anything_else(watch: Watch, addresses: dict[str, list[str]]) -> None:
    for address in (each for listed in addresses.values() for each in listed):
        assert watch.visit(address) == [], address[:200]
        assert len(watch.page.content()) < LARGEST_PAGE, address[:200]


def test_every_page_is_among_those_visited(site: str, hostile: Path, addresses: dict[str, list[str]]) -> None:
    settings = ServingSettings(hostile, curation=True, token=TOKEN)
    pages = {r.name for r in routes(settings) if isinstance(r, Route) and "GET" in r.methods}
    no_pages = {
        name for name in pages if name.startswith(("api_", "openapi", "sparql", "lineage_", "picture", "evidence"))
    }
    assert pages - no_pages - {"editor"} == set(addresses) - {""}


@pytest.mark.browser
def test_every_text_is_read_as_it_is_written(client: httpx.Client, watch: Watch) -> None:
    for kind in ("papers", "datasets", "models"):
        seen = set()
        for page in range(1, client.get(f"/api/{kind}?read=no").json()["pages"] + 1):
            assert watch.visit(f"/{kind}?page={page}&read=no") == []
            seen |= {name.strip() for name in watch.page.locator("main a.kind").all_text_contents()}
        named = PAYLOADS if kind == "datasets" else SHORT
        assert [p.number for p in named if excerpt(p.text, limit=400).strip() not in seen] == []


@pytest.mark.browser
def test_with_its_policy_a_page_has_nothing_to_keep_from_running(
    browser: Browser, site: str, addresses: dict[str, list[str]]
) -> None:
    context = browser.new_context(extra_http_headers=SIGNED)
    watch = Watch(context, site)
    for name in ("start", "lineage", "question_impact", "sources"):
        assert watch.visit(addresses[name][0]) == []
    context.close()


@pytest.mark.browser
def test_the_editor_shows_every_text_as_text(watch: Watch) -> None:
    named = "?thing a schema:Dataset ; rdfs:label ?name FILTER(STRLEN(?name) < 500)"
    query = quote(f"SELECT DISTINCT ?name {{ {named} }} ORDER BY ?name")
    watch.visit(f"/sparql-editor?query={query}")
    watch.page.locator(".tabPanel.active .yasqe_queryButton").click()
    rows = watch.page.locator(".tabPanel.active .dataTable tbody tr")
    rows.nth(20).wait_for()
    watch.page.locator(".tabPanel.active .tableSizer").select_option("All")
    rows.nth(len(SHORT) - 1).wait_for()
    cells = {_seen(cell) for cell in rows.all_text_contents()}
    assert [p.text for p in SHORT if not any(_seen(p.text) in cell for cell in cells)] == []
    assert [found for found in watch.look() if found.startswith(RAN)] == []
    assert watch.page.locator(".dataTable script, .dataTable img, .dataTable iframe, .dataTable [onload]").count() == 0


@pytest.mark.browser
def test_the_single_page_and_its_drawing_take_nothing_for_markup(
    browser: Browser, hostile: Path, tmp_path: Path
) -> None:
    with Graph.open_read_only(hostile) as graph:
        html = single_page(GraphReader(graph))
    (tmp_path / "page.html").write_text(html, "utf-8")
    context = browser.new_context(bypass_csp=True)
    watch = Watch(context, "file://")
    assert watch.visit(f"{tmp_path}/page.html") == []
    watch.page.wait_for_selector("#explorer.ready")
    parts = watch.page.evaluate(SHOW_ALL)
    assert parts["things"] > 3 * len(SHORT)
    assert watch.look() == []
    for name, file in parts["files"].items():
        (tmp_path / name).write_text(file, "utf-8", newline="")
    assert watch.visit_drawing(f"{tmp_path}/picture.svg") == []
    labels = set(watch.page.locator("text").all_text_contents())
    assert len(labels) > len(SHORT)
    graph = rdflib.Graph().parse(tmp_path / "shown.ttl")
    assert len(set(graph.subjects(rdflib.RDFS.label))) == parts["shown"]
    context.close()


@pytest.mark.browser
def test_every_text_is_noticed_where_a_page_does_not_escape_it(watch: Watch) -> None:
    """Else the tests above could not fail: texts of each kind of harm, in a page that means no harm itself."""
    for harm in Harm:
        texts = [unescape(p.text[:5_000]) for p in PAYLOADS if p.harm is harm][:12]
        naive = [f'<p title="{t}">{t}</p><a href="{t}">x</a><script>var x = "{t}";</script>' for t in texts]
        found = [watch.show(f"<!doctype html><body>{each}</body>") for each in naive]
        assert all(found) or harm in NO_MARKUP, harm
        ran = any(each.startswith(RAN) for wrong in found for each in wrong)
        assert ran or harm not in RUNS, harm


def test_no_table_holds_a_formula(client: httpx.Client, addresses: dict[str, list[str]]) -> None:
    asked = [f"{listed[0]}&format=csv" for name, listed in addresses.items() if name.startswith("question_")]
    query = quote("SELECT ?name { ?thing rdfs:label ?name }")
    cells = []
    csv.field_size_limit(10_000_000)
    for address in (*asked, f"/sparql?query={query}"):
        answer = client.get(address, headers={"accept": "text/csv"})
        assert answer.headers["content-type"].startswith("text/csv")
        rows = list(csv.reader(io.StringIO(answer.text, newline="")))
        assert {len(row) for row in rows} == {len(rows[0])}
        cells += [cell for row in rows for cell in row]
    formulas = [p.text for p in PAYLOADS if p.harm is Harm.FORMULA]
    assert len(formulas) == 10
    assert [text for text in formulas if not {f"'{text}", f"'{text.strip()}", text} & set(cells)] == []
    assert [text for text in formulas if text in cells and not text.startswith('"')] == []
    assert [c for c in cells if c.startswith(("=", "+", "-", "@", "\t", "\r")) and not _is_number(c)] == []


def _seen(text: str) -> str:
    """The text without what a browser turns into blanks or marks of what it cannot show."""
    return re.sub(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]", "", text)


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?", cell) is not None
