"""How long a page takes to show a picture in headless Chromium, and how many frames it draws while a hand pans."""

import json
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Page

PAN_S = 3.0
_WINDOW = {"width": 1440, "height": 900}
_PATIENCE_MS = 120_000
_TRACED = ("disabled-by-default-devtools.timeline.frame", "blink.user_timing")
_READY = "the picture is there"
# Marks in the trace when the selector finds something for the first time.
_MARKING = """
(() => {
    const mark = () => {
        if (!document.querySelector(SELECTOR)) return;
        watching.disconnect();
        performance.mark(NAME);
    };
    const watching = new MutationObserver(mark);
    watching.observe(document, { subtree: true, childList: true, attributes: true });
})();
"""
# With each frame the pointer goes on by some pixels, so that no frame is like the one before. Gives the frames' times.
_PAN = """
([selector, milliseconds]) => new Promise((done) => {
    const stage = document.querySelector(selector);
    const box = stage.getBoundingClientRect();
    const times = [];
    function move(event, at) {
        const all = { pointerId: 1, button: 0, buttons: 1, bubbles: true, cancelable: true, ...at };
        stage.dispatchEvent(new PointerEvent("pointer" + event, all));
        stage.dispatchEvent(new MouseEvent("mouse" + event, all));
    }
    function frame(now) {
        times.push(now);
        const turn = times.length;
        const [x, y] = [40 + (6 * turn) % 500, box.height / 2 + (3 * turn) % 120];
        move("move", { clientX: box.left + x, clientY: box.top + y });
        if (now - times[0] < milliseconds) requestAnimationFrame(frame);
        else done(times);
    }
    requestAnimationFrame(frame);
})
"""
_TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))"


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds until the picture is on the screen, and frames a second while panning; how often scripts are called.

    The first two are those of the browser's own trace.
    """

    painted_s: float
    drawn: float
    called: float


def look(browser: Browser, address: str, *, ready: str, stage: str) -> Seen:
    """Open the page, wait until the selector ``ready`` finds something, and pan over what ``stage`` finds."""
    page = browser.new_page(viewport=_WINDOW)
    page.set_default_timeout(_PATIENCE_MS)
    page.add_init_script(_MARKING.replace("SELECTOR", json.dumps(ready)).replace("NAME", json.dumps(_READY)))
    trace = _Trace(page)
    page.goto(address, wait_until="commit")
    page.wait_for_selector(ready, state="attached")
    page.evaluate(_TWO_FRAMES)
    painted = _painted(trace.ended(), address)
    drawn, called = _panned(page, stage)
    page.close()
    return Seen(painted, drawn, called)


class _Trace:
    """What the browser notes about the page from now on."""

    def __init__(self, page: Page) -> None:
        self._page, self._session = page, page.context.new_cdp_session(page)
        self._events: list[dict[str, Any]] = []
        self._session.on("Tracing.dataCollected", lambda found: self._events.extend(found["value"]))
        self._session.send("Tracing.start", {"traceConfig": {"includedCategories": list(_TRACED)}})

    def ended(self) -> list[dict[str, Any]]:
        """What was noted until now, after which nothing is."""
        ended: list[bool] = []
        self._session.on("Tracing.tracingComplete", lambda _: ended.append(True))
        self._session.send("Tracing.end")
        while not ended:
            self._page.wait_for_timeout(50)
        self._session.detach()
        return self._events


def _painted(events: list[dict[str, Any]], address: str) -> float:
    """Seconds from the start of the navigation to the first frame that was drawn with the picture in it."""
    marked = next(event["ts"] for event in events if event["name"] == _READY)
    begun = max(e["ts"] for e in events if e["name"] == "navigationStart" and e["ts"] < marked and _of(e, address))
    drawn = min(e["ts"] for e in events if e["name"] == "DrawFrame" and e["ts"] > marked)
    return float(drawn - begun) / 1e6


def _of(event: dict[str, Any], address: str) -> bool:
    told = event.get("args", {}).get("data", {}).get("documentLoaderURL", "")
    return bool(told) and address.startswith(told.partition("#")[0])


def _panned(page: Page, stage: str) -> tuple[float, float]:
    box = page.locator(stage).first.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.down()
    trace = _Trace(page)
    times = page.evaluate(_PAN, [stage, PAN_S * 1000])
    events = trace.ended()
    page.mouse.up()
    took = (times[-1] - times[0]) / 1000
    drawn = sum(1 for event in events if event["name"] == "DrawFrame")
    return drawn / took, (len(times) - 1) / took
