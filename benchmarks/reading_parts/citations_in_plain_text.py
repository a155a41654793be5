"""Citations in plain texts with a bibliography, against what GROBID made of the same papers: silver, not gold."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.core.document import Document
from kg.documents.text import document_from_text
from reading_parts.figure import Figure
from reading_parts.tally import Tally


def in_plain_text(gold: Path) -> list[Figure]:
    """F1 with the silver links, and how many names are tied to the reference behind them."""
    path = gold / "gsap_ner" / "docs.jsonl"
    if not path.exists():
        return []
    every, held, names = Tally(), Tally(), Tally()
    for line in path.read_text("utf-8").splitlines():
        paper = json.loads(line)
        document = document_from_text(paper["text"], f"{paper['id']}.txt")
        entries = _entries_of(document, paper["layout"].get("ReferenceString", ()))
        counts = _beside_silver(document, entries, paper["layout"].get("ReferenceToBib", ()))
        every.add(*counts)
        if paper["fold"] % 2:
            held.add(*counts)
        names.add(*_names_with_references(document, entries, paper))
    on = f"F1 with the links of GROBID, which are silver; {every}; folds held out {held}"
    beside = f"{names.wanted} names followed by a reference that GROBID resolved"
    return [
        Figure("citations in plain text (GSAP)", every.f1, 0.90, on),
        Figure("names tied to the reference behind them (GSAP)", names.recall, 0.90, beside),
    ]


def _entries_of(document: Document, strings: Iterable[dict[str, Any]]) -> dict[str, str]:
    """For each entry the id of the gold one that covers most of its text."""
    listed = [(s["begin"], s["end"], s["id"]) for s in strings]
    found = {}
    for reference in document.references:
        if reference.span is None:
            continue
        shared = [(min(end, reference.span.end) - max(begin, reference.span.start), i) for begin, end, i in listed]
        best = max(shared, default=(0, ""))
        if best[0] > 0:
            found[reference.key] = best[1]
    return found


def _beside_silver(
    document: Document, entries: dict[str, str], links: Iterable[dict[str, Any]]
) -> tuple[int, int, int, int]:
    resolved = [(n["begin"], n["end"], n["target"].lstrip("#")) for n in links if n.get("target")]
    met = 0
    for begin, end, target in resolved:
        near = [c for c in document.citations if c.span.start < end and begin < c.span.end]
        met += any(entries.get(c.reference_key) == target for c in near)
    said = right = 0
    for citation in document.citations:
        under = [t for begin, end, t in resolved if citation.span.start < end and begin < citation.span.end]
        said += bool(under)
        right += entries.get(citation.reference_key) in under
    return len(resolved), met, said, right


def _names_with_references(
    document: Document, entries: dict[str, str], paper: dict[str, Any]
) -> tuple[int, int, int, int]:
    wanted = met = 0
    for pair in paper.get("adjacent_refs_silver", ()):
        targets = {t.lstrip("#") for t in pair["targets"]}
        if not targets:
            continue
        wanted += 1
        end = paper["spans"][pair["span"]]["end"]
        behind = document.citations_after(end, reach=len(pair["ref_text"]) + 20)
        met += any(entries.get(c.reference_key) in targets for c in behind)
    return wanted, met, wanted, met
