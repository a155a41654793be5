"use strict";

/* The graph page: draws what stands in #data; search, panel, filters. All text goes in as text, never as markup. */
(function () {
  const data = JSON.parse(document.getElementById("data").textContent);
  const $ = (id) => document.getElementById(id);
  const KINDS = ["paper", "model", "dataset", "reference"];
  const KIND_TITLES = { paper: "Papers", model: "Models", dataset: "Datasets", reference: "Cited works, not read" };
  const KIND_WORDS = { paper: "Paper", model: "Model", dataset: "Dataset", reference: "Cited work, not read" };
  const CARRIES = new Set(["uses", "introduces", "trains_on", "trained_on", "fine_tuned_from", "derived_from", "has_part"]);
  const MANY_LINKS = 120; // above this, mere mentions and comparisons are hidden at first
  const MANY_NODES = 150; // above this, only what the papers read rest on is shown at first
  const MANY_TO_CITE = 40; // above this, works cited are hidden until one thing is looked at
  const LEGIBLE = 0.7; // zoom below which labels are hard to read
  const MAX_LABEL = 190; // pixels
  const FONT = '13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';

  const nodes = data.nodes.map((n, id) => ({ ...n, id, out: [], in: [] }));
  const links = data.links.map((l, id) => ({ ...l, id }));
  const relations = new Map(data.relations.map((r) => [r.id, r]));
  for (const l of links) {
    nodes[l.source].out.push(l);
    nodes[l.target].in.push(l);
  }
  const state = { selected: null, link: null, focus: null, found: null, cursor: -1, hiddenKinds: new Set(), hiddenRelations: new Set(), citedLater: false, overview: false };
  if (links.length > MANY_LINKS) for (const r of ["mentions", "compares"]) if (relations.has(r)) state.hiddenRelations.add(r);
  state.citedLater = nodes.length > MANY_TO_CITE && relations.has("introduced_by");
  const inOverview = () => state.overview && state.focus === null;
  const isHidden = (relation) =>
    state.hiddenRelations.has(relation) || (relation === "introduced_by" && state.citedLater && state.focus === null) || (inOverview() && !rest.relations.has(relation));

  /* ---- small helpers ---- */

  function el(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "class") made.className = value;
      else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value);
    }
    made.append(...children.filter((c) => c !== null && c !== undefined));
    return made;
  }

  const said = (text) => el("bdi", {}, text);

  function icon(kind) {
    const drawn = document.querySelector(`.legend svg.${kind}`).cloneNode(true);
    return drawn;
  }

  function fold(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  const byName = new Intl.Collator("en", { numeric: true });
  const haystack = nodes.map((n) => [n.name, n.title, ...(n.aliases || []), n.citation || ""].map(fold));

  const sign = (n) => (n.withdrawn ? "  ✕" : n.undisclosed ? "  ⊘" : n.silent ? "  ?" : "");

  const ruler = document.createElement("canvas").getContext("2d");
  function cut(text) {
    ruler.font = FONT;
    if (ruler.measureText(text).width <= MAX_LABEL) return text;
    let short = text;
    while (short.length > 1 && ruler.measureText(short + "…").width > MAX_LABEL) short = short.slice(0, -1);
    return short.trimEnd() + "…";
  }
  for (const n of nodes) {
    n.label = cut(n.name) + sign(n);
    n.width = Math.ceil(ruler.measureText(n.label).width) + 30;
  }

  /* ---- what is visible ---- */

  function closure(start) {
    const seen = new Set([start]);
    for (const [side, far] of [["out", "target"], ["in", "source"]]) {
      const queue = [start];
      const walked = new Set(queue);
      while (queue.length) {
        for (const l of nodes[queue.pop()][side]) {
          if (CARRIES.has(l.relation) && !walked.has(l[far])) {
            walked.add(l[far]);
            queue.push(l[far]);
          }
        }
      }
      walked.forEach((id) => seen.add(id));
    }
    return seen;
  }

  /*
   * What the papers read rest on: their models that lead to data or are undisclosed, and these data with what they
   * derive from; of a paper that takes no model, the models that it mentions. Left out are parts of datasets, and what a paper says again of the model that it introduces.
   */
  function foundation() {
    const start = nodes.filter((n) => n.kind === "paper").map((n) => n.id);
    const said = new Set();
    for (const id of start) for (const l of nodes[id].out) if (l.relation === "introduces") for (const m of nodes[l.target].out) if (m.relation === "trained_on") said.add(id + ">" + m.target);
    const takes = (l) => ["uses", "introduces"].includes(l.relation) && nodes[l.target].kind === "model";
    const carries = (l) => {
      const from = nodes[l.source];
      if (from.kind !== "paper") return ["trained_on", "fine_tuned_from", "derived_from"].includes(l.relation);
      if (l.relation === "mentions") return nodes[l.target].kind === "model" && !from.out.some(takes);
      return ["uses", "introduces", "trains_on"].includes(l.relation) && !(nodes[l.target].kind === "dataset" && said.has(l.source + ">" + l.target));
    };
    const reached = new Set(start);
    const queue = [...start];
    const kept = [];
    while (queue.length) {
      for (const l of nodes[queue.pop()].out) {
        if (!carries(l)) continue;
        kept.push(l);
        if (!reached.has(l.target)) {
          reached.add(l.target);
          queue.push(l.target);
        }
      }
    }
    const telling = new Set([...reached].filter((id) => nodes[id].kind !== "model" || nodes[id].undisclosed));
    for (let grown = true; grown; ) {
      grown = false;
      for (const l of kept) {
        if (nodes[l.source].kind !== "model" || telling.has(l.source) || !telling.has(l.target)) continue;
        telling.add(l.source);
        grown = true;
      }
    }
    const between = kept.filter((l) => telling.has(l.source) && telling.has(l.target));
    return { nodes: telling, links: new Set(between.map((l) => l.id)), relations: new Set(between.map((l) => l.relation)) };
  }
  const rest = foundation();
  state.overview = nodes.length > MANY_NODES && rest.links.size > 0 && rest.nodes.size < 0.8 * nodes.length;

  function visible() {
    if (inOverview()) {
      const drawn = nodes.filter((n) => rest.nodes.has(n.id) && !state.hiddenKinds.has(n.kind));
      const here = new Set(drawn.map((n) => n.id));
      return { nodes: drawn, links: links.filter((l) => rest.links.has(l.id) && (l.relation === "mentions" || !isHidden(l.relation)) && here.has(l.source) && here.has(l.target)) };
    }
    let keep = new Set(nodes.map((n) => n.id));
    if (state.focus !== null) {
      keep = closure(state.focus);
      for (const id of [...keep]) for (const l of nodes[id].out) if (l.relation === "introduced_by") keep.add(l.target);
      for (const side of ["out", "in"]) for (const l of nodes[state.focus][side]) keep.add(side === "out" ? l.target : l.source);
    }
    for (const id of [...keep]) if (state.hiddenKinds.has(nodes[id].kind)) keep.delete(id);
    const shownLinks = links.filter((l) => !isHidden(l.relation) && keep.has(l.source) && keep.has(l.target));
    if (shownLinks.length < links.length) {
      const joined = new Set(shownLinks.flatMap((l) => [l.source, l.target]));
      for (const id of [...keep]) {
        const lost = !joined.has(id) && nodes[id].out.length + nodes[id].in.length > 0;
        if (lost && nodes[id].kind !== "paper" && id !== state.selected && id !== state.focus) keep.delete(id);
      }
    }
    return { nodes: nodes.filter((n) => keep.has(n.id)), links: shownLinks };
  }

  /* ---- drawing ---- */

  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();

  /* Outlines with ends of fixed length however long the label; x and y run from -1 to 1. */
  function outline(n) {
    const end = 2 * (8 / n.width);
    if (n.kind === "paper") return [-1, -1, 1 - end, -1, 1, -0.35, 1, 1, -1, 1];
    if (n.kind === "model") return [-1 + end, -1, 1 - end, -1, 1, 0, 1 - end, 1, -1 + end, 1, -1, 0];
    return [-1, -1, 1, -1, 1, 1, -1, 1, -1 + end, 0];
  }

  function sheet() {
    const rules = [
      {
        selector: "node[label]",
        style: {
          label: "data(label)", width: "data(width)", height: 25, "font-size": 13, "font-family": FONT.slice(5),
          "text-valign": "center", "text-halign": "center", color: colour("ink"), "border-width": 1.4, "z-index": 10,
          "overlay-opacity": 0, "min-zoomed-font-size": 4,
        },
      },
      { selector: "node.dataset", style: { shape: "round-rectangle", "corner-radius": 12 } },
      {
        selector: "node.columntitle",
        style: {
          label: "data(label)", width: 1, height: 1, "background-opacity": 0, "border-width": 0, color: colour("soft"), "font-size": 12,
          "font-weight": 600, "font-family": FONT.slice(5), "text-valign": "center", events: "no", "text-transform": "uppercase",
        },
      },
      {
        selector: "edge",
        style: {
          "curve-style": "unbundled-bezier", "edge-distances": "endpoints", "source-endpoint": "90deg", "target-endpoint": "270deg",
          "control-point-distances": "data(distances)", "control-point-weights": "data(weights)",
          width: 1.3, "line-color": colour("edge"), "target-arrow-color": colour("edge"), "target-arrow-shape": "triangle",
          "arrow-scale": 0.75, opacity: 0.6, "overlay-opacity": 0, "font-size": 11, "font-family": FONT.slice(5), color: colour("ink"),
        },
      },
      { selector: "edge.architecture_from, edge.compares, edge.mentions", style: { width: 0.9, opacity: 0.4, "target-arrow-shape": "vee" } },
      { selector: "edge.introduced_by", style: { "line-color": colour("reference"), "target-arrow-color": colour("reference"), opacity: 0.4 } },
      { selector: "edge.background", style: { "line-style": "dashed", "line-dash-pattern": [6, 4] } },
      { selector: "edge.evaluates_on, edge.evaluated_on", style: { "line-style": "dotted", width: 1.4, opacity: 0.75, "target-arrow-shape": "vee" } },
      { selector: ".faded", style: { opacity: 0.13 } },
      { selector: "edge.faded", style: { opacity: 0.05 } },
      { selector: "edge.near", style: { width: 2, opacity: 0.95, "line-color": colour("accent"), "target-arrow-color": colour("accent"), "z-index": 5 } },
      {
        selector: "edge.told",
        style: {
          label: "data(words)", "text-background-color": colour("ground"), "text-background-opacity": 0.92, "text-background-padding": 2,
          "text-background-shape": "round-rectangle", "text-rotation": "none", "z-index": 20,
        },
      },
      { selector: "node.selected", style: { "border-width": 3.2, "z-index": 30 } },
      { selector: "edge.selected", style: { width: 3, opacity: 1, "line-color": colour("accent"), "target-arrow-color": colour("accent") } },
      { selector: "node.cursor", style: { "border-width": 3.2 } },
    ];
    for (const kind of KINDS) {
      rules.push({ selector: `node.${kind}`, style: { "background-color": colour(kind + "-fill"), "border-color": colour(kind) } });
      if (kind !== "dataset") rules.push({ selector: `node.${kind}`, style: { shape: "polygon", "shape-polygon-points": "data(outline)" } });
    }
    return rules;
  }

  /* Control points that make a link leave to the right and arrive from the left, as cytoscape wants them. */
  function bend(from, to, nth, via) {
    const a = { x: from.x + from.width / 2, y: from.y };
    const b = { x: to.x - to.width / 2, y: to.y };
    const dx = b.x - a.x;
    const dy = b.y - a.y;
    const length = Math.hypot(dx, dy) || 1;
    const reach = dx > 40 ? dx / 2 : Math.max(60, Math.min(160, Math.abs(dx) / 2 + 40));
    let controls = [[reach, nth * 12], [dx - reach, dy + nth * 12]];
    if (via.length) {
      const stops = [a, ...via, b].map((p) => [p.x - a.x, p.y - a.y]);
      controls = stops.slice(1).flatMap(([x, y], i) => {
        const middle = (stops[i][0] + x) / 2;
        return [[middle, stops[i][1]], [middle, y], [x, y]];
      }).slice(0, -1);
    }
    return {
      weights: controls.map(([x, y]) => (x * dx + y * dy) / (length * length)),
      distances: controls.map(([x, y]) => (y * dx - x * dy) / length),
    };
  }

  const stage = $("graph");
  const cy = cytoscape({ container: stage, elements: [], style: sheet(), layout: { name: "preset" }, minZoom: 0.08, maxZoom: 2.5, autoungrabify: true, boxSelectionEnabled: false });

  function room() {
    return { width: Math.max(200, stage.clientWidth - 80), height: Math.max(200, stage.clientHeight - 80) };
  }

  function draw() {
    const seen = visible();
    tell(seen.nodes.length);
    const { positions, titles, routes } = kgLayout(seen.nodes, seen.links, room());
    const at = (id) => ({ ...positions.get(id), width: nodes[id].width });
    const between = new Map();
    const elements = titles.map((t, i) => ({ data: { id: "t" + i, label: t.text }, position: { x: t.x, y: t.y }, classes: "columntitle" }));
    for (const n of seen.nodes) {
      const about = { id: "n" + n.id, number: n.id, label: n.label, width: n.width };
      if (n.kind !== "dataset") about.outline = outline(n);
      elements.push({ data: about, position: { ...positions.get(n.id) }, classes: n.kind });
    }
    for (const l of seen.links) {
      const pair = l.source + ">" + l.target;
      const nth = between.get(pair) || 0;
      between.set(pair, nth + 1);
      const words = relations.get(l.relation).forward;
      const about = { id: "l" + l.id, number: l.id, source: "n" + l.source, target: "n" + l.target, words, ...bend(at(l.source), at(l.target), nth, routes.get(l.id) || []) };
      elements.push({ data: about, classes: l.relation + (l.background ? " background" : "") });
    }
    cy.batch(() => {
      cy.elements().remove();
      cy.add(elements);
    });
    fit();
    mark();
    legend();
  }

  /* The bar above the picture: what is left out of it, and the way to bring it back. */
  function tell(count) {
    const bar = $("focus");
    const some = state.overview || nodes.length > MANY_NODES && rest.nodes.size < 0.8 * nodes.length;
    bar.hidden = state.focus === null && !some;
    const [text, button] = bar.children;
    button.textContent = state.focus !== null && state.overview ? "Back to the overview" : state.focus !== null || state.overview ? "Show everything" : "Only what the papers rest on";
    if (state.focus !== null) text.replaceChildren("Only what touches ", said(nodes[state.focus].name));
    else if (state.overview) text.replaceChildren(`What the papers rest on: ${count} of ${nodes.length} things`);
    else text.replaceChildren(`${count} of ${nodes.length} things`);
  }

  let overview = 1; // the zoom that shows the whole

  function fit() {
    cy.stop();
    cy.resize();
    cy.fit(undefined, 40);
    if (cy.zoom() > 1.15) {
      cy.zoom(1.15);
      cy.center();
    }
    overview = cy.zoom();
    cy.nodes(".columntitle").style("font-size", Math.min(32, 11 / Math.min(1, overview)));
  }

  const drawn = (n) => cy.getElementById("n" + n);

  function mark() {
    cy.batch(() => {
      cy.elements().removeClass("faded near told selected cursor");
      const all = cy.elements().not(".columntitle");
      if (state.link !== null) {
        const edge = cy.getElementById("l" + state.link);
        all.not(edge).not(edge.connectedNodes()).addClass("faded");
        edge.addClass("selected told");
      } else if (state.selected !== null) {
        const me = drawn(state.selected);
        const way = closure(state.selected);
        const near = me.connectedEdges();
        const along = cy.edges().filter((e) => {
          const l = links[e.data("number")];
          return CARRIES.has(l.relation) && way.has(l.source) && way.has(l.target);
        });
        const cited = cy.edges(".introduced_by").filter((e) => way.has(links[e.data("number")].source));
        const kept = along.union(near);
        const clear = kept.union(cited);
        all.not(clear).not(clear.connectedNodes()).not(me).addClass("faded");
        kept.addClass("near");
        if (near.length <= 12) near.addClass("told");
        me.addClass("selected");
      } else if (state.found !== null) {
        const hits = new Set(state.found);
        all.filter((e) => e.isEdge() || !hits.has(e.data("number"))).addClass("faded");
        if (state.cursor >= 0) drawn(state.found[state.cursor]).addClass("cursor");
      }
    });
  }

  function show(ids) {
    const some = cy.collection(ids.map(drawn).filter((e) => e.length));
    if (!some.length) return;
    const box = some.boundingBox();
    const zoom = Math.max(0.7, Math.min(1.1, (stage.clientWidth - 160) / box.w, (stage.clientHeight - 120) / box.h));
    const centre = some.filter("#n" + ids[0]);
    const fits = box.w * zoom < stage.clientWidth && box.h * zoom < stage.clientHeight;
    const middle = fits || !centre.length ? { x: box.x1 + box.w / 2, y: box.y1 + box.h / 2 } : centre.position();
    const pan = { x: stage.clientWidth / 2 - middle.x * zoom, y: stage.clientHeight / 2 - middle.y * zoom };
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    cy.stop();
    if (calm) cy.viewport({ zoom, pan });
    else cy.animate({ zoom, pan }, { duration: 260, easing: "ease-out" });
  }

  /* ---- the panel ---- */

  function evidence(number) {
    const e = data.evidence[number];
    if (e.curated) {
      return el("p", { class: "fact" }, said(e.label), e.quote ? el("span", { dir: "auto" }, ": “", said(e.quote), "”") : null, e.record ? el("span", {}, ", ", said(e.record)) : null, e.note ? el("span", {}, " — ", said(e.note)) : null);
    }
    if (e.background) {
      return el("p", { class: "fact" }, e.imported ? "imported from " : "background: ", said(e.label), e.licence ? ` (${e.licence})` : "", e.record ? `, ${e.record}` : "", e.note ? el("span", {}, " — ", said(e.note)) : null);
    }
    const place = [e.page ? `p. ${e.page}` : null, e.section || null].filter(Boolean).join(", ");
    return el("blockquote", { dir: "auto" }, el("p", {}, "“", said(e.quote || ""), "”"), el("footer", {}, said(e.label), place ? ", " : "", said(place), e.note ? el("span", {}, " — note: ", said(e.note)) : null));
  }

  function quotes(numbers, more) {
    const [first, ...others] = numbers || [];
    const parts = first === undefined ? [] : [evidence(first)];
    if (others.length || more) {
      const rest = others.map(evidence);
      if (more) rest.push(el("p", { class: "quiet" }, `and ${more} more in the graph`));
      parts.push(el("details", {}, el("summary", {}, `${others.length + (more || 0)} more`), ...rest));
    }
    return parts;
  }

  const goTo = (id) => el("button", { type: "button", class: "goto " + nodes[id].kind, onclick: () => select(id, true) }, said(nodes[id].name + sign(nodes[id])));
  const belief = (l) => el("span", { class: "belief", title: "how far it is believed, from 0 to 1" }, (l.belief || 0).toFixed(2));
  const chip = (kind) => el("span", { class: "chip " + kind }, icon(kind), KIND_WORDS[kind]);

  function relationGroups(n) {
    const groups = [];
    for (const r of data.relations) {
      for (const [side, far, words] of [["out", "target", r.forward], ["in", "source", r.backward]]) {
        const some = n[side].filter((l) => l.relation === r.id).sort((a, b) => (b.belief || 0) - (a.belief || 0) || a[far] - b[far]);
        if (!some.length) continue;
        groups.push(el("h3", {}, words + (some.length > 3 ? ` · ${some.length}` : "")));
        for (const l of some) groups.push(el("div", { class: "relation" }, el("div", { class: "head" }, goTo(l[far]), belief(l)), ...quotes(l.evidence, l.more)));
      }
    }
    return groups;
  }

  function nodeDetails(n) {
    const parts = [chip(n.kind), el("h2", { dir: "auto" }, n.title)];
    const others = (n.aliases || []).filter((a) => a !== n.title);
    if (n.citation && n.citation !== n.title) parts.push(el("p", { dir: "auto" }, n.citation));
    if (others.length) parts.push(el("p", { class: "quiet" }, "also ", said(others.slice(0, 12).join(", ")), others.length > 12 ? ` and ${others.length - 12} more` : ""));
    if (/^https?:\/\//.test(n.iri) && (n.kind === "paper" || n.kind === "reference")) {
      parts.push(el("p", { class: "quiet" }, el("a", { href: n.iri, rel: "noreferrer noopener", target: "_blank" }, n.iri)));
    }
    const acts = [el("button", { type: "button", class: "act", onclick: clear }, "‹ All")];
    if (state.focus !== n.id) acts.push(el("button", { type: "button", class: "act", onclick: () => focusOn(n.id) }, "Only what touches it"));
    parts.push(el("div", { class: "acts" }, ...acts));
    if (n.withdrawn) parts.push(el("div", { class: "notice" }, el("strong", {}, "Withdrawn"), el("p", {}, said(n.withdrawn))));
    if (n.undisclosed) parts.push(el("div", { class: "notice" }, el("strong", {}, "Training data not disclosed"), ...quotes(n.undisclosed)));
    if (n.silent) parts.push(el("div", { class: "notice" }, el("strong", {}, "No training data known"), el("p", { class: "quiet" }, "Nothing that was read says what it was trained on.")));
    return [...parts, ...relationGroups(n)];
  }

  function linkDetails(l) {
    const words = relations.get(l.relation).forward;
    return [
      el("h2", { dir: "auto" }, said(nodes[l.source].name), ` ${words} `, said(nodes[l.target].name)),
      el("p", { class: "quiet" }, `belief ${(l.belief || 0).toFixed(2)}`, l.background ? ", a background, imported or curated fact: no paper in hand says it" : ""),
      el("div", { class: "acts" }, el("button", { type: "button", class: "act", onclick: clear }, "‹ All")),
      el("h3", {}, "Who says so"),
      ...(l.evidence || []).map(evidence),
      l.more ? el("p", { class: "quiet" }, `and ${l.more} more in the graph`) : null,
      el("h3", {}, "Between"),
      el("p", {}, goTo(l.source)),
      el("p", {}, goTo(l.target)),
    ].filter(Boolean);
  }

  function entry(id) {
    const n = nodes[id];
    return el(
      "button",
      { type: "button", class: "entry", role: "option", id: "entry" + id, "aria-selected": "false", onclick: () => select(id, true) },
      icon(n.kind), said(n.name + sign(n)), el("span", { class: "degree", title: "links" }, String(n.in.length + n.out.length)),
    );
  }

  function panel() {
    const index = $("index");
    const details = $("details");
    if (state.link !== null || state.selected !== null) {
      details.replaceChildren(...(state.link !== null ? linkDetails(links[state.link]) : nodeDetails(nodes[state.selected])));
      index.replaceChildren();
      $("panel").scrollTop = 0;
      return;
    }
    const listed = state.found === null ? nodes.map((n) => n.id) : state.found;
    const parts = [];
    if (data.truncated && state.found === null) parts.push(el("p", { class: "notice" }, "Truncated: the graph holds more than a page can draw."));
    if (state.found !== null) parts.push(el("p", { class: "quiet", role: "status" }, listed.length ? `${listed.length} found` : "Nothing goes by this name."));
    else if (!nodes.length) parts.push(el("p", {}, "The graph is empty."));
    else parts.push(el("p", { class: "quiet" }, "Click a thing or a link to see what is said of it, with the quote."));
    details.replaceChildren(...parts);
    const groups = [];
    if (state.found !== null) groups.push(...listed.map(entry));
    else for (const kind of KINDS) {
      const some = listed.filter((id) => nodes[id].kind === kind).sort((a, b) => byName.compare(nodes[a].name, nodes[b].name) || a - b);
      if (some.length) groups.push(el("h3", {}, `${KIND_TITLES[kind]} · ${some.length}`), ...some.map(entry));
    }
    index.replaceChildren(...groups);
  }

  /* ---- what people do ---- */

  /* anew: by name and not by its place in the picture, so the picture may change to show it well. */
  function select(id, anew) {
    state.selected = id;
    state.link = null;
    if (!drawn(id).length) {
      state.hiddenKinds.delete(nodes[id].kind);
      if (state.focus !== null || state.overview) state.focus = id;
      draw();
    } else if (anew && state.focus === null && overview < LEGIBLE) {
      state.focus = id;
      draw();
    } else mark();
    panel();
    if (state.focus === null) show([id, ...closure(id), ...nodes[id].out.map((l) => l.target), ...nodes[id].in.map((l) => l.source)]);
    remember();
  }

  function selectLink(id) {
    state.link = id;
    state.selected = null;
    mark();
    panel();
  }

  function clear() {
    state.selected = state.link = null;
    mark();
    panel();
    remember();
  }

  function focusOn(id) {
    state.focus = id;
    draw();
    panel();
  }

  function remember() {
    const hash = state.selected === null ? "" : "#" + encodeURIComponent(nodes[state.selected].iri);
    try {
      history.replaceState(null, "", hash || location.pathname + location.search);
    } catch {
      /* some browsers forbid it for files; the page works without */
    }
  }

  function search(text) {
    const words = fold(text).split(/\s+/).filter(Boolean);
    state.selected = state.link = null;
    state.cursor = -1;
    if (!words.length) state.found = null;
    else {
      const rank = (id) => (haystack[id].slice(0, 2).some((h) => h.startsWith(words[0])) ? 0 : haystack[id].slice(0, -1).some((h) => h.includes(words[0])) ? 1 : 2);
      const hits = nodes.map((n) => n.id).filter((id) => words.every((w) => haystack[id].some((h) => h.includes(w))));
      state.found = hits.sort((a, b) => rank(a) - rank(b) || KINDS.indexOf(nodes[a].kind) - KINDS.indexOf(nodes[b].kind) || byName.compare(nodes[a].name, nodes[b].name) || a - b);
      if (hits.length) state.cursor = 0;
    }
    panel();
    pointAt();
    mark();
  }

  function pointAt() {
    document.querySelectorAll(".entry").forEach((e) => e.setAttribute("aria-selected", "false"));
    const box = $("search");
    const at = state.found !== null && state.cursor >= 0 ? $("entry" + state.found[state.cursor]) : null;
    if (!at) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    at.setAttribute("aria-selected", "true");
    at.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", at.id);
  }

  $("search").addEventListener("input", (event) => search(event.target.value));
  $("search").addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.target.value = "";
      search("");
    } else if (state.found !== null && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      if (state.selected !== null || state.link !== null) {
        state.selected = state.link = null;
        panel();
      }
      const step = event.key === "ArrowDown" ? 1 : -1;
      if (state.found.length) state.cursor = (state.cursor + step + state.found.length) % state.found.length;
      pointAt();
      mark();
    } else if (event.key === "Enter" && state.found !== null && state.cursor >= 0) select(state.found[state.cursor], true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === $("search")) return;
    if (event.key === "/") {
      event.preventDefault();
      $("search").focus();
      $("search").select();
    } else if (event.key === "Escape") {
      if (state.selected !== null || state.link !== null) clear();
      else if (state.focus !== null) $("focus").querySelector("button").click();
    } else if (event.key === "0") fit();
  });
  $("fit").addEventListener("click", fit);
  $("focus").querySelector("button").addEventListener("click", () => {
    if (state.focus !== null) state.focus = null;
    else state.overview = !state.overview;
    draw();
    panel();
  });
  cy.on("tap", "node", (event) => select(event.target.data("number")));
  cy.on("tap", "edge", (event) => selectLink(event.target.data("number")));
  cy.on("tap", (event) => {
    if (event.target === cy) clear();
  });
  cy.on("mouseover", "node, edge", (event) => {
    stage.style.cursor = "pointer";
    if (event.target.isEdge()) event.target.addClass("told");
  });
  cy.on("mouseout", "node, edge", (event) => {
    stage.style.cursor = "";
    if (event.target.isEdge() && state.selected === null && state.link === null) event.target.removeClass("told");
  });

  /* ---- legend, filters, theme ---- */

  function legend() {
    const counts = new Map();
    links.forEach((l) => counts.set(l.relation, (counts.get(l.relation) || 0) + 1));
    $("relations").replaceChildren(
      ...data.relations.map((r) => {
        const box = el("input", { type: "checkbox", "data-relation": r.id });
        box.checked = !isHidden(r.id);
        box.addEventListener("change", () => {
          if (r.id === "introduced_by") state.citedLater = false;
          if (box.checked && inOverview() && !rest.relations.has(r.id)) state.overview = false;
          toggle(state.hiddenRelations, r.id, box.checked);
        });
        return el("li", {}, el("label", {}, box, r.forward, el("span", { class: "count" }, String(counts.get(r.id)))));
      }),
    );
    countHidden();
    const unseen = (kind) => state.hiddenKinds.has(kind) || (kind === "reference" && (inOverview() || isHidden("introduced_by")));
    document.querySelectorAll("[data-kind]").forEach((box) => (box.checked = !unseen(box.dataset.kind)));
  }

  function countHidden() {
    const hidden = data.relations.filter((r) => isHidden(r.id)).length;
    $("hidden-relations").textContent = hidden ? `· ${hidden} hidden` : "";
  }

  function toggle(hidden, what, on) {
    if (on) hidden.delete(what);
    else hidden.add(what);
    draw();
  }

  document.querySelectorAll("[data-kind]").forEach((box) => box.addEventListener("change", () => {
    if (box.dataset.kind === "reference" && box.checked) {
      state.citedLater = state.overview = false;
      state.hiddenRelations.delete("introduced_by");
    }
    toggle(state.hiddenKinds, box.dataset.kind, box.checked);
  }));

  function theme(dark) {
    document.documentElement.dataset.theme = dark ? "dark" : "light";
    $("theme").textContent = dark ? "Light" : "Dark";
    cy.style(sheet());
    mark();
  }
  const system = matchMedia("(prefers-color-scheme: dark)");
  system.addEventListener("change", (event) => theme(event.matches));
  $("theme").addEventListener("click", () => theme(document.documentElement.dataset.theme !== "dark"));

  let waiting = null;
  addEventListener("resize", () => {
    clearTimeout(waiting);
    waiting = setTimeout(draw, 150);
  });

  theme(system.matches);
  draw();
  panel();
  const wanted = location.hash ? nodes.find((n) => n.iri === decodeURIComponent(location.hash.slice(1))) : null;
  if (wanted) select(wanted.id);
  window.kgPage = { cy, state }; // for tests and for the curious
})();
