"use strict";

/* Elements of the page. Text is put in as text, never as markup. */
kgExplorer.elements = (function () {
  function el(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [key, value] of Object.entries(attributes || {})) {
      if (key === "class") made.className = value;
      else if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value !== null) made.setAttribute(key, value);
    }
    made.append(...children.filter((c) => c !== null && c !== undefined));
    return made;
  }

  /* Text that may run from right to left, kept from turning what stands around it. */
  const said = (text) => el("bdi", {}, text);

  /* The sign of a kind: a shape and a colour. */
  function icon(kind) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    const shapes = {
      paper: "M1 1H23L29 7V17H1Z", model: "M8 1H22L29 9L22 17H8L1 9Z", reference: "M1 1H29V17H1L7 9Z",
      dataset: "M9 1H21A8 8 0 0 1 21 17H9A8 8 0 0 1 9 1Z",
    };
    svg.setAttribute("viewBox", "0 0 30 18");
    svg.setAttribute("class", `shape ${kind}`);
    svg.setAttribute("aria-hidden", "true");
    shape.setAttribute("d", shapes[kind]);
    svg.append(shape);
    return svg;
  }

  const button = (text, onclick, attributes = {}) => el("button", { type: "button", onclick, ...attributes }, text);

  return { el, said, icon, button };
})();
