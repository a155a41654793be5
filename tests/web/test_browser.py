"""Every page in a real browser: it fits, it can be read and used by keyboard, and no policy is broken."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from kg.resources import shipped
from kg.store.graph import Graph
from tests.web.every_page import every_page, of_each_kind
from tests.web.serving import TOKEN, running
from tests.web.visiting import Watched, by_keys, decide_and_take_back, signed_in, visit_all

pytestmark = pytest.mark.browser
PARTS = 3
ALL = 100  # of each kind; there are fewer
OTHERS = ("/?q=marshbrids", "/questions/trace?name=Flightpath", "/questions/leaks?depth=8", "/lineage?name=Flightpath")


@pytest.fixture(scope="module")
def pages(curated: str) -> list[str]:
    """The address of every page, papers with data and without, things of each kind and other things among them."""
    return [*every_page(curated, largest=ALL), *OTHERS]


@pytest.fixture
def context(browser: Browser, curated: str) -> Iterator[BrowserContext]:
    with_token = signed_in(browser, curated)
    yield with_token
    with_token.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_fits_is_accessible_and_breaks_no_policy(
    context: BrowserContext, curated: str, pages: list[str], part: int
) -> None:
    visit_all(context, curated, pages[part::PARTS], twice=of_each_kind(pages))


def test_by_keyboard_one_goes_from_a_name_over_the_picture_to_a_quote_and_back(
    context: BrowserContext, curated: str
) -> None:
    by_keys(Watched(context), curated, "flightpath")


def test_by_keyboard_a_statement_is_accepted_and_the_decision_taken_back(context: BrowserContext, curated: str) -> None:
    decide_and_take_back(Watched(context), curated)


def test_things_to_merge_are_offered_by_name_and_what_was_decided_can_be_taken_back(
    context: BrowserContext, curated: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(f"{curated}/review")
    page.get_by_role("link", name="Two things that are one").click()
    page.wait_for_function("document.getElementById('merge').getBoundingClientRect().top < innerHeight")
    page.locator("#other").press_sequentially("marshb")
    offered = page.locator(".ask [role=option]:visible")
    offered.first.wait_for()
    assert all(re.search("dataset|model", told) for told in offered.all_inner_texts())
    page.locator("#other").press("ArrowDown")
    page.locator("#other").press("Enter")
    assert page.locator("#other").input_value() == "Marshbirds"
    page.goto(f"{curated}/review?below=1")
    page.locator("[data-doubt] [name=by]").first.fill("Ada")
    page.locator("button[value=accept]").first.click()
    page.wait_for_url("**done=**")
    undo = page.locator("button[value=undo]").first
    assert undo.bounding_box()["height"] < 50  # type: ignore[index]
    undo.click()
    page.wait_for_url(re.compile(r"done=(?!.*below=1$)"))
    page.close()


def test_on_a_narrow_screen_the_editor_stands_before_its_questions_and_results_scroll_in_their_frame(
    browser: Browser, site: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{site}/sparql-editor")
    page.get_by_role("button", name="Run the query").click()
    page.locator(".dataTable tbody tr").first.wait_for()
    top = "element => element.getBoundingClientRect().top + scrollY"
    assert page.locator(".CodeMirror").evaluate(top) < 500
    assert page.locator(".CodeMirror").evaluate(top) < page.locator(".examples").evaluate(top)
    assert page.locator(".dataTable").evaluate("table => table.offsetWidth") > 360
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()


def test_on_a_narrow_screen_the_picture_begins_high_up_and_the_strip_shows_where_one_is(
    browser: Browser, site: str
) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    page.goto(f"{site}/lineage?name=Flightpath")
    page.wait_for_selector("#explorer.ready")
    assert page.locator("[data-part=stage]").evaluate("stage => stage.getBoundingClientRect().top") < 220
    page.goto(f"{site}/sources")
    here, strip = (page.locator(part).bounding_box() for part in (".rooms [aria-current]", ".rooms"))
    assert here is not None
    assert strip is not None
    assert strip["x"] <= here["x"]
    assert here["x"] + here["width"] <= strip["x"] + strip["width"]
    page.close()


def test_without_scripts_every_kind_of_page_says_the_same(browser: Browser, site: str, pages: list[str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for address in of_each_kind([address for address in pages if not address.startswith("/review")]):
        page.goto(site + address)
        assert page.locator("h1").count() == 1, address
        assert page.locator("main").inner_text().strip(), address
    page.goto(f"{site}/")
    page.locator("#great").fill("marshbrids")
    page.locator("#great").press("Enter")
    assert page.locator(".hits a").first.inner_text() == "Marshbirds"
    context.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    yield context.new_page()
    context.close()


def test_by_keyboard_alone_one_goes_from_a_name_to_its_quote(page: Page, site: str) -> None:
    page.goto(f"{site}/papers")
    page.keyboard.press("/")
    with page.expect_response("**q=marshbrids"):  # what comes for the letters before it would be replaced
        page.keyboard.type("marshbrids")
    page.locator(".find .suggestions [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/dataset/marshbirds")
    summary = page.locator(".who > summary").first
    for _ in range(60):
        page.keyboard.press("Tab")
        if summary.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")
    assert page.locator(".who[open] blockquote").first.is_visible()


def test_what_has_the_focus_is_seen(page: Page, site: str) -> None:
    page.goto(f"{site}/questions")
    seen = set()
    for _ in range(12):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert seen == {"solid"}


def test_suggestions_can_be_chosen_and_closed(page: Page, site: str) -> None:
    page.goto(f"{site}/questions/trace")
    field = page.locator("#f-name")
    field.press_sequentially("flightp")
    page.locator(".ask [role=option]").first.wait_for()
    assert field.get_attribute("aria-expanded") == "true"
    field.press("ArrowDown")
    assert page.locator(f"#{field.get_attribute('aria-activedescendant')}").get_attribute("aria-selected") == "true"
    field.press("Escape")
    assert field.get_attribute("aria-expanded") == "false"
    field.press("ArrowDown")
    field.press("ArrowDown")
    field.press("Enter")
    assert "Flightpath" in field.input_value()
    field.press("Enter")
    page.wait_for_url("**name=**")
    assert page.locator(".tree").count()


def test_light_and_dark_can_be_switched_and_are_kept(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{site}/papers")
    ground = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(ground)
    page.get_by_role("button", name="Dark").click()
    assert page.evaluate(ground) != before
    page.goto(f"{site}/datasets")
    assert page.evaluate(ground) != before
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(ground) == before


def test_a_tree_unfolds_to_the_quote_of_every_hop(page: Page, site: str) -> None:
    page.goto(f"{site}/questions/trace?name=Flightpath")
    hops = page.locator(".twig").count()
    assert hops >= 2
    assert page.locator(".twig > .who").count() == hops
    for summary in page.locator(".tree summary").all():
        if not summary.evaluate("e => e.parentElement.open"):
            summary.click()
    assert page.locator(".tree blockquote:visible").count() >= hops


def test_the_printed_view_shows_all_quotes_and_no_forms(page: Page, site: str) -> None:
    page.goto(f"{site}/questions/trace?name=Flightpath&view=print")
    assert page.locator("main form").count() == 0
    assert page.locator("details:not([open])").count() == 0
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()


def test_the_editor_answers_a_question_and_tells_of_a_mistake(page: Page, site: str) -> None:
    watched: list[str] = []
    page.on("console", lambda message: watched.append(message.text) if message.type == "error" else None)
    page.goto(f"{site}/sparql-editor")
    page.get_by_role("button", name="Run the query").click()
    page.locator(".dataTable tbody tr").first.wait_for()
    link = page.locator(".dataTable a").first
    link.focus()
    assert "/entity?iri=" in (link.get_attribute("href") or "")
    page.locator("[data-example]").first.click()
    page.keyboard.press("Control+Enter")
    page.locator(".tabPanel.active .dataTable tbody tr").first.wait_for()
    assert watched == []
    page.goto(f"{site}/sparql-editor?query=SELECT+%2A+%7B")
    page.locator(".tabPanel.active .yasqe_queryButton").click()
    page.locator(".errorResult").first.wait_for()
    assert "line 1, column" in page.locator(".errorResult").first.inner_text()


def test_the_editor_tells_of_a_term_that_is_in_no_ontology(page: Page, site: str) -> None:
    page.goto(f"{site}/sparql-editor?query=SELECT+*+%7B+%3Fs+kg%3AtrainsOm+%3Fo+%7D")
    page.locator(".tabPanel.active .yasqe_queryButton").click()
    page.locator("#notes:visible").wait_for()
    assert "kg:trainsOm is not in the ontology; did you mean kg:trainsOn" in page.locator("#notes").inner_text()
    page.locator("[data-example]").first.click()
    page.keyboard.press("Control+Enter")
    page.locator(".tabPanel.active .dataTable tbody tr").first.wait_for()
    assert page.locator("#notes").is_hidden()


def test_the_editor_asks_the_graphs_that_it_was_opened_with(page: Page, site: str) -> None:
    graphs = "default-graph-uri=https%3A%2F%2Fexample.org%2Fone&named-graph-uri=https%3A%2F%2Fexample.org%2Ftwo"
    page.goto(f"{site}/sparql-editor?query=SELECT+*+%7B%3Fs+%3Fp+%3Fo%7D&{graphs}")
    with page.expect_request("**/sparql") as asked:
        page.locator(".tabPanel.active .yasqe_queryButton").click()
    assert graphs in (asked.value.post_data or "")
    with page.expect_request("**/sparql") as asked:  # and another tab asks all of them
        page.locator("[data-example]").first.click()
        page.keyboard.press("Control+Enter")
    assert "graph-uri" not in (asked.value.post_data or "")


def test_decisions_are_made_by_key(browser: Browser, tmp_path: Path) -> None:
    from kg.building import build_graph  # noqa: PLC0415

    build_graph([shipped("examples", "papers", "plover.md")], tmp_path / "graph")
    with running(tmp_path / "graph", curation=True, token=TOKEN) as site:
        context = browser.new_context()
        watched = Watched(context)
        page = watched.page
        page.goto(f"{site}/review")
        page.get_by_label("Token").fill(TOKEN)
        page.keyboard.press("Enter")
        page.wait_for_url("**/review")
        page.goto(f"{site}/review?below=1")
        before = page.locator("[data-doubt]").count()
        first = page.locator("[data-doubt]").first
        first.get_by_label("Who decides").fill("Ada")
        first.locator("a").first.focus()
        page.keyboard.press("r")
        page.wait_for_url("**done=**")
        page.goto(f"{site}/review?below=1")
        assert page.locator("[data-doubt]").count() == before - 1
        assert watched.grave() == []
        page.get_by_role("button", name="Take").click()
        page.wait_for_url("**done=**")
        page.goto(f"{site}/review?below=1")
        assert page.locator("[data-doubt]").count() == before
        context.close()
    with Graph.open_read_only(tmp_path / "graph") as graph:
        assert len(graph.sources()) == 1
