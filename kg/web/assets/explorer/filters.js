"use strict";

/* The controls that hide and bring back: kinds, relations, who says so, belief, years and side. */
kgExplorer.filters = function (model, state, root, draw) {
  const { el } = kgExplorer.elements;
  const changed = () => draw();
  const part = (name) => root.querySelector(`[data-part=${name}]`);

  function box(list, id, label, count) {
    const input = el("input", { type: "checkbox", [`data-${list}`]: id });
    input.addEventListener("change", () => {
      if (input.checked) state[list].delete(id);
      else state[list].add(id);
      if (list === "relations") bringBack(id, input.checked);
      changed();
    });
    return el("li", {}, el("label", {}, input, label, count === undefined ? null : el("span", { class: "count" }, String(count))));
  }

  /* A relation that the overview or its number keeps out comes in when somebody asks for it. */
  function bringBack(relation, on) {
    if (!on) return;
    if (relation === "introduced_by") state.citedLater = false;
    if (kgExplorer.visible.inOverview(state) && !state.rest.relations.has(relation)) state.overview = false;
  }

  const tally = (values) => values.reduce((counts, v) => counts.set(v, (counts.get(v) || 0) + 1), new Map());
  const ofRelations = tally(model.links.map((l) => l.relation));
  const ofSources = tally(model.links.flatMap((l) => l.sources));
  part("relations").append(...[...model.relations.values()].map((r) => box("relations", r.id, r.forward, ofRelations.get(r.id) || 0)));
  part("sources").append(...model.sources.map((s) => box("sources", s.id, s.words, ofSources.get(s.id) || 0)));

  root.querySelectorAll("[data-kind]").forEach((input) => input.addEventListener("change", () => {
    const kind = input.dataset.kind;
    if (kind === "reference" && input.checked) {
      state.citedLater = state.overview = false;
      state.relations.delete("introduced_by");
    }
    if (input.checked) state.kinds.delete(kind);
    else state.kinds.add(kind);
    changed();
  }));

  const belief = part("belief");
  belief.addEventListener("input", () => {
    state.belief = Number(belief.value);
    changed();
  });

  const [from, to] = [part("year-from"), part("year-to")];
  if (model.years) {
    for (const input of [from, to]) {
      [input.min, input.max] = model.years;
      input.addEventListener("change", () => {
        const low = Number(from.value) || model.years[0];
        const high = Number(to.value) || model.years[1];
        state.years = low > model.years[0] || high < model.years[1] ? [Math.min(low, high), Math.max(low, high)] : null;
        changed();
      });
    }
  } else part("years").hidden = true;

  const side = part("side");
  side.closest("fieldset").hidden = !model.starts.size;
  side.addEventListener("change", () => {
    state.side = side.value;
    changed();
  });

  part("reset").addEventListener("click", () => {
    const fresh = kgExplorer.visible.begin(model);
    for (const key of ["kinds", "relations", "sources", "belief", "years", "side", "opened", "folded", "citedLater", "overview", "focus"]) state[key] = fresh[key];
    changed();
  });

  /* The legend explains what there is. */
  const there = new Set([...model.sources.map((s) => s.id), ...["undisclosed", "silent", "withdrawn"].filter((mark) => model.nodes.some((n) => n[mark]))]);
  root.querySelectorAll("[data-when]").forEach((line) => (line.hidden = !there.has(line.dataset.when)));

  /* Shows what the state says. */
  function tell() {
    const unseen = (kind) => state.kinds.has(kind) || (kind === "reference" && (kgExplorer.visible.inOverview(state) || kgExplorer.visible.hidesRelation(state, "introduced_by")));
    root.querySelectorAll("[data-kind]").forEach((input) => (input.checked = !unseen(input.dataset.kind)));
    root.querySelectorAll("[data-relations]").forEach((input) => (input.checked = !kgExplorer.visible.hidesRelation(state, input.dataset.relations)));
    root.querySelectorAll("[data-sources]").forEach((input) => (input.checked = !state.sources.has(input.dataset.sources)));
    belief.value = String(state.belief);
    part("belief-value").textContent = state.belief ? `at least ${state.belief.toFixed(2)}` : "however little";
    if (model.years) [from.value, to.value] = state.years || model.years;
    side.value = state.side;
    const hidden = [...model.relations.keys()].filter((r) => kgExplorer.visible.hidesRelation(state, r)).length;
    const set = hidden + state.sources.size + (state.belief ? 1 : 0) + (state.years ? 1 : 0) + (state.side !== "both" ? 1 : 0);
    part("filter-count").textContent = set ? ` · ${set}` : "";
  }

  return { tell };
};
