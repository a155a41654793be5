"""Nothing is lost when kg is killed, stopped, or has no room or leave to write."""

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.sessions import ROOT

pytestmark = [
    pytest.mark.long,
    pytest.mark.scispacy,
    pytest.mark.skipif(sys.platform != "linux", reason="runs are forked from a process that has loaded everything"),
]


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    """What the benchmark of crashes tells; it ends with exit code 1 where something does not hold."""
    script = [sys.executable, str(ROOT / "benchmarks" / "crash.py"), "--json", "--papers", "6", "--batch", "2"]
    options = ["--kills", "100", "--interrupts", "4", "--troubles", "3", "--seed", "7"]
    done = subprocess.run([*script, *options], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.timeout(1200)
def test_a_hundred_kills_lose_nothing_and_leave_nothing_by_halves(told: dict[str, Any]) -> None:
    assert told["kills"] == 100
    assert told["papers_reported_stored"] > 0
    assert all(told["by_phase"][phase] > 0 for phase in ("reading", "storing", "finishing"))
    assert len(told["by_scenario"]) > 3


@pytest.mark.timeout(1200)
def test_an_interrupt_loses_nothing(told: dict[str, Any]) -> None:
    assert told["interrupts"] == 4


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("trouble", ["full disk", "read-only folder"])
def test_a_full_disk_and_a_folder_that_becomes_read_only_lose_nothing_and_are_told_in_a_sentence(
    told: dict[str, Any], trouble: str
) -> None:
    ended = told["troubles"][trouble]
    if isinstance(ended, str):
        pytest.skip(ended)
    assert ended.get("with a sentence", 0) > 0
