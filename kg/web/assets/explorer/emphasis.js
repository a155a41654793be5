"use strict";

/* What is lit up when somebody looks at a thing: the ways from the start to it, or all that it touches. */
kgExplorer.emphasis = (function () {
  /* The links that are to be seen, as a test; counted once for each picture. */
  let last = { seen: null, ids: null };
  function among(seen) {
    if (last.seen !== seen) last = { seen, ids: new Set(seen.links.map((l) => l.id)) };
    return (l) => last.ids.has(l.id);
  }

  /*
   * The things whose ways to this one are asked for: what is selected while another is pointed at, else the start of
   * the lineage.
   */
  function origins(model, state, seen, id) {
    const selected = state.at !== null && state.at !== id ? new Set([state.at]) : null;
    if (selected && (model.ways(selected, id, among(seen)).links.size || model.ways(new Set([id]), state.at, among(seen)).links.size)) return selected;
    return model.starts.has(id) ? new Set() : model.starts;
  }

  /* All ways between these and the thing, whichever of both comes first. */
  function between(model, from, id, allowed) {
    const found = { nodes: new Set(), links: new Set() };
    for (const other of from) {
      for (const way of [model.ways(new Set([other]), id, allowed), model.ways(new Set([id]), other, allowed)]) {
        way.nodes.forEach((n) => found.nodes.add(n));
        way.links.forEach((l) => found.links.add(l));
      }
    }
    return found;
  }

  function around(model, state, seen, id) {
    const allowed = among(seen);
    const found = between(model, origins(model, state, seen, id), id, allowed);
    found.nodes.add(id);
    const onAWay = found.links.size > 0;
    if (onAWay && state.hover !== null) return found;
    const reached = new Set(["out", "in"].flatMap((side) => [...model.reach([id], side, allowed)]));
    for (const l of seen.links) {
      const touching = l.source === id || l.target === id;
      const along = !onAWay && l.carries && reached.has(l.source) && reached.has(l.target);
      if (!touching && !along) continue;
      found.links.add(l.id);
      found.nodes.add(l.source).add(l.target);
    }
    return found;
  }

  /* {nodes, links} to be lit up, or null for everything alike. found: what was searched for, or null. */
  function of(model, state, seen, found) {
    if (state.link !== null) {
      const l = model.links[state.link];
      return { nodes: new Set([l.source, l.target]), links: new Set([l.id]) };
    }
    const at = state.hover !== null ? state.hover : state.at;
    if (at !== null) return around(model, state, seen, at);
    return found === null ? null : { nodes: new Set(found), links: new Set() };
  }

  return { of, around, origins };
})();
