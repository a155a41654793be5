// The SPARQL page: YASGUI over our own endpoint, with our prefixes, terms and examples, and nothing asked of anybody else.
"use strict";
(() => {
  const told = JSON.parse(document.getElementById("told").textContent);
  const endpoint = new URL(told.endpoint, location.href).href;
  const { Yasqe, Yasr } = Yasgui;

  Yasqe.defaults.prefixCcApi = "/api/prefixes";
  Yasqe.defaults.value = told.first;
  for (const [name, terms] of [["class", told.classes], ["property", told.properties]]) {
    const kind = Object.keys(Yasqe.Autocompleters).find((key) => key.startsWith(name.slice(0, 5)));
    Yasqe.Autocompleters[kind] = { ...Yasqe.Autocompleters[kind], bulk: true, get: () => terms, persistenceId: undefined };
  }
  Yasr.defaults.prefixes = told.prefixes;

  // our prefixes are set for every query, so the editor takes them for declared
  const plain = Yasqe.modes.sparql11;
  Yasqe.defineMode("sparql11", (...how) => {
    const mode = plain(...how), { startState } = mode;
    return Object.assign(mode, { startState: (...from) => Object.assign(startState(...from), { prefixes: { ...told.prefixes } }) });
  });

  // what the server says of an answer: a term that no graph holds gives no rows, and nobody would know why; nor that it was cut
  const notes = document.getElementById("notes"), saidOf = new WeakMap();
  const tell = () => {
    const said = saidOf.get(yasgui.getTab()?.getYasr()) ?? [];
    notes.replaceChildren(...said.map((text) => Object.assign(document.createElement("span"), { textContent: text })));
    notes.hidden = said.length === 0;
  };
  const CUT = "cut: there would have been more";
  const heard = (found) => {
    if (found?.json) {
      const rows = found.json.results?.bindings?.length ?? 0;
      const more = `The answer is ${CUT} than these ${rows.toLocaleString("en")} rows. ORDER BY with OFFSET asks for the next ones.`;
      return [...(found.json.truncated ? [more] : []), ...(found.json.notes ?? [])];
    }
    const more = `The answer is ${CUT} than these triples.`;
    return found && !found.hasError() && found.getOriginalResponseAsString()?.startsWith("# truncated:") ? [more] : [];
  };

  // YASGUI fills "{{name}}" in a text in with another column's value; a text out of a paper is shown as it is
  const { draw, updateResponseInfo } = Yasr.prototype;
  Yasr.prototype.draw = function (...how) {
    const found = this.results;
    if (found && !found.json && found.getContentType()?.includes("sparql-results+json")) {
      try {
        found.json = JSON.parse(found.getOriginalResponseAsString());
        found.type = "json";
      } catch { /* YASGUI tells what is wrong with it */ }
    }
    saidOf.set(this, heard(found));
    if (yasgui) tell();
    return draw.apply(this, how);
  };
  Yasr.prototype.updateResponseInfo = function () {
    updateResponseInfo.call(this);
    if (this.results?.json?.truncated) this.dataElement.append(`, ${CUT}`);
  };
  // what the browser says of a request that was given up is for programmers
  const stopped = (error) => {
    if (error.status || !/^(signal is|the operation was|fetch is) aborted/i.test(error.text ?? "")) return undefined;
    return Object.assign(document.createElement("p"), { textContent: "The query was stopped before it was answered. Run it again for its rows." });
  };
  Yasr.defaults.errorRenderers = [async (error) => stopped(error), ...(Yasr.defaults.errorRenderers ?? [])];
  // the second click of a double click would stop what the first began
  document.addEventListener("click", (event) => {
    if (event.detail > 1 && event.target.closest?.("#yasgui .yasqe_queryButton")) event.stopImmediatePropagation();
  }, true);

  let yasgui = null; // while it is being made, what was kept of an earlier visit is drawn
  yasgui = new Yasgui(document.getElementById("yasgui"), {
    requestConfig: {
      endpoint,
      method: "POST",
      acceptHeaderSelect: "application/sparql-results+json",
      acceptHeaderGraph: "text/turtle",
    },
    endpointCatalogueOptions: { getData: () => [], keys: [] },
    copyEndpointOnNewTab: true,
    populateFromUrl: false,
    persistenceId: "kg",
    autofocus: false,
  });

  // a question that stands in a tab already is shown there; one that nobody has changed makes room for the next
  const offered = new Set([told.given ? "" : told.first, ...told.examples.map((example) => example.text)]);
  const argsOf = (tab) => tab.getRequestConfig().args ?? [];
  const stands = (tab, query, args) => tab.getQuery() === query && JSON.stringify(argsOf(tab)) === JSON.stringify(args);
  const show = (query, name, args = []) => {
    const there = Object.values(yasgui._tabs).find((tab) => stands(tab, query, args)), here = yasgui.getTab();
    if (there) {
      yasgui.selectTabId(there.getId());
      return there;
    }
    if (here && !args.length && !argsOf(here).length && offered.has(here.getQuery())) {
      const yasr = here.getYasr();
      here.setQuery(query);
      here.setName(name ?? "Query");
      Object.assign(yasr, { results: undefined });
      yasr.resultsEl.replaceChildren();
      yasr.draw();
      return here;
    }
    const tab = yasgui.addTab(true, { name: name ?? "Query", requestConfig: { endpoint, args } });
    tab.setQuery(query);
    return tab;
  };
  const ours = () => {
    const tab = yasgui.getTab();
    if (tab && tab.getEndpoint() !== endpoint) tab.setEndpoint(endpoint);
    tell();
    nameFields();
  };
  // CodeMirror's text area and YASGUI's controls have no names of their own for those who cannot see them
  const nameFields = () => {
    for (const [where, label] of [
      [".CodeMirror textarea", "Query in SPARQL; Escape leaves it"],
      [".yasqe_queryButton", "Run the query"],
      [".yasqe_share", "Share the query"],
      [".tabPanel .addTab, .addTab", "New query"],
      [".closeTab", "Close this query"],
      [".yasr_btn.yasr_downloadIcon, .yasr_downloadIcon", "Download the results"],
      [".tableFilter", "Filter the results"],
      [".tableSizer", "Rows on a page"],
    ]) for (const element of document.querySelectorAll(`#yasgui ${where.split(", ").join(", #yasgui ")}`)) element.setAttribute("aria-label", label);
    for (const scroller of document.querySelectorAll("#yasgui .CodeMirror-scroll, #yasgui .dataTables_wrapper")) scroller.tabIndex = 0;
    // a list of tabs may hold nothing but tabs, and YASGUI's holds its "+" too: links with a mark for the one that is shown
    for (const list of document.querySelectorAll("#yasgui .tabsList")) list.setAttribute("role", "group");
    for (const tab of document.querySelectorAll("#yasgui [role=tab], #yasgui .tabsList [aria-selected]")) {
      tab.removeAttribute("role");
      if (tab.getAttribute("aria-selected") === "true") tab.setAttribute("aria-current", "true");
      else tab.removeAttribute("aria-current");
      tab.removeAttribute("aria-selected");
    }
    for (const panel of document.querySelectorAll("#yasgui [role=tabpanel]")) panel.removeAttribute("role");
  };
  new MutationObserver(() => nameFields()).observe(document.getElementById("yasgui"), {
    subtree: true, childList: true, attributeFilter: ["aria-selected"],
  });
  yasgui.on("tabSelect", () => setTimeout(ours));
  yasgui.on("queryBefore", (_, tab) => { saidOf.delete(tab.getYasr()); tell(); });
  // as plain fields of the request: of YASGUI's own settings for graphs the one overwrites the other
  const named = (name, graphs) => graphs.map((value) => ({ name, value }));
  const graphs = [...named("default-graph-uri", told.defaultGraphs), ...named("named-graph-uri", told.namedGraphs)];
  // a link brings the text of a query, and in its address the graphs that it is asked of: no other endpoint, and nothing is run
  const GRAPHS = ["default-graph-uri", "named-graph-uri"];
  Yasgui.Tab.prototype.getShareableLink = function () {
    const asked = argsOf(this).filter(({ name }) => GRAPHS.includes(name)).map(({ name, value }) => [name, value]);
    const of = asked.length ? `?${new URLSearchParams(asked)}` : "";
    return `${location.origin}${location.pathname}${of}#query=${encodeURIComponent(this.getQuery())}`;
  };
  const shared = () => new URLSearchParams(location.hash.slice(1)).get("query") ?? (told.given ? told.first : null);
  const arrive = () => { if (shared() !== null) show(shared(), undefined, graphs); };
  addEventListener("hashchange", arrive);
  arrive();
  ours();

  // what has a page of ours is shown there; IRIs out of papers that lead elsewhere stay as they are
  const ownPages = [told.prefixes.dataset.replace(/dataset\/$/, ""), told.prefixes.arxiv, told.prefixes.doi];
  const lead = (event) => {
    const link = event.target.closest?.("#yasgui .yasr a[href]");
    const iri = link?.getAttribute("href") ?? "";
    if (ownPages.some((beginning) => iri.startsWith(beginning))) link.href = `/entity?iri=${encodeURIComponent(iri)}`;
  };
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, lead);

  const questions = new Map(told.examples.map((example) => [example.name, example]));
  const ask = (name, parameter, iri) => {
    const { text } = questions.get(name);
    const query = iri ? text.replace(new RegExp(`^ *# VALUES \\?${parameter} .*$`, "m"), () => `  VALUES ?${parameter} { <${iri}> }`) : text;
    offered.add(query);
    show(query, name).getYasqe().focus();
  };
  for (const button of document.querySelectorAll("[data-example]")) {
    button.disabled = false;
    button.addEventListener("click", () => ask(button.dataset.example));
  }
  for (const field of document.querySelectorAll("[data-parameter]")) {
    field.disabled = false;
    field.addEventListener("kg:chosen", ({ detail }) => ask(field.dataset.of, field.dataset.parameter, detail.iri));
  }
})();
