"""A browser's page that notices whatever of a text is not taken for text."""

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Request

_NAMES = (
    "a article aside b bdi blockquote body br button canvas caption code dd details div dl dt em fieldset "
    "footer form g h1 h2 h3 h4 head header html input kbd label legend li link main mark meta meter nav "
    "noscript ol option output p path pre rect script section select small span strong style summary svg "
    "table tbody td text textarea th thead title tr tspan ul "
)
ELEMENTS = frozenset(_NAMES.split())
"""What our pages are made of; nothing else has a place in them."""

_INIT = """
window.hurtBy = [];
window.hurt = (number) => void window.hurtBy.push(`ran ${number}`);
addEventListener("securitypolicyviolation", (e) => window.hurtBy.push(`policy ${e.violatedDirective} ${e.blockedURI}`));
"""
"""Comes before all else in each document: notes who calls ``hurt``, and what the policy keeps from running."""

_LOOK = Path(__file__).with_suffix(".js").read_text("utf-8")
_WHOLE = """() => ["h1", "body > header.top", "body > main", "main h1, header h1"].filter(
    (part) => document.querySelectorAll(part).length !== 1).concat(
    document.body.lastElementChild.localName === "script" ? [] : ["the scripts at its end"])"""


class Watch:
    """A page of the browser and all on it that runs, is asked for, or stands where text alone belongs."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.origin, self._noted = origin, []
        context.add_init_script(_INIT)
        self.page = context.new_page()
        self.page.on("dialog", self._asked_something)
        self.page.on("request", self._asked_for)
        self.page.on("console", self._told)
        self.page.on("pageerror", lambda error: self._noted.append(f"error: {error}"))
        self.page.on("popup", lambda popup: self._noted.append(f"window: {popup.url}"))
        self.page.on("frameattached", lambda frame: self._noted.append(f"frame: {frame.url}"))

    def visit(self, address: str) -> list[str]:
        """What is wrong with the page at this address, and which of the parts of a page it lacks."""
        self._noted.clear()
        self.page.goto(self.origin + address)
        return [*self.look(), *(f"not one: {part}" for part in self.page.evaluate(_WHOLE))]

    def visit_drawing(self, address: str) -> list[str]:
        """What is wrong with the drawing in this file."""
        self._noted.clear()
        self.page.goto(self.origin + address)
        return self.look(("svg", "title", "rect", "g", "path", "polygon", "text"))

    def show(self, html: str) -> list[str]:
        """What is wrong with this page, which comes from nowhere."""
        self._noted.clear()
        self.page.goto("about:blank")
        self.page.set_content(html)
        return self.look()

    def look(self, elements: Iterable[str] = ELEMENTS) -> list[str]:
        """What is wrong with the page as it is now."""
        return [*self.page.evaluate(_LOOK, [sorted(elements), self.origin]), *self._noted]

    def _asked_something(self, dialog: Dialog) -> None:
        self._noted.append(f"dialog: {dialog.message}")
        with suppress(Exception):  # the page may have gone on
            dialog.dismiss()

    def _asked_for(self, request: Request) -> None:
        if not request.url.startswith((self.origin, "data:image/", "blob:", "about:")):
            self._noted.append(f"request: {request.url[:160]}")

    def _told(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not re.match(r"Failed to load resource.*\b40\d\b", message.text):
            self._noted.append(f"console: {message.text[:160]}")
