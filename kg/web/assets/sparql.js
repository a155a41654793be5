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

  // what the server says of the query: a term that no graph holds gives no rows, and nobody would know why
  const notes = document.getElementById("notes");
  const note = (said) => {
    notes.replaceChildren(...said.map((text) => Object.assign(document.createElement("span"), { textContent: text })));
    notes.hidden = said.length === 0;
  };

  // YASGUI fills "{{name}}" in a text in with another column's value; a text out of a paper is shown as it is
  const { draw } = Yasr.prototype;
  Yasr.prototype.draw = function (...how) {
    const found = this.results;
    if (found && !found.json && found.getContentType()?.includes("sparql-results+json")) {
      try {
        found.json = JSON.parse(found.getOriginalResponseAsString());
        found.type = "json";
        note(found.json.notes ?? []);
      } catch { /* YASGUI tells what is wrong with it */ }
    }
    return draw.apply(this, how);
  };

  const yasgui = new Yasgui(document.getElementById("yasgui"), {
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

  const show = (query, name, args = []) => {
    const tab = yasgui.addTab(true, { name: name ?? "Query", requestConfig: { endpoint, args } });
    tab.setQuery(query);
    return tab;
  };
  const ours = () => {
    const tab = yasgui.getTab();
    if (tab && tab.getEndpoint() !== endpoint) tab.setEndpoint(endpoint);
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
  // as plain fields of the request: of YASGUI's own settings for graphs the one overwrites the other
  const named = (name, graphs) => graphs.map((value) => ({ name, value }));
  const graphs = [...named("default-graph-uri", told.defaultGraphs), ...named("named-graph-uri", told.namedGraphs)];
  if (told.given) show(told.first, undefined, graphs);
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
  for (const button of document.querySelectorAll("[data-example]")) {
    button.disabled = false;
    button.addEventListener("click", () => {
      const example = questions.get(button.dataset.example);
      show(example.text, example.name).getYasqe().focus();
    });
  }
})();
