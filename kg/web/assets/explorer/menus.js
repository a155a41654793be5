"use strict";

/* Tabs and menus: which view, and the files to save. */
kgExplorer.menus = function (explorer) {
  const { root, part, model, state, stage } = explorer;
  const { files } = kgExplorer;
  const TOLD_MS = 2000;

  const tabs = [...root.querySelectorAll("[role=tab]")];
  function openTab(tab) {
    state.tab = tab.dataset.tab;
    explorer.draw();
    tab.focus();
  }
  tabs.forEach((tab, i) => {
    tab.addEventListener("click", () => openTab(tab));
    tab.addEventListener("keydown", (event) => {
      const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      openTab(tabs[(to + tabs.length) % tabs.length]);
    });
  });

  const menus = [...root.querySelectorAll("details.menu")];
  explorer.closeMenus = () => {
    const open = menus.filter((m) => m.open);
    open.forEach((m) => (m.open = false));
    if (open.length) open[0].querySelector("summary").focus();
    return open.length > 0;
  };
  document.addEventListener("pointerdown", (event) => menus.forEach((m) => m.contains(event.target) || (m.open = false)));
  menus.forEach((m) => m.addEventListener("toggle", () => m.open && menus.forEach((other) => other === m || (other.open = false))));

  function fileName(suffix) {
    const name = model.starts.size ? model.nodes[[...model.starts][0]].name : "kg";
    return `${name.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "").slice(0, 60) || "kg"}.${suffix}`;
  }
  const makers = {
    svg: () => files.save(files.svg(stage.scene(), model.data.title, root), "image/svg+xml", fileName("svg")),
    png: async () => files.save(await files.png(stage.scene(), root), "image/png", fileName("png")),
    turtle: () => files.save(files.turtle(model, explorer.seen), "text/turtle", fileName("ttl")),
  };
  root.querySelectorAll("[data-file]").forEach((b) => b.addEventListener("click", () => {
    makers[b.dataset.file]();
    explorer.closeMenus();
  }));

  part("fit").addEventListener("click", () => {
    explorer.moved = false;
    stage.fit();
  });

  const link = part("link");
  link.addEventListener("click", async () => {
    const label = link.textContent;
    explorer.moved = true;
    explorer.remember();
    try {
      await navigator.clipboard.writeText(location.href);
      link.textContent = "Copied";
    } catch {
      link.textContent = "Copy the address";
    }
    setTimeout(() => (link.textContent = label), TOLD_MS);
  });
};
