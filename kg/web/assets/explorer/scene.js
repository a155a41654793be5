"use strict";

/* From things and links to shapes with places: what both the canvas and the SVG draw. */
kgExplorer.scene = (function () {
  const HEIGHT = 26; // of a thing, in pixels at zoom 1
  const CORNER = 8;
  const MAX_LABEL = 190; // pixels
  const SIZE = 13; // of the letters
  const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif';
  const FEW_LINKS = 36; // up to here every link says in words what it is
  const SPREAD = 12; // pixels between links that join the same two things
  const SAMPLES = 14; // points of a curve that stand for it where places are looked for

  const ruler = document.createElement("canvas").getContext("2d");
  ruler.font = `${SIZE}px ${FAMILY}`;
  const letters = new Map(); // widths; kerning is left out, which a label's margin forgives
  function wide(text) {
    let sum = 0;
    for (const c of text) {
      if (!letters.has(c)) letters.set(c, ruler.measureText(c).width);
      sum += letters.get(c);
    }
    return sum;
  }

  function cut(text, most = MAX_LABEL) {
    if (wide(text) <= most) return text;
    const signs = [...text];
    while (signs.length > 1 && wide(signs.join("") + "…") > most) signs.pop();
    return signs.join("").trimEnd() + "…";
  }

  /* What a thing's label says beside its name, by a sign that the legend explains. */
  const sign = (n) => (n.withdrawn ? "  ✕" : "") + (n.undisclosed ? "  ⊘" : n.silent ? "  ?" : "");

  /* Gives each thing the label and the width that it is drawn with. */
  function label(nodes) {
    for (const n of nodes) {
      n.label = cut(n.name) + sign(n);
      n.width = Math.ceil(wide(n.label)) + 30;
    }
  }

  /* The outline of a thing around 0, 0 as the corners of a polygon; a dataset has round ends instead. */
  function corners(kind, width) {
    const x = width / 2;
    const y = HEIGHT / 2;
    if (kind === "paper") return [[-x, -y], [x - CORNER, -y], [x, -y + CORNER], [x, y], [-x, y]];
    if (kind === "model") return [[-x + CORNER, -y], [x - CORNER, -y], [x, 0], [x - CORNER, y], [-x + CORNER, y], [-x, 0]];
    return [[-x, -y], [x, -y], [x, y], [-x, y], [-x + CORNER, 0]];
  }

  /* A link's way: where it begins, and cubic pieces of three points each. It leaves to the right, arrives from the left. */
  function curve(from, to, nth, via) {
    const a = [from.x + from.width / 2, from.y];
    const b = [to.x - to.width / 2, to.y];
    const stops = [a, ...via.flatMap((p) => [[p.x - p.half, p.y], [p.x + p.half, p.y]]), b];
    if (via.length) {
      return [a, ...stops.slice(1).flatMap(([x, y], i) => {
        const middle = (stops[i][0] + x) / 2;
        return [[middle, stops[i][1]], [middle, y], [x, y]];
      })];
    }
    const dx = b[0] - a[0];
    const reach = dx > 40 ? dx / 2 : Math.max(60, Math.min(160, Math.abs(dx) / 2 + 40));
    return [a, [a[0] + reach, a[1] + nth * SPREAD], [b[0] - reach, b[1] + nth * SPREAD], b];
  }

  /* The place at a share t of the way, from 0 to 1. */
  function along(points, t) {
    const pieces = (points.length - 1) / 3;
    const piece = Math.min(pieces - 1, Math.floor(t * pieces));
    const u = t * pieces - piece;
    const [p, q, r, s] = points.slice(piece * 3, piece * 3 + 4);
    const at = (i) => (1 - u) ** 3 * p[i] + 3 * (1 - u) ** 2 * u * q[i] + 3 * (1 - u) * u * u * r[i] + u ** 3 * s[i];
    return [at(0), at(1)];
  }

  /* How thick a link is drawn: the more believed the thicker. */
  const thickness = (belief) => 0.5 + 1.8 * belief * belief;

  /* How a link is broken up: by who says so, the surest kind of source first. */
  function dashes(l) {
    if (!l.sources.length || l.sources.includes("read") || l.sources.includes("curated")) return [];
    return l.sources.includes("background") ? [7, 4] : [9, 3, 2, 3];
  }

  function boxOf(shapes) {
    const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
    for (const s of shapes) {
      box.left = Math.min(box.left, s.x - s.width / 2);
      box.right = Math.max(box.right, s.x + s.width / 2);
      box.top = Math.min(box.top, s.y - HEIGHT / 2);
      box.bottom = Math.max(box.bottom, s.y + HEIGHT / 2);
    }
    return shapes.length ? box : { left: 0, top: 0, right: 1, bottom: 1 };
  }

  const touches = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  /* Where a link's words stand: near its middle, clear of things and of other words; null where there is no room. */
  function placeWords(l, taken) {
    const half = wide(l.words) * 0.85 / 2 + 4;
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.82]) {
      const [x, y] = along(l.points, t);
      const box = { left: x - half, right: x + half, top: y - 8, bottom: y + 8 };
      if (taken.some((other) => touches(box, other))) continue;
      taken.push(box);
      return { x, y };
    }
    return null;
  }

  /* {nodes, links, titles, box} by id, all with places. seen: {nodes, links, behind}; room: pixels at hand. */
  function make(model, seen, room) {
    const { positions, titles, routes } = kgExplorer.layout(seen.nodes, seen.links, room);
    const nodes = new Map();
    for (const n of seen.nodes) {
      const more = seen.behind.get(n.id);
      nodes.set(n.id, { id: n.id, kind: n.kind, label: n.label, width: n.width, withdrawn: Boolean(n.withdrawn), start: model.starts.has(n.id), folded: more === undefined ? "" : `+${more || ""}`, ...positions.get(n.id) });
    }
    const between = new Map();
    const links = new Map();
    for (const l of seen.links) {
      const pair = l.source + ">" + l.target;
      const nth = between.get(pair) || 0;
      between.set(pair, nth + 1);
      const points = curve(nodes.get(l.source), nodes.get(l.target), nth, routes.get(l.id) || []);
      links.set(l.id, {
        id: l.id, source: l.source, target: l.target, points, relation: l.relation, carries: l.carries, belief: l.belief,
        thickness: thickness(l.belief), dashes: dashes(l), words: model.relations.get(l.relation).forward, place: null,
      });
    }
    const shapes = [...nodes.values()];
    if (links.size <= FEW_LINKS) {
      const taken = shapes.map((s) => boxOf([s]));
      for (const l of links.values()) l.place = placeWords(l, taken);
    }
    const box = boxOf(shapes);
    for (const t of titles) box.top = Math.min(box.top, t.y - 10);
    return { nodes, links, titles, box };
  }

  function nodeAt(scene, x, y) {
    for (const s of scene.nodes.values()) if (Math.abs(x - s.x) <= s.width / 2 && Math.abs(y - s.y) <= HEIGHT / 2) return s.id;
    return null;
  }

  /* The link that passes within so many pixels of the place, the nearest one. */
  function linkAt(scene, x, y, within) {
    let best = null;
    let nearest = within;
    for (const l of scene.links.values()) {
      const ends = l.points;
      const low = Math.min(...ends.map((p) => p[1])) - within;
      const high = Math.max(...ends.map((p) => p[1])) + within;
      if (y < low || y > high) continue;
      let before = ends[0];
      for (let i = 1; i <= SAMPLES; i++) {
        const here = along(ends, i / SAMPLES);
        const [ax, ay, bx, by] = [...before, ...here];
        const length = (bx - ax) ** 2 + (by - ay) ** 2 || 1;
        const t = Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length));
        const distance = Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
        if (distance < nearest) [nearest, best] = [distance, l.id];
        before = here;
      }
    }
    return best;
  }

  return { make, label, sign, corners, along, boxOf, cut, touches, placeWords, nodeAt, linkAt, wide, HEIGHT, CORNER, SIZE, FAMILY };
})();
