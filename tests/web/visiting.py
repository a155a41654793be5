"""A visit to a page in a browser: whether it fits, can be read by all, and does nothing that its policy forbids."""

from collections.abc import Collection, Iterable
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.serving import TOKEN

SIZES = ((1600, 900), (360, 740))
OF_LONG_LISTS_THE_FIRST = {
    "exclude": [[f"{each}(n+9)"] for each in ("li:nth-child", "tr:nth-child", "details:nth-of-type", "p:nth-of-type")]
}
_TOLD = (404, 410, 503)  # which pages of ours have, and browsers note
_AXE = Axe().axe_script
_GRAVE = """async (context) => {
  const rules = context.only ? { runOnly: context.only } : {};
  delete context.only;
  const options = { resultTypes: ["violations"], preload: false, ...rules };  // our style sheets lie open before it
  const { violations } = await axe.run(context, options);
  return violations.filter((v) => v.impact === "serious" || v.impact === "critical")
    .flatMap((v) => v.nodes.map((node) => [v.id, node.html]));
}"""
_UNFOLD = "() => document.querySelectorAll('details:not(.menu)').forEach((each) => (each.open = true))"
_OPEN_MENU = "n => document.querySelectorAll('details.menu').forEach((each, i) => (each.open = i === n))"
_VALUES = "fields => fields.map(field => field.value)"


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
        if kind == "error" and not any(f"the server responded with a status of {code}" in text for code in _TOLD):
            self.errors.append(text)

    def _asked(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.errors.append(f"asked {url}")

    def grave(self, *rules: str) -> list[list[str]]:
        """What any rule of axe, or these, finds serious or critical on the page; of long lists in the first eight."""
        return grave(self.page, OF_LONG_LISTS_THE_FIRST | ({"only": rules} if rules else {}))


def grave(page: Page, context: object = None) -> list[list[str]]:
    """What any rule of axe finds serious or critical on the page or in the parts of the context, and where."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_AXE)
    found: list[list[str]] = page.evaluate(_GRAVE, context or {"include": [["html"]]})
    return found


def signed_in(browser: Browser, site: str) -> BrowserContext:
    """A context of the browser that has shown the token to the server, which has one."""
    context = browser.new_context()
    answer = context.request.post(f"{site}/sign-in", form={"token": TOKEN}, headers={"origin": site})
    assert answer.ok, answer.status
    return context


def visit_all(context: BrowserContext, site: str, pages: Iterable[str], *, twice: Collection[str] = ()) -> None:
    """Each page fits wide and narrow, and is accessible: wide in the light, narrow in the dark.

    Those that are looked at twice have contrast wide in the dark and narrow in the light too, and are then looked at
    with all that folds unfolded, their menus opened one by one, and every item of their lists.
    """
    watched = Watched(context)
    for address in pages:
        _look(watched, "light", *SIZES[0])
        watched.page.goto(site + address)
        wait_for(watched.page)
        _check(watched, address, SIZES[0][0])
        if address in twice:
            _look(watched, "dark", *SIZES[0])
            _check_contrast(watched, f"{address} wide in the dark")
        _look(watched, "dark", *SIZES[1])
        _check(watched, address, SIZES[1][0])
        if address in twice:
            _look(watched, "light", *SIZES[1])
            _check_contrast(watched, f"{address} narrow in the light")
            _check_unfolded(watched, address)
        assert watched.errors == [], address
    watched.page.close()


def _look(watched: Watched, scheme: Literal["light", "dark"], width: int, height: int) -> None:
    watched.page.set_viewport_size({"width": width, "height": height})
    watched.page.emulate_media(color_scheme=scheme)


def wait_for(page: Page) -> None:
    """Until the page has what its scripts put there: the picture, or the answer of the editor."""
    if page.locator("#explorer").count():
        page.wait_for_selector("#explorer.ready")
    if page.locator("#yasgui").count():
        page.get_by_role("button", name="Run the query").first.click()
        page.locator(".dataTable tbody tr").first.wait_for()


def _check(watched: Watched, address: str, width: int) -> None:
    wide = watched.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, f"{address} is {wide} wide on {width}"
    assert watched.grave() == [], f"{address} on {width}"


def _check_unfolded(watched: Watched, address: str) -> None:
    watched.page.evaluate(_UNFOLD)
    for menu in range(watched.page.locator("details.menu").count() or 1):
        watched.page.evaluate(_OPEN_MENU, menu)
        wide = watched.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= SIZES[1][0], f"{address}, unfolded, is {wide} wide on {SIZES[1][0]}"
        assert grave(watched.page) == [], f"{address}, unfolded, its menu {menu} open"


def _check_contrast(watched: Watched, where: str) -> None:
    assert watched.grave("color-contrast") == [], where


def by_keys(watched: Watched, site: str, name: str) -> None:
    """With keys alone from the search to a hit, its page, the picture of its lineage, a quote in it, and back."""
    page = watched.page
    page.goto(f"{site}/")
    page.keyboard.type(name)  # the search has the focus
    page.keyboard.press("Enter")
    page.locator(".hits a").first.wait_for()
    tab_to(page, ".hits a")
    page.keyboard.press("Enter")
    page.locator("main h1").wait_for()
    tab_to(page, ".acts a[href^='/lineage']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#explorer.ready")
    tab_to(page, "[data-part=stage]")
    page.keyboard.press("ArrowRight")
    start = page.locator("[data-part=details]").inner_text()
    page.keyboard.press("ArrowRight")
    assert page.locator("[data-part=details]").inner_text() != start
    page.keyboard.press("Enter")
    tab_to(page, "[data-part=details] summary")
    page.keyboard.press("Enter")
    page.locator("[data-part=details] blockquote").first.wait_for()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.part") == "stage"
    tab_to(page, ".home", "Shift+Tab")
    page.keyboard.press("Enter")
    page.locator("#great").wait_for()
    assert watched.errors == []
    page.close()


def decide_and_take_back(watched: Watched, site: str) -> None:
    """With keys alone a statement is accepted, and the decision undone again."""
    page = watched.page
    page.goto(f"{site}/review?below=1")
    waiting = page.locator("[data-doubt] [name=statement]")
    statements = waiting.evaluate_all(_VALUES)
    tab_to(page, "[data-doubt] [name=by]")
    page.keyboard.type("Ada")
    tab_to(page, "[data-doubt] a", "Shift+Tab")
    page.keyboard.press("a")
    page.wait_for_url("**done=**")
    page.goto(f"{site}/review?below=1")
    assert statements[0] not in waiting.evaluate_all(_VALUES)
    tab_to(page, "button[value=undo]", "Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**done=**")
    page.goto(f"{site}/review?below=1")
    assert waiting.evaluate_all(_VALUES) == statements
    assert watched.errors == []
    page.close()


def tab_to(page: Page, wanted: str, key: str = "Tab") -> None:
    """Press the key until one of the wanted elements has the focus."""
    for _ in range(200):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    raise AssertionError(f"{key} does not lead to {wanted} on {page.url}")
