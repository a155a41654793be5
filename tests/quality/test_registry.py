"""How quickly the registry loads, on a machine that is there to measure."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.quality.conftest import folder

pytestmark = pytest.mark.no_cover


@pytest.fixture(scope="module")
def loading() -> Iterator[Any]:
    """The script that measures, which is no part of the package."""
    folder("KG_FACTS")
    scripts = str(Path(__file__).parents[2] / "benchmarks")
    sys.path.insert(0, scripts)
    yield importlib.import_module("registry_parts.loading")
    sys.path.remove(scripts)


def test_the_registry_loads_in_the_time_asked(loading: Any) -> None:
    assert [f.name for f in loading.measure() if f.met is False] == []
