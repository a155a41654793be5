"""Scores on hand-marked papers, over floors that only rise."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.papers, pytest.mark.scispacy]

PAPER_FLOORS = {
    ("datasets", "f1"): 0.86,
    ("datasets_used", "f1"): 0.88,
    ("dataset_roles", "f1"): 0.83,
    ("models", "f1"): 0.79,
    ("models_used", "f1"): 0.68,
    ("model_roles", "f1"): 0.62,
    ("lineage", "p"): 0.93,
    ("lineage", "r"): 0.59,
    ("evaluations", "f1"): 0.71,
    ("introduced_by", "p"): 0.94,
    ("introduced_by", "f1"): 0.83,
    ("references", "f1"): 0.98,
}


@pytest.fixture
def whole_papers() -> Iterator[Any]:
    """The measure of whole papers, which is no part of the package."""
    folder = str(Path(__file__).parents[2] / "benchmarks")
    sys.path.insert(0, folder)
    yield importlib.import_module("meaning_parts.whole_papers")
    sys.path.remove(folder)


def below(scores: dict[str, dict[str, float]], floors: dict[tuple[str, str], float]) -> dict[tuple[str, str], float]:
    """The scores that are under their floors."""
    return {(what, figure): scores[what][figure] for (what, figure), f in floors.items() if scores[what][figure] < f}


def test_whole_papers_score_above_their_floors(whole_papers: Any, papers: Path, gold: Path, tools: Path) -> None:
    annotated = [path for path, _ in whole_papers.annotated(gold)]
    scores = whole_papers.scores(tools, annotated, whole_papers.extracted(papers, gold))
    assert not below(scores, PAPER_FLOORS)
