"""A visit to a page in a browser: whether it fits, can be read by all, and does nothing that its policy forbids."""

from collections.abc import Iterable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext

SIZES = ((1600, 900), (360, 740))
_WHAT_IS_WRONG = {"resultTypes": ["violations"]}
_AXE = Axe()


class Watched:
    """A page of the browser with all that went wrong on it."""

    def __init__(self, context: BrowserContext) -> None:
        self.page = context.new_page()
        self.errors: list[str] = []
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", lambda message: self._told(message.type, message.text))
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.add_init_script(
            "document.addEventListener('securitypolicyviolation', e => console.error('policy', e.violatedDirective))"
        )

    def _told(self, kind: str, text: str) -> None:
        if kind == "error" and "the server responded with a status of 404" not in text:
            self.errors.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.errors.append(f"asked {url}")

    def grave(self) -> list[tuple[str, str]]:
        """What axe finds serious or critical on the page, with where it stands."""
        found = _AXE.run(self.page, options=_WHAT_IS_WRONG).response["violations"]
        return [(v["id"], n["html"]) for v in found if v["impact"] in {"serious", "critical"} for n in v["nodes"]]


def visit_all(browser: Browser, site: str, pages: Iterable[str], *, closely: Iterable[str]) -> None:
    """Each page fits wide and narrow; those to be looked at closely are accessible in the light and in the dark."""
    context = browser.new_context()
    watched, looked_at = Watched(context), set(closely)
    page = watched.page
    for address in pages:
        page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
        page.emulate_media(color_scheme="light")
        page.goto(site + address)
        if page.locator("#explorer").count():
            page.wait_for_selector("#explorer.ready")
        if address in looked_at:
            assert watched.grave() == [], f"{address}, wide and light"
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{address} is {wide} wide on {width}"
        if address in looked_at:
            page.emulate_media(color_scheme="dark")
            assert watched.grave() == [], f"{address}, narrow and dark"
        assert watched.errors == [], address
    context.close()
