"""The shipped finders on corpora and halves that they were not trained on, and, for comparison, on what they were."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from kg.core.mention import Mention
from kg.documents.text import document_from_text
from kg.extraction.abbreviations import abbreviation_finder
from kg.extraction.recognizer import find_mentions
from kg.pipeline import load_lexicon
from names_parts.scoring import Found, Row, rows_of, scores
from reading_parts.figure import Figure


class Corpus(NamedTuple):
    """A corpus, where it lies, its label for data, which of its texts measure, and what is asked of them."""

    name: str
    path: str
    label: str
    asked: float | None
    held: bool


CORPORA = (
    Corpus("SciER dev, no training on SciER", "scier/dev.jsonl", "Dataset", 0.88, held=False),
    Corpus("heddes, the half held out", "heddes/train.jsonl", "Dataset", 0.85, held=True),
    Corpus("tdmsci, the half held out", "tdmsci/train.jsonl", "DATASET", 0.65, held=True),
)


def find_in(rows: list[Row], *, quick: bool) -> Found:
    """The mentions of each text by the shipped finders."""
    lexicon, finder = load_lexicon(), abbreviation_finder()

    def find(text: str) -> list[Mention]:
        document = document_from_text(text, "text")
        return find_mentions(document, lexicon, finder.find(document), quick=quick)

    return {row["id"]: find(row["text"]) for row in rows}


def measure(gold: Path, tools: Path, is_trained_on: Callable[[str], bool]) -> list[Figure]:
    """Overlap F1 of data on each corpus, by the full path and by the quick one."""
    figures = []
    for corpus in CORPORA:
        rows = rows_of(gold / corpus.path, lambda i, held=corpus.held: not held or not is_trained_on(i))
        for path, quick in (("full", False), ("quick", True)):
            found = find_in(rows, quick=quick)
            given = scores(tools, rows, found, corpus.label, "Dataset")
            s = given["overlap"]
            on = f"{len(rows)} texts, {s['gold']} names; precision {s['p']:.3f}, recall {s['r']:.3f}"
            on += f", exact {given['exact']['f1']:.3f}"
            asked = corpus.asked if not quick else None
            figures.append(Figure(f"{corpus.name}: data, overlap F1, {path} path", s["f1"], asked, on))
    return figures


def fitted(gold: Path, tools: Path) -> list[Figure]:
    """Exact F1 on the papers that taggers and decision were trained on, by the quick path."""
    rows = rows_of(gold / "gsap_ner" / "docs.jsonl")
    found = find_in(rows, quick=True)
    return [
        Figure(
            f"{label}, exact F1 on the papers trained on, quick path",
            scores(tools, rows, found, label, kind)["exact"]["f1"],
            None,
            f"GSAP, {len(rows)} papers",
        )
        for label, kind in (("Dataset", "Dataset"), ("MLModel", "Model"))
    ]
