"use strict";

/* Starts the explorer on what stands in the page, or on what the server answers. */
(async () => {
  const root = document.getElementById("explorer");
  const { src, evidence } = root.dataset;
  const whose = src ? new URL(src, location).searchParams.get("name") : null; // in the lineage of one thing less counts

  async function ask(address) {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(`${answer.status} ${answer.statusText}`);
    return answer.json();
  }

  /* Evidence for a link, asked for once. */
  const asked = new Map();
  function fetchEvidence(nodes, l) {
    if (!asked.has(l.id)) {
      const about = new URLSearchParams({ subject: nodes[l.source].iri, relation: l.relation, object: nodes[l.target].iri });
      if (whose) about.set("name", whose);
      asked.set(l.id, ask(`${evidence}?${about}`).then((found) => found.evidence));
    }
    return asked.get(l.id);
  }

  try {
    const data = src ? await ask(src) : JSON.parse(document.getElementById("data").textContent);
    window.kgPage = kgExplorer.start(root, data, src ? (l) => fetchEvidence(data.nodes, l) : null); // for tests and for the curious
  } catch (error) {
    root.querySelector("[data-part=details]").textContent = `This cannot be shown: ${error.message}`;
    throw error;
  }
})();
