"""The one page that opens offline: what it may do, that it is the same each time, and that text in it stays text."""

import json
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from kg.core.errors import UnknownNameError
from kg.core.statement import Predicate
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.views.pages import inline
from kg.web.single_page import single_page
from tests.tracing import world as w
from tests.views.export.hostile_texts import TEXTS, expect_each_text, graph_of
from tests.web.looked_over import by_keys_alone, look_over
from tests.web.looking import Look
from tests.web.visiting import grave

P = Predicate
ROOT = Path(__file__).parents[2]
HOSTILE = (
    "</script><script>window.hurt=1</script>",
    '"><img src=x onerror="window.hurt=2">',
    "{{ 7*7 }} <!-- \u202egnp.exe \u0000 \u2028",
    "javascript:window.hurt=3",
    '=HYPERLINK("javascript:window.hurt=4")',
)


def embedded(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1])


def hostile_world() -> w.MemorySource:
    papers = [w.paper(name, citation=name) for name in HOSTILE]
    models = [w.model(f"model {name}", name) for name in HOSTILE]
    edges = [w.edge(p, P.USES, m, w.said(p.label, f"We use {p.label}", 1)) for p, m in zip(papers, models, strict=True)]
    return w.MemorySource([*papers, *models], edges)


def test_the_page_fetches_nothing_and_allows_nothing_but_its_own_scripts():
    html = unescape(single_page(w.marsh()))
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<(?:script|img|link|iframe)[^>]+(?:src|href)=[\"'](?!data:)", html)
    assert policy.count("sha256-") == html.count("<script>") + html.count("<style>")
    assert " style=" not in html


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed():
    program = "from tests.tracing.world import marsh; from kg.web.single_page import *; print(single_page(marsh()))"
    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


def test_a_name_narrows_the_page_to_its_lineage():
    assert "Lineage of Quail-2" in single_page(w.marsh(), "Quail-2")
    with pytest.raises(UnknownNameError):
        single_page(w.marsh(), "Nobody")


def test_text_out_of_papers_never_stands_as_markup():
    html = single_page(hostile_world())
    for name in HOSTILE[:2]:
        assert name not in html
    assert "\u202e" not in html
    assert "\u2028" not in html


def test_an_empty_graph_makes_a_page():
    assert embedded(single_page(w.MemorySource()))["nodes"] == []


def test_a_script_that_would_end_its_element_is_refused():
    with pytest.raises(ValueError, match="cannot stand"):
        inline("'</script>'")


@pytest.mark.browser
def test_an_empty_graph_opens(browser: Browser, tmp_path: Path):
    with Look(browser, tmp_path, single_page(w.MemorySource())) as look:
        assert "The graph is empty." in look.panel


@pytest.mark.browser
def test_hostile_names_run_nothing_wherever_they_are_shown(browser: Browser, tmp_path: Path):
    with Look(browser, tmp_path, single_page(hostile_world())) as look:
        look.page.fill("#find", "script")
        for number in range(len(HOSTILE) * 2):
            look.page.evaluate(f"kgPage.select({number}, true)")
            assert look.panel
        for tab in ("Papers", "Models", "Links", "Graph"):
            look.page.get_by_role("tab", name=tab).click()
        drawing = look.page.evaluate("kgExplorer.files.svg(kgPage.stage.scene(), 'x', kgPage.root)")
        look.page.evaluate(
            "svg => document.body.append(document.importNode("
            "new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement, true))",
            drawing,
        )
        look.page.wait_for_timeout(50)
        assert look.page.evaluate("window.hurt") is None
        assert look.page.evaluate("document.querySelectorAll('img, iframe').length") == 0
        assert look.page.evaluate("document.querySelectorAll('a[href^=\"javascript\"]').length") == 0


@pytest.mark.browser
def test_five_hundred_hostile_texts_are_read_back_equal_in_a_browser_and_run_nothing(browser: Browser, tmp_path: Path):
    with Graph.open_read_only(graph_of(tmp_path / "graph", TEXTS)) as graph:
        with Look(browser, tmp_path, single_page(GraphReader(graph))) as look:
            data = look.page.evaluate("JSON.parse(document.getElementById('data').textContent)")
            assert look.page.evaluate("window.hurt") is None
        expect_each_text(data, graph)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(browser: Browser, tmp_path: Path, scheme: str):
    with Look(browser, tmp_path, single_page(w.marsh()), color_scheme=scheme) as look:
        for prepare in ("1", "kgPage.select(0, true)", "document.querySelector('[data-tab=links]').click()"):
            look.page.evaluate(prepare)
            assert grave(look.page) == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1600])
def test_nothing_sticks_out_sideways(browser: Browser, tmp_path: Path, width: int):
    with Look(browser, tmp_path, single_page(w.marsh()), width=width) as look:
        for tab in ("Graph", "Papers", "Models", "Datasets", "Links"):
            look.page.get_by_role("tab", name=tab).click()
            assert look.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.fixture(scope="module")
def of_examples(example_graph: Path) -> str:
    """The page of the graph of the example papers."""
    with Graph.open_read_only(example_graph) as graph:
        return single_page(GraphReader(graph))


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1600])
def test_the_page_of_the_examples_fits_and_is_accessible(
    browser: Browser, tmp_path: Path, of_examples: str, scheme: str, width: int
):
    look_over(browser, tmp_path, of_examples, scheme, width)


@pytest.mark.browser
def test_the_page_of_the_examples_is_used_with_keys_alone(browser: Browser, tmp_path: Path, of_examples: str):
    by_keys_alone(browser, tmp_path, of_examples, "quail")
