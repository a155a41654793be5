"""How exactly papers are read, over floors that only rise: the measures of benchmarks/reading.py but for its cost."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.papers, pytest.mark.scispacy]

FLOORS = {
    "reference_strings": {
        "reference strings, all: title F1": 0.92,
        "reference strings, in Latin letters: title F1": 0.95,
        "reference strings, in Latin letters: title strict F1": 0.92,
        "reference strings, in Latin letters: first author F1": 0.98,
        "reference strings, in Latin letters: year F1": 0.98,
        "reference strings, in Latin letters: venue F1": 0.92,
    },
    "entries": {"entry count within one": 0.97, "entry titles": 0.98},
    "citations": {
        "citations by links": 0.99,
        "citations by text alone (links as gold)": 0.98,
        "citations in plain text (GSAP)": 0.95,
        "citations PDF against LaTeX": 0.95,
    },
    "forms": {"forms, gold/latex_pdf: statements agree, F1": 0.95},
    "sections": {
        "sections, TEI heads, F1": 0.99,
        "sections, annotated papers, F1": 0.95,
        "sections of plain text, held out numbered, F1": 0.98,
    },
    "layout": {"headings by layout alone: recall": 0.93, "headings by layout alone: precision": 0.90},
}


@pytest.fixture(scope="module")
def measures() -> Iterator[Any]:
    """The script that measures, which is no part of the package."""
    folder = str(Path(__file__).parents[2] / "benchmarks")
    sys.path.insert(0, folder)
    yield importlib.import_module("reading").MEASURES
    sys.path.remove(folder)


@pytest.mark.parametrize("name", FLOORS)
def test_reading_is_as_exact_as_it_was(name: str, measures: Any, papers: Path, gold: Path, tools: Path) -> None:
    found = {figure.name: figure.value for figure in measures[name](papers, gold, tools)}
    low = {what: found.get(what) for what, floor in FLOORS[name].items() if (found.get(what) or 0) < floor}
    assert not low
