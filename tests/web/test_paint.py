"""What is seen of the picture: colours, shapes, widths, dashes, words and marks as the browser paints them."""

import itertools
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from playwright.sync_api import Browser

from kg.core.lineage import Withdrawal
from kg.core.statement import Predicate
from kg.web.single_page import single_page
from tests.tracing import world as w
from tests.web.looking import Look
from tests.web.painted import HEIGHT, UNIT, Painted, decoded, like, rgb, sharply
from tests.web.test_colours import CSS, KINDS, SCHEMES, colours

P = Predicate
CORNER = 8
pytestmark = pytest.mark.browser

THINGS = {"paper": "Field Book", "reference": "Old Atlas", "model": "Wren", "dataset": "Ponds"}
BELIEFS = {"Faint": 0.35, "Fair": 0.65, "Firm": 0.95}
WITHDRAWN = Withdrawal("2020-06-29", (w.said("Field Book", "Gone was taken back.", 2),))


def small() -> w.MemorySource:
    """One thing of each kind, a withdrawn one, links as weak and as strong as they come, and of each kind of source."""
    book, atlas = replace(w.paper("Field Book"), year=2020), w.paper("Old Atlas", read=False)
    wren, ponds, gone = w.model("Wren"), w.dataset("Ponds"), w.dataset("Gone", withdrawn=WITHDRAWN)
    pairs = [
        (w.model(f"{name} model"), w.dataset(f"{name} data"), w.said("X", "so", 1, b)) for name, b in BELIEFS.items()
    ]
    known = (
        w.known(),
        replace(w.known("Brought along"), imported=True),
        replace(w.known("Ada"), by="Ada", when="2024"),
    )
    pairs += [
        (w.model(f"{n} model"), w.dataset(f"{n} data"), e)
        for n, e in zip(("Known", "Brought", "Decided"), known, strict=True)
    ]
    edges = [
        w.edge(book, P.USES, wren),
        w.edge(wren, P.TRAINED_ON, ponds),
        w.edge(ponds, P.DERIVED_FROM, gone),
        w.edge(ponds, P.INTRODUCED_BY, atlas),
        *(w.edge(model, P.TRAINED_ON, data, evidence) for model, data, evidence in pairs),
        *(w.edge(book, P.USES, model) for model, _, _ in pairs),
    ]
    made = [thing for model, data, _ in pairs for thing in (model, data)]
    return w.MemorySource([book, atlas, wren, ponds, gone, *made], edges)


@pytest.fixture(params=SCHEMES)
def scheme(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def painted(browser: Browser, tmp_path: Path, scheme: str) -> Iterator[Painted]:
    with sharply(browser, tmp_path, single_page(small()), scheme) as found:
        yield found


def colour(name: str, scheme: str) -> tuple[int, int, int]:
    pair = re.search(rf"--{name}: light-dark\((#\w{{6}}), (#\w{{6}})\);", CSS)
    assert pair
    return rgb(pair[1 + SCHEMES.index(scheme)])


def outline(kind: str, width: float) -> np.ndarray:
    """Which pixels of a thing's box lie in the shape of its kind."""
    y, x = np.mgrid[0 : HEIGHT * UNIT, 0 : width * UNIT] / UNIT + 0.5 / UNIT
    right = width - x
    from_middle = np.abs(y - HEIGHT / 2)
    slant = CORNER * from_middle / (HEIGHT / 2)  # how far in a point is cut at this height
    return {
        "paper": right + y > CORNER,  # the upper right corner is folded
        "model": (x > slant) & (right > slant),  # points to both sides
        "reference": x > CORNER - slant,  # a notch on the left
        "dataset": np.hypot(np.maximum(HEIGHT / 2 - np.minimum(x, right), 0), from_middle) < HEIGHT / 2,  # round ends
    }[kind]


def grown(shape: np.ndarray, by: float) -> np.ndarray:
    """The shape with a border about it."""
    far = int(np.ceil(by))
    wide = np.pad(shape, far)
    moves = [(a, b) for a in range(-far, far + 1) for b in range(-far, far + 1) if math.hypot(a, b) <= by]
    return np.any([np.roll(wide, move, (0, 1)) for move in moves], axis=0)[far:-far, far:-far]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_fill_a_border_and_a_shape_of_its_own(painted: Painted, kind: str, scheme: str):
    pixels = painted.thing(THINGS[kind])
    shape = painted.node(THINGS[kind])
    fill, border = rgb(colours(scheme, "-fill")[kind]), rgb(colours(scheme)[kind])
    within = like(pixels, fill, 3)
    assert within.mean() > 0.5
    assert like(pixels[: int(UNIT)], border).sum() > 100  # along its upper edge
    filled = ~like(pixels, colour("ground", scheme), 6)
    shapes = {k: grown(outline(k, shape["width"]), 0.7 * UNIT) for k in KINDS}
    agreement = {k: _agreement(filled, one) for k, one in shapes.items()}
    assert max(agreement, key=agreement.__getitem__) == kind, agreement
    assert agreement[kind] > 0.97, agreement
    assert like(pixels, colour("ink", scheme), 40).sum() > 200  # its name


def _agreement(filled: np.ndarray, shape: np.ndarray) -> float:
    """How much of both is alike at both ends of a box, where kinds differ."""
    ends = int((HEIGHT / 2) * UNIT)
    rows = min(len(filled), len(shape))
    sides = [(filled[:rows, :ends], shape[:rows, :ends]), (filled[:rows, -ends:], shape[:rows, -ends:])]
    return float(np.mean([(one == other).mean() for one, other in sides]))


def test_what_is_believed_more_is_painted_wider(painted: Painted, scheme: str):
    painted.say_nothing_of_links()
    wide = {name: _thickness(painted.way(f"{name} model", f"{name} data"), scheme) for name in BELIEFS}
    assert wide["Fair"] > 1.5 * wide["Faint"] > 0, wide
    assert wide["Firm"] > 1.25 * wide["Fair"], wide
    assert wide["Firm"] == pytest.approx(0.5 + 1.8 * BELIEFS["Firm"] ** 2, abs=0.3)


def _thickness(pixels: np.ndarray, scheme: str) -> float:
    """How wide a line across the pixels is, in those of the picture."""
    inked = ~like(pixels, colour("ground", scheme), 30)
    return float(np.median(inked.sum(axis=0)) / UNIT)


def test_who_says_it_is_told_by_dashes(painted: Painted, scheme: str):
    painted.say_nothing_of_links()
    runs = {n: _runs(painted.way(f"{n} model", f"{n} data"), scheme) for n in ("Firm", "Decided", "Known", "Brought")}
    assert runs["Firm"] == runs["Decided"] == [], "what a paper or a curator says is one line"
    assert sorted({round(r / UNIT) for r in runs["Known"]}) == [7], runs
    assert sorted({round(r / UNIT) for r in runs["Brought"]}) == [2, 9], runs


def _runs(pixels: np.ndarray, scheme: str) -> list[int]:
    """The lengths of the dashes that begin and end among the pixels; none where the line is unbroken."""
    inked = (~like(pixels, colour("ground", scheme), 60)).any(axis=0).astype(int)
    assert inked.any(), "no line is there"
    turns = np.flatnonzero(np.diff(inked))
    return [int(b - a) for a, b in itertools.pairwise(turns) if inked[a + 1]]


def test_data_flow_along_strong_links_with_filled_heads(painted: Painted, scheme: str):
    painted.say_nothing_of_links()
    *_, (x, y) = painted.link("Firm model", "Firm data")["points"]
    head = painted.near(x - 3.5, y, 3.5, 3.5)
    inked = ~like(head, colour("ground", scheme), 60)
    assert 0.3 < inked.mean() < 0.75  # a triangle takes half of it
    columns = inked.sum(axis=0)
    assert columns[2] > 1.8 * columns[len(columns) * 2 // 3]  # and ends in a point


def test_hops_are_written_on_their_links(painted: Painted, scheme: str):
    written = painted.written()
    assert written.count("trained on") == 7
    assert {"uses", "introduced by"} <= set(written)
    place = painted.link("Firm model", "Firm data")["place"]
    with_words = painted.near(place["x"], place["y"], 24, 7)
    assert like(with_words, colour("soft", scheme), 40).sum() > 100
    painted.say_nothing_of_links()
    without = painted.near(place["x"], place["y"], 24, 7)
    rows = (~like(without, colour("ground", scheme), 30)).any(axis=1)
    assert rows.mean() < 0.4, "the line alone is left"


def test_what_was_withdrawn_is_struck_and_has_a_broken_border(painted: Painted, scheme: str):
    pixels, shape = painted.thing("Gone"), painted.node("Gone")
    bad = like(pixels, colour("bad", scheme))
    top = bad[: int(UNIT), int(15 * UNIT) : -int(15 * UNIT)].any(axis=0)
    assert 0.3 < top.mean() < 0.85, "its border is broken"
    assert _struck(pixels, shape, scheme) > 0.97
    pixels, shape = painted.thing("Ponds"), painted.node("Ponds")
    assert not like(pixels, colour("bad", scheme)).any()
    top = like(pixels[: int(UNIT), int(15 * UNIT) : -int(15 * UNIT)], rgb(colours(scheme)["dataset"])).any(axis=0)
    assert top.mean() > 0.98
    assert _struck(pixels, shape, scheme) < 0.8
    assert "Gone  ✕" in painted.written()


def _struck(pixels: np.ndarray, shape: dict, scheme: str) -> float:
    """How much of the line through the name's middle is ink."""
    middle = int((HEIGHT / 2 + 0.5) * UNIT)
    ends = int(17 * UNIT)  # beside the name there are 15 on each side
    return float(like(pixels[middle, ends : int(shape["width"] * UNIT) - ends], colour("ink", scheme), 60).mean())


def test_columns_have_titles(painted: Painted):
    assert {"PAPERS", "MODELS", "DATASETS", "CITED WORKS"} <= set(painted.written())


def test_from_afar_things_are_spots_of_their_colours(painted: Painted, scheme: str):
    painted.page.evaluate("kgPage.stage.look(-400, -400, 0.15), kgPage.stage.repaint()")
    shot = painted.page.locator("[data-part=stage]").screenshot()
    pixels = decoded(shot)
    for kind in KINDS:
        assert like(pixels, rgb(colours(scheme)[kind]), 6).sum() > 20, kind


def test_what_is_pointed_at_is_painted_over_the_rest_in_the_accent(painted: Painted, scheme: str):
    painted.say_nothing_of_links()
    before = painted.way("Firm model", "Firm data")
    assert not like(before, colour("accent", scheme), 20).any()
    painted.page.evaluate("n => kgPage.select(n)", painted.look.number("Firm model"))
    painted.say_nothing_of_links()
    painted.page.wait_for_timeout(400)  # what is dimmed fades
    assert like(painted.way("Firm model", "Firm data"), colour("accent", scheme), 20).any()


def saved(painted: Painted, kind: str, folder: Path) -> bytes:
    """The file that the menu saves."""
    painted.page.get_by_text("Save", exact=False).first.click()
    with painted.page.expect_download() as download:
        painted.page.locator(f"[data-file={kind}]").click()
    download.value.save_as(folder / kind)
    return (folder / kind).read_bytes()


def test_the_png_shows_what_the_canvas_shows(painted: Painted, scheme: str, tmp_path: Path):
    painted.say_nothing_of_links()
    pixels = decoded(saved(painted, "png", tmp_path))
    box = painted.page.evaluate("kgPage.stage.scene().box")
    around, scale = 32, 2
    assert pixels.shape[1] == math.ceil((box["right"] - box["left"] + 2 * around) * scale)
    assert pixels.shape[0] == math.ceil((box["bottom"] - box["top"] + 2 * around) * scale)
    assert like(pixels[:20, :20], colour("ground", scheme), 2).all()
    for kind, name in THINGS.items():
        shape = painted.node(name)
        x, y = (shape["x"] - box["left"] + around) * scale, (shape["y"] - box["top"] + around) * scale
        half = shape["width"] * scale / 2
        area = pixels[int(y - HEIGHT) : int(y + HEIGHT), int(x - half) : int(x + half)]
        assert like(area, rgb(colours(scheme, "-fill")[kind]), 3).mean() > 0.5, kind
        assert like(area, rgb(colours(scheme)[kind]), 40).sum() > 40, kind
        assert like(area, colour("ink", scheme), 40).sum() > 20, kind
    assert like(pixels, colour("bad", scheme), 20).sum() > 40
    (ax, ay), *_, (bx, _) = painted.link("Firm model", "Firm data")["points"]
    at = int((ay - box["top"] + around) * scale)
    way = pixels[at - 4 : at + 4, int((ax - box["left"] + around) * scale) + 8 :][:, : int((bx - ax) * scale) - 16]
    assert (~like(way, colour("ground", scheme), 30)).any(axis=0).mean() > 0.7


def test_the_svg_has_an_element_for_all_that_is_painted(painted: Painted, scheme: str, tmp_path: Path):
    root = ElementTree.fromstring(saved(painted, "svg", tmp_path))
    ns = "{http://www.w3.org/2000/svg}"
    texts = ["".join(t.itertext()) for t in root.iter(f"{ns}text")]
    assert sorted(texts) == sorted(painted.written())
    paths = list(root.iter(f"{ns}path"))
    links = painted.page.evaluate("kgPage.seen.links.length")
    assert len(paths) == 2 * links  # each has its head
    assert sum(path.get("d", "").count("C") for path in paths) == painted.curves()
    kinds = painted.page.evaluate("kgPage.seen.nodes.map(n => n.kind)")
    shapes = [*root.iter(f"{ns}polygon"), *(r for r in root.iter(f"{ns}rect") if r.get("rx"))]
    assert len(shapes) == len(kinds)
    for kind in KINDS:
        of_kind = [s for s in shapes if _as_rgb(s.get("fill")) == rgb(colours(scheme, "-fill")[kind])]
        assert len(of_kind) == kinds.count(kind)
    (gone,) = [s for s in shapes if _as_rgb(s.get("stroke")) == colour("bad", scheme)]
    assert gone.get("stroke-dasharray") == "4 3"
    (struck,) = [t for t in root.iter(f"{ns}text") if t.get("text-decoration") == "line-through"]
    assert "".join(struck.itertext()) == "Gone  ✕"
    dashes = {g.get("stroke-dasharray") for g in root.iter(f"{ns}g")}
    assert {"7 4", "9 3 2 3"} <= dashes
    widths = {float(g.get("stroke-width", "0")) for g in root.iter(f"{ns}g")}
    assert {0.6, 1.5, 2.0} <= widths  # the least, and those of "Fair" and "Firm" to the half pixel


def _as_rgb(colour: str | None) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", colour or "")[:3])


def aged() -> w.MemorySource:
    """Papers of three years and of none, and two links of one belief or kind of source each."""
    papers = [replace(w.paper(f"Of {year}"), year=year) for year in (2012, 2017, 2022)]
    weak = w.edge(papers[1], P.EVALUATES_ON, w.PONDS, w.said("X", "so", 1, 0.4))
    known = w.edge(w.HERON, P.TRAINED_ON, w.PONDS, w.known())
    edges = [*(w.edge(p, P.TRAINS_ON, w.MARSHBIRDS) for p in papers), w.edge(papers[2], P.USES, w.HERON), weak, known]
    return w.MemorySource([*papers, w.HERON, w.PONDS, w.MARSHBIRDS], edges)


OPEN_FILTERS = "document.querySelector('.menu:has([data-part=reset])').open = true"
FILTERS = {
    "relation": ("[data-relations=uses]", None, {"uses"}),
    "kind": ("[data-kind=model]", None, {"Heron", "uses", "trained on"}),
    "source kind": ("[data-sources=background]", None, {"trained on"}),
    "belief": ("#belief", "0.5", {"evaluates on"}),
    "year from": ("[data-part=year-from]", "2015", {"Of 2012"}),
    "year to": ("[data-part=year-to]", "2018", {"Of 2022", "uses"}),
}


@pytest.mark.parametrize("name", FILTERS)
def test_each_filter_takes_from_what_is_painted_and_gives_back(browser: Browser, tmp_path: Path, name: str):
    control, value, gone = FILTERS[name]
    with Look(browser, tmp_path, single_page(aged())) as look:
        painted = Painted(look)
        before, curves = set(painted.written()), painted.curves()
        assert gone <= before
        look.page.evaluate(OPEN_FILTERS)
        if value is None:
            look.page.locator(control).set_checked(False)
        else:
            look.page.fill(control, value)
            look.page.keyboard.press("Tab")
        after = set(painted.written())
        assert before - after >= gone
        assert painted.curves() < curves
        assert {"Of 2017", "Marshbirds"} <= after
        look.page.evaluate(OPEN_FILTERS)
        look.page.click("[data-part=reset]")
        assert set(painted.written()) == before


def test_the_link_button_copies_an_address_that_brings_the_view_back(browser: Browser, site: str):
    granted = {"permissions": ["clipboard-read", "clipboard-write"]}
    with Look(browser, address=f"{site}/lineage?name=Flightpath", **granted) as look:
        look.page.evaluate("navigator.clipboard.writeText('nothing yet')")
        look.page.evaluate("kgPage.select(1)")
        look.page.evaluate(OPEN_FILTERS)
        look.page.locator("[data-relations]").first.uncheck()
        look.page.keyboard.press("Escape")
        look.page.locator("[data-part=stage]").focus()
        look.page.keyboard.press("+")
        look.page.click("[data-part=link]")
        look.page.get_by_role("button", name="Copied").wait_for()
        copied = look.page.evaluate("navigator.clipboard.readText()")
        names, view = look.names(), look.page.evaluate("({...kgPage.stage.view})")
        chosen = look.page.locator("[data-part=details] h2").inner_text()
        links = look.page.evaluate("kgPage.seen.links.length")
    assert copied.startswith(f"{site}/lineage?name=Flightpath#")
    with Look(browser, address=copied) as again:
        assert again.names() == names
        assert again.page.evaluate("kgPage.seen.links.length") == links
        assert again.page.locator("[data-part=details] h2").inner_text() == chosen
        found = again.page.evaluate("({...kgPage.stage.view})")
        assert found == pytest.approx(view, abs=0.01)
