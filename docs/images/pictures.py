"""Makes the pictures of the documents: what `kg serve` shows of the example papers. `make pictures` runs it."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from kg.building import build_graph
from kg.resources import shipped

HERE = Path(__file__).parent
WINDOW = {"width": 1280, "height": 720}
_TO_THE_TOP = "e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 72)"


def lineage(page: Page, site: str) -> None:
    """The lineage of a paper with a dataset selected: the way to it is lit up, and the panel tells who says so."""
    page.goto(f"{site}lineage?name=Flightpath")
    page.wait_for_selector("#explorer.ready")
    number = page.evaluate("kgPage.model.nodes.find(n => n.kind === 'dataset' && n.name === 'Marshbirds').id")
    page.evaluate("number => kgPage.select(number)", number)
    page.wait_for_selector("[data-part=panel] h2")


def paper(page: Page, site: str) -> None:
    """A paper that names no dataset, what it rests on through the models it uses, and who says so."""
    page.goto(f"{site}?q=Flightpath")
    page.locator(".hits a.paper").first.click()
    page.locator(".tree .who > summary").nth(1).click()
    page.get_by_role("heading", name="Models named").evaluate(_TO_THE_TOP)


def trace(page: Page, site: str) -> None:
    """A question with its form and the answer hop by hop."""
    page.goto(f"{site}questions/trace?name=Flightpath")
    page.locator(".tree .who > summary").nth(1).click()
    page.locator("form.ask").evaluate(_TO_THE_TOP)


PICTURES: dict[str, Callable[[Page, str], None]] = {"lineage": lineage, "paper": paper, "trace": trace}


def main() -> None:
    """Serve the graph of the example papers, look at each page, and take a picture of it."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("pictures: Chromium is needed")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        graph = Path(folder) / "graph"
        build_graph([shipped("examples", "papers")], graph)
        command = [
            sys.executable,
            "-c",
            "from kg.cli import main; main()",
            "serve",
            "--port",
            "0",
            "--graph",
            str(graph),
        ]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own
            site = next(word for line in server.stderr or () for word in line.split() if word.startswith("http://"))
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name, look in PICTURES.items():
                page = browser.new_page(viewport=WINDOW, color_scheme="light")
                look(page, site)
                page.wait_for_timeout(500)
                page.screenshot(path=HERE / f"{name}.png")
                page.close()
            browser.close()
            server.terminate()


if __name__ == "__main__":
    main()
