"""The yardsticks measure what they say."""

import importlib.util
import subprocess
import sys
from types import ModuleType

import pytest

from tests.sessions import ROOT


@pytest.fixture(scope="module")
def build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("benchmark_build", ROOT / "benchmarks" / "build.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands orphans over")
def test_the_cost_of_a_command_holds_what_it_leaves_behind(build):
    burn = "import time\nwhile time.process_time() < 0.3: pass"
    left = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {burn!r}])"
    assert build.cost([sys.executable, "-c", left]).cpu_seconds > 0.3


def test_a_command_that_fails_ends_the_measuring_with_its_words(build):
    with pytest.raises(SystemExit, match="no such thing"):
        build.cost([sys.executable, "-c", "raise SystemExit('no such thing')"])


def test_figures_are_medians_and_ratios(build):
    low, high, middle = build.Cost(1.0, 4.0, 10.0), build.Cost(3.0, 6.0, 30.0), build.Cost(2.0, 5.0, 20.0)
    assert build.middle([low, high, middle]) == middle


def test_a_source_file_stands_in_its_room(build):
    assert build.room_of("anywhere/kg/store/graph.py") == "store"
    assert build.room_of("anywhere/kg/pipeline.py") is None
    assert build.room_of("site-packages/spacy/language.py") is None


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux hands orphans over")
def test_children_of_before_are_not_waited_for(build):
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as sleeper:
        assert build.cost([sys.executable, "-c", "pass"]).wall_seconds < 30
        sleeper.kill()
