"""How long a page takes to show a picture in headless Chromium, and how many frames it draws while a hand pans."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

PAN_S = 3.0
_WINDOW = {"width": 1440, "height": 900}
_PATIENCE_MS = 120_000
_TRACED = "disabled-by-default-devtools.timeline.frame"
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
_PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"


@dataclass(frozen=True, slots=True)
class Seen:
    """Seconds until things are painted, and frames a second while panning: by the trace, and as scripts are called."""

    painted_s: float
    drawn: float
    called: float


def look(browser: Browser, address: str, *, ready: str, stage: str) -> Seen:
    """Open the page, wait until the selector ``ready`` finds something, and pan over what ``stage`` finds."""
    page = browser.new_page(viewport=_WINDOW)
    page.set_default_timeout(_PATIENCE_MS)
    page.goto(address, wait_until="commit")
    page.wait_for_selector(ready, state="attached")
    painted = page.evaluate(_PAINTED) / 1000
    drawn, called = _panned(page, stage)
    page.close()
    return Seen(painted, drawn, called)


def _panned(page: Page, stage: str) -> tuple[float, float]:
    box = page.locator(stage).first.bounding_box()
    assert box is not None
    session = page.context.new_cdp_session(page)
    events: list[dict[str, Any]] = []
    session.on("Tracing.dataCollected", lambda found: events.extend(found["value"]))
    page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    page.mouse.down()
    session.send("Tracing.start", {"traceConfig": {"includedCategories": [_TRACED]}})
    times = page.evaluate(_PAN, [stage, PAN_S * 1000])
    _end_trace(session, page)
    page.mouse.up()
    took = (times[-1] - times[0]) / 1000
    drawn = sum(1 for event in events if event["name"] == "DrawFrame")
    return drawn / took, (len(times) - 1) / took


def _end_trace(session: CDPSession, page: Page) -> None:
    ended: list[bool] = []
    session.on("Tracing.tracingComplete", lambda _: ended.append(True))
    session.send("Tracing.end")
    while not ended:
        page.wait_for_timeout(50)
