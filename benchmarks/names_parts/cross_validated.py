"""GSAP-NER by whole papers left out: taggers and decision had not seen the papers that they are scored on."""

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from kg.core.mention import Mention
from kg.extraction.areas import searched_areas
from kg.extraction.coordination import with_coordinated
from kg.extraction.deciding.choice import chosen
from kg.extraction.deciding.decision import Decision
from kg.extraction.recognizer import mentions_of
from names_parts.scoring import Found, Row, distinct_names, median_over_papers, rows_of, scores
from reading_parts.figure import Figure

FOLDS = 6
_LABELS = (("Dataset", "Dataset"), ("MLModel", "Model"))
_ASKED = {
    ("Dataset", "exact"): 0.76, ("Dataset", "overlap"): 0.84, ("MLModel", "exact"): 0.62, ("MLModel", "overlap"): 0.66,
    ("Dataset", "median"): 0.78, ("MLModel", "median"): 0.45, ("Dataset", "distinct"): 0.82,
}  # fmt: skip


def trainer() -> Any:
    """The script that trains the decision, which is no part of the package."""
    folder = str(Path(__file__).resolve().parents[2] / "training" / "names")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    import decision  # noqa: PLC0415 - found through the path just set

    return decision


class LeftOut:
    """Papers with the opinions of taggers that had not seen them, and what decisions without their folds say."""

    def __init__(self, gold: Path, work: Path, taggers: Sequence[str], *, asked_everywhere: bool = False) -> None:
        self._trainer = trainer()
        self.papers = self._trainer.papers_with(gold, work, taggers, asked_everywhere=asked_everywhere)
        self._learnt = self._trainer.papers_to_learn_from(gold, work, taggers)
        self.rows = rows_of(gold / "gsap_ner" / "docs.jsonl")

    def decided(self, without: Callable[[str], bool] = lambda _: False) -> dict[str, np.ndarray]:
        """The probabilities of each paper's proposals; features that are to be left out are empty."""
        empty = [n for n, name in enumerate(self.papers[0].features) if without(name)]
        papers = [replace(p, table=_emptied(p.table, empty)) for p in self.papers]
        learnt = [replace(p, table=_emptied(p.table, empty)) for p in self._learnt]
        found = {}
        for fold in range(FOLDS):
            model = Decision(self._trainer.fit([p for p in learnt if p.text.annotated.fold != fold]))
            for p in papers:
                if p.text.annotated.fold == fold:
                    found[p.text.annotated.id] = model.probabilities(p.features, p.table)
        return found

    def mentions(self, decided: dict[str, np.ndarray]) -> Found:
        """The mentions that follow."""
        return {p.text.annotated.id: _mentions(p, decided[p.text.annotated.id]) for p in self.papers}


def _mentions(paper: Any, decided: np.ndarray) -> list[Mention]:
    document = paper.text.document
    found = mentions_of(document.text, paper.proposals, chosen(paper.proposals, decided))
    return with_coordinated(document.text, found, list(searched_areas(document)))


def _emptied(table: np.ndarray, columns: list[int]) -> np.ndarray:
    """The table with nothing in the columns; -1 is a tagger that was not asked."""
    emptied = table.copy()
    emptied[:, columns] = np.where(table[:, columns] < 0, -1.0, 0.0)
    return emptied


def measure(gold: Path, tools: Path, work: Path, taggers: Sequence[str]) -> Iterator[Figure]:
    """F1 exact and overlapping, the median over papers, distinct names; then how often each score keeps its word."""
    left_out = LeftOut(gold, work, taggers)
    found, path = left_out.mentions(left_out.decided()), "+".join(taggers)
    yield from figures_of(tools, left_out.rows, found, path)
    for tenth, mean, right, count in reliability(left_out.rows, found):
        yield Figure(
            f"mentions scored {tenth}, share right, {path}", right, None, f"mean score {mean:.3f}, {count} mentions"
        )


def figures_of(tools: Path, rows: list[Row], found: Found, path: str) -> Iterator[Figure]:
    """The figures of one way of finding."""
    for label, kind in _LABELS:
        given = scores(tools, rows, found, label, kind)
        for name in ("exact", "overlap"):
            s = given[name]
            on = f"GSAP, {len(rows)} papers, {s['gold']} names; precision {s['p']:.3f}, recall {s['r']:.3f}"
            yield Figure(f"{label}, {name} F1, {path}", s["f1"], _ASKED.get((label, name)), on)
        middle = median_over_papers(tools, rows, found, label, kind)
        yield Figure(f"{label}, median exact F1 over papers, {path}", middle, _ASKED.get((label, "median")), "GSAP")
        p, r, f1 = distinct_names(tools, rows, found, label, kind)
        on = f"GSAP, folded; precision {p:.3f}, recall {r:.3f}"
        yield Figure(f"{label}, distinct names a paper, F1, {path}", f1, _ASKED.get((label, "distinct")), on)


def reliability(rows: list[Row], found: Found) -> Iterator[tuple[str, float, float, int]]:
    """For each tenth of score: its name, the mean score, the share of mentions that overlap a name, and how many."""
    label_of = {kind: label for label, kind in _LABELS}
    seen: list[tuple[float, bool]] = []
    for row in rows:
        units = row["annotated_units"]
        looked_at = [m for m in found[row["id"]] if any(a <= m.span.start and m.span.end <= b for a, b in units)]
        seen += [(m.score, _right(m, row, label_of[m.kind.value.capitalize()])) for m in looked_at]
    for tenth in range(10):
        inside = [(s, ok) for s, ok in seen if tenth / 10 <= s < (tenth + 1) / 10 or (tenth == 9 and s == 1.0)]
        if inside:
            mean = sum(s for s, _ in inside) / len(inside)
            yield (
                f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}",
                mean,
                sum(ok for _, ok in inside) / len(inside),
                len(inside),
            )


def _right(mention: Mention, row: Row, label: str) -> bool:
    return any(
        s["label"] == label and s["start"] < mention.span.end and mention.span.start < s["end"] for s in row["spans"]
    )
