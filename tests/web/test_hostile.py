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
from tests.web.hostile import IN_A_FILE, SHARED_NAME, SHORT, hostile_graph
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
A_MEGABYTE = 1_000_000
LONGER_THAN_ANY = 500  # characters of one of the texts, but for those of a megabyte


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph in which every text from outside is hostile."""
    return hostile_graph(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def site(hostile: Path) -> Iterator[str]:
    """The address of a server over it, where one may decide."""
    with running(hostile, curation=True, token=TOKEN, time_limit_s=120) as address:  # texts are here, not speed
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
    papers = [_iri(item) for item in bundled["papers"] if len(item["name"]) < A_MEGABYTE]
    shared = {kind: _named(client, f"{kind}s", SHARED_NAME) for kind in ("dataset", "model")}
    in_a_file = _iri(_named(client, "papers", "All of it in a file"))
    data, model = _iri(shared["dataset"]), _iri(shared["model"])
    typed = [quote(" ".join(chunk), errors="replace") for chunk in _chunks(1_200)]
    parts = [quote(" ".join(chunk), safe="", errors="replace") for chunk in _chunks(250, without="/")]
    unread = client.get("/api/papers?read=no").json()["items"][:2]
    file = _one(client, f'SELECT ?h {{ ?s kg:sha256 ?h ; schema:name "{IN_A_FILE}" }}')
    patterns = ("?r a rdf:Statement", "[] a rdf:Statement ; prov:wasDerivedFrom ?r", "?r kg:sha256 []")
    resources = [_one(client, f"SELECT ?r {{ {pattern} }} LIMIT 1") for pattern in patterns]
    quoted = (
        f"?s rdf:object <{shared['model']['iri']}> ; prov:wasDerivedFrom ?e . ?e oa:hasSelector ?r . ?r oa:exact ?q"
    )
    resources += _column(client, f"SELECT (MIN(STR(?r)) AS ?least) {{ {quoted} }} GROUP BY ?q")
    return {
        "start": ["/", *(f"/?q={text}" for text in typed)],
        "papers": _turned_over(client, "papers", "read=no"),
        "datasets": _turned_over(client, "datasets", "order=used"),
        "models": _turned_over(client, "models", "order=used"),
        "entity": [f"/entity?iri={iri}" for iri in (*map(quote, resources), *parts)],
        "entity_at": [item["url"] for item in (*all_, *shared.values(), *unread)],
        "text": [f"/text/{file}", "/text/%22%3E%3Cscript%3Ehurt()%3C%2Fscript%3E"],
        "lineage": ["/lineage", f"/lineage?name={model}", f"/lineage?name={typed[0]}"],
        "questions": ["/questions"],
        "question_trace": [
            *(f"/questions/trace?name={paper}&view=print" for paper in papers),
            f"/questions/trace?name={typed[1]}&to={typed[2]}",
        ],
        "question_impact": [f"/questions/impact?name={data}&view=print"],
        "question_leaks": [
            "/questions/leaks",
            *(f"/questions/leaks?name={paper}" for paper in papers),
            f"/questions/leaks?name={typed[3]}",
        ],
        "question_licenses": [f"/questions/licenses?name={paper}&view=print" for paper in papers],
        "question_overlap": [f"/questions/overlap?name={in_a_file}&other={paper}" for paper in papers],
        "question_withdrawal": [f"/questions/withdrawal?name={data}&date=2024-05&view=print"],
        "question_frontier": ["/questions/frontier?limit=100"],
        "question_conflicts": ["/questions/conflicts?limit=100&view=print"],
        "sources": ["/sources"],
        "failures": _turned_over(client, "failures", "order=name"),
        "api": ["/api"],
        "sign_in": ["/sign-in"],
        "review": [
            *(f"/review?below=1&relation=evaluated_on&page={n}" for n in range(1, len(SHORT) // 20 + 2)),
            f"/review?done={typed[0]}&paper={typed[1]}",
        ],
        "": [f"/{part}" for part in parts],
    }


def _chunks(most: int, without: str = "\0\0") -> Iterator[list[str]]:
    """The texts that lack what is told, as many together as have no more characters than that."""
    chunk: list[str] = []
    for text in (p.text for p in SHORT if without not in p.text):
        if chunk and len(" ".join([*chunk, text])) > most:
            yield chunk
            chunk = []
        chunk.append(text)
    yield chunk


def _turned_over(client: httpx.Client, kind: str, query: str) -> list[str]:
    """All pages of a list."""
    pages = client.get(f"/api/{kind}?{query}").json()["pages"]
    return [f"/{kind}?{query}&page={page}" for page in range(1, pages + 1)]


def _listed(client: httpx.Client, kind: str) -> list[dict[str, str]]:
    pages = range(1, client.get(f"/api/{kind}").json()["pages"] + 1)
    return [item for n in pages for item in client.get(f"/api/{kind}?page={n}").json()["items"]]


def _bundled(client: httpx.Client, kind: str) -> list[dict[str, str]]:
    """The things of the kind that are called by many of the texts at once, or by a megabyte."""
    return [item for item in _listed(client, kind) if len(item["name"]) > LONGER_THAN_ANY]


def _named(client: httpx.Client, kind: str, name: str) -> dict[str, str]:
    (found,) = [item for item in _listed(client, kind) if item["name"] == name]
    return found


def _iri(item: dict[str, str]) -> str:
    return quote(item["iri"], safe="")


def _one(client: httpx.Client, query: str) -> str:
    (found,) = _column(client, query)
    return found


def _column(client: httpx.Client, query: str) -> list[str]:
    rows = client.get("/sparql", params={"query": query}).json()["results"]["bindings"]
    return [next(iter(row.values()))["value"] for row in rows]


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


NUMBERED = frozenset(p.number for p in SHORT if f"hurt({p.number})" in p.text)
"""Those that can be counted wherever they stand."""
WITHOUT_TEXTS = ("questions", "api", "sign_in")  # nothing from outside stands there
IN_A_SCRIPT = ("lineage",)  # comes by JSON, and is counted in the browser


def _numbers(text: str) -> set[int]:
    """The numbers of the texts that stand in this one."""
    return {int(found) for found in re.findall(r"hurt\((\d+)\)", text)} & NUMBERED


def test_every_text_reaches_every_kind_of_page(client: httpx.Client, addresses: dict[str, list[str]]) -> None:
    assert len(NUMBERED) > 160
    lacking = {}
    for name, listed in addresses.items():
        pages = (client.get(address, headers={"accept": "text/html"}).text for address in listed)
        seen = set().union(*(_numbers(unescape(page)) for page in pages))
        lacking[name] = sorted(NUMBERED - seen)
    without_slash = {
        p.number for p in SHORT if "/" not in p.text
    }  # of an address that leads nowhere the last part is told
    assert not without_slash & set(lacking.pop(""))
    for name in (*WITHOUT_TEXTS, *IN_A_SCRIPT):
        del lacking[name]
    assert {name: numbers for name, numbers in lacking.items() if numbers} == {}


def test_every_text_reaches_every_table(client: httpx.Client, addresses: dict[str, list[str]]) -> None:
    lacking = {}
    for name in (each for each in addresses if each.startswith("question_")):
        answers = [client.get(_as_table(address)) for address in addresses[name]]
        tables = [a.text for a in answers if a.headers["content-type"].startswith("text/csv")]
        seen = set().union(*map(_numbers, tables))
        lacking[name] = sorted(NUMBERED - seen)
    assert {name: numbers for name, numbers in lacking.items() if numbers} == {}


def _as_table(address: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}format=csv"


@pytest.mark.browser
def test_what_is_offered_while_a_name_is_typed_is_text(watch: Watch) -> None:
    assert watch.visit("/") == []
    watch.page.route(
        "**/api/search?*", lambda route: route.continue_(url=route.request.url.replace("limit=8", "limit=50"))
    )
    seen: set[int] = set()
    options = watch.page.locator(".suggestions [role=option]")
    for payload in (p for p in SHORT if p.number in NUMBERED):
        if payload.number in seen:
            continue  # it was offered together with another one
        with watch.page.expect_response("**/api/search?*"):
            watch.page.fill("#great", payload.text[:200])
        for _ in range(50):  # the list that was there before stands until the answer is drawn
            seen |= set().union(*map(_numbers, options.all_text_contents()))
            if payload.number in seen:
                break
            watch.page.wait_for_timeout(100)
        assert watch.look() == [], payload
    watch.page.unroute("**/api/search?*")
    assert NUMBERED - seen == set()


@pytest.mark.browser
def test_the_panel_of_the_lineage_shows_evidence_as_text(watch: Watch) -> None:
    assert watch.visit("/lineage") == []
    watch.page.wait_for_selector("#explorer.ready")
    links = watch.page.evaluate("kgPage.model.links.filter(l => l.relation === 'evaluated_on').map(l => l.id)")
    quoted: set[int] = set()
    for link in links:
        watch.page.evaluate("id => kgPage.selectLink(id)", link)
        quotes = watch.page.locator("[data-part=details] blockquote")
        quotes.first.wait_for()
        quoted |= set().union(*map(_numbers, quotes.all_text_contents()))
        assert watch.look() == [], link
    assert NUMBERED - quoted == set()
    (gone,) = watch.page.evaluate("kgPage.model.nodes.filter(n => n.withdrawn).map(n => n.id)")
    watch.page.evaluate("id => kgPage.select(id)", gone)
    assert "Withdrawn 2020" in watch.page.locator("[data-part=details] .notice.bad").inner_text()
    assert watch.look() == []


def test_every_text_stands_in_the_note_and_the_link_of_a_withdrawal(
    client: httpx.Client, addresses: dict[str, list[str]]
) -> None:
    page = client.get(_named(client, "datasets", SHARED_NAME)["url"], headers={"accept": "text/html"}).text
    (note,) = re.findall(r'<p class="warning">Withdrawn.*?</p>', page, re.DOTALL)
    assert _numbers(unescape(note)) == NUMBERED
    leads = [unescape(address) for address in re.findall(r'<a href="([^"]*)"', note)]
    assert leads
    assert all(address.startswith("https://") for address in leads)
    assert set().union(*map(_numbers, leads)) >= {number for number in NUMBERED if number % 2}


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
    asked = [_as_table(listed[0]) for name, listed in addresses.items() if name.startswith("question_")]
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
