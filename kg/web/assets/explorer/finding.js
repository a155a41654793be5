"use strict";

/* The search within the graph: hits are listed in the panel and lit up in the picture; arrows go through them. */
kgExplorer.finding = function (explorer) {
  const { root, part, model, state } = explorer;
  const field = part("find");
  let cursor = -1; // the place among what was found

  function search(text) {
    explorer.found = model.search(text);
    state.at = state.link = null;
    cursor = explorer.found && explorer.found.length ? 0 : -1;
    explorer.tell();
    pointAt();
  }

  function pointAt() {
    const { found } = explorer;
    root.querySelectorAll(".entry").forEach((e) => e.setAttribute("aria-selected", "false"));
    const id = found !== null && cursor >= 0 ? found[cursor] : null;
    const at = id === null ? null : root.querySelector(`#entry${id}`);
    if (at) {
      at.setAttribute("aria-selected", "true");
      at.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", at.id);
    } else field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", String(found !== null && found.length > 0));
    explorer.pointed = id;
    explorer.mark();
  }

  function go(step) {
    if (state.at !== null || state.link !== null) {
      state.at = state.link = null;
      explorer.tell();
    }
    cursor = (cursor + step + explorer.found.length) % explorer.found.length;
    pointAt();
  }

  field.addEventListener("input", () => search(field.value));
  field.addEventListener("keydown", (event) => {
    const any = explorer.found !== null && explorer.found.length > 0;
    if (event.key === "Escape") {
      field.value = "";
      search("");
    } else if (any && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      go(event.key === "ArrowDown" ? 1 : -1);
    } else if (any && event.key === "Enter") explorer.select(explorer.found[cursor], true);
  });
};
