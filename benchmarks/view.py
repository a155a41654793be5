"""Measures the explorer on large graphs in headless Chromium: first paint, frames a second while panning, size.

    .venv/bin/python benchmarks/view.py [--nodes 5000] [--graph DIR] [--runs 3]

The graph is invented, of the size asked for, with two links a node and a quote a link; with --graph it is a stored one.
What is asked for: things painted within 2 s of opening the page, 30 frames a second while a hand pans, and a page below
3 MB for some ten papers. Frames are those that the browser's own trace (DevTools protocol, category
disabled-by-default-devtools.timeline.frame) says it drew; beside them stands what requestAnimationFrame saw.
"""

import argparse
import json
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from kg.core.lineage import Edge, Node, NodeKind, SourcedEvidence
from kg.core.statement import Predicate
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.views.picture import Picture, whole_picture
from kg.web.single_page import page_of

PAINTED_WITHIN_S = 2.0
FRAMES_A_SECOND = 30.0
PAN_S = 3.0

_TRACED = "disabled-by-default-devtools.timeline.frame"
# With each frame the pointer goes on by some pixels, so that no frame is like the one before. Gives the frames' times.
_PAN = """
(milliseconds) => new Promise((done) => {
    const stage = document.querySelector("[data-part=stage]");
    const box = stage.getBoundingClientRect();
    const times = [];
    function frame(now) {
        times.push(now);
        const turn = times.length;
        const at = { clientX: box.left + 40 + (6 * turn) % 500, clientY: box.top + box.height / 2 + (3 * turn) % 120 };
        stage.dispatchEvent(new PointerEvent("pointermove", { pointerId: 1, bubbles: true, ...at }));
        if (now - times[0] < milliseconds) requestAnimationFrame(frame);
        else done(times);
    }
    requestAnimationFrame(frame);
})
"""

# What links one kind of thing with another in the invented graph.
_RELATIONS = {
    (NodeKind.PAPER, NodeKind.MODEL): (Predicate.USES, Predicate.INTRODUCES, Predicate.COMPARES),
    (NodeKind.PAPER, NodeKind.DATASET): (Predicate.TRAINS_ON, Predicate.EVALUATES_ON),
    (NodeKind.MODEL, NodeKind.MODEL): (Predicate.FINE_TUNED_FROM,),
    (NodeKind.MODEL, NodeKind.DATASET): (Predicate.TRAINED_ON, Predicate.EVALUATED_ON),
    (NodeKind.DATASET, NodeKind.DATASET): (Predicate.DERIVED_FROM, Predicate.HAS_PART),
    (NodeKind.DATASET, NodeKind.PAPER): (Predicate.INTRODUCED_BY,),
    (NodeKind.MODEL, NodeKind.PAPER): (Predicate.INTRODUCED_BY,),
}


def invented(count: int, seed: int = 1) -> Picture:
    """A picture of so many things: papers read, models, datasets and cited works, with two links a thing."""
    chance = random.Random(seed)
    bounds = [int(count * share) for share in (0.15, 0.35, 0.7, 1.0)]
    nodes = [_thing(number, bounds) for number in range(count)]
    edges: dict[tuple[str, str, str], Edge] = {}
    while len(edges) < 2 * count:
        subject = nodes[chance.randrange(bounds[2])]
        target = nodes[chance.randrange(nodes.index(subject) + 1, count)] if subject is not nodes[-1] else subject
        choices = _RELATIONS.get((subject.kind, target.kind))
        if choices:
            evidence = (_quote(subject, target, chance.uniform(0.5, 0.95)),)
            edge = Edge(subject.iri, chance.choice(choices), target.iri, evidence)
            edges[edge.triple] = edge
    years = {node.iri: chance.randrange(2012, 2026) for node in nodes}
    drawn = tuple(edge for _, edge in sorted(edges.items()))
    return Picture(tuple(nodes), drawn, frozenset(), (), truncated=False, years=MappingProxyType(years))


def _thing(number: int, bounds: list[int]) -> Node:
    kinds = (NodeKind.PAPER, NodeKind.MODEL, NodeKind.DATASET, NodeKind.PAPER)
    place = next(i for i, bound in enumerate(bounds) if number < bound)
    kind, label = kinds[place], f"{('Paper', 'Model', 'Dataset', 'Cited work')[place]} {number}"
    return Node(f"https://example.org/{number}", kind, label, read=place == 0)


def _quote(subject: Node, target: Node, confidence: float) -> SourcedEvidence:
    words = f"In this sentence {subject.label} and {target.label} are said to have to do with one another."
    return SourcedEvidence(
        source="https://example.org/0",
        label="Paper 0",
        confidence=round(confidence, 2),
        extractor="rule:invented",
        file="paper.pdf",
        quote=words,
        page=3,
        section="2 Data",
    )


def opened(browser: Browser, file: Path) -> tuple[Page, float]:
    """The page with everything shown, and the seconds from opening it until things are painted."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.goto(f"{file.as_uri()}#all=1&cited=1&-relations=")
    page.wait_for_selector("#explorer.ready")
    painted = page.evaluate(
        "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
    )
    return page, painted / 1000


def panned(page: Page, seconds: float = PAN_S) -> tuple[float, float]:
    """Frames a second while a hand pans: as the browser's trace has them, and as requestAnimationFrame saw them."""
    box = page.locator("[data-part=stage]").bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    session.on("Tracing.dataCollected", lambda found: events.extend(found["value"]))
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.down()
    session.send("Tracing.start", {"traceConfig": {"includedCategories": [_TRACED]}})
    seen = page.evaluate(_PAN, seconds * 1000)
    _end_trace(session, page)
    page.mouse.up()
    took = (seen[-1] - seen[0]) / 1000
    drawn = sum(1 for event in events if event["name"] == "DrawFrame")
    return drawn / took, (len(seen) - 1) / took


def _end_trace(session: CDPSession, page: Page) -> None:
    ended: list[bool] = []
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)


def main(arguments: Iterable[str] | None = None) -> None:
    """Print what was measured beside what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=5_000)
    parser.add_argument("--graph", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args(list(arguments) if arguments is not None else None)
    if given.graph:
        with Graph.open_read_only(given.graph) as graph:
            picture = whole_picture(GraphReader(graph))
    else:
        picture = invented(given.nodes)
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("view: Chromium is needed")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "page.html"
        file.write_text(page_of(picture), "utf-8")
        figures: dict[str, list[float]] = {"paint": [], "trace": [], "callbacks": []}
        for _ in range(given.runs):
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page, painted = opened(browser, file)
            drawn, seen = panned(page)
            for name, value in zip(figures, (painted, drawn, seen), strict=True):
                figures[name].append(value)
            browser.close()
        size = file.stat().st_size
    middle = {name: round(statistics.median(values), 2) for name, values in figures.items()}
    print(f"{len(picture.nodes)} things, {len(picture.edges)} links; median of {given.runs}")
    print(f"things painted after      {middle['paint']:6.2f} s    asked: at most {PAINTED_WITHIN_S:g}")
    print(f"frames/s while panning    {middle['trace']:6.1f}      asked: at least {FRAMES_A_SECOND:g}, by the trace")
    print(f"  by requestAnimationFrame {middle['callbacks']:5.1f}")
    print(f"the page                  {size / 1e6:6.2f} MB")
    print(json.dumps({name: [round(v, 3) for v in values] for name, values in figures.items()}))


if __name__ == "__main__":
    main()
