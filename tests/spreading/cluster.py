"""A Dask cluster on loopback: a scheduler and workers, each a process of its own."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sessions import ROOT

_STARTING_S = 60


class Cluster:
    """A scheduler over TCP on loopback, and workers that can be started and killed."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._processes = folder, []
        self._environment = os.environ | {
            "PYTHONPATH": str(ROOT),
            "DASK_DISTRIBUTED__SCHEDULER__DASHBOARD__STATUS": "{}",
        }
        note = folder / "scheduler.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(note))
        self.address = _address(note)

    def worker(self, *, name: str = "", nanny: bool = False, threads: int = 1) -> subprocess.Popen[bytes]:
        """Start another worker."""
        words = ("--name", name) if name else ()
        words += ("--nthreads", str(threads), "--no-dashboard", "--memory-limit", "0", "--host", "127.0.0.1")
        words += ("--local-directory", str(self._folder))
        return self._start("worker", self.address, *words, "--nanny" if nanny else "--no-nanny")

    def _start(self, kind: str, *words: str) -> subprocess.Popen[bytes]:
        number = len(self._processes)
        with (self._folder / f"{kind}-{number}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", kind, *words],
                cwd=self._folder,
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        self._processes.append(process)
        return process

    def stop(self) -> None:
        """End all that was started."""
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _address(note: Path) -> str:
    until = time.monotonic() + _STARTING_S
    while time.monotonic() < until:
        if note.exists() and note.stat().st_size:
            return json.loads(note.read_text())["address"]
        time.sleep(0.05)
    raise TimeoutError("the scheduler did not start")


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    """A scheduler without workers."""
    started = Cluster(folder)
    try:
        yield started
    finally:
        started.stop()
