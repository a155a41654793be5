"""The page with the editor for SPARQL in a real browser."""

import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from kg.store.named_queries import named_queries
from tests.web.serving import running

pytestmark = pytest.mark.browser
NAMES = "SELECT ?n { ?d a schema:Dataset ; rdfs:label ?n } ORDER BY ?n"
SLOW = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a = ?l) } ORDER BY ?a"
WRONG = "SELECT * { ?s kg:trainsOm ?o }"
ROWS = ".tabPanel.active .dataTable tbody tr"
TEXT = "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.getValue()"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def write(page: Page, query: str) -> None:
    """The query in the editor, in place of what stands there."""
    page.evaluate("q => document.querySelector('.tabPanel.active .CodeMirror').CodeMirror.setValue(q)", query)


def run(page: Page) -> None:
    """Click "run" once nothing runs any more: until then the button stops what does."""
    page.locator(".tabPanel.active .yasqe_queryButton:not(.busy)").click()


def test_a_shared_link_brings_the_query_and_runs_nothing(browser: Browser, page: Page, site: str) -> None:
    page.goto(f"{site}/sparql-editor")
    write(page, NAMES)
    page.locator(".tabPanel.active .yasqe_share").click()
    link = page.locator(".yasqe_sharePopup input").input_value()
    assert link.startswith(f"{site}/sparql-editor#query=")
    elsewhere = browser.new_context()
    other = elsewhere.new_page()
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    for _ in range(2):  # and again: it stands in a tab already
        other.goto(link)
        other.reload()
        assert other.evaluate(TEXT) == NAMES
        assert other.locator(".tabsList .tab").count() == 1
    assert f"{site}/sparql" not in asked
    run(other)
    other.locator(ROWS).first.wait_for()
    elsewhere.close()


@pytest.mark.parametrize("how", ["#query={0}&{1}", "?{1}#query={0}", "?query={0}&{1}"])
def test_a_link_with_another_endpoint_does_not_change_ours(page: Page, site: str, how: str) -> None:
    more = (
        "endpoint=https%3A%2F%2Fevil.example%2Fsparql&requestMethod=GET&headers=%7B%22X-Evil%22%3A%221%22%7D&evil=1"
        "&contentTypeSelect=text%2Fcsv"
    )
    page.goto(f"{site}/sparql-editor{how.format(quote(NAMES), more)}")
    assert page.evaluate(TEXT) == NAMES
    with page.expect_request("**/sparql") as asked:
        run(page)
    page.locator(ROWS).first.wait_for()
    assert (asked.value.url, asked.value.method) == (f"{site}/sparql", "POST")
    assert "evil" not in (asked.value.post_data or "")
    assert "x-evil" not in asked.value.headers
    assert asked.value.headers["accept"] == "application/sparql-results+json"


def test_a_shared_link_keeps_the_graphs_that_are_asked(page: Page, site: str) -> None:
    graphs = "default-graph-uri=https%3A%2F%2Fexample.org%2Fone"
    page.goto(f"{site}/sparql-editor?query={quote(NAMES)}&{graphs}")
    page.locator(".tabPanel.active .yasqe_share").click()
    page.goto(page.locator(".yasqe_sharePopup input").input_value())
    assert "asked of some graphs alone" in page.locator("main").inner_text()
    with page.expect_request("**/sparql") as asked:
        run(page)
    assert graphs in (asked.value.post_data or "")


def test_the_editor_says_that_an_answer_was_cut(browser: Browser, example_graph: Path) -> None:
    with running(example_graph, max_rows=3) as site:
        page = browser.new_page()
        page.goto(f"{site}/sparql-editor")
        for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
            write(page, query)
            run(page)
            page.locator("#notes:visible").wait_for()
            assert "there would have been more" in page.locator("#notes").inner_text()
            write(page, "SELECT * { ?s ?p ?o } LIMIT 3")
            run(page)
            page.locator(ROWS).first.wait_for()
            page.locator("#notes").wait_for(state="hidden")
        write(page, "SELECT * { ?s ?p ?o }")
        run(page)
        chip = page.locator(".yasr_response_chip", has_text="3 results")
        chip.filter(has_text="cut: there would have been more").wait_for()
        page.close()


def test_no_question_is_marked_as_a_mistake(page: Page, site: str) -> None:
    page.goto(f"{site}/sparql-editor")
    for query in named_queries():
        page.locator(f"[data-example='{query.name}']").click()
        assert query.text.splitlines()[0] in page.evaluate(TEXT)
        assert page.locator(".tabPanel.active .parseErrorIcon").count() == 0, query.name
    write(page, "SELECT * { ?s nope:a ?o }")
    page.locator(".tabPanel.active .parseErrorIcon").wait_for()


def test_a_double_click_runs_the_query_once(page: Page, site: str) -> None:
    page.goto(f"{site}/sparql-editor")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method) if request.url.endswith("/sparql") else None)
    page.locator(".tabPanel.active .yasqe_queryButton").dblclick()
    page.locator(ROWS).first.wait_for()
    assert asked == ["POST"]
    assert page.locator(".errorResult").count() == 0


def test_a_query_that_is_stopped_says_so_in_words(page: Page, site: str) -> None:
    page.goto(f"{site}/sparql-editor")
    write(page, SLOW)
    run(page)
    page.wait_for_timeout(800)
    page.locator(".tabPanel.active .yasqe_queryButton.busy").click()
    page.locator(".errorResult").wait_for()
    assert "The query was stopped" in page.locator(".errorResult").inner_text()
    assert "signal" not in page.locator(".errorResult").inner_text()


def test_a_warning_goes_with_the_query_that_it_is_about(page: Page, site: str) -> None:
    page.goto(f"{site}/sparql-editor")
    write(page, WRONG)
    run(page)
    page.locator("#notes:visible").wait_for()
    page.get_by_label("New query").first.click()
    page.locator("#notes").wait_for(state="hidden")
    page.locator(".tabsList .tab a", has_text="Query").first.click()
    page.locator("#notes:visible").wait_for()
    write(page, "SELECT * {")
    run(page)
    page.locator(".tabPanel.active .errorResult").wait_for()
    assert page.locator("#notes").is_hidden()


def test_thousands_of_rows_are_shown_at_once_and_can_be_filtered(page: Page, site: str) -> None:
    page.goto(f"{site}/sparql-editor")
    write(page, "SELECT ?a ?b ?c (STR(?c) AS ?d) ('<b>&{{c}}' AS ?e) { ?a ?b ?c } LIMIT 4000")
    with page.expect_response("**/sparql"):
        run(page)
    before = time.monotonic()
    page.locator(ROWS).first.wait_for()
    assert time.monotonic() - before < 8
    assert page.locator(ROWS).count() == 50
    assert page.locator(f"{ROWS} b").count() == 0
    assert page.locator(f"{ROWS} td:last-child").first.inner_text() == "<b>&{{c}}"
    page.locator(".tableFilter").press_sequentially("<b>&{{c")
    page.wait_for_timeout(500)
    assert page.locator(ROWS).count() == 50
    page.locator(".tableFilter").press_sequentially("nothing like this")
    page.locator(ROWS, has_text="No matching records").wait_for()


def test_what_looks_like_markup_in_an_iri_or_a_text_stays_text(page: Page, site: str) -> None:
    page.goto(f"{site}/sparql-editor")
    values = (
        """VALUES ?x { <javascript:alert(1)> <https://example.org/'onclick='alert(1)> "<img src=x onerror=alert(1)>" """
        """"<i>"@en "&lt;u&gt;"^^xsd:token <https://w3id.org/kg/ns#trainsOn> }"""
    )
    write(page, f"SELECT ?x {{ {values} }}")
    run(page)
    page.locator(ROWS).first.wait_for()
    shown = page.locator(f"{ROWS} td:last-child").all_inner_texts()
    assert "<javascript:alert(1)>" in shown
    assert "<img src=x onerror=alert(1)>" in shown
    assert '"<i>"@en' in shown
    assert '"&lt;u&gt;"^^xsd:token' in shown
    assert "kg:trainsOn" in shown
    links = page.locator(f"{ROWS} a").evaluate_all("found => found.map(a => [a.getAttribute('href'), a.onclick])")
    assert all(address.startswith(("https://", "http://")) for address, _ in links)
    assert all(handler is None for _, handler in links)
    assert page.locator(f"{ROWS} img, {ROWS} i, {ROWS} u").count() == 0


def test_questions_share_a_tab_until_somebody_writes_in_it(page: Page, site: str) -> None:
    page.goto(f"{site}/sparql-editor")
    tabs = page.locator(".tabsList .tab")
    page.locator("[data-example='counts']").click()
    run(page)
    page.locator(ROWS).first.wait_for()
    page.locator("[data-example='relations']").click()
    assert tabs.all_inner_texts() == [tabs.first.inner_text()]
    assert "relations" in tabs.first.inner_text()
    assert page.locator(ROWS).count() == 0  # the rows of the question before
    run(page)
    page.locator(ROWS).first.wait_for()
    write(page, NAMES)
    page.locator("[data-example='counts']").click()
    assert tabs.count() == 2
    page.locator("[data-example='relations']").click()
    assert tabs.count() == 2
    page.locator(".tabsList .tab a").first.click()
    assert page.evaluate(TEXT) == NAMES


def test_a_question_is_asked_of_one_thing_that_is_chosen_by_name(page: Page, site: str) -> None:
    page.goto(f"{site}/sparql-editor")
    page.locator("[data-example='papers-by-dataset']").click()
    assert "  # VALUES ?dataset { <IRI> }" in page.evaluate(TEXT)
    assert page.locator("[data-parameter]").count() == sum(len(query.parameters) for query in named_queries())
    field = page.locator("[data-of='papers-by-dataset']")
    field.press_sequentially("marshb")
    options = page.locator(".examples [role=option]:visible")
    options.first.wait_for()
    assert all("dataset" in told for told in options.all_inner_texts())
    field.press("Enter")
    assert "\n  VALUES ?dataset { <https://w3id.org/kg/id/dataset/marshbirds> }\n" in page.evaluate(TEXT)
    run(page)
    page.locator(ROWS).first.wait_for()
    assert {text.split("\t")[0] for text in page.locator(f"{ROWS} td:nth-child(2)").all_inner_texts()} == {
        "dataset:marshbirds"
    }
    assert page.locator(".tabsList .tab").count() == 1
