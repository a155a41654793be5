// Names offered while one is being typed: arrows choose, Enter takes, Escape closes. Without this script forms work too.
"use strict";
(() => {
  const WAIT_MS = 120, SHOWN = 8;
  const kindOf = (hit) => (hit.kind === "paper" && !hit.read ? "reference" : hit.kind);
  let count = 0;

  // As elsewhere on our pages: on one line, and what cannot be seen, or turns what can, is seen.
  const shown = (text) => text.replace(/[\s\u0085]+/gu, " ").replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, "\ufffd");

  const combobox = (input, take) => {
    const kinds = input.dataset.kinds?.split(" "); // of things that may be meant; without it all
    const list = document.createElement("ul");
    list.id = `suggestions-${++count}`;
    list.className = "suggestions";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Names like this");
    list.hidden = true;
    input.parentElement.append(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
      input.setAttribute(name, value);
    }
    let hits = [], chosen = -1, timer = 0, asking = null;

    const choose = (number) => {
      chosen = number;
      [...list.children].forEach((option, place) => option.setAttribute("aria-selected", String(place === chosen)));
      if (chosen < 0) input.removeAttribute("aria-activedescendant");
      else input.setAttribute("aria-activedescendant", list.children[chosen].id);
      list.children[chosen]?.scrollIntoView({ block: "nearest" });
    };
    const close = () => { clearTimeout(timer); list.hidden = true; input.setAttribute("aria-expanded", "false"); choose(-1); };
    const show = () => {
      list.replaceChildren(...hits.map((hit, place) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${place}`;
        option.setAttribute("role", "option");
        const name = document.createElement("span");
        name.className = `kind ${kindOf(hit)}`;
        name.textContent = shown(hit.name.slice(0, 200));
        const told = document.createElement("span");
        told.className = "soft small";
        told.textContent = hit.found_by === hit.name ? hit.kind : `${hit.kind}, also ${shown(hit.found_by.slice(0, 80))}`;
        option.append(name, " ", told);
        option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(hit); close(); });
        return option;
      }));
      list.hidden = hits.length === 0;
      input.setAttribute("aria-expanded", String(!list.hidden));
      choose(-1);
    };
    const ask = async () => {
      asking?.abort();
      asking = new AbortController();
      const query = input.value.trim();
      if (!query) { hits = []; close(); return; }
      try {
        const answer = await fetch(`/api/search?limit=${kinds ? 50 : SHOWN}&q=${encodeURIComponent(query)}`, { signal: asking.signal });
        const found = answer.ok ? (await answer.json()).hits : [];
        hits = found.filter((hit) => !kinds || kinds.includes(kindOf(hit))).slice(0, SHOWN);
        if (document.activeElement === input) show();
      } catch { /* another letter was typed meanwhile, or the server is gone */ }
    };

    input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, WAIT_MS); });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.hidden && hits.length && input.value.trim()) { show(); event.preventDefault(); return; }
      if (list.hidden) return;
      if (event.key === "ArrowDown") choose((chosen + 1) % hits.length);
      else if (event.key === "ArrowUp") choose(chosen > 0 ? chosen - 1 : hits.length - 1);
      else if (event.key === "Enter" && (chosen >= 0 || !input.form)) { take(hits[Math.max(chosen, 0)]); close(); }
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
      event.stopPropagation();
    });
  };

  for (const input of document.querySelectorAll(".find input")) combobox(input, (hit) => { location.href = hit.url; });
  for (const input of document.querySelectorAll("[data-suggest]")) combobox(input, (hit) => {
    input.value = hit.name;
    input.dispatchEvent(new CustomEvent("kg:chosen", { detail: hit }));
  });
})();
