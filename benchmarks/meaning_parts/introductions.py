"""Names tied to the work that introduced them, against the references that GROBID put behind them: silver, not gold."""

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kg.core.document import Document
from kg.core.extraction import Extraction
from kg.core.names import fold
from kg.core.statement import Predicate, reference_node
from kg.documents.text import document_from_text
from kg.pipeline import extract
from reading_parts.figure import Figure

_LABELS = frozenset({"Dataset", "DataSource", "MLModel", "ModelArchitecture"})


def measure(gold: Path, extraction_of: Callable[[Document], Extraction] = extract) -> list[Figure]:
    """How many of the names followed by a resolved reference are said to be introduced by it.

    A name counts once a paper; of several references behind its mentions any is right. Recall counts names that were
    not found at all as missed, precision asks only names that were found with an introduction.
    """
    path = gold / "gsap_ner" / "docs.jsonl"
    if not path.exists():
        return []
    wanted = answered = right = found = 0
    for line in path.read_text("utf-8").splitlines():
        paper = json.loads(line)
        silver = _silver(paper)
        if not silver:
            continue
        extraction = extraction_of(document_from_text(paper["text"], f"{paper['id']}.txt"))
        said, known = _said(extraction)
        for name, entries in silver.items():
            title = said.get(name)
            wanted += 1
            found += name in known
            answered += title is not None
            right += title is not None and any(_opens(title, entry) for entry in entries)
    precision, recall = right / answered if answered else 0.0, right / wanted if wanted else 0.0
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    on = f"{wanted} names of data and models before a resolved reference, {found} found, {answered} with a work"
    return [
        Figure("introduced by, names before a reference (GSAP), F1", f1, None, f"{on}; precision {precision:.3f}"),
        Figure("the same, of the names found", right / found if found else None, 0.90, f"{found} names"),
    ]


def _silver(paper: Mapping[str, Any]) -> dict[str, set[str]]:
    """The folded names of data and models, each with the entries of the references right behind it."""
    silver: dict[str, set[str]] = defaultdict(set)
    for pair in paper["adjacent_refs_silver"]:
        span = paper["spans"][pair["span"]]
        if pair["bib"] and span["label"] in _LABELS:
            silver[fold(paper["text"][span["start"] : span["end"]])] |= {fold(entry) for entry in pair["bib"]}
    return silver


def _said(extraction: Extraction) -> tuple[dict[str, str], set[str]]:
    """The title of the introducing work by each folded surface, and all folded surfaces."""
    titles = {reference_node(r.key): r.title or r.raw for r in extraction.references}
    works = {
        s.subject: titles.get(s.object, "") for s in extraction.statements if s.predicate is Predicate.INTRODUCED_BY
    }
    surfaces = {fold(x): e.id for e in extraction.entities for x in (e.name, *e.surfaces)}
    return {name: works[i] for name, i in surfaces.items() if i in works}, set(surfaces)


def _opens(title: str, entry: str) -> bool:
    """Whether the folded entry holds the title, or the beginning that a cut entry would leave of it."""
    folded = fold(title)
    return bool(folded) and (folded in entry or entry in folded)
