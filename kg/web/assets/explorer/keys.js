"use strict";

/* What keys do: arrows walk the picture, letters open and close, Escape goes back. */
kgExplorer.keys = function (explorer) {
  const { part, model, state, stage } = explorer;
  const STEP = 60; // pixels that shift and an arrow move the picture
  const NEARER = 1.25;

  const least = (some, measure) => some.reduce((best, n) => (!best || measure(n) < measure(best) ? n : best), null);

  /* The thing to go to: right and left along links, up and down within the column; the nearest of them. */
  function neighbour(id, key) {
    const scene = stage.scene();
    const me = scene.nodes.get(id);
    const all = [...scene.nodes.values()];
    const apart = (n) => Math.abs(n.y - me.y);
    if (key === "ArrowUp") return least(all.filter((n) => n.x === me.x && n.y < me.y), apart);
    if (key === "ArrowDown") return least(all.filter((n) => n.x === me.x && n.y > me.y), apart);
    const [here, far, way] = key === "ArrowRight" ? ["source", "target", 1] : ["target", "source", -1];
    const linked = [...scene.links.values()].filter((l) => l[here] === id && l[far] !== id).map((l) => scene.nodes.get(l[far]));
    if (linked.length) return least(linked, apart);
    const beside = all.filter((n) => way * (n.x - me.x) > 0);
    const column = least(beside, (n) => Math.abs(n.x - me.x));
    return column && least(beside.filter((n) => n.x === column.x), apart);
  }

  function first() {
    const scene = stage.scene();
    const start = [...model.starts].map((id) => scene.nodes.get(id)).find(Boolean);
    return start || least([...scene.nodes.values()], (n) => n.x * 1e6 + n.y);
  }

  function walk(key) {
    const to = state.at !== null && stage.scene().nodes.has(state.at) ? neighbour(state.at, key) : first();
    if (!to) return;
    explorer.select(to.id);
    explorer.bring(to.id);
  }

  function nearer(factor) {
    const { width, height } = stage.size();
    stage.zoomBy(factor, width / 2, height / 2);
  }

  const ARROWS = { ArrowUp: [0, -STEP], ArrowDown: [0, STEP], ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0] };
  const onThing = (act) => () => state.at !== null && act(state.at);
  const KEYS = {
    "+": () => nearer(NEARER), "=": () => nearer(NEARER), "-": () => nearer(1 / NEARER),
    Enter: () => (state.at === null ? walk("ArrowRight") : part("panel").focus()),
    e: onThing(explorer.expand), c: onThing((id) => explorer.canFold(id) && explorer.fold(id)), o: onThing(explorer.focusOn),
  };
  const plain = (event) => !event.ctrlKey && !event.metaKey && !event.altKey;

  part("stage").addEventListener("keydown", (event) => {
    if (!plain(event)) return;
    if (ARROWS[event.key]) {
      if (event.shiftKey) stage.panBy(...ARROWS[event.key]);
      else walk(event.key);
    } else if (KEYS[event.key]) KEYS[event.key]();
    else return;
    event.preventDefault();
  });

  function back() {
    if (explorer.closeMenus()) return;
    if (part("panel").contains(document.activeElement)) part("stage").focus();
    if (state.at !== null || state.link !== null) explorer.clear();
    else if (state.focus !== null) explorer.focusOn(null);
  }

  const leavesMenu = (event) => event.key === "Escape" && event.target.closest("details.menu[open]");
  document.addEventListener("keydown", (event) => {
    if (!plain(event) || (event.target.closest("input, select, textarea") && !leavesMenu(event))) return;
    if (event.key === "/") {
      event.preventDefault();
      event.stopPropagation(); // the page has a search of its own
      part("find").focus();
      part("find").select();
    } else if (event.key === "Escape") back();
    else if (event.key === "0") stage.fit();
  });
};
