"""Gives a target of benchmarks/fuzz.py cases for a while: KG_FUZZ_SECONDS, and a short while where it is unset."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.sessions import ROOT

SCRIPT = ROOT / "benchmarks" / "fuzz.py"
SECONDS = float(os.environ.get("KG_FUZZ_SECONDS") or 3)

sys.path.insert(0, str(SCRIPT.parent))
from fuzz_parts.looping import fuzz  # noqa: E402 - it lies beside the script


def no_fault(target: str, folder: Path) -> None:
    seed = datetime.now(UTC).date().toordinal()  # other cases each day, and the same ones when a run is repeated
    found = fuzz(SCRIPT, target, seconds=SECONDS, cases=100_000, seed=seed, folder=folder)
    assert not found.faults, f"--seed {seed}\n" + "\n".join(f"{where}\n{what}" for where, what in found.faults.items())
    assert found.cases > 0
