"""Scores on hand-marked papers, over floors that only rise."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.building import extract_papers
from kg.pipeline import mentions_in_text
from kg.views.record import extraction_json

pytestmark = [pytest.mark.papers, pytest.mark.scispacy]

PAPER_FLOORS = {
    ("datasets", "f1"): 0.79,
    ("datasets_used", "f1"): 0.79,
    ("dataset_roles", "f1"): 0.65,
    ("models", "f1"): 0.68,
    ("models_used", "f1"): 0.63,
    ("lineage", "p"): 0.80,
    ("introduced_by", "p"): 0.93,
    ("references", "f1"): 0.98,
}
MENTION_FLOORS = {"Dataset": 0.79, "MLModel": 0.74}


def test_whole_papers_score_above_their_floors(papers: Path, gold: Path, tools: Path, tmp_path: Path) -> None:
    files = [papers / json.loads(g.read_text("utf-8"))["file"] for g in sorted((gold / "papers").glob("*.json"))]
    with (tmp_path / "found.jsonl").open("w", encoding="utf-8") as out:
        for _, outcome in extract_papers(files):
            out.write(json.dumps(extraction_json(outcome)) + "\n")
    done = subprocess.run(
        [sys.executable, tools / "score_papers.py", gold / "papers", tmp_path / "found.jsonl", "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    scores = json.loads(done.stdout)
    below = {k: scores[k[0]][k[1]] for k, floor in PAPER_FLOORS.items() if scores[k[0]][k[1]] < floor}
    assert not below


def test_mentions_in_bare_text_score_above_their_floors(gold: Path, tools: Path, tmp_path: Path) -> None:
    found = tmp_path / "found.jsonl"
    with found.open("w", encoding="utf-8") as out:
        for line in (gold / "gsap_ner" / "docs.jsonl").open(encoding="utf-8"):
            record = json.loads(line)
            mentions = [
                {"start": m.span.start, "end": m.span.end, "kind": m.kind.value.capitalize()}
                for m in mentions_in_text(record["text"])
            ]
            out.write(json.dumps({"id": record["id"], "mentions": mentions}) + "\n")
    done = subprocess.run(
        [
            sys.executable,
            tools / "score_mentions.py",
            gold / "gsap_ner" / "docs.jsonl",
            found,
            "--map",
            "Dataset=Dataset",
            "--map",
            "MLModel=Model",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    scores = {m[1]: float(m[2]) for m in re.finditer(r"^(\w+)\s+overlap\s.*F1 ([\d.]+)", done.stdout, re.MULTILINE)}
    assert set(scores) == set(MENTION_FLOORS)
    assert all(scores[kind] >= floor for kind, floor in MENTION_FLOORS.items()), scores
