"""Full disks and folders that may not be written: made for real where root can, and else left out with a reason."""

import os
import random
import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crash_parts.checking import contents, in_fork
from crash_parts.killing import check, finish
from crash_parts.scenarios import BrokenError, Ground, Scenario, events
from crash_parts.warmed import Run

_DISK_MIB = 64
_MOST_FREE = 3_000_000  # bytes, which a build of the small corpus fills


def bring_trouble(ground: Ground, scenario: Scenario, count: int, seed: int) -> dict[str, dict[str, int] | str]:
    """So many builds on disks that become full and so many in folders that lose leave to be written; how they ended.

    Raises:
        BrokenError: one ended otherwise than with a sentence, or something was lost.
    """
    return {
        "full disk": full_disks(ground, scenario, count, seed) if count else {},
        "read-only folder": read_only_folders(ground, scenario, count, seed) if count else {},
    }


def full_disks(ground: Ground, scenario: Scenario, count: int, seed: int) -> dict[str, int] | str:
    """Build on disks that become full at random places, make room, and go on; how the builds ended, or why not."""
    chance, ended = random.Random(seed), Counter[str]()
    for _ in range(count):
        with _disk(ground.folder / "disk") as disk:
            if disk is None:
                return "no disk of one's own can be mounted here"
            graph = disk / "graph"
            ballast = disk / "ballast"
            scenario.prepare(graph)
            with ballast.open("wb") as file:
                os.posix_fallocate(file.fileno(), 0, _DISK_MIB * 2**20 - chance.randrange(4_096, _MOST_FREE))
            ended[_tried(ground.run(_words(scenario, graph, ground)))] += 1
            _look(graph, scenario, ground)
            ballast.unlink()
            finish(ground, scenario, graph, set(events(ground.folder / "events")))
    return dict(sorted(ended.items()))


def read_only_folders(ground: Ground, scenario: Scenario, count: int, seed: int) -> dict[str, int] | str:
    """Build in folders that become read-only before or at a random moment, make them writable, and go on."""
    chance, ended = random.Random(seed), Counter[str]()
    home = ground.folder / "somebodys"
    for _ in range(count):
        shutil.rmtree(home, ignore_errors=True)
        graph = home / "graph"
        graph.mkdir(parents=True)
        wait = chance.choice((0.0, chance.uniform(0, sum(scenario.lasts.values()))))
        words = _words(scenario, graph, ground)
        if not wait:
            _forbid(home, forbidden=True)
        run = ground.run(words, humble=True)
        _wait(run, wait)
        _forbid(home, forbidden=True)
        how = _tried(run)
        _forbid(home, forbidden=False)
        ended[how] += 1
        _look(graph, scenario, ground)
        finish(ground, scenario, graph, set(events(ground.folder / "events")))
    return dict(sorted(ended.items()))


def _words(scenario: Scenario, graph: Path, ground: Ground) -> list[str]:
    told = ground.folder / "events"
    told.write_bytes(b"")
    told.chmod(0o666)
    return scenario.words(graph)


def _tried(run: Run) -> str:
    """How the run ended, in a word.

    Raises:
        BrokenError: it ended neither well nor with one sentence.
    """
    code, said = run.wait(), run.printed("stderr")
    if "Traceback" in said or code not in (0, 1) or (code == 1 and len(said.strip().splitlines()) != 1):
        raise BrokenError(f"in trouble it ended with {code}: {said[-2000:]}")
    return "well" if code == 0 else "with a sentence"


def _look(graph: Path, scenario: Scenario, ground: Ground) -> None:
    check(in_fork(contents, graph), scenario, set(events(ground.folder / "events")))


def _wait(run: Run, seconds: float) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until and not run.over():
        time.sleep(0.001)


def _forbid(home: Path, *, forbidden: bool) -> None:
    """Take or give leave to write to the folders."""
    for folder in (home, *sorted(p for p in home.rglob("*") if p.is_dir())):
        folder.chmod(0o555 if forbidden else 0o777)


@contextmanager
def _disk(place: Path) -> Iterator[Path | None]:
    """A small disk in memory at this place, or None where none can be mounted."""
    place.mkdir(exist_ok=True)
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", f"size={_DISK_MIB}m", "kg-crash", str(place)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        yield None
        return
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)
