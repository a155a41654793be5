"use strict";

/*
 * The explorer: joins model, filters, picture, panel and tables in one page. fetchEvidence(link) promises the evidence
 * for a link; without it, evidence stands in the data.
 */
kgExplorer.start = function (root, data, fetchEvidence) {
  const { el, button, said } = kgExplorer.elements;
  const { address, emphasis, scene, visible } = kgExplorer;
  const LEGIBLE = 0.7; // zoom below which labels are hard to read
  const LEGIBLE_IN_HAND = 1; // the same on a narrow stage, which is held in a hand
  const LARGE = 1.1; // zoom above which nothing is brought nearer
  const NEAR = 12; // links whose words are shown when the thing at their end is looked at
  const EDGE = 40; // pixels; what is nearer to the edge of the stage is brought in
  const NARROW = 600; // pixels; on a stage as narrow as that a lineage begins where it can be read
  const REMEMBERED_MS = 150;
  const RESIZED_MS = 120;
  const part = (name) => root.querySelector(`[data-part=${name}]`);

  const model = kgExplorer.model(data);
  const state = visible.begin(model);
  const wanted = address.read(model, state, location.hash.slice(1));
  scene.label(model.nodes);
  const stage = kgExplorer.stage(part("stage"), { hover, click, double, view: () => later("view", remember, REMEMBERED_MS) });

  /* What the other parts see and do. found: what was searched for, or null; moved: whether a hand chose the view. */
  const explorer = {
    root, part, model, state, stage, seen: { nodes: [], links: [], behind: new Map() }, found: null, pointed: null, moved: wanted !== null,
    draw, mark, tell, remember, select, selectLink, clear, focusOn, expand, fold, hides, canFold, bring, fetchEvidence,
    from: (id) => emphasis.origins(model, state, explorer.seen, id),
    allowed: (l) => l.belief >= state.belief,
  };
  const panel = kgExplorer.panel(model, part("panel"), explorer);
  const tables = kgExplorer.tables(model, part("table"), explorer);
  const filters = kgExplorer.filters(model, state, root, draw);
  kgExplorer.finding(explorer);
  kgExplorer.menus(explorer);
  kgExplorer.keys(explorer);
  kgExplorer.printing(explorer, panel, tables);

  const timers = new Map();
  function later(name, act, milliseconds) {
    clearTimeout(timers.get(name));
    timers.set(name, setTimeout(act, milliseconds));
  }

  /* ---- what is shown ---- */

  function draw(keepView = false) {
    const seen = (explorer.seen = visible.of(model, state));
    showTab();
    notice();
    const { width, height } = stage.size();
    stage.show(scene.make(model, seen, { width: Math.max(200, width - 2 * EDGE), height: Math.max(200, height - 2 * EDGE) }));
    if (!keepView) {
      stage.fit();
      if (width < NARROW && stage.whole() < legible()) for (const id of model.starts) bring(id);
    }
    stage.repaint();
    mark();
    filters.tell();
    later("view", remember, REMEMBERED_MS);
  }

  function showTab() {
    part("picture").hidden = state.tab !== "graph";
    part("table").hidden = state.tab === "graph";
    root.querySelectorAll("[role=tab]").forEach((tab) => {
      tab.setAttribute("aria-selected", String(tab.dataset.tab === state.tab));
      tab.tabIndex = tab.dataset.tab === state.tab ? 0 : -1;
    });
    if (state.tab !== "graph") tables.show(state.tab, visible.listed(model, state));
  }

  function mark() {
    const outlined = new Set([state.at, state.hover, state.at === null ? explorer.pointed : null].filter((id) => id !== null));
    const some = emphasis.of(model, state, explorer.seen, explorer.found);
    if (some) words(some);
    stage.emphasise(some, outlined);
  }

  /* Gives the links that are looked at their words, where these are few. */
  function words(some) {
    const { nodes, links } = stage.scene();
    if (some.links.size > NEAR) return;
    const taken = [...some.nodes].filter((id) => nodes.has(id)).map((id) => scene.boxOf([nodes.get(id)]));
    for (const id of some.links) if (links.has(id)) links.get(id).place = scene.placeWords(links.get(id), taken);
  }

  /* The bar above the picture: what is left out of it, and the way to bring it back. */
  function notice() {
    const bar = part("notice");
    bar.hidden = state.focus === null && !state.rest;
    if (bar.hidden) return;
    const of = `${explorer.seen.nodes.length} of ${model.nodes.length} things`;
    const out = leftOut();
    if (state.focus !== null) bar.replaceChildren(el("span", {}, "Only what touches ", said(model.nodes[state.focus].name)), button(state.overview ? "Back to the overview" : "Show everything", () => focusOn(null)));
    else if (state.overview) bar.replaceChildren(el("span", {}, `What the papers rest on: ${of}`), button("Show everything", () => overview(false)));
    else bar.replaceChildren(el("span", {}, out ? `${of}; the filter leaves out ${out}` : of), button("Only what the papers rest on", () => overview(true)));
  }

  /* What is not in the picture, by kind. */
  function leftOut() {
    const shown = new Set(explorer.seen.nodes.map((n) => n.id));
    const hidden = model.nodes.filter((n) => !shown.has(n.id));
    const told = Object.entries({ paper: "papers", model: "models", dataset: "datasets", reference: "cited works" }).map(([kind, words]) => [hidden.filter((n) => n.kind === kind).length, words]);
    return told.filter(([count]) => count).map(([count, words]) => `${count} ${words}`).join(", ");
  }

  function tell() {
    panel.show({ link: state.link, at: state.at, found: explorer.found });
    const n = state.at === null ? null : model.nodes[state.at];
    part("said").textContent = n ? `${n.name}, ${kgExplorer.KIND_WORDS[n.kind]}, ${n.out.length} links from it, ${n.in.length} to it` : "";
  }

  /* Writes the view into the address. What is looked at is a step of its own, which the browser's Back takes back. */
  let stood = null;
  const standing = () => JSON.stringify([state.at, state.link, state.focus, state.tab, state.overview]);
  function remember() {
    const hash = address.write(model, state, explorer.moved ? stage.view : null);
    const step = stood !== standing();
    stood = standing();
    try {
      history[step ? "pushState" : "replaceState"](null, "", `${location.pathname}${location.search}#${hash}`);
    } catch {
      /* some browsers forbid it for files; the page works without */
    }
  }

  const legible = () => (stage.size().width < NARROW ? LEGIBLE_IN_HAND : LEGIBLE);

  /* Moves the picture so that the thing and what it touches are in it. */
  function bring(id) {
    const me = stage.scene().nodes.get(id);
    if (!me) return;
    const { width, height } = stage.size();
    const [x, y] = [(me.x - stage.view.x) * stage.view.zoom, (me.y - stage.view.y) * stage.view.zoom];
    if (x > EDGE && x < width - EDGE && y > EDGE && y < height - EDGE && stage.view.zoom >= legible()) return;
    const near = [...emphasis.around(model, state, explorer.seen, id).nodes].map((n) => stage.scene().nodes.get(n)).filter(Boolean);
    const box = scene.boxOf(near);
    const zoom = stage.frame(box, legible(), LARGE);
    if ((box.right - box.left) * zoom <= width && (box.bottom - box.top) * zoom <= height) return;
    const nearer = Math.max(zoom, 1); // what it touches does not fit, so at least its own name is large
    stage.look(me.x - width / 2 / nearer, me.y - height / 2 / nearer, nearer);
  }

  /* Moves the picture up where the panel, which lies over it on a narrow screen, covers the thing. */
  function uncover(id) {
    const me = stage.scene().nodes.get(id);
    if (!me || getComputedStyle(part("panel")).position !== "fixed") return;
    const y = part("stage").getBoundingClientRect().top + (me.y - stage.view.y) * stage.view.zoom;
    const below = y + EDGE - part("panel").getBoundingClientRect().top;
    if (below > 0) stage.look(stage.view.x, stage.view.y + below / stage.view.zoom, stage.view.zoom);
  }

  /* ---- what people do ---- */

  /* byName: not by its place in the picture, which is moved to show it; what was left out of it comes in. */
  function select(id, byName = false) {
    state.at = id;
    state.link = state.hover = null;
    if (!stage.scene().nodes.has(id)) {
      state.kinds.delete(model.nodes[id].kind);
      if (state.focus !== null) state.focus = id;
      draw();
      if (!stage.scene().nodes.has(id)) {
        state.opened.add(id);
        draw();
      }
    }
    changed();
    if (byName && state.tab === "graph") bring(id);
    uncover(id);
  }

  function selectLink(id) {
    state.link = id;
    state.hover = null;
    changed();
  }

  function clear() {
    state.at = state.link = state.hover = null;
    changed();
  }

  function changed() {
    mark();
    tell();
    later("view", remember, REMEMBERED_MS);
  }

  /* Leaves only what touches the thing; null brings the rest back. */
  function focusOn(id) {
    state.focus = id;
    draw();
    tell();
  }

  function overview(on) {
    state.overview = on;
    draw();
    tell();
  }

  /* How many things that the thing is linked with are not to be seen. */
  function hides(id) {
    const shown = new Set(explorer.seen.nodes.map((n) => n.id));
    const n = model.nodes[id];
    return new Set([...n.out.map((l) => l.target), ...n.in.map((l) => l.source)].filter((other) => !shown.has(other))).size;
  }

  function canFold(id) {
    return !state.folded.has(id) && explorer.seen.links.some((l) => l.source === id);
  }

  function expand(id) {
    if (!state.folded.delete(id)) state.opened.add(id);
    draw(true);
    tell();
  }

  function fold(id) {
    state.folded.add(id);
    state.opened.delete(id);
    draw(true);
    tell();
  }

  function hover({ node, link }) {
    part("stage").classList.toggle("pointing", node !== null || link !== null);
    if (state.hover === node) return;
    state.hover = node;
    mark();
  }

  function click({ node, link }) {
    if (node !== null) select(node);
    else if (link !== null) selectLink(link);
    else clear();
  }

  function double({ node }) {
    if (node === null) return;
    if (state.folded.has(node) || hides(node)) expand(node);
    else if (canFold(node)) fold(node);
  }

  /* ---- light and dark, the window's size, the address ---- */

  for (const kind of ["wheel", "pointerup"]) part("stage").addEventListener(kind, () => (explorer.moved = true));
  document.addEventListener("kg:theme", stage.recolour);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", stage.recolour);

  let known = null; // the stage's size
  new ResizeObserver(() => {
    const { width, height } = stage.size();
    if (width <= 1) return; // on paper another picture stands for it
    const size = `${width} ${height}`;
    if (known !== null && known !== size) later("size", () => draw(explorer.moved), RESIZED_MS);
    known = size;
  }).observe(part("stage"));

  function show(view) {
    explorer.moved = view !== null;
    stood = standing(); // at once: who looks at something before the address is written can go back too
    draw();
    if (view) stage.look(view.x, view.y, view.zoom);
    tell();
  }
  addEventListener("hashchange", () => {
    Object.assign(state, visible.begin(model));
    show(address.read(model, state, location.hash.slice(1)));
  });
  show(wanted);
  root.classList.add("ready");
  return explorer;
};
