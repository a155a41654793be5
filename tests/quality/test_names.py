"""How well names are found where the shipped finders were not trained, over floors that only rise."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.papers, pytest.mark.scispacy]

FLOORS = {
    "SciER dev, no training on SciER: data, overlap F1, full path": 0.92,
    "SciER dev, no training on SciER: data, overlap F1, quick path": 0.90,
    "heddes, the half held out: data, overlap F1, full path": 0.83,
    "tdmsci, the half held out: data, overlap F1, full path": 0.69,
}


@pytest.fixture(scope="module")
def measures() -> Iterator[Any]:
    """The script that measures, which is no part of the package."""
    folder = str(Path(__file__).parents[2] / "benchmarks")
    sys.path.insert(0, folder)
    yield importlib.import_module("names").MEASURES
    sys.path.remove(folder)


def test_names_are_found_as_well_as_they_were(measures: Any, gold: Path, tools: Path) -> None:
    found = {figure.name: figure.value for figure in measures["held_out"](gold, tools, None)}
    low = {what: found.get(what) for what, floor in FLOORS.items() if (found.get(what) or 0) < floor}
    assert not low
