"use strict";

/* The panel beside the picture: what is said of one thing or one link, and who says so. */
kgExplorer.panel = function (model, element, act) {
  const { el, said, icon, button } = kgExplorer.elements;
  const { KINDS, KIND_WORDS, KIND_TITLES } = kgExplorer;
  const { sign } = kgExplorer.scene;
  const AT_FIRST = 3; // links of one relation that are listed before "more"
  const MOST_WAYS = 5;
  const MOST_ALIASES = 12;
  const LISTED = 100; // entries of each kind in the list of everything, and of what was found
  const words = new Map(model.sources.map((s) => [s.id, s.words]));

  function evidence(e) {
    const node = e.node === undefined ? null : model.nodes[e.node];
    const label = node ? goTo(node.id, e.label) : said(e.label);
    const surely = e.confidence === undefined ? null : el("span", { class: "surely", title: e.by ? `read by ${e.by}` : "" }, ` · confidence ${e.confidence.toFixed(2)}`);
    const note = e.note ? el("span", { class: "note" }, " · note: ", said(e.note)) : null;
    if (e.source !== "read") {
      const beside = [e.licence ? ` (${e.licence})` : "", e.record ? `, ${e.record}` : ""].join("");
      const quote = e.quote ? el("p", { dir: "auto" }, "“", said(e.quote), "”") : null;
      const whose = e.source === "curated" ? null : `${words.get(e.source)}: `; // a curator's label says so itself
      return el("blockquote", { class: "fact" }, quote, el("footer", {}, whose, label, said(beside), note, surely));
    }
    const place = [e.page ? `p. ${e.page}` : null, e.section || null, e.file || null].filter(Boolean).join(", ");
    return el("blockquote", { dir: "auto" }, el("p", {}, "“", said(e.quote || ""), "”"), el("footer", {}, label, place ? ", " : "", said(place), note, surely));
  }

  /* The pieces of evidence for a link: those at hand, or a place that fills when they have come. */
  function quotes(l, all) {
    if (!l.evidence && act.fetchEvidence) {
      const box = el("div", {}, el("p", { class: "soft" }, "…"));
      const fill = (rows) => box.replaceChildren(...folded(rows.map(evidence), 0, all));
      act.fetchEvidence(l).then(fill, () => box.replaceChildren(el("p", { class: "soft" }, "The server does not answer.")));
      return [box];
    }
    return folded((l.evidence || []).map((number) => evidence(model.data.evidence[number])), l.more || 0, all);
  }

  function folded([first, ...others], more, all) {
    const beyond = more ? [el("p", { class: "soft" }, `and ${more} more in the graph`)] : [];
    if (all) return [first, ...others, ...beyond].filter(Boolean);
    const count = others.length + more;
    return [first, count ? el("details", {}, el("summary", {}, `${count} more`), ...others, ...beyond) : null].filter(Boolean);
  }

  const ofNode = (numbers) => folded(numbers.map((number) => evidence(model.data.evidence[number])), 0, true);
  const goTo = (id, text) => el("button", { type: "button", class: `goto ${model.nodes[id].kind}`, onclick: () => act.select(id, true) }, said((text || model.nodes[id].name) + (text ? "" : sign(model.nodes[id]))));
  const belief = (value) => el("span", { class: "belief", title: "how far it is believed, from 0 to 1" }, value.toFixed(2));
  const relationOf = (l) => model.relations.get(l.relation);
  const saying = (l) => button(relationOf(l).forward, () => act.selectLink(l.id), { class: "saying", title: "Who says so?" });

  function relationGroups(n) {
    const groups = [];
    for (const r of model.relations.values()) {
      for (const [side, far, phrase] of [["out", "target", r.forward], ["in", "source", r.backward]]) {
        const some = n[side].filter((l) => l.relation === r.id).sort((a, b) => b.belief - a.belief || model.compare(a[far], b[far]));
        if (!some.length) continue;
        const shown = some.map((l) => el("div", { class: "relation" }, el("div", { class: "head" }, goTo(l[far]), belief(l.belief)), ...(act.fetchEvidence ? [whoSays(l)] : quotes(l))));
        const rest = shown.splice(AT_FIRST + 1 < shown.length ? AT_FIRST : shown.length);
        groups.push(el("h3", {}, phrase + (some.length > 1 ? ` · ${some.length}` : "")), ...shown);
        if (rest.length) groups.push(el("details", { class: "more" }, el("summary", {}, `${rest.length} more`), ...rest));
      }
    }
    return groups;
  }

  /* Evidence that must be asked for is asked for when somebody wants to see it. */
  function whoSays(l) {
    const box = el("details", { class: "asks" }, el("summary", {}, "Who says so?"));
    box.addEventListener("toggle", () => box.open && box.children.length === 1 && box.append(...quotes(l, true)), { once: false });
    return box;
  }

  /* The ways from what was asked for, or from the things that are pinned, to this one. */
  function waysTo(n) {
    const from = act.from(n.id);
    if (!from.size || from.has(n.id)) return [];
    const found = model.bestWays(from, n.id, MOST_WAYS, act.allowed);
    if (!found.length) return [];
    const lines = found.map((way) => {
      const steps = way.links.flatMap((l) => [" → ", saying(l), " → ", goTo(l.target)]);
      return el("li", {}, goTo(way.links[0].source), ...steps, " ", belief(way.belief));
    });
    return [el("h3", {}, found.length === 1 ? "How it gets there" : `Ways to it · ${found.length === MOST_WAYS ? "the best " : ""}${found.length}`), el("ol", { class: "ways" }, ...lines)];
  }

  function actions(n) {
    const all = n.out.length + n.in.length;
    const some = [button("‹ All", act.clear, { class: "act" })];
    if (act.state.focus !== n.id) some.push(button("Only what touches it", () => act.focusOn(n.id), { class: "act" }));
    if (act.hides(n.id)) some.push(button(`Expand (${act.hides(n.id)} hidden)`, () => act.expand(n.id), { class: "act", "data-act": "expand" }));
    if (act.canFold(n.id)) some.push(button("Collapse", () => act.fold(n.id), { class: "act", "data-act": "fold" }));
    if (n.lineage) some.push(el("a", { class: "act button", href: n.lineage }, "Its lineage"));
    if (n.address) some.push(el("a", { class: "act button", href: n.address }, "Its page"));
    return el("div", { class: "acts", "data-links": String(all) }, ...some);
  }

  function nodeDetails(n) {
    const parts = [el("p", { class: `chip ${n.kind}` }, icon(n.kind), KIND_WORDS[n.kind] + (n.year ? ` · ${n.year}` : "")), el("h2", { dir: "auto" }, n.title)];
    const others = n.aliases || [];
    if (n.citation) parts.push(el("p", { dir: "auto" }, n.citation));
    if (others.length) parts.push(el("p", { class: "soft" }, "also ", said(others.slice(0, MOST_ALIASES).join(", ")), others.length > MOST_ALIASES ? ` and ${others.length - MOST_ALIASES} more` : ""));
    if (/^https?:\/\//.test(n.iri) && (n.kind === "paper" || n.kind === "reference") && !n.iri.includes("w3id.org/kg/")) {
      parts.push(el("p", { class: "soft" }, el("a", { href: n.iri, rel: "noreferrer noopener", target: "_blank" }, n.iri)));
    }
    parts.push(actions(n));
    if (n.withdrawn) parts.push(el("div", { class: "notice bad" }, el("strong", {}, `Withdrawn${n.withdrawn.date ? ` ${n.withdrawn.date}` : ""}`), el("p", {}, said(n.withdrawn.said))));
    if (n.undisclosed) parts.push(el("div", { class: "notice" }, el("strong", {}, "Training data not disclosed"), ...ofNode(n.undisclosed)));
    if (n.silent) parts.push(el("div", { class: "notice" }, el("strong", {}, "No training data known"), el("p", { class: "soft" }, "Nothing that was read says what it was trained on.")));
    return [...parts, ...waysTo(n), ...relationGroups(n)];
  }

  function linkDetails(l) {
    const kinds = l.sources.map((s) => words.get(s)).join(", ");
    return [
      el("h2", { dir: "auto" }, said(model.nodes[l.source].name), ` ${relationOf(l).forward} `, said(model.nodes[l.target].name)),
      el("p", { class: "soft" }, `belief ${l.belief.toFixed(2)} · ${kinds}`),
      el("div", { class: "acts" }, button("‹ All", act.clear, { class: "act" })),
      el("h3", {}, "Who says so"),
      ...quotes(l, true),
      el("h3", {}, "Between"),
      el("p", {}, goTo(l.source)),
      el("p", {}, goTo(l.target)),
    ];
  }

  function entry(id) {
    const n = model.nodes[id];
    return el(
      "button", { type: "button", class: "entry", role: "option", id: `entry${id}`, "aria-selected": "false", tabindex: "-1", onclick: () => act.select(id, true) },
      icon(n.kind), said(n.name + sign(n)), el("span", { class: "degree", title: "links" }, String(n.in.length + n.out.length)),
    );
  }

  function everything() {
    const groups = [];
    for (const kind of KINDS) {
      const some = model.nodes.filter((n) => n.kind === kind).map((n) => n.id).sort(model.compare);
      if (!some.length) continue;
      const most = whole ? some.length : LISTED;
      const beyond = some.length > most ? el("p", { class: "soft" }, `and ${some.length - most} more; search for them`) : null;
      groups.push(el("div", { role: "group", "aria-label": KIND_TITLES[kind] }, el("h3", { "aria-hidden": "true" }, `${KIND_TITLES[kind]} · ${some.length}`), ...some.slice(0, most).map(entry)));
      if (beyond) groups.push(beyond);
    }
    return groups;
  }

  const details = element.querySelector("[data-part=details]");
  const index = element.querySelector("[data-part=index]");

  let whole = false; // lists to their end, as they are printed
  let shown = null;

  function show({ link, at, found }) {
    shown = { link, at, found };
    const telling = link !== null || at !== null;
    element.classList.toggle("telling", telling);
    if (telling) {
      details.replaceChildren(...(link !== null ? linkDetails(model.links[link]) : nodeDetails(model.nodes[at])));
      index.replaceChildren();
      index.hidden = true;
      element.scrollTop = 0;
      return;
    }
    const parts = [];
    if (model.data.truncated && found === null) parts.push(el("p", { class: "notice" }, "Truncated: the graph holds more than a picture can show."));
    if (found !== null) parts.push(el("p", { class: "soft" }, found.length ? `${found.length} found` : "Nothing goes by this name."));
    else parts.push(model.nodes.length ? el("p", { class: "soft hint" }, "Click a thing or a link to see what is said of it, with the quote.") : el("p", {}, "The graph is empty."));
    details.replaceChildren(...parts);
    index.replaceChildren(...(found !== null ? (whole ? found : found.slice(0, LISTED)).map(entry) : everything()));
    index.hidden = index.children.length === 0;
  }

  return {
    show,
    /* Lists to their end, or the beginnings of long ones; what is said of one thing stays as it is. */
    whole(on) {
      whole = on;
      if (shown && shown.link === null && shown.at === null) show(shown);
    },
  };
};
