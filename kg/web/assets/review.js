// Review by keys: "a" accepts and "r" rejects the statement that has the focus.
"use strict";
for (const doubt of document.querySelectorAll("[data-doubt]")) {
  doubt.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, select, textarea");
    const wanted = { a: "accept", r: "reject" }[event.key];
    if (typing || !wanted || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    doubt.querySelector(`button[value="${wanted}"]`).click();
  });
}
