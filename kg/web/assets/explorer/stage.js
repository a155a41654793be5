"use strict";

/*
 * The stage: two canvases, one for all and one above it for what is looked at, while the lower one is dimmed.
 * They reach beyond the window's edges, so that panning moves them and paints nothing; they are painted anew at rest.
 */
kgExplorer.stage = function (element, on) {
  const { paint, palette, canvasPen } = kgExplorer.paint;
  const BEYOND = 0.3; // of the stage's size is painted on each side of it
  const MOST_ZOOM = 2.5;
  const LEAST_ZOOM = 0.02;
  const NATURAL_ZOOM = 1.15; // a small graph is not blown up further
  const MARGIN = 40;
  const AT_ONCE = 900; // shapes; up to here each move is painted, with more only when it is over
  const REST = 110; // milliseconds
  const CLICK = 5; // pixels; whoever moves further drags

  const base = document.createElement("canvas");
  const above = document.createElement("canvas");
  for (const c of [base, above]) c.setAttribute("aria-hidden", "true");
  element.append(base, above);
  const view = { x: 0, y: 0, zoom: 1 }; // the scene's place in the stage's corner, and the scale
  let painted = null; // the view that the canvases show
  let scene = null;
  let colours = palette(element);
  let emphasis = null;
  let outlined = new Set();
  let resting = null;
  let asked = false;
  let whole = 1; // the zoom that shows all

  const size = () => ({ width: element.clientWidth || 1, height: element.clientHeight || 1 });
  const many = () => scene && scene.nodes.size + scene.links.size > AT_ONCE;

  function prepare(canvas) {
    const { width, height } = size();
    const ratio = Math.min(window.devicePixelRatio || 1, 2);
    const [w, h] = [Math.ceil(width * (1 + 2 * BEYOND)), Math.ceil(height * (1 + 2 * BEYOND))];
    if (canvas.width !== Math.round(w * ratio) || canvas.height !== Math.round(h * ratio)) {
      canvas.width = Math.round(w * ratio);
      canvas.height = Math.round(h * ratio);
      canvas.style.width = `${w}px`;
      canvas.style.height = `${h}px`;
    }
    const context = canvas.getContext("2d", { alpha: canvas === above }); // what is opaque is put on the screen faster
    context.setTransform(1, 0, 0, 1, 0, 0);
    if (canvas === above) context.clearRect(0, 0, canvas.width, canvas.height);
    else {
      context.fillStyle = colours.ground;
      context.fillRect(0, 0, canvas.width, canvas.height);
    }
    const { x, y, zoom } = painted;
    context.setTransform(zoom * ratio, 0, 0, zoom * ratio, (width * BEYOND - x * zoom) * ratio, (height * BEYOND - y * zoom) * ratio);
    return context;
  }

  function paintAbove() {
    element.classList.toggle("dimmed", emphasis !== null);
    above.hidden = emphasis === null && outlined.size === 0;
    if (above.hidden) return;
    const only = emphasis || { nodes: outlined, links: new Set() };
    paint(canvasPen(prepare(above)), scene, colours, { zoom: painted.zoom, only, outlined });
  }

  function repaint() {
    clearTimeout(resting);
    painted = { ...view };
    paint(canvasPen(prepare(base)), scene, colours, { zoom: painted.zoom });
    paintAbove();
    move();
  }

  /* Puts the canvases where the view says, by how it differs from the one that they were painted for. */
  function move() {
    const { width, height } = size();
    const scale = view.zoom / painted.zoom;
    const left = (painted.x - width * BEYOND / painted.zoom - view.x) * view.zoom;
    const top = (painted.y - height * BEYOND / painted.zoom - view.y) * view.zoom;
    for (const c of [base, above]) c.style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  }

  /* Whether what was painted reaches over all of the scene that is to be seen. */
  function enough() {
    if (view.zoom !== painted.zoom) return false;
    const { width, height } = size();
    const seen = { left: Math.max(view.x, scene.box.left), right: Math.min(view.x + width / view.zoom, scene.box.right), top: Math.max(view.y, scene.box.top), bottom: Math.min(view.y + height / view.zoom, scene.box.bottom) };
    const [w, h] = [width / painted.zoom, height / painted.zoom];
    return seen.left >= painted.x - w * BEYOND && seen.right <= painted.x + w * (1 + BEYOND) && seen.top >= painted.y - h * BEYOND && seen.bottom <= painted.y + h * (1 + BEYOND);
  }

  function changed() {
    if (!painted || !scene) return;
    if (!many()) {
      if (!asked) requestAnimationFrame(() => ((asked = false), repaint()));
      asked = true;
      return;
    }
    move();
    clearTimeout(resting);
    resting = setTimeout(() => enough() || repaint(), REST);
  }

  function look(x, y, zoom) {
    view.zoom = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, zoom));
    view.x = x;
    view.y = y;
    changed();
    on.view();
  }

  function zoomBy(factor, px, py) {
    const zoom = Math.max(LEAST_ZOOM, Math.min(MOST_ZOOM, view.zoom * factor));
    look(view.x + px / view.zoom - px / zoom, view.y + py / view.zoom - py / zoom, zoom);
  }

  /* Shows a box of the scene, at a zoom between the bounds. */
  function frame(box, least, most) {
    const { width, height } = size();
    const zoom = Math.max(least, Math.min(most, (width - 2 * MARGIN) / (box.right - box.left), (height - 2 * MARGIN) / (box.bottom - box.top)));
    look((box.left + box.right) / 2 - width / 2 / zoom, (box.top + box.bottom) / 2 - height / 2 / zoom, zoom);
    return zoom;
  }

  function fit() {
    whole = frame(scene.box, LEAST_ZOOM, NATURAL_ZOOM);
  }

  const place = (event) => {
    const box = element.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };
  const inScene = ([px, py]) => [view.x + px / view.zoom, view.y + py / view.zoom];

  function hit(event) {
    if (!scene) return { node: null, link: null };
    const [x, y] = inScene(place(event));
    const node = kgExplorer.scene.nodeAt(scene, x, y);
    return { node, link: node === null ? kgExplorer.scene.linkAt(scene, x, y, Math.min(7 / view.zoom, 12)) : null };
  }

  /* ---- pointers: one drags, two pinch ---- */

  const pointers = new Map();
  let dragged = 0;
  element.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    pointers.set(event.pointerId, place(event));
    dragged = 0;
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    const here = place(event);
    if (!before) {
      on.hover(hit(event));
      return;
    }
    const other = [...pointers].find(([id]) => id !== event.pointerId);
    pointers.set(event.pointerId, here);
    dragged += Math.hypot(here[0] - before[0], here[1] - before[1]);
    if (dragged < CLICK) return;
    element.classList.add("dragging");
    if (other) {
      const [ox, oy] = other[1];
      zoomBy(Math.hypot(here[0] - ox, here[1] - oy) / (Math.hypot(before[0] - ox, before[1] - oy) || 1), ox, oy);
    } else look(view.x - (here[0] - before[0]) / view.zoom, view.y - (here[1] - before[1]) / view.zoom, view.zoom);
  });
  const release = (event) => {
    if (!pointers.delete(event.pointerId)) return;
    element.classList.remove("dragging");
    if (event.type === "pointerup" && dragged < CLICK && !pointers.size) on.click(hit(event));
  };
  element.addEventListener("pointerup", release);
  element.addEventListener("pointercancel", release);
  element.addEventListener("pointerleave", () => pointers.size || on.hover({ node: null, link: null }));
  element.addEventListener("dblclick", (event) => on.double(hit(event)));
  element.addEventListener("wheel", (event) => {
    event.preventDefault();
    zoomBy(Math.exp(-event.deltaY * (event.deltaMode === 1 ? 0.05 : 0.0016)), ...place(event));
  }, { passive: false });

  return {
    view, fit, frame, zoomBy, look, repaint,
    show(made) {
      scene = made;
      painted = painted || { ...view };
    },
    scene: () => scene,
    looked: () => ({ only: emphasis, outlined, view }),
    whole: () => whole,
    size,
    /* What is looked at: {nodes, links} as sets, or null for everything alike. */
    emphasise(some, thick) {
      emphasis = some;
      outlined = thick;
      if (painted) paintAbove();
    },
    recolour() {
      colours = palette(element);
      if (painted) repaint();
    },
    /* Where a place of the scene is in the window. */
    onScreen: (x, y) => {
      const box = element.getBoundingClientRect();
      return { x: box.left + (x - view.x) * view.zoom, y: box.top + (y - view.y) * view.zoom };
    },
    panBy: (dx, dy) => look(view.x + dx / view.zoom, view.y + dy / view.zoom, view.zoom),
  };
};
