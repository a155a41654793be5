"""A look at the explorer in a browser: a page out of a file or from a server, and what went wrong on it."""

from pathlib import Path
from types import TracebackType
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage


class Look:
    """An opened explorer; at the end nothing may have gone wrong on its page."""

    def __init__(
        self,
        browser: Browser,
        folder: Path | None = None,
        html: str = "",
        *,
        address: str = "",
        view: str = "",
        width: int = 1440,
        **context: Any,
    ) -> None:
        self.wrong: list[str] = []
        self.context = browser.new_context(viewport={"width": width, "height": 900}, accept_downloads=True, **context)
        self.page = self.context.new_page()
        self.page.on("console", self._note)
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))
        if folder is not None:
            file = folder / "page.html"
            file.write_text(html, "utf-8")
            address = file.as_uri()
        self.address = address
        self.page.goto(f"{address}#{view}" if view else address)
        self.page.wait_for_selector("#explorer.ready")

    def _note(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and "willReadFrequently" not in message.text:  # a test looks at pixels
            self.wrong.append(message.text)

    def __enter__(self) -> "Look":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.context.close()
        if kind is None:
            assert self.wrong == []

    @property
    def panel(self) -> str:
        """The text of the panel."""
        return self.page.locator("[data-part=panel]").inner_text()

    def names(self, of: str = "kgPage.seen.nodes") -> list[str]:
        """The names of things, those that are shown unless told."""
        return sorted(self.page.evaluate(f"[...{of}].map(n => n.name)"))

    def number(self, name: str, kind: str = "") -> int:
        """The number of the thing of this name."""
        found = self.page.evaluate(
            "([name, kind]) => kgPage.model.nodes.findIndex(n => n.name === name && (!kind || n.kind === kind))",
            [name, kind],
        )
        assert found >= 0, name
        return found

    def click(self, name: str, *, kind: str = "", twice: bool = False) -> None:
        """Click the thing in the picture, as a hand would."""
        at = self.place(self.number(name, kind))
        (self.page.mouse.dblclick if twice else self.page.mouse.click)(at["x"], at["y"])

    def point(self, name: str) -> None:
        """Move the pointer over the thing."""
        at = self.place(self.number(name))
        self.page.mouse.move(at["x"], at["y"])

    def place(self, number: int) -> dict[str, float]:
        """Where the thing stands in the window."""
        script = "n => { const s = kgPage.stage.scene().nodes.get(n); return kgPage.stage.onScreen(s.x, s.y); }"
        return self.page.evaluate(script, number)

    def lit(self) -> list[str]:
        """The names of things that are lit up, while the others are dimmed."""
        script = """() => {
            const some = kgExplorer.emphasis.of(kgPage.model, kgPage.state, kgPage.seen, kgPage.found);
            return some && [...some.nodes].map(n => kgPage.model.nodes[n].name).sort();
        }"""
        return self.page.evaluate(script)
