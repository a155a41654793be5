"""Nothing is lost when kg is killed, stopped, or has no room or leave to write."""

import json
import subprocess
import sys

import pytest

from tests.sessions import ROOT

pytestmark = [
    pytest.mark.scispacy,
    pytest.mark.skipif(sys.platform != "linux", reason="runs are forked from a process that has loaded everything"),
]


def crash(*options: str) -> dict[str, object]:
    """What the benchmark of crashes tells; it fails by itself where something does not hold."""
    script = [sys.executable, str(ROOT / "benchmarks" / "crash.py"), "--json", "--papers", "6", "--batch", "2"]
    done = subprocess.run([*script, *options], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.timeout(1200)
def test_a_hundred_kills_lose_nothing_and_leave_nothing_by_halves() -> None:
    told = crash("--kills", "100", "--seed", "7")
    assert told["kills"] == 100
    assert told["papers_reported_stored"] > 0
    assert all(told["by_phase"][phase] > 0 for phase in ("reading", "storing", "finishing"))
    assert len(told["by_scenario"]) > 3


def test_an_interrupt_loses_nothing_and_neither_do_a_full_disk_and_a_folder_that_becomes_read_only() -> None:
    told = crash("--kills", "6", "--signal", "INT", "--troubles", "3", "--seed", "2")
    assert told["kills"] == 6
    assert told["troubles"]["read-only folder"].get("with a sentence", 0) > 0
    full = told["troubles"]["full disk"]
    if isinstance(full, str):
        pytest.skip(full)
    assert full.get("with a sentence", 0) > 0
