"use strict";

/* The same as the picture in rows: papers, models, datasets and links. It is what to read where nothing can be drawn. */
kgExplorer.tables = function (model, element, act) {
  const { el, said, icon, button } = kgExplorer.elements;
  const PAGE = 200; // rows at first, and with each "more"
  const words = new Map(model.sources.map((s) => [s.id, s.words]));
  const count = (links, ...relations) => links.filter((l) => relations.includes(l.relation)).length;
  const name = (n) => ({ sort: n.name, iri: n.iri, show: () => el("button", { type: "button", class: `goto ${n.kind}`, onclick: () => act.select(n.id, true) }, icon(n.kind), said(n.name)) });
  const number = (value) => ({ sort: value, kept: value, show: () => (value ? String(value) : el("span", { class: "none" }, "–")), number: true });
  const text = (value) => ({ sort: value, show: () => said(value) });
  const year = (n) => ({ sort: n.year || 0, kept: n.year || "", show: () => (n.year ? String(n.year) : "–"), number: true });
  const introducers = (n) => {
    const works = [...n.out.filter((l) => l.relation === "introduced_by").map((l) => l.target), ...n.in.filter((l) => l.relation === "introduces").map((l) => l.source)];
    return text(works.map((id) => model.nodes[id].name).join("; "));
  };
  const reached = (n, kind) => [...model.reach([n.id], "out")].filter((id) => id !== n.id && model.nodes[id].kind === kind).length;

  function disclosure(n) {
    const trained = count(n.out, "trained_on");
    if (n.undisclosed) return { sort: -1, kept: "not disclosed", show: () => "not disclosed" };
    return trained ? number(trained) : { sort: 0, kept: n.silent ? "nothing known" : "through its base", show: () => (n.silent ? "nothing known" : "through its base") };
  }

  const TABLES = {
    paper: {
      heads: ["Paper", "Year", "Trains on", "Evaluates on", "Uses models", "Introduces", "Data it rests on"],
      row: (n) => [name(n), year(n), number(count(n.out, "trains_on")), number(count(n.out, "evaluates_on")), number(count(n.out, "uses")), number(count(n.out, "introduces")), number(reached(n, "dataset"))],
    },
    model: {
      heads: ["Model", "Introduced by", "Year", "Used by", "Compared in", "Trained on", "Base of"],
      row: (n) => [name(n), introducers(n), year(n), number(count(n.in, "uses")), number(count(n.in, "compares")), disclosure(n), number(count(n.in, "fine_tuned_from"))],
    },
    dataset: {
      heads: ["Dataset", "Introduced by", "Year", "Trained on by", "Evaluated on by", "Mentioned by", "Standing"],
      row: (n) => [name(n), introducers(n), year(n), number(count(n.in, "trains_on", "trained_on")), number(count(n.in, "evaluates_on", "evaluated_on")), number(count(n.in, "mentions")), text(n.withdrawn ? "withdrawn" : "")],
    },
    links: {
      heads: ["From", "Relation", "To", "Belief", "Who says so"],
      row: (l) => [
        name(model.nodes[l.source]),
        { sort: l.relation, kept: model.relations.get(l.relation).forward, show: () => model.relations.get(l.relation).forward },
        name(model.nodes[l.target]),
        { sort: l.belief, kept: Number(l.belief.toFixed(4)), show: () => l.belief.toFixed(2), number: true },
        { sort: l.sources.join(), kept: says(l), show: () => button(says(l), () => act.selectLink(l.id), { class: "goto" }) },
      ],
    },
  };

  function says(l) {
    const pieces = (l.evidence || []).length + (l.more || 0);
    return `${l.sources.map((s) => words.get(s)).join(", ")}${pieces > 1 ? ` · ${pieces}` : ""}`;
  }

  const order = { paper: [0, 1], model: [0, 1], dataset: [0, 1], links: [0, 1] };
  let more = PAGE;
  let atFirst = PAGE;
  let open = null;
  let last = null;

  function sorted(rows, [column, direction]) {
    const byText = new Intl.Collator("en", { numeric: true });
    const compare = (a, b) => (typeof a.sort === "number" && typeof b.sort === "number" ? a.sort - b.sort : byText.compare(String(a.sort), String(b.sort)));
    return rows.map((cells, i) => ({ cells, i })).sort((a, b) => direction * compare(a.cells[column], b.cells[column]) || a.i - b.i).map((r) => r.cells);
  }

  function heading(which, title, column, isNumber) {
    const [by, direction] = order[which];
    const sort = () => {
      order[which] = [column, by === column ? -direction : isNumber ? -1 : 1];
      show(which, last, true);
    };
    const state = by === column ? (direction > 0 ? "ascending" : "descending") : null;
    return el("th", { scope: "col", "aria-sort": state, class: isNumber ? "number" : "" }, button(title, sort, {}));
  }

  /* All rows as CSV: a column with IRIs beside each of names; nothing in a cell is taken for a formula. */
  function csv(heads, rows) {
    const cell = (value) => {
      const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    };
    const line = (cells) => `${cells.map(cell).join(",")}\r\n`;
    const both = rows.map((cells) => cells.flatMap((c) => [c.kept === undefined ? c.sort : c.kept, ...(c.iri === undefined ? [] : [c.iri])]));
    const named = heads.flatMap((title, i) => (rows.length && rows[0][i].iri !== undefined ? [title, `${title} IRI`] : [title]));
    return [named, ...both].map(line).join("");
  }

  /* things: {nodes, links} that the filters leave; those of one kind, or the links, are listed. */
  function show(which, things, again) {
    if (last !== things && !again) more = PAGE;
    last = things;
    open = which;
    const table = TABLES[which];
    const some = which === "links" ? things.links : things.nodes.filter((n) => n.kind === which);
    const rows = sorted(some.map(table.row), order[which]);
    const first = rows[0] || [];
    const body = rows.slice(0, more).map((cells) => el("tr", {}, ...cells.map((c, i) => el(i === 0 ? "th" : "td", { scope: i === 0 ? "row" : null, class: c.number ? "number" : "" }, c.show()))));
    const beyond = rows.length > more ? button(`Show more of ${rows.length}`, () => ((more += 5 * PAGE), show(which, things, true)), {}) : null;
    const save = button("CSV", () => kgExplorer.files.save(csv(table.heads, rows), "text/csv", `kg-${which === "links" ? which : `${which}s`}.csv`), { class: "csv", title: "All of these rows for a spreadsheet" });
    const counted = which === "links" ? `${rows.length} links` : `${rows.length} ${kgExplorer.KIND_TITLES[which].toLowerCase()}`;
    const caption = el("caption", {}, counted, which !== "links" && model.starts.size ? "; numbers count what belongs to this lineage, and evaluations of what it is the lineage of alone" : "", " ", save);
    element.replaceChildren(el("table", {}, caption, el("thead", {}, el("tr", {}, ...table.heads.map((title, i) => heading(which, title, i, first[i] && first[i].number)))), el("tbody", {}, ...body)));
    if (beyond) element.append(beyond);
  }

  return {
    show,
    /* All rows, or the first of many. */
    whole(on) {
      if (element.hidden || !last) return;
      if (on) atFirst = more;
      more = on ? Infinity : atFirst;
      show(open, last, true);
    },
  };
};
