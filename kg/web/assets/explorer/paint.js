"use strict";

/* Paints a scene with a pen; there is one pen for the canvas and one for SVG, so that both look the same. */
kgExplorer.paint = (function () {
  const { HEIGHT, CORNER, SIZE, FAMILY, corners } = kgExplorer.scene;
  const LEGIBLE = 8; // pixels of a letter's height, below which not each thing bears its name
  const FAR_SIZE = 11; // pixels of the names that some bear even so
  const FAR_GAP = 3; // pixels between two of them at least
  const FAR_WIDE = 125; // pixels of a name at most
  const MOST_NAMES = 120;
  const COARSE = 5; // pixels of a thing's height, below which it is a mere spot
  const ARROW = 7;
  const COLOURS = ["ground", "ink", "soft", "edge", "accent", "bad", ...kgExplorer.KINDS.flatMap((k) => [k, `${k}-fill`])];

  /* The colours of now, as the style sheets have them for light or dark, or those of the light. */
  function palette(root, light = false) {
    const probe = document.createElement("span");
    if (light) probe.style.colorScheme = "light";
    probe.hidden = true;
    root.append(probe);
    const found = {};
    for (const name of COLOURS) {
      probe.style.color = `var(--${name})`;
      found[name] = getComputedStyle(probe).color;
    }
    probe.remove();
    return found;
  }

  /* How a link looks: strong where data go along it, pale where they do not. */
  function style(l, colours, chosen) {
    if (chosen) return { stroke: colours.accent, width: l.thickness + 0.9, dash: l.dashes, alpha: 1, head: true };
    if (l.relation === "introduced_by") return { stroke: colours.reference, width: l.thickness * 0.7, dash: l.dashes, alpha: 0.45, head: true };
    return { stroke: colours.edge, width: l.carries ? l.thickness : l.thickness * 0.6, dash: l.dashes, alpha: l.carries ? 0.8 : 0.42, head: l.carries };
  }

  /*
   * Where letters would be too small: the things that bear their names even so, those with most links first, as
   * {node, text, box}. No name stands on another.
   */
  function named(scene, zoom, some) {
    const degree = new Map();
    for (const l of scene.links.values()) for (const id of [l.source, l.target]) degree.set(id, (degree.get(id) || 0) + 1);
    const most = [...some].sort((a, b) => b.start - a.start || (degree.get(b.id) || 0) - (degree.get(a.id) || 0) || a.id - b.id);
    const found = [];
    const cells = new Map(); // boxes by the stripe that they stand in, so that few are compared
    const [tall, gap] = [FAR_SIZE * 1.2 / zoom, FAR_GAP / zoom];
    for (const node of most) {
      if (found.length === MOST_NAMES) break;
      const text = kgExplorer.scene.cut(node.label, FAR_WIDE * SIZE / FAR_SIZE);
      const half = kgExplorer.scene.wide(text) * (FAR_SIZE / SIZE) / zoom / 2;
      const box = { left: node.x - half - gap, right: node.x + half + gap, top: node.y - tall / 2, bottom: node.y + tall / 2 };
      const stripes = [Math.floor(box.top / tall), Math.floor(box.bottom / tall)];
      if (stripes.some((s) => (cells.get(s) || []).some((other) => kgExplorer.scene.touches(box, other)))) continue;
      for (const s of new Set(stripes)) cells.set(s, [...(cells.get(s) || []), box]);
      found.push({ node, text, box });
    }
    return found;
  }

  /*
   * only: {nodes, links} as sets of ids, to paint no more than these and in the colour of what is chosen;
   * outlined: ids of things with a thick border.
   */
  function paint(pen, scene, colours, { zoom = 1, only = null, outlined = new Set() } = {}) {
    const words = SIZE * zoom >= LEGIBLE;
    const coarse = HEIGHT * zoom < COARSE;
    const groups = new Map();
    for (const l of scene.links.values()) {
      if (only && !only.links.has(l.id)) continue;
      const s = style(l, colours, only !== null);
      const width = Math.round(s.width * 2) / 2;
      const key = [s.stroke, width, s.dash, s.alpha, s.head].join();
      if (!groups.has(key)) groups.set(key, { ...s, width: Math.max(width, 0.6 / zoom), all: [] });
      groups.get(key).all.push(l);
    }
    for (const g of groups.values()) pen.curves(g.all.map((l) => l.points), g);
    if (!coarse) for (const g of groups.values()) pen.arrows(g.all.map((l) => l.points[l.points.length - 1]), g, ARROW);
    const shown = only ? [...scene.nodes.values()].filter((n) => only.nodes.has(n.id)) : [...scene.nodes.values()];
    for (const kind of kgExplorer.KINDS) {
      const some = shown.filter((n) => n.kind === kind);
      if (coarse) pen.spots(some, { fill: colours[kind] }, HEIGHT);
      else for (const n of some) {
        const border = outlined.has(n.id) ? 3.2 : n.start ? 2.6 : 1.4;
        pen.shape(kind, n, { fill: colours[`${kind}-fill`], stroke: n.withdrawn ? colours.bad : colours[kind], width: border, dash: n.withdrawn ? [4, 3] : [] });
      }
    }
    const look = (n) => ({ fill: colours.ink, struck: n.withdrawn, weight: n.start ? 700 : 400 });
    if (!words) for (const { node, text } of named(scene, zoom, shown)) pen.text(text, node.x, node.y, { ...look(node), size: FAR_SIZE / zoom, fill: colours[node.kind], halo: colours.ground });
    else {
      for (const n of shown) {
        pen.text(n.label, n.x, n.y, { ...look(n), size: SIZE });
        if (n.folded) pen.text(n.folded, n.x + n.width / 2 + 6, n.y, { size: SIZE - 1, fill: colours.accent, weight: 700, anchor: "start" });
      }
      for (const l of scene.links.values()) {
        if (l.place && (!only || only.links.has(l.id))) pen.text(l.words, l.place.x, l.place.y, { size: SIZE - 2, fill: colours[only ? "ink" : "soft"], halo: colours.ground });
      }
    }
    if (!only) for (const t of scene.titles) pen.text(t.text.toUpperCase(), t.x, t.y, { size: Math.min(32, Math.max(11, 11 / zoom)), fill: colours.soft, weight: 650 });
  }

  /* A pen that draws on a canvas, whose transform is the caller's. */
  function canvasPen(context) {
    const outline = (kind, n) => {
      const [x, y, w, h] = [n.x - n.width / 2, n.y - HEIGHT / 2, n.width, HEIGHT];
      context.beginPath();
      if (kind === "dataset") context.roundRect(x, y, w, h, HEIGHT / 2);
      else {
        for (const [dx, dy] of corners(kind, n.width)) context.lineTo(n.x + dx, n.y + dy);
        context.closePath();
      }
    };
    return {
      curves(all, s) {
        context.globalAlpha = s.alpha;
        context.strokeStyle = s.stroke;
        context.lineWidth = s.width;
        context.setLineDash(s.dash);
        context.beginPath();
        for (const p of all) {
          context.moveTo(...p[0]);
          for (let i = 1; i < p.length; i += 3) context.bezierCurveTo(...p[i], ...p[i + 1], ...p[i + 2]);
        }
        context.stroke();
        context.setLineDash([]);
        context.globalAlpha = 1;
      },
      arrows(ends, s, size) {
        context.globalAlpha = s.alpha;
        context.fillStyle = context.strokeStyle = s.stroke;
        context.lineWidth = 1;
        context.beginPath();
        for (const [x, y] of ends) {
          context.moveTo(x - size, y - size / 2);
          context.lineTo(x, y);
          context.lineTo(x - size, y + size / 2);
        }
        if (s.head) context.fill();
        else context.stroke();
        context.globalAlpha = 1;
      },
      spots(nodes, s, height) {
        context.fillStyle = s.fill;
        context.beginPath();
        for (const n of nodes) context.rect(n.x - n.width / 2, n.y - height / 2, n.width, height);
        context.fill();
      },
      shape(kind, n, s) {
        outline(kind, n);
        context.fillStyle = s.fill;
        context.strokeStyle = s.stroke;
        context.lineWidth = s.width;
        context.setLineDash(s.dash);
        context.fill();
        context.stroke();
        context.setLineDash([]);
      },
      text(words, x, y, s) {
        context.font = `${s.weight || 400} ${s.size}px ${FAMILY}`;
        context.textAlign = s.anchor || "center";
        context.textBaseline = "middle";
        if (s.halo) {
          context.strokeStyle = s.halo;
          context.lineWidth = s.size * 0.35;
          context.lineJoin = "round";
          context.strokeText(words, x, y);
        }
        context.fillStyle = s.fill;
        context.fillText(words, x, y);
        const wide = s.struck ? kgExplorer.scene.wide(words) * (s.size / SIZE) : 0;
        if (wide) context.fillRect(x - wide / 2, y, wide, s.size / SIZE);
      },
    };
  }

  /* A pen that makes elements of SVG in the parent. Text goes in as text. */
  function svgPen(parent) {
    const add = (tag, attributes, to = parent) => {
      const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
      for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== "") made.setAttribute(key, value);
      to.append(made);
      return made;
    };
    const round = (v) => Math.round(v * 100) / 100;
    const group = (s) => add("g", { fill: "none", stroke: s.stroke, "stroke-width": s.width, "stroke-dasharray": s.dash.join(" "), opacity: s.alpha });
    return {
      curves(all, s) {
        const within = group(s);
        for (const p of all) add("path", { d: p.map(([x, y], i) => (i === 0 ? "M" : i % 3 === 1 ? "C" : " ") + round(x) + " " + round(y)).join("") }, within);
      },
      arrows(ends, s, size) {
        const within = add("g", s.head ? { fill: s.stroke, opacity: s.alpha } : { fill: "none", stroke: s.stroke, opacity: s.alpha });
        for (const [x, y] of ends) add("path", { d: `M${round(x - size)} ${round(y - size / 2)}L${round(x)} ${round(y)}L${round(x - size)} ${round(y + size / 2)}` }, within);
      },
      spots(nodes, s, height) {
        const within = add("g", { fill: s.fill });
        for (const n of nodes) add("rect", { x: round(n.x - n.width / 2), y: round(n.y - height / 2), width: n.width, height }, within);
      },
      shape(kind, n, s) {
        const look = { fill: s.fill, stroke: s.stroke, "stroke-width": s.width, "stroke-dasharray": s.dash.join(" ") };
        if (kind === "dataset") add("rect", { x: round(n.x - n.width / 2), y: round(n.y - HEIGHT / 2), width: n.width, height: HEIGHT, rx: HEIGHT / 2, ...look });
        else add("polygon", { points: corners(kind, n.width).map(([dx, dy]) => `${round(n.x + dx)},${round(n.y + dy)}`).join(" "), ...look });
      },
      text(words, x, y, s) {
        const halo = s.halo ? { stroke: s.halo, "stroke-width": s.size * 0.35, "paint-order": "stroke", "stroke-linejoin": "round" } : {};
        const made = add("text", {
          x: round(x), y: round(y), fill: s.fill, "font-size": s.size, "font-weight": s.weight, "text-anchor": s.anchor || "middle", "dominant-baseline": "central",
          "text-decoration": s.struck ? "line-through" : "", ...halo,
        });
        made.textContent = words;
      },
    };
  }

  return { paint, named, palette, canvasPen, svgPen, CORNER };
})();
