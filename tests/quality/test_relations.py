"""What the second opinion on relations is worth on marked papers that it was not trained on."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.papers]


@pytest.fixture(scope="module")
def figures(gold: Path) -> Iterator[dict[str, Any]]:
    """The figures of the script that measures, by name."""
    scripts = str(Path(__file__).parents[2] / "benchmarks")
    sys.path.insert(0, scripts)
    measured = importlib.import_module("meaning_parts.relations").measure(gold)
    yield {figure.name: figure for figure in measured}
    sys.path.remove(scripts)


@pytest.mark.parametrize(("relation", "floor"), [("trained-with", 0.55), ("evaluated-with", 0.65)])
def test_unseen_papers_are_read_better_than_by_the_rules_alone(
    figures: dict[str, Any], relation: str, floor: float
) -> None:
    name = f"relations, SciER dev: {relation}"
    assert figures[f"{name}, F1"].value >= floor
    assert figures[f"{name}, F1"].value > figures[f"{name}, rules alone, F1"].value + 0.1


def test_what_is_doubted_is_mostly_wrong(figures: dict[str, Any]) -> None:
    assert figures["relations, SciER train, 5 folds: training of these doubted, right"].value < 0.2


def test_what_is_added_is_right_in_nine_of_ten_cases(figures: dict[str, Any]) -> None:
    [right] = [f for name, f in figures.items() if name.endswith("and not stated by the rules, right")]
    assert right.value >= 0.9
