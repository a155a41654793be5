"use strict";

/* On paper: the picture as it stands as SVG, and whole lists, for as long as the page is being printed. */
kgExplorer.printing = function (explorer, panel, tables) {
  const { part, model, root, stage } = explorer;
  let unfolded = [];

  function before() {
    const { only, outlined, view } = stage.looked();
    if (explorer.state.tab === "graph" && stage.scene()) {
      const { width, height } = stage.size();
      const window = explorer.moved ? { x: view.x, y: view.y, width: width / view.zoom, height: height / view.zoom } : null;
      part("printed").replaceChildren(kgExplorer.files.drawing(stage.scene(), model.data.title, root, { only, outlined, window, light: true }));
    }
    panel.whole(true);
    tables.whole(true);
    unfolded = [...part("details").querySelectorAll("details:not([open]):not(.asks)")];
    for (const each of unfolded) each.open = true;
  }

  function after() {
    part("printed").replaceChildren();
    for (const each of unfolded) each.open = false;
    unfolded = [];
    panel.whole(false);
    tables.whole(false);
  }

  addEventListener("beforeprint", before);
  addEventListener("afterprint", after);
};
