"""Looks up what is known against the locked versions, and fails where anything is.

pip-audit does it, in an environment of its own under build/. Where no list of advisories can be had, as on a machine
without a network, this says so and passes: what was not looked up is no fault of a change.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PLACE = ROOT / "build" / "audit"
BIN = "Scripts" if os.name == "nt" else "bin"
PATIENCE_S = 300


def main() -> int:
    """The exit code: 1 where a locked version has a known hole."""
    try:
        report = look_up(ROOT / "requirements.txt")
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        print(f"audit: nothing could be looked up ({type(error).__name__})", file=sys.stderr)
        return 0
    holes, seen, all_of_them = known_holes(report)
    for hole in holes:
        print(f"audit: {hole}", file=sys.stderr)
    told = f"{seen} of {all_of_them} locked packages were looked up, {len(holes)} holes are known"
    print(f"audit: {told}", file=sys.stderr)
    return 1 if holes else 0


def look_up(requirements: Path) -> dict[str, Any]:
    """pip-audit's report on the locked requirements.

    Raises:
        OSError, subprocess.SubprocessError: it cannot be installed or run.
        ValueError: it gave no report.
    """
    program = PLACE / BIN / "pip-audit"
    if not program.exists():
        venv.create(PLACE, clear=True, with_pip=True)
        install = (str(PLACE / BIN / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r")
        subprocess.run((*install, str(ROOT / ".ci" / "audit.txt")), check=True, timeout=PATIENCE_S)  # noqa: S603
    ask = (str(program), "--disable-pip", "--require-hashes", "--format", "json", "--progress-spinner", "off", "-r")
    done = subprocess.run(  # noqa: S603
        (*ask, str(requirements)), check=False, timeout=PATIENCE_S, capture_output=True, text=True
    )
    report = json.loads(done.stdout)
    if not isinstance(report, dict):
        raise ValueError("no report")
    return report


def known_holes(report: dict[str, Any]) -> tuple[list[str], int, int]:
    """A line for each hole, how many packages were looked up, and how many there are."""
    packages = report["dependencies"]
    seen = [p for p in packages if "skip_reason" not in p]
    holes = [
        f"{p['name']} {p['version']}: {hole['id']}, mended in {', '.join(hole['fix_versions']) or 'no version yet'}"
        for p in seen
        for hole in p["vulns"]
    ]
    return holes, len(seen), len(packages)


if __name__ == "__main__":
    sys.exit(main())
