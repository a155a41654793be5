import hashlib
import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from kg.core.errors import UnknownNameError
from kg.core.lineage import Withdrawal
from kg.core.statement import Predicate
from kg.views.page import MAX_EVIDENCE, page, page_data
from kg.views.pages import asset, inline
from kg.views.picture import lineage_picture, whole_picture
from tests.tracing import world as w

from .browser import chromium

P = Predicate
ASSETS = Path(__file__).parents[2] / "kg" / "views" / "assets"
HOSTILE = (
    "</script><script>window.hurt=1</script>",
    '"><img src=x onerror="window.hurt=2">',
    "{{ 7*7 }} <!-- \u202egnp.exe \u0000 \u2028",
    "javascript:window.hurt=3",
)


def embedded(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)[1])


def hostile_world() -> w.MemorySource:
    papers = [w.paper(name, citation=name) for name in HOSTILE]
    models = [w.model(f"model {name}", name) for name in HOSTILE]
    edges = [w.edge(p, P.USES, m, w.said(p.label, f"We use {p.label}", 1)) for p, m in zip(papers, models, strict=True)]
    return w.MemorySource([*papers, *models], edges)


def test_the_page_fetches_nothing_and_allows_nothing_but_its_own_scripts():
    html = unescape(page(w.marsh()))
    assert "default-src 'none'" in html
    assert not re.search(r"<(?:script|img|link|iframe)[^>]+(?:src|href)=[\"'](?!data:)", html)
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)[1]
    assert "unsafe" not in policy
    assert policy.count("sha256-") == 5


def test_what_was_withdrawn_is_marked_with_when_and_why():
    reported = replace(w.known("Gone List"), note="its makers took it back", work="https://gone.example")
    gone = w.dataset("Gone", withdrawn=Withdrawal("2023-07", (reported,)))
    (node,) = page_data(whole_picture(w.MemorySource((gone,))))["nodes"]
    assert node["withdrawn"] == (
        "Gone was WITHDRAWN 2023-07: its makers took it back (https://gone.example, so Gone List)"
    )
    assert "withdrawn" not in page_data(whole_picture(w.MemorySource((w.PONDS,))))["nodes"][0]


def test_the_same_graph_gives_the_same_bytes_whatever_the_hash_seed():
    program = "from tests.tracing.world import marsh; from kg.views.page import page; print(page(marsh()))"
    pages = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            cwd=ASSETS.parents[2],
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(pages) == 1


def test_all_that_papers_name_is_drawn_with_quotes():
    data = embedded(page(w.marsh()))
    names = {n["name"]: n for n in data["nodes"]}
    assert names["The Heap"]["kind"] == "reference"
    assert names["Crake"]["undisclosed"]
    assert names["Bittern-33"]["silent"]
    assert "silent" not in names["Quail-1"]
    quote = next(e for e in data["evidence"] if e.get("quote") == "We add The Heap Corpus.")
    assert (quote["label"], quote["page"], quote["section"], quote["file"]) == ("Quail", 3, "2 Data", "quail.pdf")
    assert any(e.get("background") and e["licence"] == "CC-BY-4.0" for e in data["evidence"])


def test_introduced_by_a_read_paper_is_drawn_once_from_the_paper():
    picture = whole_picture(w.marsh())
    links = [e for e in picture.edges if {e.subject, e.object} == {w.QUAIL_PAPER.iri, w.QUAIL_1.iri}]
    assert [(e.predicate, len(e.evidence)) for e in links] == [(P.INTRODUCES, 2)]


def test_background_that_touches_no_paper_stays_out():
    far, lone = w.model("Far"), w.dataset("Lone")
    note, used = w.paper("Note"), w.model("Near")
    source = w.MemorySource(
        (far, lone, note, used), (w.edge(far, P.TRAINED_ON, lone, w.known()), w.edge(note, P.USES, used))
    )
    assert [n.label for n in whole_picture(source).nodes] == ["Near", "Note"]
    without_papers = w.MemorySource((far, lone), (w.edge(far, P.TRAINED_ON, lone, w.known()),))
    assert len(whole_picture(without_papers).nodes) == 2


def test_a_name_narrows_the_page_to_its_lineage():
    names = {n.label for n in lineage_picture(w.marsh(), "Quail-2").nodes}
    assert {"Quail-2", "Quail-1", "Marshbirds", "Owls3", "The Heap"} <= names
    assert not names & {"Rail", "Crake", "WadeBench"}
    assert "What Quail-2 rests on" in page(w.marsh(), "Quail-2")
    with pytest.raises(UnknownNameError):
        page(w.marsh(), "Nobody")


def test_much_evidence_is_cut_and_counted():
    evidence = tuple(w.said("Note", f"quote {n}", n) for n in range(1, 20))
    note, used = w.paper("Note"), w.model("Near")
    data = page_data(whole_picture(w.MemorySource((note, used), (w.edge(note, P.USES, used, *evidence),))))
    assert len(data["links"][0]["evidence"]) == MAX_EVIDENCE
    assert data["links"][0]["more"] == 19 - MAX_EVIDENCE


def test_text_out_of_papers_never_stands_as_markup():
    html = page(hostile_world())
    for name in HOSTILE[:2]:
        assert name not in html
    assert "\u202e" not in html
    assert "\u2028" not in html


def test_an_empty_graph_makes_a_page():
    assert embedded(page(w.MemorySource()))["nodes"] == []


def test_a_script_that_would_end_its_element_is_refused():
    with pytest.raises(ValueError, match="cannot stand"):
        inline("'</script>'")


def test_the_vendored_library_is_the_one_on_record():
    found = hashlib.sha256((ASSETS / "cytoscape.min.js").read_bytes()).hexdigest()
    assert found in asset("README.md")
    assert "Permission is hereby granted" in asset("cytoscape.LICENSE")


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    with chromium(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


def opened(browser, tmp_path, html):
    file = tmp_path / "page.html"
    file.write_text(html, "utf-8")
    browser.get_log("browser")  # drops what an earlier page left
    browser.get(file.as_uri())
    return file


def panel(browser):
    return browser.find_element("id", "panel").text


def nothing_went_wrong(browser):
    return [entry for entry in browser.get_log("browser") if entry["level"] in {"SEVERE", "WARNING"}]


def click_in_graph(browser, element):
    """Clicks the canvas where the node or link stands, as a hand would."""
    from selenium.webdriver.common.action_chains import ActionChains  # noqa: PLC0415

    script = """
        const e = kgPage.cy.getElementById(arguments[0]);
        if (e.isNode()) { return e.renderedPosition(); }
        const m = e.midpoint(), z = kgPage.cy.zoom(), p = kgPage.cy.pan();
        return {x: m.x * z + p.x, y: m.y * z + p.y};
    """
    at = browser.execute_script(script, element)
    stage = browser.find_element("id", "graph")
    size = stage.size
    moved = ActionChains(browser).move_to_element_with_offset(
        stage, round(at["x"] - size["width"] / 2), round(at["y"] - size["height"] / 2)
    )
    moved.click().perform()


@pytest.mark.browser
def test_searching_finds_by_keyboard_and_shows_quotes(browser, tmp_path):
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    opened(browser, tmp_path, page(w.marsh()))
    browser.find_element("tag name", "body").send_keys("/")
    box = browser.switch_to.active_element
    assert box.get_attribute("id") == "search"
    box.send_keys("quail")
    assert "3 found" in panel(browser)
    box.send_keys("-2", Keys.ENTER)
    assert "“Quail-2 starts from Quail-1.”" in panel(browser)
    assert "Quail, p. 4" in panel(browser)
    box.send_keys(Keys.ESCAPE, "no such bird")
    assert "Nothing goes by this name." in panel(browser)
    assert nothing_went_wrong(browser) == []


@pytest.mark.browser
def test_clicking_a_node_and_a_link_shows_the_quote(browser, tmp_path):
    html = page(w.marsh())
    opened(browser, tmp_path, html)
    data = embedded(html)
    number = next(i for i, n in enumerate(data["nodes"]) if n["name"] == "Crake")
    click_in_graph(browser, f"n{number}")
    assert "Training data not disclosed" in panel(browser)
    assert "“Crake's training data were not released.”" in panel(browser)
    browser.find_element("tag name", "body").send_keys("\ue00c")  # escape
    browser.find_element("id", "fit").click()
    link = next(
        i
        for i, link in enumerate(data["links"])
        if link.get("background") and data["nodes"][link["source"]]["name"] == "Heron"
    )
    browser.execute_script("kgPage.cy.stop(); kgPage.cy.fit(undefined, 40)")
    click_in_graph(browser, f"l{link}")
    assert "background: Marsh Register (CC-BY-4.0)" in panel(browser)
    assert nothing_went_wrong(browser) == []


@pytest.mark.browser
def test_filters_hide_and_bring_back(browser, tmp_path):
    opened(browser, tmp_path, page(w.marsh()))
    count = "return kgPage.cy.nodes('.dataset').length"
    assert browser.execute_script(count) == 5
    box = browser.find_element("css selector", "[data-kind=dataset]")
    box.click()
    assert browser.execute_script(count) == 0
    box.click()
    assert browser.execute_script(count) == 5
    browser.find_element("css selector", "#filter summary").click()
    browser.find_element("css selector", "[data-relation=trained_on]").click()
    assert browser.execute_script("return kgPage.cy.edges('.trained_on').length") == 0
    assert nothing_went_wrong(browser) == []


@pytest.mark.browser
def test_searching_a_large_graph_shows_the_surroundings_large_enough_to_read(browser, tmp_path):
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    sets = [w.dataset(f"Set {n}") for n in range(160)]
    papers = [w.paper(f"Paper {n}") for n in range(140)]
    edges = [w.edge(p, P.TRAINS_ON, sets[(n * 7 + k) % 160]) for n, p in enumerate(papers) for k in (0, 3)]
    opened(browser, tmp_path, page(w.MemorySource([*sets, *papers], edges)))
    assert browser.execute_script("return kgPage.cy.zoom()") < 0.7
    browser.find_element("id", "search").send_keys("paper 77", Keys.ENTER)
    assert browser.execute_script("return kgPage.cy.nodes('.paper, .dataset').length") == 3
    assert browser.execute_script("return kgPage.cy.zoom()") > 0.9
    browser.find_element("css selector", "#focus button").click()
    assert browser.execute_script("return kgPage.cy.nodes('.paper, .dataset').length") == 300
    assert nothing_went_wrong(browser) == []


@pytest.mark.browser
def test_a_large_graph_begins_with_what_the_papers_rest_on(browser, tmp_path):
    from selenium.webdriver.common.keys import Keys  # noqa: PLC0415

    note, sets = w.paper("Note"), [w.dataset(f"Set {n}") for n in range(200)]
    edges = [
        w.edge(note, P.INTRODUCES, w.HERON),
        w.edge(note, P.TRAINS_ON, sets[0]),
        w.edge(w.HERON, P.TRAINED_ON, sets[0]),
        w.edge(note, P.USES, w.RAIL),
        *(w.edge(note, P.EVALUATES_ON, data) for data in sets[1:]),
    ]
    opened(browser, tmp_path, page(w.MemorySource([note, w.HERON, w.RAIL, *sets], edges)))
    drawn = "return kgPage.cy.nodes('.paper, .model, .dataset').map(n => n.data('label'))"
    assert sorted(browser.execute_script(drawn)) == ["Heron", "Note", "Set 0"]
    assert browser.execute_script("return kgPage.cy.edges().length") == 2
    bar = browser.find_element("id", "focus")
    assert "What the papers rest on: 3 of 203 things" in bar.text
    bar.find_element("tag name", "button").click()
    assert len(browser.execute_script(drawn)) == 203
    bar.find_element("tag name", "button").click()
    assert len(browser.execute_script(drawn)) == 3
    browser.find_element("id", "search").send_keys("set 77", Keys.ENTER)
    assert "Set 77" in browser.execute_script(drawn)
    assert "Only what touches Set 77" in bar.text
    browser.find_element("css selector", "[data-relation=evaluates_on]")
    assert nothing_went_wrong(browser) == []


def test_a_doubtful_citation_does_not_make_a_paper_introduce_a_dataset():
    doubtful = w.edge(w.PONDS, P.INTRODUCED_BY, w.RAIL_PAPER, w.said("Note", "Ponds (Fen, 2022)", 1, 0.75))
    source = w.MemorySource((w.RAIL_PAPER, w.PONDS), (doubtful, w.edge(w.RAIL_PAPER, P.TRAINS_ON, w.PONDS)))
    assert {e.predicate for e in whole_picture(source).edges} == {P.INTRODUCED_BY, P.TRAINS_ON}
    assert [e.predicate for e in lineage_picture(source, "Rail").edges] == [P.TRAINS_ON]


def test_a_lineage_draws_what_is_only_evaluated_on_without_what_lies_beneath():
    edges = (
        w.edge(w.RAIL_PAPER, P.EVALUATES_ON, w.PONDS),
        w.edge(w.RAIL_PAPER, P.TRAINS_ON, w.OWLS),
        w.edge(w.PONDS, P.DERIVED_FROM, w.HEAP),
    )
    picture = lineage_picture(w.MemorySource((w.RAIL_PAPER, w.PONDS, w.OWLS, w.HEAP), edges), "Rail")
    assert {n.label for n in picture.nodes} == {"Rail", "Ponds", "Owls3"}


@pytest.mark.browser
def test_no_two_things_are_drawn_on_one_another(browser, tmp_path):
    sets = [w.dataset(f"Set {n}") for n in range(90)]
    papers = [w.paper(f"Paper {n}") for n in range(60)]
    edges = [w.edge(p, P.TRAINS_ON, sets[(n * 7 + k) % 90]) for n, p in enumerate(papers) for k in (0, 3, 5)]
    opened(browser, tmp_path, page(w.MemorySource([*sets, *papers], edges)))
    boxes = browser.execute_script(
        "return kgPage.cy.nodes().map(n => n.boundingBox({includeLabels: false})).map(b => [b.x1, b.y1, b.x2, b.y2])"
    )
    assert len(boxes) > 100
    touching = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if overlap(a, b)]
    assert touching == []
    assert nothing_went_wrong(browser) == []


def overlap(a, b):
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@pytest.mark.browser
def test_hostile_names_run_nothing(browser, tmp_path):
    opened(browser, tmp_path, page(hostile_world()))
    box = browser.find_element("id", "search")
    box.send_keys("script")
    for number in range(len(HOSTILE) * 2):
        browser.execute_script(f"kgPage.cy.getElementById('n{number}').emit('tap')")
        assert panel(browser)
    assert browser.execute_script("return window.hurt") is None
    assert browser.execute_script("return document.querySelectorAll('img, iframe').length") == 0
    assert nothing_went_wrong(browser) == []
