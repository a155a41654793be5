"""Every kind of page is gone through by keys alone: each place is reached, none holds the focus, all show it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.web.every_page import every_page
from tests.web.tabbing import walk
from tests.web.visiting import signed_in, tab_to, wait_for

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, curated: str) -> Iterator[Page]:
    context = signed_in(browser, curated)
    found = context.new_page()
    found.set_viewport_size({"width": 1280, "height": 800})
    yield found
    context.close()


def test_tab_reaches_each_place_of_every_kind_of_page_and_shows_where_it_is(page: Page, curated: str) -> None:
    addresses = [*every_page(curated, largest=1, papers=1), "/?q=bird"]
    assert len(addresses) > 40
    for address in addresses:
        page.goto(curated + address)
        wait_for(page)
        done = walk(page)
        assert done.places > 8, address
        assert (done.left, done.dull) == ([], []), address


def test_escape_and_tab_leave_the_editor_forwards_and_backwards(page: Page, curated: str) -> None:
    page.goto(f"{curated}/sparql-editor")
    page.wait_for_selector(".CodeMirror")
    for key in ("Tab", "Shift+Tab"):
        tab_to(page, ".CodeMirror textarea")
        page.keyboard.press("End")
        page.keyboard.press("Escape")
        page.keyboard.press(key)
        assert page.evaluate("!document.activeElement.matches('.CodeMirror textarea, body')"), key
    tab_to(page, ".CodeMirror textarea")
    page.keyboard.press("Control+A")
    page.keyboard.type("ASK {}")
    page.keyboard.press("Control+Enter")
    page.locator(".tabPanel.active .yasr_results :text('True')").first.wait_for()


def test_the_menus_of_the_picture_are_opened_used_and_closed_by_keys(page: Page, curated: str) -> None:
    page.goto(f"{curated}/lineage?name=Flightpath")
    page.wait_for_selector("#explorer.ready")
    shown = "kgPage.seen.nodes.size ?? kgPage.seen.nodes.length"
    before = page.evaluate(shown)
    open_menu(page, "Filter")
    tab_to(page, "details.menu[open] input[type=checkbox]")
    page.keyboard.press("Space")
    page.wait_for_function(f"before => ({shown}) !== before", arg=before)
    page.keyboard.press("Escape")
    assert page.locator("details.menu[open]").count() == 0
    open_menu(page, "Save")
    with page.expect_download() as saved:
        tab_to(page, "details.menu[open] :is(button, a)")
        page.keyboard.press("Enter")
    assert saved.value.suggested_filename


def open_menu(page: Page, name: str) -> None:
    tab_to(page, "details.menu > summary")
    while name not in page.evaluate("document.activeElement.innerText"):
        tab_to(page, "details.menu > summary")
    page.keyboard.press("Enter")
    assert page.locator("details.menu[open]").count() == 1
