"use strict";

/* What of the graph is to be seen: the filters, what is in focus, and what is folded away. */
kgExplorer.visible = (function () {
  const MANY_LINKS = 120; // above this, mere mentions and comparisons are hidden at first
  const MANY_NODES = 150; // above this, only what the papers read rest on is shown at first
  const MANY_TO_CITE = 40; // above this, works cited are hidden until one thing is looked at
  const MUCH = 0.8; // of the graph; an overview that shows more than that leaves too little out

  /* The state of a view in the beginning. */
  function begin(model) {
    const state = {
      at: null, link: null, hover: null, focus: null, side: "both", overview: false, citedLater: false, tab: "graph",
      kinds: new Set(), relations: new Set(), sources: new Set(), belief: 0, years: null, opened: new Set(), folded: new Set(),
    };
    if (model.links.length > MANY_LINKS) for (const r of ["mentions", "compares"]) if (model.relations.has(r)) state.relations.add(r);
    state.citedLater = model.nodes.length > MANY_TO_CITE && model.relations.has("introduced_by");
    const rest = model.foundation();
    const overview = !model.starts.size && model.nodes.length > MANY_NODES && rest.links.size > 0 && rest.nodes.size < MUCH * model.nodes.length;
    state.rest = overview ? rest : null;
    state.overview = overview;
    return state;
  }

  const inOverview = (state) => state.overview && state.focus === null;

  function hidesRelation(state, relation) {
    if (state.relations.has(relation)) return true;
    if (relation === "introduced_by" && state.citedLater && state.focus === null) return true;
    return inOverview(state) && !state.rest.relations.has(relation);
  }

  /* Whether the filters let a link pass, whatever else hides it. */
  function passes(state, l) {
    return l.belief >= state.belief && (!state.sources.size || !l.sources.length || l.sources.some((s) => !state.sources.has(s)));
  }

  /* The things that mode, focus and side leave, before kinds and relations are looked at. */
  function within(model, state) {
    if (inOverview(state)) return new Set(state.rest.nodes);
    if (state.focus !== null) {
      const kept = model.closure(state.focus);
      for (const id of [...kept]) for (const l of model.nodes[id].out) if (l.relation === "introduced_by") kept.add(l.target);
      for (const l of model.nodes[state.focus].out) kept.add(l.target);
      for (const l of model.nodes[state.focus].in) kept.add(l.source);
      return kept;
    }
    if (model.starts.size && state.side !== "both") {
      const kept = model.reach(model.starts, state.side === "data" ? "out" : "in");
      const beside = (id) => model.nodes[id].out.filter((l) => !l.carries && l.relation !== "introduced_by").map((l) => l.target);
      if (state.side === "data") for (const id of model.starts) beside(id).forEach((far) => kept.add(far));
      for (const id of [...kept]) for (const l of model.nodes[id].out) if (l.relation === "introduced_by") kept.add(l.target);
      return kept;
    }
    return new Set(model.nodes.map((n) => n.id));
  }

  const inYears = (state, n) => state.years === null || n.year === undefined || (n.year >= state.years[0] && n.year <= state.years[1]);

  /* Things that no start or head of a chain leads to once the folded ones are closed; counted by who folds them. */
  function foldAway(model, state, kept, links) {
    const behind = new Map();
    const closed = [...state.folded].filter((id) => kept.has(id));
    if (!closed.length) return behind;
    const out = new Map([...kept].map((id) => [id, []]));
    const hasIn = new Set();
    for (const l of links) {
      out.get(l.source).push(l.target);
      hasIn.add(l.target);
    }
    const walk = (from, shut) => {
      const seen = new Set(from);
      const queue = [...from];
      while (queue.length) {
        const id = queue.pop();
        if (!shut.has(id)) for (const far of out.get(id)) if (!seen.has(far)) seen.add(far), queue.push(far);
      }
      return seen;
    };
    const heads = [...kept].filter((id) => !hasIn.has(id) || model.starts.has(id) || id === state.focus);
    const open = walk(heads, new Set());
    const left = walk(heads, new Set(closed));
    const gone = [...open].filter((id) => !left.has(id));
    for (const id of closed) {
      const beneath = walk([id], new Set());
      behind.set(id, gone.filter((other) => beneath.has(other)).length);
    }
    gone.forEach((id) => kept.delete(id));
    return behind;
  }

  /* {nodes, links, behind: how many things each folded one hides}. Things that lost all their links go with them. */
  function of(model, state) {
    const kept = within(model, state);
    for (const id of state.opened) {
      kept.add(id);
      for (const l of model.nodes[id].out) kept.add(l.target);
      for (const l of model.nodes[id].in) kept.add(l.source);
    }
    const stays = (id) => id === state.at || id === state.focus || model.starts.has(id);
    for (const id of [...kept]) {
      const n = model.nodes[id];
      if (state.kinds.has(n.kind) || (!inYears(state, n) && !stays(id))) kept.delete(id);
    }
    const opened = (l) => state.opened.has(l.source) || state.opened.has(l.target);
    const overview = inOverview(state);
    const wanted = (l) => {
      if (!kept.has(l.source) || !kept.has(l.target) || !passes(state, l)) return false;
      if (opened(l)) return !state.relations.has(l.relation);
      if (overview) return state.rest.links.has(l.id) && (l.relation === "mentions" || !hidesRelation(state, l.relation));
      return !hidesRelation(state, l.relation);
    };
    let links = model.links.filter(wanted);
    const behind = foldAway(model, state, kept, links);
    links = links.filter((l) => kept.has(l.source) && kept.has(l.target) && !behind.has(l.source));
    if (links.length < model.links.length) {
      const joined = new Set(links.flatMap((l) => [l.source, l.target]));
      for (const id of [...kept]) {
        const n = model.nodes[id];
        if (!joined.has(id) && n.out.length + n.in.length > 0 && n.kind !== "paper" && !stays(id)) kept.delete(id);
      }
    }
    return { nodes: model.nodes.filter((n) => kept.has(n.id)), links, behind };
  }

  /*
   * What the tables list: all things that pass the filters, whether the picture leaves them out or not, and of their
   * links those whose relation is ticked in the filter.
   */
  function listed(model, state) {
    const all = of(model, { ...state, overview: false, citedLater: false, focus: null, opened: new Set(), folded: new Set() });
    return { ...all, links: all.links.filter((l) => !hidesRelation(state, l.relation)) };
  }

  return { begin, of, listed, hidesRelation, inOverview };
})();
