"""Installs the wheel of dist/ into a clean environment for each Python that kg is for, and uses it there.

The environments hold what the wheel asks for and no more, at the locked versions, their hashes checked; uv makes them
anew each time, out of its cache. A Python that this machine lacks and uv cannot fetch is passed over and named; where
CI is set, as forges do, it is an error, for there nobody reads that one was passed over. Last, the wheel with all its
extras is resolved without the lock, as it is for whoever installs it.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from environment import BIN, WANTED, Unprepared, candidates, output, private_uv, probe

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements.txt"
PLACE = ROOT / "build" / "clean"


class NotInstalledError(Exception):
    """The wheel could not be installed or used; the message is one sentence."""


def main() -> int:
    """Try the wheel with every Python; 1 where it fails with one, or where there is none."""
    (wheel,) = (ROOT / "dist").glob("*.whl")
    try:
        uv = shutil.which("uv") or private_uv()
        tried = [version for version in sorted(WANTED) if tried_with(uv, version, wheel)]
        if not tried:
            raise NotInstalledError("there is no Python here to try the wheel with")
        resolved(uv, environment_of(tried[0]), wheel)
    except (NotInstalledError, Unprepared) as error:
        print(f"installed: {error}", file=sys.stderr)
        return 1
    return 0


def tried_with(uv: str, version: tuple[int, int], wheel: Path) -> bool:
    """Whether there is such a Python; the wheel was installed and used with it then.

    Raises:
        NotInstalledError: it cannot be installed or used, packages came in that are not locked, or there is none where
            CI wants all.
    """
    began, name = time.monotonic(), ".".join(map(str, version))
    folder, python = environment_of(version), interpreter(version)
    if not quietly(uv, "venv", "--clear", "--python", python or name, str(folder)):
        missing = f"Python {name} is not on this machine and cannot be fetched"
        if os.environ.get("CI", "").lower() in ("1", "true"):
            raise NotInstalledError(f"{missing}, and CI wants each that kg is for")
        print(f"installed: {missing}: skipped", file=sys.stderr)
        return False
    inside = str(folder / BIN / "python")
    # versions and hashes of all packages come from the lock, though it is for more than kg alone
    if not loudly(uv, "pip", "install", "--quiet", "--python", inside, "--constraint", str(LOCK), str(wheel)):
        raise NotInstalledError(f"{wheel.name} cannot be installed with Python {name}; the lines above say why")
    strangers = not_locked(output(uv, "pip", "freeze", "--python", inside), LOCK.read_text("utf-8"))
    if strangers:
        raise NotInstalledError(f"with Python {name} come packages that are not locked: {', '.join(strangers)}")
    if not loudly(inside, "-I", str(ROOT / ".ci" / "first_use.py"), wheel.name.split("-")[1]):
        raise NotInstalledError(f"{wheel.name} does not do its work with Python {name}; the lines above say why")
    print(f"installed: {wheel.name} works with Python {name} ({time.monotonic() - began:.0f} s)", file=sys.stderr)
    return True


def resolved(uv: str, folder: Path, wheel: Path) -> None:
    """Nothing, where the newest versions of all that the wheel and its extras ask for go together.

    Raises:
        NotInstalledError: they do not.
    """
    asked = ("--dry-run", "--quiet", "--upgrade", "--python", str(folder / BIN / "python"), f"{wheel}[all]")
    if not loudly(uv, "pip", "install", *asked):
        raise NotInstalledError(f"{wheel.name}[all] cannot be resolved without the lock; the lines above say why")


def environment_of(version: tuple[int, int]) -> Path:
    """Where the environment for that Python lies."""
    return PLACE / ".".join(map(str, version))


def interpreter(version: tuple[int, int]) -> str | None:
    """A Python of that version on this machine, or None."""
    return next((python for python in candidates() if probe(python) == version), None)


def not_locked(frozen: str, lock: str) -> list[str]:
    """The installed packages, as frozen, that the lock does not have at that version; kg itself is none of them."""
    locked = {"==".join(pin) for pin in re.findall(r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^\s;]+)", lock, re.MULTILINE)}
    return [line for line in frozen.splitlines() if line not in locked and not line.startswith("kg-provenance")]


def quietly(*command: str) -> bool:
    """Whether a command goes well that may fail."""
    done = subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    return done.returncode == 0


def loudly(*command: str) -> bool:
    """Whether a command goes well, run away from the checkout and from all that is set for kg or Python."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("KG_", "PYTHON", "VIRTUAL_ENV"))}
    with tempfile.TemporaryDirectory(prefix="kg-installed-") as folder:
        return subprocess.run(command, check=False, cwd=folder, env=kept).returncode == 0  # noqa: S603


if __name__ == "__main__":
    sys.exit(main())
