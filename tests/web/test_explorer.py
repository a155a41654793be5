"""The explorer in a browser: looking, asking who says so, hiding and bringing back, by hand and by keyboard."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from playwright.sync_api import Browser

from kg.core.statement import Predicate
from kg.web.single_page import single_page
from tests.tracing import world as w
from tests.web.looking import Look

P = Predicate
BITTERN = "Bittern: Fast Listening"
pytestmark = pytest.mark.browser


@pytest.fixture
def marsh(browser: Browser, tmp_path: Path):
    with Look(browser, tmp_path, single_page(w.marsh())) as look:
        yield look


def lineage_of(browser: Browser, folder: Path, name: str, **options) -> Look:
    return Look(browser, folder, single_page(w.marsh(), name), **options)


def test_searching_finds_by_keyboard_and_shows_quotes(marsh: Look):
    page = marsh.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.type("quail")
    assert "3 found" in marsh.panel
    page.keyboard.type("-2")
    page.keyboard.press("Enter")
    assert "“Quail-2 starts from Quail-1.”" in marsh.panel
    assert "Quail, p. 4" in marsh.panel
    page.keyboard.press("Escape")
    page.keyboard.type("no such bird")
    assert "Nothing goes by this name." in marsh.panel


def test_arrows_go_through_what_was_found(marsh: Look):
    page = marsh.page
    page.fill("#find", "quail")
    page.keyboard.press("ArrowDown")
    chosen = page.locator(".entry[aria-selected=true]")
    assert page.locator("#find").get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    name = chosen.inner_text().partition("\n")[0]
    assert name == page.locator(".entry").nth(1).inner_text().partition("\n")[0]
    page.keyboard.press("Enter")
    assert page.locator("[data-part=details] h2").inner_text().startswith(name)


def test_clicking_a_thing_and_a_link_shows_who_says_so(marsh: Look):
    page = marsh.page
    marsh.click("Crake")
    assert "Training data not disclosed" in marsh.panel
    assert "“Crake's training data were not released.”" in marsh.panel
    page.keyboard.press("Escape")
    place = """() => {
        const { links, nodes } = kgPage.model;
        const l = links.find(l => nodes[l.source].name === 'Heron' && l.relation === 'trained_on');
        const [x, y] = kgExplorer.scene.along(kgPage.stage.scene().links.get(l.id).points, 0.5);
        return kgPage.stage.onScreen(x, y);
    }"""
    at = page.evaluate(place)
    page.mouse.click(at["x"], at["y"])
    assert "Heron trained on Ponds" in marsh.panel
    assert "background fact: Marsh Register (CC-BY-4.0)" in marsh.panel
    assert "confidence 0.70" in marsh.panel


def test_a_thing_keeps_its_kind_by_shape_and_its_belief_by_width(marsh: Look):
    drawing = marsh.page.evaluate("kgExplorer.files.svg(kgPage.stage.scene(), 'x', kgPage.root)")
    assert drawing.count('rx="13"') == 5  # datasets have round ends
    kinds = ("paper", "model", "reference")
    shapes = {marsh.page.evaluate(f"JSON.stringify(kgExplorer.scene.corners('{kind}', 100))") for kind in kinds}
    assert len(shapes) == 3
    widths = "[...kgPage.stage.scene().links.values()].sort((a, b) => a.belief - b.belief).map(l => l.thickness)"
    found = marsh.page.evaluate(widths)
    assert found == sorted(found)
    assert found[0] < found[-1]


def test_pointing_lights_up_all_ways_from_the_start(browser: Browser, tmp_path: Path):
    with lineage_of(browser, tmp_path, "Bittern") as look:
        look.point("Owls3")
        assert look.lit() == [BITTERN, "Owls3", "Quail-1", "Quail-2", "The Heap Corpus"]
        look.click("Owls3")
        assert "How it gets there" in look.panel
        way = look.page.locator(".ways li").inner_text()
        assert f"{BITTERN} → uses → Quail-2 → fine-tuned from → Quail-1 → trained on → The Heap Corpus" in way
        assert way.endswith("0.58")  # 0.9 · 0.8 · 0.9 · 0.9


def test_hops_are_named_where_there_are_few(browser: Browser, tmp_path: Path):
    with lineage_of(browser, tmp_path, "Quail-2") as look:
        words = look.page.evaluate("[...kgPage.stage.scene().links.values()].filter(l => l.place).map(l => l.words)")
        assert {"fine-tuned from", "trained on", "has part", "uses"} <= set(words)


def test_things_stand_right_of_what_is_made_from_them(browser: Browser, tmp_path: Path):
    with lineage_of(browser, tmp_path, "Bittern") as look:
        order = (BITTERN, "Quail-2", "Quail-1", "The Heap Corpus", "Owls3")
        places = [look.place(look.number(name))["x"] for name in order]
        assert places == sorted(places)


def test_one_side_of_a_lineage_can_be_looked_at_alone(browser: Browser, tmp_path: Path):
    with lineage_of(browser, tmp_path, "Quail-2") as look:
        assert {BITTERN, "Quail-1"} <= set(look.names())
        look.page.evaluate("document.querySelector('.menu').open = true")
        look.page.select_option("#side", "users")
        assert BITTERN in look.names()
        assert "Quail-1" not in look.names()
        look.page.select_option("#side", "data")
        assert "Quail-1" in look.names()
        assert BITTERN not in look.names()


def test_filters_hide_and_bring_back(marsh: Look):
    page = marsh.page
    datasets = "kgPage.seen.nodes.filter(n => n.kind === 'dataset').length"
    assert page.evaluate(datasets) == 5
    page.uncheck("[data-kind=dataset]")
    assert page.evaluate(datasets) == 0
    page.check("[data-kind=dataset]")
    page.get_by_text("Filter", exact=False).first.click()
    page.uncheck("[data-sources=background]")
    trained = "kgPage.seen.links.filter(l => l.relation === 'trained_on').map(l => kgPage.model.nodes[l.source])"
    assert "Heron" not in marsh.names(trained)
    page.check("[data-sources=background]")
    page.uncheck("[data-relations=trained_on]")
    assert page.evaluate("kgPage.seen.links.some(l => l.relation === 'trained_on')") is False
    page.click("[data-part=reset]")
    assert page.evaluate("kgPage.seen.links.some(l => l.relation === 'trained_on')")
    page.locator("#belief").fill("0.85")
    assert page.evaluate("Math.min(...kgPage.seen.links.map(l => l.belief))") >= 0.85


def test_years_leave_out_what_is_older_and_keep_what_has_none(browser: Browser, tmp_path: Path):
    ages = {"Old": 2012, "New": 2022, "None": None}
    old, new, none = (replace(w.paper(name), year=year) for name, year in ages.items())
    edges = [w.edge(p, P.TRAINS_ON, w.PONDS) for p in (old, new, none)]
    with Look(browser, tmp_path, single_page(w.MemorySource([old, new, none, w.PONDS], edges))) as look:
        look.page.get_by_text("Filter", exact=False).first.click()
        look.page.fill("[data-part=year-from]", "2015")
        look.page.keyboard.press("Tab")
        assert look.names() == ["New", "None", "Ponds"]


def test_collapsing_hides_what_nothing_else_leads_to_and_expanding_brings_it_back(browser: Browser, tmp_path: Path):
    with lineage_of(browser, tmp_path, "Bittern") as look:
        look.click("Quail-1")
        look.page.get_by_role("button", name="Collapse").click()
        assert not {"Marshbirds", "The Heap Corpus", "Owls3"} & set(look.names())
        label = look.page.evaluate(f"kgPage.stage.scene().nodes.get({look.number('Quail-1')}).folded")
        assert label == "+5"
        look.page.locator("[data-part=stage]").focus()
        look.page.keyboard.press("e")
        assert {"Marshbirds", "The Heap Corpus", "Owls3"} <= set(look.names())


def test_the_address_restores_the_view(browser: Browser, tmp_path: Path, marsh: Look):
    page = marsh.page
    marsh.click("Quail-1")
    page.get_by_text("Filter", exact=False).first.click()
    page.uncheck("[data-relations=evaluated_on]")
    page.locator("#belief").fill("0.75")
    page.keyboard.press("Escape")
    page.locator("[data-part=stage]").focus()
    page.keyboard.press("+")
    page.click("[data-part=link]")
    view, names = page.evaluate("({...kgPage.stage.view})"), marsh.names()
    with Look(browser, tmp_path, single_page(w.marsh()), view=page.url.partition("#")[2]) as again:
        assert again.names() == names
        assert again.page.locator("[data-part=details] h2").inner_text() == "Quail-1"
        assert again.page.locator("#belief").input_value() == "0.75"
        found = again.page.evaluate("({...kgPage.stage.view})")
        assert {k: round(v, 2) for k, v in found.items()} == {k: round(v, 2) for k, v in view.items()}


def test_an_address_that_names_what_is_gone_shows_the_rest(browser: Browser, tmp_path: Path):
    gone = "at=https%3A%2F%2Fexample.org%2Fgone&fold=nowhere&view=a+b&years=9-1&belief=7&link=x&-relations=nonsense"
    with Look(browser, tmp_path, single_page(w.marsh()), view=gone) as look:
        assert "Click a thing" in look.panel
        assert "Quail-1" in look.names()


def test_the_picture_is_walked_with_the_keyboard(browser: Browser, tmp_path: Path):
    with lineage_of(browser, tmp_path, "Bittern") as look:
        page = look.page
        page.locator("[data-part=stage]").focus()
        seen = []
        for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
            page.keyboard.press(key)
            seen.append(page.locator("[data-part=details] h2").inner_text().partition(":")[0])
        assert seen[0] == "Bittern"  # where the lineage begins
        assert seen[2] == "Quail-1"
        assert "Quail" in page.locator("[data-part=said]").inner_text()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.dataset.part") == "panel"
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.dataset.part") == "stage"
        assert "Click a thing" in look.panel


def test_tables_hold_the_same_as_the_picture(marsh: Look):
    page = marsh.page
    page.get_by_role("tab", name="Links").click()
    rows = page.locator("[data-part=table] tbody tr")
    assert rows.count() == page.evaluate("kgPage.model.links.length")
    page.get_by_role("button", name="Belief").click()
    page.get_by_role("button", name="Belief").click()
    assert rows.first.locator("td").nth(2).inner_text() == "0.70"
    rows.first.get_by_role("button").last.click()
    assert "Marsh Register" in marsh.panel
    page.get_by_role("tab", name="Models").click()
    table = page.locator("[data-part=table]").inner_text()
    assert "not disclosed" in table
    assert "nothing known" in table
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", name="Datasets").get_attribute("aria-selected") == "true"


def test_what_is_shown_is_saved_as_svg_png_and_turtle(marsh: Look, tmp_path: Path):
    page = marsh.page
    saved = {}
    for label in ("Picture, SVG", "Picture, PNG", "What is shown, Turtle"):
        page.get_by_text("Save", exact=False).first.click()
        with page.expect_download() as download:
            page.get_by_role("button", name=label).click()
        saved[label] = tmp_path / download.value.suggested_filename
        download.value.save_as(saved[label])
    drawing = saved["Picture, SVG"].read_text("utf-8")
    assert drawing.startswith("<svg")
    assert ">Quail-1<" in drawing
    assert saved["Picture, PNG"].read_bytes().startswith(b"\x89PNG")
    graph = rdflib.Graph().parse(saved["What is shown, Turtle"], format="turtle")
    trained = rdflib.URIRef("https://w3id.org/fair4ml#trainedOn")
    assert (rdflib.URIRef(w.QUAIL_1.iri), trained, rdflib.URIRef(w.HEAP.iri)) in graph
    introduced = rdflib.URIRef("https://w3id.org/kg/ns#introducedBy")
    assert (rdflib.URIRef(w.QUAIL_1.iri), introduced, rdflib.URIRef(w.QUAIL_PAPER.iri)) in graph


def test_turtle_and_svg_hold_hostile_names_as_text(browser: Browser, tmp_path: Path):
    name = 'a "quoted" \\ <b> & >c'
    note, used = w.paper("Note"), w.model(name)
    with Look(browser, tmp_path, single_page(w.MemorySource((note, used), (w.edge(note, P.USES, used),)))) as look:
        text = look.page.evaluate("kgExplorer.files.turtle(kgPage.model, kgPage.seen)")
        labels = rdflib.Graph().parse(data=text, format="turtle").objects(predicate=rdflib.RDFS.label)
        assert name in {str(label) for label in labels}
        drawing = look.page.evaluate("kgExplorer.files.svg(kgPage.stage.scene(), 'title <x>', kgPage.root)")
        assert "<b>" not in drawing
        assert "&lt;b&gt; &amp;" in drawing


def test_light_and_dark_repaint_the_picture(marsh: Look):
    corner = "[...document.querySelector('.stage canvas').getContext('2d').getImageData(0, 0, 1, 1).data].slice(0, 3)"
    light = marsh.page.evaluate(corner)
    marsh.page.click("[data-theme-switch]")
    dark = marsh.page.evaluate(corner)
    assert sum(light) > 600
    assert sum(dark) < 150


def test_a_large_graph_begins_with_what_the_papers_rest_on(browser: Browser, tmp_path: Path):
    note, sets = w.paper("Note"), [w.dataset(f"Set {n}") for n in range(200)]
    edges = [
        w.edge(note, P.INTRODUCES, w.HERON),
        w.edge(note, P.TRAINS_ON, sets[0]),
        w.edge(w.HERON, P.TRAINED_ON, sets[0]),
        w.edge(note, P.USES, w.RAIL),
        *(w.edge(note, P.EVALUATES_ON, data) for data in sets[1:]),
    ]
    with Look(browser, tmp_path, single_page(w.MemorySource([note, w.HERON, w.RAIL, *sets], edges))) as look:
        bar = look.page.locator("[data-part=notice]")
        assert look.names() == ["Heron", "Note", "Set 0"]
        assert "What the papers rest on: 3 of 203 things" in bar.inner_text()
        bar.get_by_role("button").click()
        assert len(look.names()) == 203
        bar.get_by_role("button").click()
        assert len(look.names()) == 3
        look.page.fill("#find", "set 77")
        look.page.keyboard.press("Enter")
        assert look.names() == ["Heron", "Note", "Set 0", "Set 77"]  # it comes in, and nothing goes
        assert "Only what touches" not in bar.inner_text()
        look.page.get_by_role("tab", name="Datasets").click()
        assert "200 datasets" in look.page.locator("caption").inner_text()


def test_searching_a_large_graph_shows_what_is_found_large_enough_to_read(browser: Browser, tmp_path: Path):
    sets = [w.dataset(f"Set {n}") for n in range(160)]
    papers = [w.paper(f"Paper {n}") for n in range(140)]
    edges = [w.edge(p, P.TRAINS_ON, sets[(n * 7 + k) % 160]) for n, p in enumerate(papers) for k in (0, 3)]
    with Look(browser, tmp_path, single_page(w.MemorySource([*sets, *papers], edges))) as look:
        assert look.page.evaluate("kgPage.stage.view.zoom") < 0.7
        look.page.fill("#find", "paper 77")
        look.page.keyboard.press("Enter")
        assert look.page.evaluate("kgPage.stage.view.zoom") > 0.69
        assert len(look.names()) == 300  # nobody asked for less
        place = look.place(look.number("Paper 77"))
        box = look.page.locator("[data-part=stage]").bounding_box()
        assert box["x"] < place["x"] < box["x"] + box["width"]
        assert box["y"] < place["y"] < box["y"] + box["height"]


def test_what_is_found_first_begins_with_what_was_typed_and_is_linked_most(browser: Browser, tmp_path: Path):
    papers = [w.paper(f"Paper {n}") for n in range(4)]
    hop, pedia, news = (w.dataset(name) for name in ("ReedHop", "Reedpedia", "News of Reeds"))
    used = [(papers[0], hop), *((p, pedia) for p in papers), *((p, news) for p in papers)]
    edges = [w.edge(p, P.TRAINS_ON, data) for p, data in used]
    with Look(browser, tmp_path, single_page(w.MemorySource([*papers, hop, pedia, news], edges))) as look:
        look.page.fill("#find", "reed")
        assert look.page.locator(".entry").all_inner_texts() == ["Reedpedia\n4", "ReedHop\n1", "News of Reeds\n4"]
        look.page.keyboard.press("Enter")
        assert look.page.locator("[data-part=details] h2").inner_text() == "Reedpedia"


def test_a_picture_too_large_for_all_names_bears_those_of_what_is_linked_most(browser: Browser, tmp_path: Path):
    sets = [w.dataset(f"A Rather Long Name {n}") for n in range(160)]
    papers = [w.paper(f"Paper {n}") for n in range(140)]
    edges = [w.edge(p, P.TRAINS_ON, sets[(n * 7 + k) % 160]) for n, p in enumerate(papers) for k in (0, 3)]
    edges += [w.edge(p, P.TRAINS_ON, sets[42]) for p in papers if papers.index(p) % 7]
    edges = list({e.triple: e for e in edges}.values())
    with Look(browser, tmp_path, single_page(w.MemorySource([*sets, *papers], edges))) as look:
        script = """() => {
            const { view } = kgPage.stage, scene = kgPage.stage.scene();
            const found = kgExplorer.paint.named(scene, view.zoom, scene.nodes.values());
            return [view.zoom, found.map(({ node, box }) => ({ name: kgPage.model.nodes[node.id].name, ...box }))];
        }"""
        zoom, named = look.page.evaluate(script)
        assert zoom * 13 < 8  # letters in each thing would be too small
        assert named[0]["name"] == "A Rather Long Name 42"
        assert len(named) > 30
        assert not [(a, b) for i, a in enumerate(named) for b in named[:i] if overlap(a, b)]
        assert all((n["bottom"] - n["top"]) * zoom >= 11 for n in named)


def test_the_filter_closes_by_escape_wherever_in_it_one_is(marsh: Look):
    page = marsh.page
    page.get_by_text("Filter", exact=False).first.click()
    for part in ("[data-relations=trained_on]", "#belief", "[data-part=year-from]"):
        page.locator("details.menu").first.evaluate("menu => { menu.open = true; }")
        page.locator(part).focus()
        page.keyboard.press("Escape")
        assert page.locator("details.menu[open]").count() == 0
        assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_links_are_listed_whose_relation_is_ticked_in_the_filter(browser: Browser, tmp_path: Path):
    sets = [w.dataset(f"Set {n}") for n in range(45)]
    edges = [w.edge(w.QUAIL_PAPER, P.TRAINS_ON, data) for data in sets]
    edges += [w.edge(data, P.INTRODUCED_BY, w.MARSH_PAPER) for data in sets[:20]]
    nodes = [w.QUAIL_PAPER, w.MARSH_PAPER, *sets]
    with Look(browser, tmp_path, single_page(w.MemorySource(nodes, edges))) as look:
        page = look.page
        page.get_by_role("tab", name="Links").click()
        assert page.locator("[data-relations=introduced_by]").is_checked() is False
        assert "45 links" in page.locator("caption").inner_text()
        assert "introduced by" not in page.locator("[data-part=table]").inner_text()
        page.get_by_text("Filter", exact=False).first.click()
        page.check("[data-relations=introduced_by]")
        assert "65 links" in page.locator("caption").inner_text()


def test_back_takes_back_what_was_looked_at_and_stays_on_the_page(marsh: Look):
    page = marsh.page
    told = page.locator("[data-part=details]")
    for name in ("Quail-1", "Crake"):
        marsh.click(name)
        page.wait_for_url("**" + name.lower().replace("-", "") + "**")
    page.go_back()
    told.get_by_role("heading", name="Quail-1", exact=True).wait_for()
    page.go_back()
    told.get_by_text("Click a thing").wait_for()
    page.go_forward()
    told.get_by_role("heading", name="Quail-1", exact=True).wait_for()


def test_what_is_left_out_of_everything_is_said_by_kind(browser: Browser, tmp_path: Path):
    note, sets = w.paper("Note"), [w.dataset(f"Set {n}") for n in range(200)]
    models = [w.model(f"Model {n}") for n in range(5)]
    edges = [w.edge(note, P.USES, w.HERON), w.edge(w.HERON, P.TRAINED_ON, sets[0])]
    edges += [w.edge(note, P.EVALUATES_ON, data) for data in sets[1:]]
    edges += [w.edge(note, P.MENTIONS, model) for model in models]
    edges += [w.edge(sets[1], P.INTRODUCED_BY, w.MARSH_PAPER)]
    nodes = [note, w.HERON, w.MARSH_PAPER, *sets, *models]
    with Look(browser, tmp_path, single_page(w.MemorySource(nodes, edges))) as look:
        bar = look.page.locator("[data-part=notice]")
        bar.get_by_role("button").click()
        assert "202 of 208 things; the filter leaves out 5 models, 1 cited works" in bar.inner_text()


def test_dragging_moves_the_picture_and_the_wheel_brings_it_nearer(marsh: Look):
    page = marsh.page
    before = page.evaluate("({...kgPage.stage.view})")
    box = page.locator("[data-part=stage]").bounding_box()
    page.mouse.move(box["x"] + 15, box["y"] + 15)
    page.mouse.down()
    page.mouse.move(box["x"] + 115, box["y"] + 65, steps=4)
    page.mouse.up()
    moved = page.evaluate("({...kgPage.stage.view})")
    assert round((before["x"] - moved["x"]) * before["zoom"]) == 100
    assert round((before["y"] - moved["y"]) * before["zoom"]) == 50
    page.mouse.wheel(0, -240)
    page.wait_for_function(f"kgPage.stage.view.zoom > {before['zoom']}")
    page.keyboard.press("0")
    page.wait_for_function(f"Math.abs(kgPage.stage.view.x - {before['x']}) < 1e-6")


def test_no_two_things_are_drawn_on_one_another(browser: Browser, tmp_path: Path):
    sets = [w.dataset(f"Set {n}") for n in range(90)]
    papers = [w.paper(f"Paper {n}") for n in range(60)]
    edges = [w.edge(p, P.TRAINS_ON, sets[(n * 7 + k) % 90]) for n, p in enumerate(papers) for k in (0, 3, 5)]
    with Look(browser, tmp_path, single_page(w.MemorySource([*sets, *papers], edges))) as look:
        script = "[...kgPage.stage.scene().nodes.values()].map(n => kgExplorer.scene.boxOf([n]))"
        boxes = look.page.evaluate(script)
    assert len(boxes) == 150
    touching = [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if overlap(a, b)]
    assert touching == []


def overlap(a, b):
    return a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"]


def test_numbers_in_the_filters_stand_beside_their_words(browser: Browser, site: str):
    for width in (1600, 360):
        with Look(browser, address=f"{site}/lineage", width=width) as look:
            look.page.get_by_text("Filter", exact=False).first.click()
            heights = "rows => rows.map(row => row.getBoundingClientRect().height)"
            assert look.page.locator(".filters [data-part=sources] li").evaluate_all(heights)
            numbers = look.page.locator(".filters .count")
            assert max(numbers.evaluate_all(heights)) < 30
            style = "row => [getComputedStyle(row).borderTopWidth, getComputedStyle(row).paddingTop]"
            assert numbers.first.evaluate(style) == ["0px", "0px"]


def test_on_a_narrow_screen_a_tap_shows_what_is_said_and_leaves_the_thing_in_sight(browser: Browser, tmp_path: Path):
    with Look(browser, tmp_path, single_page(w.marsh(), "Quail-1"), width=360, has_touch=True) as look:
        page = look.page
        page.set_viewport_size({"width": 360, "height": 740})
        page.wait_for_timeout(400)  # a new size is drawn for after a moment
        page.evaluate("kgPage.bring(kgPage.model.nodes.find(n => n.name === 'Quail-1').id)")
        at = look.place(look.number("Quail-1"))
        page.touchscreen.tap(at["x"], at["y"])
        panel = page.locator("[data-part=panel]").bounding_box()
        assert panel is not None
        assert panel["y"] + 80 < 740
        assert page.locator("[data-part=details] h2").is_visible()
        page.wait_for_timeout(200)
        assert look.place(look.number("Quail-1"))["y"] < panel["y"]
        page.get_by_role("button", name="‹ All").click()
        assert page.locator(".panel.telling").count() == 0


def test_each_table_is_had_as_csv_in_which_nothing_is_a_formula(browser: Browser, tmp_path: Path):
    paper, data = w.paper('=HYPERLINK("x")'), w.dataset("@Ponds, the")
    world = w.MemorySource([paper, data], [w.edge(paper, P.TRAINS_ON, data, w.said("Rail", "We train on it."))])
    with Look(browser, tmp_path, single_page(world)) as look:
        kept = {}
        for tab in ("Papers", "Models", "Datasets", "Links"):
            look.page.get_by_role("tab", name=tab).click()
            with look.page.expect_download() as download:
                look.page.get_by_role("button", name="CSV").click()
            assert download.value.suggested_filename == f"kg-{tab.lower()}.csv"
            kept[tab] = list(csv.reader(Path(download.value.path()).read_text("utf-8").splitlines()))
    assert kept["Papers"][0][:3] == ["Paper", "Paper IRI", "Year"]
    assert kept["Papers"][1][:2] == ['\'=HYPERLINK("x")', paper.iri]
    assert kept["Datasets"][1][:2] == ["'@Ponds, the", data.iri]
    assert kept["Datasets"][1][4] == "1"
    assert kept["Links"][1] == [
        '\'=HYPERLINK("x")',
        paper.iri,
        "trains on",
        "'@Ponds, the",
        data.iri,
        "0.9",
        "read here",
    ]
    assert len(kept["Models"]) == 1
