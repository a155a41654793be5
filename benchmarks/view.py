"""Measures the explorer on large graphs in headless Chromium: first paint, frames a second while panning, size.

    .venv/bin/python benchmarks/view.py [--nodes 5000] [--graph DIR] [--serve] [--runs 3] [--peers DIR]

The graph is invented, of the size asked for, with two links a node and a quote a link, and all of it is shown; with
--graph it is a stored one. With --serve the page is /lineage of `kg serve` over that graph, which is stored first where
it is invented; of what is stored the picture leaves out what nothing leads to, some fifth. All figures but the last are
those of the browser's own trace (DevTools protocol): painted is from navigationStart to the first DrawFrame behind the
mark that says that the picture is there, frames are the DrawFrames while a pointer drags the picture on with every
frame; beside them stands how often scripts were called for one. --peers names a folder with cytoscape.min.js, or
graphology.umd.min.js and sigma.min.js, which then draw the same things at the same places. These places are reckoned on
the page by kg's own layout, whose time is in what all of them take until they have painted. Cytoscape is measured as it
is, by WebGL, and at its cheapest: without labels and arrows, with straight links that are hidden while the picture is
moved, which is moved as a texture, at one pixel to a pixel.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path

import httpx
from playwright.sync_api import Error, Playwright, sync_playwright

from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.views.picture import Picture, whole_picture
from kg.web.single_page import page_of
from serve_parts.servers import kg_serve
from view_parts.invented import invented
from view_parts.looking import Seen, look
from view_parts.peers import peer_pages
from view_parts.stored import store

PAINTED_WITHIN_S = 2.0
FRAMES_A_SECOND = 30.0
LARGEST_BYTES = 3_000_000
"""Asked of the page of some ten papers."""

_NOT_YET = 503  # the server's time limit is over, and the gathering goes on
_OURS = ("#explorer.ready", "[data-part=stage]", "#all=1&cited=1&-relations=")
_THEIRS = ("body.ready", "#stage", "")


def main() -> None:
    """Print what was measured beside what is asked for."""
    given = _arguments()
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("view: Chromium is needed")
    if given.serve:
        _serve(chromium, given)
        return
    picture = _stored(given.graph) if given.graph else invented(given.nodes)
    print(f"{len(picture.nodes)} things, {len(picture.edges)} links; medians of {given.runs}")
    print(f"asked: painted within {PAINTED_WITHIN_S:g} s, {FRAMES_A_SECOND:g} frames a second\n")
    page = page_of(picture)
    print(f"{'':<18}{'painted':>10}{'frames/s':>10}{'calls/s':>10}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = {"kg": page} | (peer_pages(picture, given.peers) if given.peers else {})
        for name, html in pages.items():
            file = Path(folder) / "page.html"
            file.write_text(html, "utf-8")
            how = _OURS if name == "kg" else _THEIRS
            _measure(playwright, chromium, name, file.as_uri(), how, given.runs)
    print(f"\nthe page: {len(page.encode()) / 1e6:.2f} MB (asked, of some ten papers: {LARGEST_BYTES / 1e6:g} MB)")


def _serve(chromium: str, given: argparse.Namespace) -> None:
    """Print what was measured of the server's own page; what it shows is gathered before."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        graph = given.graph or Path(folder) / "graph"
        if given.graph is None:
            store(invented(given.nodes), graph)
        with kg_serve(graph) as (address, _):
            begun = time.perf_counter()
            while (answer := httpx.get(f"{address}/lineage/picture.json", timeout=600)).status_code == _NOT_YET:
                time.sleep(0.2)
            shown = answer.json()
            print(f"{len(shown['nodes'])} things, {len(shown['links'])} links; medians of {given.runs}")
            print(f"gathered once, {time.perf_counter() - begun:.1f} s after the server began to listen")
            print(f"asked: painted within {PAINTED_WITHIN_S:g} s, {FRAMES_A_SECOND:g} frames a second\n")
            print(f"{'':<18}{'painted':>10}{'frames/s':>10}{'calls/s':>10}")
            _measure(playwright, chromium, "kg serve", f"{address}/lineage", _OURS, given.runs)


def _measure(
    playwright: Playwright, chromium: str, name: str, address: str, how: tuple[str, str, str], runs: int
) -> None:
    ready, stage, view = how
    seen = []
    for _ in range(runs):
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        try:
            seen.append(look(browser, f"{address}{view}", ready=ready, stage=stage))
        except Error as error:
            print(f"{name}: {error.message.splitlines()[0]}")
        browser.close()
    if seen:
        print(_line(name, seen))


def _line(name: str, seen: list[Seen]) -> str:
    painted, drawn, called = (
        statistics.median(values) for values in zip(*((s.painted_s, s.drawn, s.called) for s in seen), strict=True)
    )
    return f"{name:<18}{painted:>8.2f} s{drawn:>10.1f}{called:>10.1f}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=5_000)
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--serve", action="store_true", help="the page of kg serve instead of that of kg view")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", type=Path)
    return parser.parse_args()


def _stored(folder: Path) -> Picture:
    with Graph.open_read_only(folder) as graph:
        return whole_picture(GraphReader(graph))


if __name__ == "__main__":
    main()
