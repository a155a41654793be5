"""Pages on paper: the picture as it stands, whole lists with names, and full sheets that say whence they come."""

from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from kg.core.statement import Predicate
from kg.web.single_page import single_page
from tests.tracing import world as w
from tests.web.looking import Look

pytestmark = pytest.mark.browser


def sheets(page: Page) -> list[pypdfium2.PdfPage]:
    """The page as a browser prints it."""
    return list(pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True)))


def text_of(sheet: pypdfium2.PdfPage) -> str:
    return sheet.get_textpage().get_text_bounded()


def printed(page: Page) -> str:
    return " ".join(" ".join(map(text_of, sheets(page))).split())


def filled(sheet: pypdfium2.PdfPage) -> float:
    """How far down the sheet something is printed, its number at the foot left aside, as a share of its height."""
    _, height = sheet.get_size()
    boxes = [o.get_bounds() for o in sheet.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])]
    return 1 - min(bottom for _, bottom, _, _ in boxes if bottom > height * 0.06) / height


@pytest.fixture
def lineage(browser: Browser, tmp_path: Path):
    with Look(browser, tmp_path, single_page(w.marsh(), "Bittern"), color_scheme="dark") as look:
        yield look


def test_a_picture_is_printed_with_its_legend_and_whole_lists(lineage: Look):
    told = printed(lineage.page)
    assert told.count("Marshbirds") >= 2  # in the picture and in the list
    assert "read here or curated" in told
    for name in lineage.names("kgPage.model.nodes"):
        assert name[:20] in told
    assert lineage.page.locator("[data-part=printed] svg").count() == 0  # it goes when that is over


def test_the_picture_on_paper_is_light_and_pale_but_for_what_is_looked_at(lineage: Look):
    lineage.click("Quail-1")
    lineage.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    drawing = lineage.page.locator("[data-part=printed] svg")
    assert drawing.locator("> rect").first.get_attribute("fill") == "rgb(250, 249, 246)"
    assert drawing.locator("> g[opacity='0.2'] text").count() >= drawing.locator("> text").count() > 0


def test_the_ways_to_what_is_selected_are_printed_with_names(lineage: Look):
    lineage.click("Quail-1")
    told = printed(lineage.page)
    assert "Quail-2 → fine-tuned from → Quail-1" in told
    assert "Only what touches it" not in told


def test_long_lists_and_tables_are_printed_to_their_end(browser: Browser, tmp_path: Path):
    things = [w.dataset(f"Set {number:03}") for number in range(230)]
    paper = w.paper("Collector")
    edges = [w.edge(paper, Predicate.TRAINS_ON, each, w.said("Collector", "We train on it.")) for each in things]
    with Look(browser, tmp_path, single_page(w.MemorySource([paper, *things], edges))) as look:
        assert look.page.locator(".entry", has_text="Set 2").count() == 0
        assert "Set 229" in printed(look.page)
        look.page.get_by_role("tab", name="Datasets").click()
        assert "Set229" in printed(look.page).replace(" ", "")
        assert look.page.locator("tbody tr").count() == 200


def test_a_sheet_says_what_it_is_of_which_graph_and_when_and_from_where(browser: Browser, site: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/questions/trace?name=Flightpath&view=print")
    assert page.locator(".sheet").is_visible()
    told = " ".join(text_of(sheets(page)[0]).split())
    assert f"What does it rest on? · graph graph · printed {datetime.now().astimezone().date().isoformat()}" in told
    assert f"{site}/questions/trace" in told
    page.goto(f"{site}/papers")
    assert not page.locator(".sheet").is_visible()
    page.close()


@pytest.mark.parametrize(
    "asked", ["trace?name=Flightpath", "withdrawal?name=Marshbirds&date=2023", "licenses?name=Flightpath"]
)
def test_sheets_are_full_and_have_numbers_for_bars(browser: Browser, site: str, asked: str) -> None:
    page = browser.new_page()
    page.goto(f"{site}/questions/{asked}&view=print")
    found = sheets(page)
    assert all(filled(sheet) > 0.75 for sheet in found[:-1])
    page.emulate_media(media="print")
    assert page.locator("meter:visible").count() == 0
    assert page.locator("h1").first.evaluate("e => getComputedStyle(e).breakAfter") == "avoid"
    assert page.locator(".kind").first.evaluate("e => getComputedStyle(e, '::before').printColorAdjust") == "exact"
    page.close()
