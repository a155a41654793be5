"""What is extracted from whole papers, end to end, beside what is asked, over all and paper by paper."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from kg.building import extract_papers
from kg.core.extraction import Extraction
from kg.views.record import extraction_json
from meaning_parts.scorer import annotated
from reading_parts.figure import Figure

Scores = dict[str, dict[str, float]]

ASKED: tuple[tuple[str, str, str, float | None], ...] = (
    ("datasets", "f1", "datasets, F1", 0.88),
    ("datasets_used", "f1", "datasets used, F1", 0.85),
    ("dataset_roles", "f1", "roles of datasets, F1", 0.78),
    ("models", "f1", "models, F1", None),
    ("models_used", "f1", "models used or introduced, F1", 0.78),
    ("model_roles", "f1", "roles of models, F1", 0.70),
    ("introduced_by", "f1", "introduced by, F1", 0.85),
    ("lineage", "p", "lineage without evaluation, precision", 0.90),
    ("lineage", "r", "lineage without evaluation, recall", 0.65),
    ("evaluations", "f1", "evaluations, F1", 0.65),
)
"""What is scored, by which figure, how it is called and what is asked of it."""


def extracted(papers: Path, gold: Path) -> list[Extraction]:
    """What is extracted from the annotated papers, in the order of their files' places."""
    extractions = []
    for path, outcome in extract_papers([papers / record["file"] for _, record in annotated(gold)]):
        if isinstance(outcome, Exception):
            raise SystemExit(f"{path}: {outcome}")
        extractions.append(outcome)
    return extractions


def scores(tools: Path, gold: Sequence[Path], extractions: Sequence[Extraction]) -> Scores:
    """What the scorer says of the extractions against these annotated papers."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in gold:
            (folder / path.name).write_bytes(path.read_bytes())
        found = folder / "found.jsonl"
        found.write_text("".join(json.dumps(extraction_json(e)) + "\n" for e in extractions), "utf-8")
        command = [sys.executable, tools / "score_papers.py", folder, found, "--json"]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    told: Scores = json.loads(printed)
    return told


def measure(tools: Path, gold: Path, extractions: Sequence[Extraction]) -> list[Figure]:
    """One figure for each thing that is asked."""
    told = scores(tools, [path for path, _ in annotated(gold)], extractions)
    figures = []
    for what, figure, name, asked in ASKED:
        s = told[what]
        on = f"{len(extractions)} papers: right {s['hit']:.0f} of {s['gold']:.0f}, found {s['found']:.0f}"
        on += f"; precision {s['p']:.3f}, recall {s['r']:.3f}"
        figures.append(Figure(name, s[figure], asked, on))
    return figures


def by_paper(tools: Path, gold: Path, extractions: Sequence[Extraction]) -> list[Figure]:
    """For each paper how much of each thing is right, to see which papers carry what."""
    figures = []
    for path, record in annotated(gold):
        told = scores(tools, [path], extractions)
        parts = [
            f"{what.replace('_', ' ')} {s['hit']:.0f} of {s['gold']:.0f}, found {s['found']:.0f}"
            for what, s in told.items()
            if what in ("dataset_roles", "model_roles", "lineage", "evaluations", "introduced_by")
        ]
        lineage = told["lineage"]
        figures.append(
            Figure(Path(record["file"]).stem[:40], lineage["f1"] if lineage["gold"] else None, None, "; ".join(parts))
        )
    return figures
