"""The single page looked over: whether it fits, can be read by all, and used with keys alone."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.web.looking import Look
from tests.web.visiting import OF_LONG_LISTS_THE_FIRST, grave, tab_to

TABS = ("Graph", "Papers", "Models", "Datasets", "Links")


def look_over(browser: Browser, folder: Path, html: str, scheme: str, width: int) -> None:
    """Each tab, a thing and a link of the page fit the width and have nothing that axe finds serious."""
    with Look(browser, folder, html, width=width, color_scheme=scheme) as look:
        for tab in TABS:
            look.page.get_by_role("tab", name=tab).click()
            _check(look, f"{tab} on {width}")
        look.page.get_by_role("tab", name="Graph").click()
        for chosen in ("kgPage.select(0, true)", "kgPage.selectLink(0)"):
            look.page.evaluate(chosen)
            _check(look, f"{chosen} on {width}")
        look.page.evaluate("document.querySelector('.menu').open = true")
        _check(look, f"the filters on {width}")


def _check(look: Look, where: str) -> None:
    wide = look.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= look.page.viewport_size["width"], where
    assert grave(look.page, OF_LONG_LISTS_THE_FIRST) == [], where


def by_keys_alone(browser: Browser, folder: Path, html: str, name: str) -> None:
    """From the search over a hit to its quotes, through the picture, to a table and back."""
    with Look(browser, folder, html) as look:
        page = look.page
        page.keyboard.press("/")
        page.keyboard.type(name)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        found = page.locator("[data-part=details] h2").inner_text()
        assert name in f"{found} {look.panel}".casefold()
        page.locator("[data-part=details] blockquote").first.wait_for()
        tab_to(page, "[data-part=stage]")
        for _ in range(4):
            page.keyboard.press("ArrowRight")
            page.keyboard.press("ArrowDown")
        assert page.locator("[data-part=details] h2").inner_text() != found
        page.keyboard.press("Escape")
        tab_to(page, "[role=tab]", "Shift+Tab")
        page.keyboard.press("End")
        assert page.get_by_role("tab", name="Links").get_attribute("aria-selected") == "true"
        page.locator("[data-part=table] tbody tr").first.wait_for()
        page.keyboard.press("Home")
        assert page.locator("[data-part=picture]").is_visible()
