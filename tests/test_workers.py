"""One paper that hangs, crashes or grows costs that paper alone."""

import os
import signal
import sqlite3
import time
from collections.abc import Callable
from multiprocessing import forkserver
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from kg import workers
from kg.building import build_graph, retry_failed
from kg.core.errors import ReasonCode
from kg.documents.limits import Limits
from kg.resources import shipped
from kg.workers import Outcome, Wanted, WorkLimits
from tests.turtle import turtle

pytestmark = pytest.mark.scispacy
WORK = workers._work
SECONDS = 15.0  # of which a good paper takes two


def undisturbed(papers: Path) -> bytes:
    """What the graph is where every paper of the folder is read at the first time."""
    assert not build_graph(sorted(papers.glob("*.md")), papers / "undisturbed", jobs=2).failed
    return turtle(papers / "undisturbed")


def faulty(path: Path, limits: Limits, wanted: Wanted) -> Outcome:
    match path.stem:
        case "hangs":
            time.sleep(10 * SECONDS)
        case "crashes":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "leaves":
            os._exit(3)
        case "grows":
            bytearray(64 * 2**30)
    return WORK(path, limits, wanted)


def test_a_paper_that_hangs_crashes_or_grows_costs_that_paper_alone_and_a_retry_reads_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = shipped("examples", "papers", "plover.md").read_text("utf-8")
    for number, name in enumerate(("a", "b", "crashes", "c", "grows", "hangs", "leaves", "z")):
        (tmp_path / f"{name}.md").write_text(f"{good}\n\nThis is copy number {number}.\n", "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(workers, "_work", faulty)
        report = build_graph([tmp_path], tmp_path / "graph", jobs=2, limits=WorkLimits(seconds=SECONDS))
    assert [Path(p).stem for p in report.stored] == ["a", "b", "c", "z"]
    found = {Path(f.path).stem: (f.code, f.reason) for f in report.failed}
    assert found["crashes"] == (ReasonCode.CRASHED, "the worker that read it died (SIGSEGV); the others go on")
    assert found["leaves"] == (ReasonCode.CRASHED, "the worker that read it died (exit code 3); the others go on")
    assert (found["grows"][0], found["hangs"][0]) == (ReasonCode.OUT_OF_MEMORY, ReasonCode.TIMEOUT)
    assert len(retry_failed([], tmp_path / "graph", jobs=2).stored) == 4
    assert turtle(tmp_path / "graph") == undisturbed(tmp_path)


def filling(path: Path, limits: Limits, wanted: Wanted) -> Outcome:
    """Take all memory in small pieces, as Python's own values or by the hands of a library in C."""
    match path.stem:
        case "numpy":
            _fill(lambda number: np.full(30_000, number))
        case "objects":
            _fill(lambda number: (number, str(number)))
        case "sqlite":
            table = sqlite3.connect(":memory:")
            table.execute("CREATE TABLE filled (text)")
            _fill(lambda number: table.execute("INSERT INTO filled VALUES (?)", (f"{number:0>2000}",)).rowcount)
        case "xml":
            ElementTree.fromstring("<a>" + "<b x='1'/>" * 20_000_000 + "</a>")
    return WORK(path, limits, wanted)


def _fill(piece: Callable[[int], object]) -> None:
    kept, number = [], 0
    while True:
        kept.append(piece(number))
        number += 1


def test_a_paper_that_takes_all_memory_in_small_pieces_costs_that_paper_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = shipped("examples", "papers", "plover.md").read_text("utf-8")
    for number, name in enumerate(("a", "numpy", "objects", "sqlite", "xml", "z")):
        (tmp_path / f"{name}.md").write_text(f"{good}\n\nThis is copy number {number}.\n", "utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(workers, "_work", filling)
        report = build_graph([tmp_path], tmp_path / "graph", jobs=2, limits=WorkLimits(120.0, 1_200 * 2**20))
    assert {Path(f.path).stem: f.code for f in report.failed} == dict.fromkeys(
        ("numpy", "objects", "sqlite", "xml"), ReasonCode.OUT_OF_MEMORY
    )
    assert [Path(p).stem for p in report.stored] == ["a", "z"]
    assert len(build_graph([tmp_path], tmp_path / "graph", jobs=2).stored) == 4, "the next run reads them"
    assert turtle(tmp_path / "graph") == undisturbed(tmp_path)


def test_a_build_goes_on_where_the_server_of_workers_is_killed(tmp_path: Path) -> None:
    good = shipped("examples", "papers", "plover.md").read_text("utf-8")
    for number in range(6):
        (tmp_path / f"{number}.md").write_text(f"{good}\n\nThis is copy number {number}.\n", "utf-8")

    def kill(done: int, total: int, name: str) -> None:
        if done == 1:
            os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)  # type: ignore[attr-defined]

    report = build_graph([tmp_path], tmp_path / "graph", jobs=2, progress=kill)
    assert [Path(p).stem for p in report.stored] == list("012345")
    assert not report.failed
