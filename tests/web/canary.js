/* What of the page is no text of ours: elements, attributes, addresses, scripts, comments, and what cannot be seen. */
([elements, origin]) => {
  const wrong = [];
  const known = new Set(elements);
  const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
  const unseen = /[\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;
  const hidden = (text) => controls.test(text) || unseen.test(text);
  const leads = /^((xlink:)?href|src|action|formaction|data|poster|background|ping)$/i;
  const note = (what, where) => wrong.push(`${what}: ${(where.outerHTML ?? where.data).slice(0, 160)}`);

  function fine(value, element) {
    if (!URL.canParse(value, document.baseURI)) return false;
    const { protocol, href } = new URL(value, document.baseURI);
    if (protocol === "data:") return element.localName === "link";
    return href.startsWith(origin) || (element.localName === "a" && /^https?:$/.test(protocol));
  }

  function ours(script) {
    return script.src || script.type === "application/json" || /^(\/\/.*\n)*"use strict";/.test(script.text);
  }

  for (const element of document.querySelectorAll("*")) {
    if (!known.has(element.localName)) note("element", element);
    if (element.localName === "script" && !ours(element)) note("script", element);
    for (const { name, value } of element.attributes) {
      const styled = name === "style" && element.localName === "canvas"; // by a script of ours
      if (/^(on.*|srcdoc|style)$/i.test(name) && !styled) note(`attribute ${name}`, element);
      if (!/^[a-z][a-z0-9:-]*$/i.test(name)) note(`attribute ${name}`, element);
      if (hidden(value)) note(`unseen in ${name}`, element);
      if (leads.test(name) && !fine(value, element)) note(`address in ${name}`, element);
    }
  }
  const texts = document.createTreeWalker(document, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  while (texts.nextNode()) {
    if (texts.currentNode.nodeType === Node.COMMENT_NODE) note("comment", texts.currentNode);
    if (hidden(texts.currentNode.data)) note("unseen", texts.currentNode);
  }
  return [...wrong, ...window.hurtBy];
}
