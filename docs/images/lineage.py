"""Makes lineage.png: the lineage of an example paper as `kg view` shows it. Run it from the checkout's root."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from kg.building import build_graph
from kg.resources import shipped
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.web.single_page import single_page

PICTURE = Path(__file__).with_name("lineage.png")
WINDOW = {"width": 1280, "height": 660}
SELECTED = "Marshbirds"


def main() -> None:
    """Build the graph of the example papers, open the page of one lineage, look at one dataset, and take a picture."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("lineage.py: Chromium is needed")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build_graph([shipped("examples", "papers")], Path(folder) / "graph")
        with Graph.open_read_only(Path(folder) / "graph") as graph:
            (Path(folder) / "page.html").write_text(single_page(GraphReader(graph), "Flightpath"), "utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport=WINDOW, color_scheme="light")
        page.goto((Path(folder) / "page.html").as_uri())
        page.wait_for_selector("#explorer.ready")
        number = page.evaluate(
            "name => kgPage.model.nodes.find(n => n.kind === 'dataset' && n.name === name).id", SELECTED
        )
        page.evaluate("number => kgPage.select(number)", number)
        page.wait_for_timeout(500)
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
