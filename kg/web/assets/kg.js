// What every page can do with a script and can do without: light and dark, and "/" for the search.
"use strict";
(() => {
  const root = document.documentElement;
  const stored = () => { try { return localStorage.getItem("kg-theme"); } catch { return null; } };
  const dark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  if (["light", "dark"].includes(stored())) root.dataset.theme = stored();

  addEventListener("DOMContentLoaded", () => {
    // on narrow screens the names of the pages are a strip: that of this page is in view
    for (const here of document.querySelectorAll(".rooms [aria-current]")) {
      here.parentElement.scrollLeft = here.offsetLeft - here.parentElement.offsetLeft - 60;
    }
    for (const button of document.querySelectorAll("[data-theme-switch]")) {
      const tell = () => { button.textContent = dark() ? "Light" : "Dark"; };
      button.hidden = false;
      tell();
      button.addEventListener("click", () => {
        root.dataset.theme = dark() ? "light" : "dark";
        try { localStorage.setItem("kg-theme", root.dataset.theme); } catch { /* kept for this page only */ }
        tell();
        document.dispatchEvent(new CustomEvent("kg:theme"));
      });
    }
  });

  // what a sheet of paper is told apart by: where it comes from, and when it was printed
  addEventListener("beforeprint", () => {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
    for (const sheet of document.querySelectorAll("[data-sheet]")) {
      const { title, graph } = sheet.dataset;
      const from = location.protocol === "file:" ? [] : [location.href.slice(0, 300)];
      sheet.textContent = [title || document.title, graph ? `graph ${graph}` : null, `printed ${day} ${two(now.getHours())}:${two(now.getMinutes())}`, ...from].filter(Boolean).join(" · ");
    }
  });

  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const field = document.getElementById("q");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
    }
  });
})();
