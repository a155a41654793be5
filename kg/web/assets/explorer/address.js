"use strict";

/* The view as the part of an address behind "#", and back: whoever follows the link sees the same. */
kgExplorer.address = (function () {
  const LISTS = ["kinds", "relations", "sources"];
  const round = (v) => Math.round(v * 1000) / 1000;

  function write(model, state, view) {
    const parts = new URLSearchParams();
    const name = (id) => model.nodes[id].iri;
    if (state.at !== null) parts.set("at", name(state.at));
    if (state.link !== null) {
      const l = model.links[state.link];
      parts.append("link", name(l.source));
      parts.append("link", l.relation);
      parts.append("link", name(l.target));
    }
    if (state.focus !== null) parts.set("only", name(state.focus));
    if (state.tab !== "graph") parts.set("tab", state.tab);
    if (state.side !== "both") parts.set("side", state.side);
    if (state.rest) parts.set("all", state.overview ? "0" : "1");
    if (model.relations.has("introduced_by")) parts.set("cited", state.citedLater ? "0" : "1");
    for (const list of LISTS) parts.set(`-${list}`, [...state[list]].sort().join(" "));
    if (state.belief) parts.set("belief", String(state.belief));
    if (state.years) parts.set("years", state.years.join("-"));
    for (const id of state.opened) parts.append("open", name(id));
    for (const id of state.folded) parts.append("fold", name(id));
    if (view) parts.set("view", [view.x, view.y, view.zoom].map(round).join(" "));
    for (const list of LISTS) if (!parts.get(`-${list}`) && list !== "relations") parts.delete(`-${list}`);
    return parts.toString();
  }

  /* Puts into the state what the address says; things that are not there any more are passed over. The view, if any. */
  function read(model, state, hash) {
    if (!hash) return null;
    const parts = new URLSearchParams(hash);
    const find = (iri) => (model.byIri.has(iri) ? model.byIri.get(iri).id : null);
    const known = (key) => parts.getAll(key).map(find).filter((id) => id !== null);
    [state.at = null] = known("at");
    [state.focus = null] = known("only");
    if (parts.getAll("link").length === 3) {
      const [source, relation, target] = parts.getAll("link");
      const l = model.links.find((some) => some.relation === relation && model.nodes[some.source].iri === source && model.nodes[some.target].iri === target);
      state.link = l ? l.id : null;
    }
    if (["graph", "links", ...kgExplorer.KINDS].includes(parts.get("tab"))) state.tab = parts.get("tab");
    if (["data", "users"].includes(parts.get("side"))) state.side = parts.get("side");
    if (parts.has("all")) state.overview = state.rest !== null && parts.get("all") === "0";
    if (parts.has("cited")) state.citedLater = parts.get("cited") === "0";
    for (const list of LISTS) if (parts.has(`-${list}`)) state[list] = new Set(parts.get(`-${list}`).split(" ").filter(Boolean));
    const belief = Number(parts.get("belief"));
    if (belief > 0 && belief <= 1) state.belief = belief;
    const years = (parts.get("years") || "").split("-").map(Number);
    if (years.length === 2 && years.every(Number.isInteger) && years[0] <= years[1]) state.years = years;
    state.opened = new Set(known("open"));
    state.folded = new Set(known("fold"));
    const view = (parts.get("view") || "").split(" ").map(Number);
    return view.length === 3 && view.every(Number.isFinite) && view[2] > 0 ? { x: view[0], y: view[1], zoom: view[2] } : null;
  }

  return { read, write };
})();
