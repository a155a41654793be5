"""What an explorer has painted: pixels of the picture as the browser shows it, and what was written on its canvas."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import matplotlib.image
import numpy as np
from playwright.sync_api import Browser

from tests.web.looking import Look

SHARP = 2  # pixels of the screen to one of the page
NEAR = 2.5  # the zoom at which single things are looked at
UNIT = SHARP * NEAR  # pixels to one of the picture's own
HEIGHT = 26  # of a thing
_WIDE, _HIGH = 1440, 900
_LOOK_AT = """([x, y, zoom]) => {
    const { width, height } = kgPage.stage.size();
    kgPage.stage.look(x - width / 2 / zoom, y - height / 2 / zoom, zoom);
    kgPage.stage.repaint();
    return kgPage.stage.onScreen(x, y);
}"""
_LISTEN = """() => {
    window.painted = { words: [], curves: 0 };
    const { prototype } = CanvasRenderingContext2D;
    const { fillText, bezierCurveTo } = prototype;
    prototype.fillText = function (words, ...rest) {
        window.painted.words.push(words);
        return fillText.call(this, words, ...rest);
    };
    prototype.bezierCurveTo = function (...rest) {
        window.painted.curves += 1;
        return bezierCurveTo.call(this, ...rest);
    };
}"""
_PAINT_AGAIN = """() => {
    window.painted = { words: [], curves: 0 };
    kgPage.stage.repaint();
    return window.painted;
}"""

Colour = tuple[int, int, int]


def rgb(colour: str) -> Colour:
    """The colour that a style sheet writes as #rrggbb."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def decoded(png: bytes) -> np.ndarray:
    """The pixels of the picture as rows of red, green and blue from 0 to 255."""
    pixels = matplotlib.image.imread(BytesIO(png))
    return np.rint(pixels[..., :3] * 255).astype(int)


def like(pixels: np.ndarray, colour: Colour, within: float = 12) -> np.ndarray:
    """Which of the pixels have the colour, but for so much."""
    return np.linalg.norm(pixels - np.array(colour), axis=-1) <= within


@contextmanager
def sharply(browser: Browser, folder, html: str, scheme: str = "light") -> Iterator["Painted"]:
    """The page in a browser with a sharp screen."""
    with Look(browser, folder, html, color_scheme=scheme, device_scale_factor=SHARP) as look:
        yield Painted(look)


class Painted:
    """The picture of an explorer as it is seen."""

    def __init__(self, look: Look) -> None:
        self.look, self.page = look, look.page

    def node(self, name: str) -> dict:
        """The thing of this name as the scene has it."""
        return self.page.evaluate("n => kgPage.stage.scene().nodes.get(n)", self.look.number(name))

    def link(self, source: str, target: str) -> dict:
        """The link between these as the scene has it."""
        ends = [self.look.number(source), self.look.number(target)]
        asked = "([a, b]) => [...kgPage.stage.scene().links.values()].find(l => l.source === a && l.target === b)"
        return self.page.evaluate(asked, ends)

    def near(self, x: float, y: float, half_width: float, half_height: float) -> np.ndarray:
        """The pixels about a place of the scene, ``UNIT`` to each of its own, so far to each side."""
        at = self.page.evaluate(_LOOK_AT, [x, y, NEAR])
        left, top = at["x"] - half_width * NEAR, at["y"] - half_height * NEAR
        wide, high = 2 * half_width * NEAR, 2 * half_height * NEAR
        assert left >= 0
        assert top >= 0
        assert left + wide <= _WIDE
        assert top + high <= _HIGH
        return decoded(self.page.screenshot(clip={"x": left, "y": top, "width": wide, "height": high}))

    def thing(self, name: str) -> np.ndarray:
        """The pixels of the thing's box."""
        shape = self.node(name)
        return self.near(shape["x"], shape["y"], shape["width"] / 2, HEIGHT / 2)

    def say_nothing_of_links(self) -> None:
        """Words on links hide the links, which are to be looked at."""
        self.page.evaluate("for (const l of kgPage.stage.scene().links.values()) l.place = null")

    def way(self, source: str, target: str, half: float = 8) -> np.ndarray:
        """The pixels about the middle of a link that leads straight to the right, which its words do not hide."""
        (ax, ay), *_, (bx, by) = self.link(source, target)["points"]
        assert abs(ay - by) < 0.5, "the link does not lead straight"
        return self.near((ax + bx) / 2, ay, (bx - ax) / 2 - 10, half)

    def written(self) -> list[str]:
        """All words that a canvas gets when the picture is painted anew."""
        return self._again()["words"]

    def curves(self) -> int:
        """How many pieces of links a canvas gets when the picture is painted anew."""
        return self._again()["curves"]

    def _again(self) -> dict:
        if self.page.evaluate("window.painted === undefined"):
            self.page.evaluate(_LISTEN)
        return self.page.evaluate(_PAINT_AGAIN)
