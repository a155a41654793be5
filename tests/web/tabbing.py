"""A walk through a page by Tab alone: what is reached, what is not, and what shows no sign of the focus."""

from dataclasses import dataclass

from playwright.sync_api import Page

_WATCH = """() => {
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary, iframe, [tabindex="0"]';
  const seen = (e) => {
    const r = e.getBoundingClientRect();
    const shown = r.width > 0 && r.height > 0 && e.checkVisibility({visibilityProperty: true});
    return shown && !e.disabled && e.tabIndex >= 0;
  };
  // of a group of radio buttons Tab reaches one
  const first = (e) => {
    if (e.type !== "radio" || !e.name) return true;
    const group = document.getElementsByName(e.name);
    return e === ([...group].find((one) => one.checked) || group[0]);
  };
  document.activeElement.blur();
  const all = [...document.querySelectorAll(wanted)].filter(seen).filter(first);
  window.kgWalk = {wanted: all, seen: new Set(), dull: []};
  document.addEventListener("focusin", ({target}) => {
    if (kgWalk.seen.has(target)) return;
    kgWalk.seen.add(target);
    const shows = (e) => {
      const style = getComputedStyle(e);
      return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none";
    };
    const editor = target.closest(".CodeMirror");  // it shows a caret of its own
    if (!shows(target) && !(editor && target.matches("textarea"))) kgWalk.dull.push(target.outerHTML.slice(0, 120));
  });
  return kgWalk.wanted.length;
}"""
_LEFT = "() => kgWalk.wanted.filter((e) => e.isConnected && !kgWalk.seen.has(e)).map((e) => e.outerHTML.slice(0, 120))"
_IN_EDITOR = "() => document.activeElement.matches('.CodeMirror textarea')"
_SPARE = 25


@dataclass(frozen=True, slots=True)
class Walk:
    """How many places there were, those that Tab did not reach, and those that do not show that they have the focus."""

    places: int
    left: list[str]
    dull: list[str]


def walk(page: Page) -> Walk:
    """Press Tab as often as the page has places to stop at, and some more; Escape leaves the editor."""
    places = page.evaluate(_WATCH)
    editor = page.locator(".CodeMirror").count() > 0
    for _ in range(places + _SPARE):
        page.keyboard.press("Tab")
        if editor and page.evaluate(_IN_EDITOR):
            page.keyboard.press("Escape")
    return Walk(places, page.evaluate(_LEFT), page.evaluate("() => kgWalk.dull"))
