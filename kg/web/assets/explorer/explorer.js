"use strict";

/*
 * The explorer: joins model, filters, picture, panel and tables in one page. With data-src it fetches what it shows, and
 * evidence when somebody asks for it; else all of it stands in the page.
 */
kgExplorer.start = function (root, data, fetchEvidence) {
  const { el, button, said } = kgExplorer.elements;
  const LEGIBLE = 0.7; // zoom below which labels are hard to read
  const NEAR = 12; // links whose words are shown when the thing at their end is looked at
  const STEP = 60; // pixels that shift and an arrow pan
  const part = (name) => root.querySelector(`[data-part=${name}]`);

  const model = kgExplorer.model(data);
  const state = kgExplorer.visible.begin(model);
  const wantedView = kgExplorer.address.read(model, state, location.hash.slice(1));
  kgExplorer.scene.label(model.nodes);
  let seen = { nodes: [], links: [], behind: new Map() };
  let found = null; // what was searched for: ids, or null
  let cursor = -1; // the place among those
  let moved = wantedView !== null; // whether somebody chose the view by hand

  const stage = kgExplorer.stage(part("stage"), { view: () => remember(), hover, click, double });
  const panel = kgExplorer.panel(model, part("panel"), {
    select, selectLink, clear, focusOn, expand, fold, hides, canFold, fetchEvidence,
    focus: () => state.focus, from: origins, allowed: (l) => l.belief >= state.belief,
  });
  const tables = kgExplorer.tables(model, part("table"), { select, selectLink });
  const filters = kgExplorer.filters(model, state, root, () => (draw(), tell()));

  /* ---- what is shown ---- */

  function draw(keepView) {
    seen = kgExplorer.visible.of(model, state);
    part("table").hidden = state.tab === "graph";
    part("picture").hidden = state.tab !== "graph";
    root.querySelectorAll("[role=tab]").forEach((tab) => {
      const on = tab.dataset.tab === state.tab;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    });
    if (state.tab !== "graph") tables.show(state.tab, seen);
    notice();
    const { width, height } = stage.size();
    stage.show(kgExplorer.scene.make(model, seen, { width: Math.max(200, width - 80), height: Math.max(200, height - 80) }));
    if (!keepView) stage.fit();
    stage.repaint();
    mark();
    filters.tell();
    remember();
  }

  /* What is looked at: the ways from the start to a thing, all that it touches, one link, or what was found. */
  function mark() {
    const at = state.hover !== null ? state.hover : state.at;
    const outlined = new Set([state.at, state.hover].filter((id) => id !== null && id !== undefined));
    let some = null;
    if (state.link !== null) {
      const l = model.links[state.link];
      some = { nodes: new Set([l.source, l.target]), links: new Set([l.id]) };
    } else if (at !== null) some = around(at);
    else if (found !== null) some = { nodes: new Set(found), links: new Set() };
    if (found !== null && cursor >= 0 && state.at === null) outlined.add(found[cursor]);
    if (some) words(some);
    stage.emphasise(some, outlined);
  }

  const shownLink = (l) => seenLinks().has(l.id);
  let memo = null;
  function seenLinks() {
    if (!memo || memo.of !== seen) memo = { of: seen, links: new Set(seen.links.map((l) => l.id)) };
    return memo.links;
  }

  /* The things whose ways to this one are asked for: the start of a lineage, or what is selected while another is pointed at. */
  function origins(id) {
    if (state.at !== null && state.at !== id && model.ways(new Set([state.at]), id, shownLink).links.size) return new Set([state.at]);
    return model.starts.has(id) ? new Set() : model.starts;
  }

  function around(id) {
    const from = origins(id);
    const on = from.size ? model.ways(from, id, shownLink) : { nodes: new Set(), links: new Set() };
    const back = from.size ? model.ways(new Set([id]), [...from][0], shownLink) : on;
    const nodes = new Set([id, ...on.nodes, ...back.nodes]);
    const links = new Set([...on.links, ...back.links]);
    if (!links.size || state.hover === null) {
      const reached = new Set([id]);
      for (const side of ["out", "in"]) for (const other of model.reach([id], side, shownLink)) reached.add(other);
      for (const l of seen.links) {
        const touching = l.source === id || l.target === id;
        const along = l.carries && reached.has(l.source) && reached.has(l.target);
        if (touching || (along && !links.size)) {
          links.add(l.id);
          nodes.add(l.source).add(l.target);
        }
      }
    }
    return { nodes, links };
  }

  /* Gives the links that are looked at their words, where these are few. */
  function words(some) {
    const scene = stage.scene();
    if (some.links.size > NEAR || scene.links.size === 0) return;
    const taken = [...some.nodes].filter((id) => scene.nodes.has(id)).map((id) => kgExplorer.scene.boxOf([scene.nodes.get(id)]));
    for (const id of some.links) {
      const l = scene.links.get(id);
      if (l) l.place = kgExplorer.scene.placeWords(l, taken);
    }
  }

  /* The bar above the picture: what is left out of it, and the way to bring it back. */
  function notice() {
    const bar = part("notice");
    bar.hidden = state.focus === null && !state.rest;
    if (bar.hidden) return;
    const of = `${seen.nodes.length} of ${model.nodes.length} things`;
    if (state.focus !== null) bar.replaceChildren(el("span", {}, "Only what touches ", said(model.nodes[state.focus].name)), button(state.overview ? "Back to the overview" : "Show everything", leaveFocus, {}));
    else if (state.overview) bar.replaceChildren(el("span", {}, `What the papers rest on: ${of}`), button("Show everything", () => overview(false), {}));
    else bar.replaceChildren(el("span", {}, of), button("Only what the papers rest on", () => overview(true), {}));
  }

  function tell() {
    panel.show({ link: state.link, at: state.at, found });
    const n = state.at === null ? null : model.nodes[state.at];
    part("said").textContent = n ? `${n.name}, ${kgExplorer.KIND_WORDS[n.kind]}, ${n.out.length} links from it, ${n.in.length} to it` : "";
  }

  let waiting = null;
  function remember() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      const hash = kgExplorer.address.write(model, state, moved ? stage.view : null);
      try {
        history.replaceState(null, "", `${location.pathname}${location.search}#${hash}`);
      } catch {
        /* some browsers forbid it for files; the page works without */
      }
    }, 150);
  }

  /* ---- what people do ---- */

  /* anew: by name and not by its place in the picture, so the picture may change to show it well. */
  function select(id, anew) {
    state.at = id;
    state.link = state.hover = null;
    if (state.tab !== "graph") state.tab = state.tab === "links" ? "links" : state.tab;
    if (!stage.scene().nodes.has(id)) {
      state.kinds.delete(model.nodes[id].kind);
      state.years = null;
      if (state.focus !== null || state.overview || state.citedLater) state.focus = id;
      draw();
    } else if (anew && state.focus === null && stage.whole() < LEGIBLE && state.tab === "graph") {
      state.focus = id;
      draw();
    } else mark();
    tell();
    if (anew && state.tab === "graph") bring(id);
    remember();
  }

  /* Moves the picture so that the thing and what it touches are in it. */
  function bring(id) {
    const scene = stage.scene();
    const me = scene.nodes.get(id);
    if (!me) return;
    const { width, height } = stage.size();
    const at = stage.onScreen(me.x, me.y);
    const origin = stage.onScreen(stage.view.x, stage.view.y);
    const inside = at.x > origin.x + 40 && at.x < origin.x + width - 40 && at.y > origin.y + 30 && at.y < origin.y + height - 30;
    if (inside && stage.view.zoom >= LEGIBLE) return;
    const near = [...around(id).nodes].map((n) => scene.nodes.get(n)).filter(Boolean);
    const box = kgExplorer.scene.boxOf(near);
    const zoom = stage.frame(box, LEGIBLE, 1.1);
    if ((box.right - box.left) * zoom > width || (box.bottom - box.top) * zoom > height) stage.look(me.x - width / 2 / zoom, me.y - height / 2 / zoom, zoom);
  }

  function selectLink(id) {
    state.link = id;
    state.hover = null;
    mark();
    tell();
    remember();
  }

  function clear() {
    state.at = state.link = state.hover = null;
    mark();
    tell();
    remember();
  }

  function focusOn(id) {
    state.focus = id;
    draw();
    tell();
  }

  function leaveFocus() {
    state.focus = null;
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
    const shown = new Set(seen.nodes.map((n) => n.id));
    const n = model.nodes[id];
    return new Set([...n.out.map((l) => l.target), ...n.in.map((l) => l.source)].filter((other) => !shown.has(other))).size;
  }

  function canFold(id) {
    return !state.folded.has(id) && seen.links.some((l) => l.source === id);
  }

  function expand(id) {
    if (!state.folded.delete(id) || hides(id)) state.opened.add(id);
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

  /* ---- search ---- */

  function search(text) {
    found = model.search(text);
    state.at = state.link = null;
    cursor = found && found.length ? 0 : -1;
    tell();
    pointAt();
    mark();
  }

  function pointAt() {
    root.querySelectorAll(".entry").forEach((e) => e.setAttribute("aria-selected", "false"));
    const field = part("find");
    const at = found !== null && cursor >= 0 ? root.querySelector(`#entry${found[cursor]}`) : null;
    if (at) {
      at.setAttribute("aria-selected", "true");
      at.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", at.id);
    } else field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-expanded", String(found !== null && found.length > 0));
  }

  part("find").addEventListener("input", (event) => search(event.target.value));
  part("find").addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.target.value = "";
      search("");
    } else if (found !== null && found.length && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      if (state.at !== null || state.link !== null) {
        state.at = state.link = null;
        tell();
      }
      cursor = (cursor + (event.key === "ArrowDown" ? 1 : -1) + found.length) % found.length;
      pointAt();
      mark();
    } else if (event.key === "Enter" && found !== null && cursor >= 0) select(found[cursor], true);
  });

  /* ---- keys on the picture ---- */

  /* The thing to go to: right and left along links, up and down within the column; the nearest of them. */
  function neighbour(id, key) {
    const scene = stage.scene();
    const me = scene.nodes.get(id);
    const all = [...scene.nodes.values()];
    const nearest = (some) => some.reduce((best, n) => (!best || Math.abs(n.y - me.y) < Math.abs(best.y - me.y) ? n : best), null);
    if (key === "ArrowUp") return all.filter((n) => n.x === me.x && n.y < me.y).reduce((best, n) => (!best || n.y > best.y ? n : best), null);
    if (key === "ArrowDown") return all.filter((n) => n.x === me.x && n.y > me.y).reduce((best, n) => (!best || n.y < best.y ? n : best), null);
    const forth = key === "ArrowRight";
    const linked = [...scene.links.values()].filter((l) => (forth ? l.source : l.target) === id).map((l) => scene.nodes.get(forth ? l.target : l.source));
    const beside = all.filter((n) => (forth ? n.x > me.x : n.x < me.x));
    const column = beside.reduce((x, n) => (x === null || Math.abs(n.x - me.x) < Math.abs(x - me.x) ? n.x : x), null);
    return nearest(linked.filter((n) => n.id !== id)) || nearest(beside.filter((n) => n.x === column));
  }

  function step(key) {
    const scene = stage.scene();
    const first = [...scene.nodes.values()].sort((a, b) => a.x - b.x || a.y - b.y)[0];
    const at = state.at !== null && scene.nodes.has(state.at) ? neighbour(state.at, key) : [...model.starts].map((id) => scene.nodes.get(id)).find(Boolean) || first;
    if (!at) return;
    select(at.id);
    bring(at.id);
  }

  part("stage").addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { width, height } = stage.size();
    const pans = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };
    const keys = {
      "+": () => stage.zoomBy(1.25, width / 2, height / 2), "=": () => stage.zoomBy(1.25, width / 2, height / 2), "-": () => stage.zoomBy(0.8, width / 2, height / 2),
      Enter: () => (state.at === null ? step("ArrowRight") : part("panel").focus()),
      e: () => state.at !== null && expand(state.at), c: () => state.at !== null && canFold(state.at) && fold(state.at), o: () => state.at !== null && focusOn(state.at),
    };
    if (pans[event.key] && event.shiftKey) stage.panBy(...pans[event.key]);
    else if (pans[event.key]) step(event.key);
    else if (keys[event.key]) keys[event.key]();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.closest("input, select, textarea");
    if (event.key === "/" && !typing) {
      event.preventDefault();
      event.stopPropagation(); // the page has a search of its own
      part("find").focus();
      part("find").select();
    } else if (event.key === "Escape" && !typing) {
      if (closeMenus()) return;
      if (part("panel").contains(document.activeElement)) part("stage").focus();
      if (state.at !== null || state.link !== null) clear();
      else if (state.focus !== null) leaveFocus();
    } else if (event.key === "0" && !typing) stage.fit();
  });

  /* ---- tabs, menus, files ---- */

  const tabs = [...root.querySelectorAll("[role=tab]")];
  function openTab(which) {
    state.tab = which;
    draw();
  }
  tabs.forEach((tab, i) => {
    tab.addEventListener("click", () => openTab(tab.dataset.tab));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      const next = tabs[(to + tabs.length) % tabs.length];
      openTab(next.dataset.tab);
      next.focus();
    });
  });

  const menus = [...root.querySelectorAll("details.menu")];
  function closeMenus(but) {
    const open = menus.filter((m) => m.open && m !== but);
    open.forEach((m) => (m.open = false));
    if (open.length && !but) open[0].querySelector("summary").focus();
    return open.length > 0;
  }
  document.addEventListener("pointerdown", (event) => menus.forEach((m) => m.contains(event.target) || (m.open = false)));
  menus.forEach((m) => m.addEventListener("toggle", () => m.open && closeMenus(m)));

  const fileName = () => (model.starts.size ? model.nodes[[...model.starts][0]].name : "kg").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60) || "kg";
  const makers = {
    svg: () => kgExplorer.files.save(kgExplorer.files.svg(stage.scene(), data.title, root), "image/svg+xml", `${fileName()}.svg`),
    png: async () => kgExplorer.files.save(await kgExplorer.files.png(stage.scene(), root), "image/png", `${fileName()}.png`),
    turtle: () => kgExplorer.files.save(kgExplorer.files.turtle(model, seen), "text/turtle", `${fileName()}.ttl`),
  };
  root.querySelectorAll("[data-file]").forEach((b) => b.addEventListener("click", () => (makers[b.dataset.file](), closeMenus())));
  part("fit").addEventListener("click", () => ((moved = false), stage.fit(), remember()));
  part("link").addEventListener("click", async () => {
    moved = true;
    const hash = kgExplorer.address.write(model, state, stage.view);
    history.replaceState(null, "", `${location.pathname}${location.search}#${hash}`);
    const label = part("link").textContent;
    try {
      await navigator.clipboard.writeText(location.href);
      part("link").textContent = "Copied";
    } catch {
      part("link").textContent = "Copy the address above";
    }
    setTimeout(() => (part("link").textContent = label), 2000);
  });
  for (const kind of ["wheel", "pointerup"]) part("stage").addEventListener(kind, () => ((moved = true), remember()));

  /* ---- light, dark and the window's size ---- */

  document.addEventListener("kg:theme", () => stage.recolour());
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => stage.recolour());
  let later = null;
  let known = "";
  new ResizeObserver(() => {
    const { width, height } = stage.size();
    if (known && known !== `${width} ${height}` && width > 1) {
      clearTimeout(later);
      later = setTimeout(() => draw(moved), 120);
    }
    known = `${width} ${height}`;
  }).observe(part("stage"));
  addEventListener("hashchange", () => {
    Object.assign(state, kgExplorer.visible.begin(model));
    show(kgExplorer.address.read(model, state, location.hash.slice(1)));
  });

  function show(view) {
    moved = view !== null;
    draw();
    if (view) stage.look(view.x, view.y, view.zoom);
    tell();
  }
  show(wantedView);
  root.classList.add("ready");
  return { model, state, stage, seen: () => seen, files: kgExplorer.files };
};
