"use strict";

/*
 * The graph as the explorer holds it: things, links, and what can be asked of them. Nothing here knows of a page.
 * All explorer files add to this one name, in the order in which they are loaded.
 */
const kgExplorer = {};

kgExplorer.KINDS = ["paper", "model", "dataset", "reference"];
kgExplorer.KIND_WORDS = { paper: "Paper", model: "Model", dataset: "Dataset", reference: "Cited work, not read" };
kgExplorer.KIND_TITLES = { paper: "Papers", model: "Models", dataset: "Datasets", reference: "Cited works, not read" };

/* Text as it is searched: without case and accents. */
kgExplorer.fold = (text) => text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

kgExplorer.model = function (data) {
  const { fold, KINDS } = kgExplorer;
  const MAX_STEPS = 4000; // partial ways looked at before the search for the best ones gives up
  const byName = new Intl.Collator("en", { numeric: true });

  const nodes = data.nodes.map((n, id) => ({ ...n, id, title: n.title || n.name, out: [], in: [] }));
  const relations = new Map(data.relations.map((r) => [r.id, r]));
  const links = data.links.map((l, id) => ({ belief: 0, sources: [], ...l, id, carries: Boolean(relations.get(l.relation).carries) }));
  for (const l of links) {
    nodes[l.source].out.push(l);
    nodes[l.target].in.push(l);
  }
  const byIri = new Map(nodes.map((n) => [n.iri, n]));
  const starts = new Set(data.starts);
  const compare = (a, b) => byName.compare(nodes[a].name, nodes[b].name) || a - b;

  /* All that can be reached from these along links that carry data, themselves included. */
  function reach(from, side, allowed) {
    const far = side === "out" ? "target" : "source";
    const seen = new Set(from);
    const queue = [...seen];
    while (queue.length) {
      for (const l of nodes[queue.pop()][side]) {
        if (l.carries && !seen.has(l[far]) && (!allowed || allowed(l))) {
          seen.add(l[far]);
          queue.push(l[far]);
        }
      }
    }
    return seen;
  }

  /* The thing, what it rests on and what rests on it. */
  function closure(id) {
    const all = reach([id], "out");
    for (const other of reach([id], "in")) all.add(other);
    return all;
  }

  /* The links of all ways that lead from any of these to the thing, and the things on them. */
  function ways(from, to, allowed) {
    const down = reach(from, "out", allowed);
    const up = reach([to], "in", allowed);
    const between = new Set([...down].filter((id) => up.has(id)));
    const along = links.filter((l) => l.carries && between.has(l.source) && between.has(l.target) && (!allowed || allowed(l)));
    return { nodes: between, links: new Set(along.map((l) => l.id)) };
  }

  /* Up to so many ways, the best believed first: each is its links in order. */
  function bestWays(from, to, most, allowed) {
    const on = ways(from, to, allowed);
    const found = [];
    if (!on.nodes.has(to)) return found;
    let partial = [...from].filter((id) => on.nodes.has(id) && id !== to).map((id) => ({ at: id, belief: 1, links: [], seen: new Set([id]) }));
    for (let step = 0; step < MAX_STEPS && partial.length && found.length < most; step++) {
      let best = 0;
      for (let i = 1; i < partial.length; i++) {
        if (partial[i].belief > partial[best].belief || (partial[i].belief === partial[best].belief && partial[i].links.length < partial[best].links.length)) best = i;
      }
      const [way] = partial.splice(best, 1);
      if (way.at === to) {
        found.push(way);
        continue;
      }
      for (const l of nodes[way.at].out) {
        if (on.links.has(l.id) && !way.seen.has(l.target)) {
          partial.push({ at: l.target, belief: way.belief * l.belief, links: [...way.links, l], seen: new Set(way.seen).add(l.target) });
        }
      }
    }
    return found;
  }

  /*
   * What the papers read rest on: their models that lead to data or are undisclosed, and these data with what they
   * derive from; of a paper that takes no model, the models that it mentions. Left out are parts of datasets, and what
   * a paper says again of the model that it introduces.
   */
  function foundation() {
    const papers = nodes.filter((n) => n.kind === "paper").map((n) => n.id);
    const told = new Set();
    for (const id of papers) for (const l of nodes[id].out) if (l.relation === "introduces") for (const m of nodes[l.target].out) if (m.relation === "trained_on") told.add(id + ">" + m.target);
    const takes = (l) => ["uses", "introduces"].includes(l.relation) && nodes[l.target].kind === "model";
    const leads = (l) => {
      const from = nodes[l.source];
      if (from.kind !== "paper") return ["trained_on", "fine_tuned_from", "derived_from"].includes(l.relation);
      if (l.relation === "mentions") return nodes[l.target].kind === "model" && !from.out.some(takes);
      return ["uses", "introduces", "trains_on"].includes(l.relation) && !(nodes[l.target].kind === "dataset" && told.has(l.source + ">" + l.target));
    };
    const reached = new Set(papers);
    const queue = [...papers];
    const kept = [];
    while (queue.length) {
      for (const l of nodes[queue.pop()].out) {
        if (!leads(l)) continue;
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

  const haystacks = new Map();
  function haystack(id) {
    if (!haystacks.has(id)) {
      const n = nodes[id];
      haystacks.set(id, [n.name, n.title, ...(n.aliases || []), n.citation || ""].map(fold));
    }
    return haystacks.get(id);
  }

  /*
   * The things whose names or citation hold all words. In front stand those that begin with what was typed, so called
   * to the letter before all others, and among these those with most links.
   */
  function search(text) {
    const words = fold(text).split(/\s+/).filter(Boolean);
    if (!words.length) return null;
    const typed = words.join(" ");
    const rank = (id) => {
      const hay = haystack(id);
      if (hay.slice(0, -1).includes(typed)) return 0;
      if (hay.slice(0, 2).some((h) => h.startsWith(typed))) return 1;
      if (hay.slice(0, -1).some((h) => h.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(words[0])))) return 2;
      return hay.slice(0, -1).some((h) => h.includes(words[0])) ? 3 : 4;
    };
    const links = (id) => nodes[id].in.length + nodes[id].out.length;
    const hits = nodes.map((n) => n.id).filter((id) => words.every((w) => haystack(id).some((h) => h.includes(w))));
    return hits.sort((a, b) => rank(a) - rank(b) || links(b) - links(a) || KINDS.indexOf(nodes[a].kind) - KINDS.indexOf(nodes[b].kind) || compare(a, b));
  }

  const years = nodes.map((n) => n.year).filter((y) => y !== undefined);
  return {
    data, nodes, links, relations, starts, byIri, compare, reach, closure, ways, bestWays, foundation, search,
    sources: data.sources,
    years: years.length ? years.reduce(([a, b], y) => [Math.min(a, y), Math.max(b, y)], [Infinity, -Infinity]) : null,
  };
};
