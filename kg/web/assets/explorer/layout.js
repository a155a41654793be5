"use strict";

/*
 * Columns from left to right: papers, models, datasets, cited works. A model stands right of the models made from it,
 * a dataset right of the datasets derived from it. Columns that are too tall for the window stand in several strips.
 * The same nodes, links and window give the same places; nothing is drawn by lot.
 */
kgExplorer.layout = (function () {
  const ROW = 34; // pixels from line to line at least
  const WIDE_ROW = 76; // and at most, where there is room
  const STRIP_GAP = 22; // between strips of one column
  const COLUMN_GAP = 96; // between columns, room for the links
  const SWEEPS = 12;
  const MANY = 1500; // things; with more of them, crossings are beyond counting and fewer sweeps do
  const FEWER_SWEEPS = 4;
  const BANDS = ["paper", "model", "dataset", "reference"];
  const TITLES = { paper: "Papers", model: "Models", dataset: "Datasets", reference: "Cited works" };
  const MAX_DEPTH = 6; // columns of one kind
  const MAX_ROUTED = 260; // links; with more of them, room for each would push the nodes apart
  const THIN = 0.45; // of a row is what a link takes that passes through a column
  const WORTH = 0.85; // how much smaller the picture may become for links that pass between nodes
  const LARGE = 0.75; // unless it stays as large as that

  /* How many links of one kind lie above each node, at most: its column among its kind. Cycles are cut. */
  function depths(nodes, links) {
    const above = new Map(nodes.map((n) => [n.id, []]));
    const kind = new Map(nodes.map((n) => [n.id, n.kind]));
    for (const l of links) {
      if (l.source !== l.target && kind.get(l.source) === kind.get(l.target)) above.get(l.target).push(l.source);
    }
    const depth = new Map();
    const open = new Set();
    function of(id) {
      if (depth.has(id)) return depth.get(id);
      if (open.has(id)) return 0;
      open.add(id);
      let deepest = 0;
      for (const up of above.get(id)) if (!open.has(up)) deepest = Math.max(deepest, of(up) + 1);
      open.delete(id);
      depth.set(id, Math.min(deepest, MAX_DEPTH));
      return depth.get(id);
    }
    nodes.forEach((n) => of(n.id));
    return depth;
  }

  function columnsOf(nodes, links) {
    const depth = depths(nodes, links);
    const columns = [];
    for (const band of BANDS) {
      const byDepth = new Map();
      for (const n of nodes) {
        if (n.kind !== band) continue;
        const d = depth.get(n.id);
        if (!byDepth.has(d)) byDepth.set(d, []);
        byDepth.get(d).push(n);
      }
      [...byDepth.keys()].sort((a, b) => a - b).forEach((d, i) => {
        columns.push({ title: i === 0 ? TITLES[band] : "", nodes: byDepth.get(d) });
      });
    }
    return columns;
  }

  /*
   * Puts a placeholder into each column that a link would cross, so that it passes between nodes and not behind them.
   * Links from one node share theirs, and part where they must. They then lead from column to column: the pieces are
   * returned, and each link's placeholders by the link's id.
   */
  function withPlaceholders(columns, links) {
    const columnOf = new Map();
    columns.forEach((c, i) => c.nodes.forEach((n) => columnOf.set(n.id, i)));
    const pieces = [];
    const routes = new Map();
    const shared = new Map();
    let next = -1;
    for (const l of links) {
      let before = l.source;
      const route = [];
      for (let c = columnOf.get(l.source) + 1; c < columnOf.get(l.target); c++) {
        const key = `${l.source} ${c}`;
        if (!shared.has(key)) {
          const held = { id: next--, width: 0, share: THIN };
          shared.set(key, held.id);
          columns[c].nodes.push(held);
          pieces.push({ source: before, target: held.id });
        }
        before = shared.get(key);
        route.push(before);
      }
      pieces.push({ source: before, target: l.target });
      routes.set(l.id, route);
    }
    return { pieces, routes };
  }

  /* Orders each column by where its neighbours stand, to and fro, so that fewer links cross. */
  function untangle(columns, links) {
    const all = columns.flatMap((c) => c.nodes);
    const number = new Map(all.map((n, i) => [n.id, i]));
    const near = all.map(() => []);
    for (const l of links) {
      const [a, b] = [number.get(l.source), number.get(l.target)];
      near[a].push(b);
      near[b].push(a);
    }
    const place = new Float64Array(all.length);
    const wish = new Float64Array(all.length);
    const orders = columns.map((c) => c.nodes.map((n) => number.get(n.id)));
    const settle = (order) => order.forEach((n, i) => (place[n] = (i + 0.5) / order.length));
    orders.forEach(settle);
    const sweeps = all.length > MANY ? FEWER_SWEEPS : SWEEPS;
    for (let sweep = 0; sweep < sweeps; sweep++) {
      for (const order of sweep % 2 ? [...orders].reverse() : orders) {
        for (const n of order) {
          let sum = 0;
          for (const other of near[n]) sum += place[other];
          wish[n] = near[n].length ? sum / near[n].length : place[n];
        }
        order.sort((a, b) => wish[a] - wish[b] || place[a] - place[b] || all[a].id - all[b].id);
        settle(order);
      }
    }
    orders.forEach((order, c) => (columns[c].nodes = order.map((n) => all[n])));
    return new Map(all.map((n, i) => [n.id, near[i].map((other) => all[other].id)]));
  }

  const widest = (nodes) => nodes.reduce((most, n) => Math.max(most, n.width), 0);
  const share = (n) => n.share || 1;
  const height = (nodes) => nodes.reduce((sum, n) => sum + share(n), 0);

  /* shapes: {rows, widest} of each column, rows being how many it takes in one strip. */
  function size(shapes, rows) {
    let width = 0;
    let tallest = 0;
    shapes.forEach((c, i) => {
      const strips = Math.ceil(c.rows / rows);
      width += (i ? COLUMN_GAP : 0) + strips * c.widest + (strips - 1) * STRIP_GAP;
      tallest = Math.max(tallest, Math.ceil(c.rows / strips));
    });
    return { width, height: (tallest + 1.5) * ROW };
  }

  function zoomOf(shapes, rows, window) {
    const s = size(shapes, rows);
    return Math.min(window.width / s.width, window.height / s.height, 1.05);
  }

  /* The number of rows that lets the whole be shown largest. */
  function bestRows(shapes, window) {
    const most = Math.ceil(Math.max(...shapes.map((c) => c.rows)));
    let best = most;
    let bestZoom = 0;
    for (let rows = Math.min(6, most); rows <= most; rows++) {
      const zoom = zoomOf(shapes, rows, window);
      if (zoom > bestZoom + 1e-9) {
        bestZoom = zoom;
        best = rows;
      }
    }
    return best;
  }

  /* The distance between lines: wider where the window has height to spare. */
  function pitch(shapes, rows, window) {
    const s = size(shapes, rows);
    const zoom = Math.min(window.width / s.width, 1.05);
    return Math.max(ROW, Math.min(WIDE_ROW, ROW * (window.height / zoom / s.height)));
  }

  /* Heights one below the other about 0, as close as they may be. */
  function packed(nodes, row) {
    let at = (-height(nodes) / 2) * row;
    return nodes.map((n) => {
      at += share(n) * row;
      return at - (share(n) * row) / 2;
    });
  }

  /* Heights for a strip: as near to what its links wish as the order and the distance between rows allow. */
  function heights(nodes, near, y, free, row) {
    const close = packed(nodes, row);
    const wishes = nodes.map((n, i) => {
      const known = free ? near.get(n.id).filter((id) => y.has(id)).map((id) => y.get(id)) : [];
      return known.length ? known.reduce((a, b) => a + b, 0) / known.length : close[i];
    });
    const placed = [];
    wishes.forEach((wish, i) => placed.push(i ? Math.max(wish, placed[i - 1] + close[i] - close[i - 1]) : wish));
    const drift = placed.reduce((total, p, i) => total + p - wishes[i], 0) / placed.length;
    return placed.map((p) => p - drift);
  }

  function bounded(nodes, ys, tallest, row) {
    const top = (-(tallest - 1) / 2) * row;
    const shift = Math.max(0, top - ys[0]) - Math.max(0, ys[ys.length - 1] - -top);
    const fits = ys[ys.length - 1] - ys[0] <= -2 * top + 1e-6;
    return fits ? ys.map((v) => v + shift) : packed(nodes, row);
  }

  function arranged(nodes, links, routed) {
    const columns = columnsOf(nodes, links);
    const { pieces, routes } = routed ? withPlaceholders(columns, links) : { pieces: links, routes: new Map() };
    const near = untangle(columns, pieces);
    const shapes = columns.map((c) => ({ rows: height(c.nodes), widest: widest(c.nodes) }));
    return { columns, routes, near, shapes };
  }

  function placed({ columns, routes, near, shapes }, rows, window) {
    const positions = new Map();
    const titles = [];
    const strips = shapes.map((c) => Math.ceil(c.rows / rows));
    const perStrip = columns.map((c, i) => Math.ceil(c.nodes.length / strips[i]));
    const tallest = Math.max(...shapes.map((c, i) => (strips[i] > 1 ? perStrip[i] : c.rows)));
    const row = pitch(shapes, rows, window);
    const y = new Map();
    let x = 0;
    columns.forEach((c, number) => {
      const { widest: wide } = shapes[number];
      const count = perStrip[number];
      const start = x;
      for (let from = 0; from < c.nodes.length; from += count) {
        const strip = c.nodes.slice(from, from + count);
        const ys = bounded(strip, heights(strip, near, y, strips[number] === 1, row), tallest, row);
        strip.forEach((n, i) => {
          y.set(n.id, ys[i]);
          positions.set(n.id, { x: x + wide / 2, y: ys[i], half: wide / 2 });
        });
        x += wide + STRIP_GAP;
      }
      if (c.title) titles.push({ text: c.title, x: start + wide / 2, y: (-(tallest - 1) / 2) * row - 1.25 * ROW });
      x += COLUMN_GAP - STRIP_GAP;
    });
    const points = new Map([...routes].map(([id, held]) => [id, held.map((h) => positions.get(h))]));
    return { positions, titles, routes: points };
  }

  /*
   * Places by node id, the columns' titles with theirs, and by link id the points that a link passes through.
   * nodes: {id from 0, kind, width}, sorted; links: {id, source, target}; window: {width, height} in pixels.
   */
  return function (nodes, links, window) {
    if (!nodes.length) return { positions: new Map(), titles: [], routes: new Map() };
    const plain = arranged(nodes, links, false);
    const rows = bestRows(plain.shapes, window);
    if (links.length <= MAX_ROUTED) {
      const routed = arranged(nodes, links, true);
      const all = Math.ceil(Math.max(...routed.shapes.map((c) => c.rows)));
      if (zoomOf(routed.shapes, all, window) >= Math.min(LARGE, WORTH * zoomOf(plain.shapes, rows, window))) return placed(routed, all, window);
    }
    return placed(plain, rows, window);
  };
})();
