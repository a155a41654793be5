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
    kills = {blow: counts for blow, counts in told["by_blow"].items() if blow.startswith("kill")}
    assert len(kills) == 4
    assert all(sum(counts.values()) > 4 for counts in kills.values()), kills
    assert all(sum(counts[jobs] for counts in kills.values()) > 20 for jobs in ("1 jobs", "2 jobs")), kills


@pytest.mark.timeout(1200)
def test_no_process_is_left_for_long_when_another_was_killed(told: dict[str, Any]) -> None:
    assert told["longest_orphan_s"] < 10


@pytest.mark.timeout(1200)
def test_an_interrupt_loses_nothing(told: dict[str, Any]) -> None:
    assert told["interrupts"] == 4
    assert [sum(told["by_blow"][f"interrupt {whom}"].values()) for whom in ("all", "the parent alone")] == [2, 2]


@pytest.mark.timeout(1200)
@pytest.mark.parametrize("trouble", ["full disk", "read-only folder"])
def test_a_full_disk_and_a_folder_that_becomes_read_only_lose_nothing_and_are_told_in_a_sentence(
    told: dict[str, Any], trouble: str
) -> None:
    ended = told["troubles"][trouble]
    if isinstance(ended, str):
        pytest.skip(ended)
    assert ended.get("with a sentence", 0) > 0
