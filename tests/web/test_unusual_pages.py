"""Pages that are seen only now and then, in a real browser: beside a newer graph, of a text that is gone, too late."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext

from kg.building import build_graph
from kg.resources import shipped
from kg.store.graph import Graph
from tests.samples import quail_1
from tests.web.every_page import HTML
from tests.web.serving import running
from tests.web.tabbing import walk
from tests.web.visiting import Watched, tab_to, visit_all

pytestmark = pytest.mark.browser
BESIDE = (
    "/",
    "/papers",
    "/entity/model/plover",
    "/lineage",
    "/sparql-editor",
    "/questions/trace?name=Plover",
    "/nowhere",
)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    found = browser.new_context()
    yield found
    found.close()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(shipped("examples", "papers", "plover.md"), tmp_path / "plover.md"))


@pytest.fixture
def graph(tmp_path: Path, paper: Path) -> Path:
    """A graph of one paper, which lies beside it."""
    build_graph([paper], tmp_path / "graph")
    return tmp_path / "graph"


def test_the_offer_of_a_newer_graph_fits_is_accessible_and_is_taken_by_keys(
    context: BrowserContext, graph: Path
) -> None:
    with running(graph) as site:
        with Graph.open(graph) as writer:
            writer.put(quail_1())
        watched = Watched(context)
        watched.page.goto(f"{site}/papers?order=used")
        watched.page.wait_for_function("() => document.querySelector('.banner') || location.reload()")
        visit_all(context, site, BESIDE, twice=BESIDE)
        page = watched.page
        for address in BESIDE:
            page.goto(site + address)
            assert page.locator(".banner[role=status]").count() == 1, address
            assert "has changed since this snapshot" in page.locator(".banner").inner_text()
        page.goto(f"{site}/papers?order=used")
        done = walk(page)
        assert (done.left, done.dull) == ([], [])
        before = page.locator("main li, main tbody tr").count()
        tab_to(page, ".banner button")
        page.keyboard.press("Enter")
        page.locator(".banner").wait_for(state="detached")
        assert page.url == f"{site}/papers?order=used"
        assert page.locator("main li, main tbody tr").count() > before
        assert watched.errors == []


def test_the_pages_of_a_text_that_is_gone_and_of_an_answer_that_came_too_late_fit_and_are_accessible(
    context: BrowserContext, graph: Path, paper: Path
) -> None:
    with running(graph) as site:
        url = httpx.get(f"{site}/api/papers").json()["items"][0]["url"]
        text = re.search(r"/text/[0-9a-f]{64}", httpx.get(site + url, headers=HTML).text)
        assert text
        paper.unlink()
        assert httpx.get(site + text[0], headers=HTML).status_code == 410
        visit_all(context, site, [text[0]], twice=[text[0]])
        _goes_by_keys(context, site + text[0], "No longer there")
    with running(graph, time_limit_s=0.0001) as site:
        late = "/questions/trace?name=Plover"
        assert httpx.get(site + late, headers=HTML).status_code == 503
        visit_all(context, site, [late], twice=[late])
        _goes_by_keys(context, site + late, "Not now")


def _goes_by_keys(context: BrowserContext, address: str, heading: str) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(address)
    assert page.locator("h1").inner_text() == heading
    done = walk(page)
    assert done.places > 8
    assert (done.left, done.dull) == ([], [])
