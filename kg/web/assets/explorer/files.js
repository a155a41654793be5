"use strict";

/* Files of what is shown: SVG, PNG and Turtle, made in the browser. */
kgExplorer.files = (function () {
  const { paint, palette, canvasPen, svgPen } = kgExplorer.paint;
  const AROUND = 32; // pixels about the picture
  const LARGEST = 12000; // pixels of a side of a PNG; browsers make no larger canvas everywhere
  const SHARPER = 2;
  const PALE = 0.2; // as the stage has what is not looked at

  function extent(scene) {
    const { left, top, right, bottom } = scene.box;
    return { x: left - AROUND, y: top - AROUND, width: right - left + 2 * AROUND, height: bottom - top + 2 * AROUND };
  }

  /*
   * The scene as an element of SVG. only, outlined: what is looked at, before which the rest is pale; window: the part
   * of the scene that is wanted, or null for all; light: in the colours of paper whatever the screen has.
   */
  function drawing(scene, title, root, { only = null, outlined = new Set(), window = null, light = false } = {}) {
    const { x, y, width, height } = window || extent(scene);
    const colours = palette(root, light);
    const made = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [key, value] of Object.entries({ viewBox: `${x} ${y} ${width} ${height}`, width, height, "font-family": kgExplorer.scene.FAMILY, role: "img" })) made.setAttribute(key, value);
    const named = document.createElementNS("http://www.w3.org/2000/svg", "title");
    named.textContent = title;
    const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [key, value] of Object.entries({ x, y, width, height, fill: colours.ground })) ground.setAttribute(key, value);
    made.append(named, ground);
    const all = document.createElementNS("http://www.w3.org/2000/svg", "g");
    if (only) all.setAttribute("opacity", PALE);
    made.append(all);
    paint(svgPen(all), scene, colours, only ? {} : { outlined });
    if (only) paint(svgPen(made), scene, colours, { only, outlined });
    return made;
  }

  const svg = (scene, title, root) => new XMLSerializer().serializeToString(drawing(scene, title, root)) + "\n";

  function png(scene, root) {
    const { x, y, width, height } = extent(scene);
    const scale = Math.min(SHARPER, LARGEST / width, LARGEST / height);
    const colours = palette(root);
    const canvas = document.createElement("canvas");
    canvas.width = Math.ceil(width * scale);
    canvas.height = Math.ceil(height * scale);
    const context = canvas.getContext("2d");
    context.fillStyle = colours.ground;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.setTransform(scale, 0, 0, scale, -x * scale, -y * scale);
    paint(canvasPen(context), scene, colours, { zoom: scale });
    return new Promise((done) => canvas.toBlob(done, "image/png"));
  }

  const PREFIXES = { rdfs: "http://www.w3.org/2000/01/rdf-schema#", schema: "https://schema.org/" };

  /* Text as a literal: what could end it, steer a terminal or be lost is escaped. */
  function literal(text) {
    const escaped = text.replace(/[\\"]/g, (c) => `\\${c}`).replace(/\p{Cs}/gu, "\ufffd").replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (c) => `\\u${c.codePointAt(0).toString(16).padStart(4, "0").toUpperCase()}`);
    return `"${escaped}"`;
  }

  /* An IRI in brackets; whatever may not stand there is percent-encoded. */
  const iri = (text) => `<${text.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`)}>`;

  /* The shown things with types, names and citations, and the shown links as triples, sorted. */
  function turtle(model, seen) {
    const classes = model.data.classes;
    const blocks = new Map();
    const say = (subject, predicate, object) => blocks.get(subject).push(`${predicate} ${object}`);
    for (const n of seen.nodes) {
      const subject = iri(n.iri);
      blocks.set(subject, [`a ${iri(classes[n.kind === "reference" ? "paper" : n.kind])}`, `rdfs:label ${literal(n.title)}`]);
      if (n.citation) say(subject, "schema:citation", literal(n.citation));
    }
    for (const l of seen.links) {
      const r = model.relations.get(l.relation);
      const [from, to] = [iri(model.nodes[l.source].iri), iri(model.nodes[l.target].iri)];
      if (r.turned) say(to, iri(r.iri), from);
      else say(from, iri(r.iri), to);
    }
    const header = Object.entries(PREFIXES).map(([name, space]) => `@prefix ${name}: <${space}> .\n`).join("");
    const body = [...blocks].sort(([a], [b]) => (a < b ? -1 : 1)).map(([subject, lines]) => {
      const [type, ...rest] = lines;
      return `${subject} ${[type, ...new Set(rest.sort())].join(" ;\n    ")} .\n`;
    });
    return `${header}\n${body.join("\n")}`;
  }

  /* Has the browser keep the content as a file. */
  function save(content, type, name) {
    const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = kgExplorer.elements.el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  return { drawing, svg, png, turtle, save };
})();
