"""A graph's folder between those who write it and those who read it."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from kg.core.errors import GraphUnavailableError
from kg.store.folder import open_for_writing
from kg.store.graph import Graph
from kg.store.holder import NOTE, read_note
from kg.store.query import run_query
from kg.store.snapshots import SNAPSHOTS, Snapshots
from tests.samples import quail_1, quail_2
from tests.sessions import ROOT

WRITER = """
import sys
from kg.store.graph import Graph
from tests.samples import quail_2
with Graph.open(sys.argv[1]) as graph:
    graph.put(quail_2())
    print("written", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Graph.open(tmp_path / "g") as graph:
        graph.put(quail_1())
    return tmp_path / "g"


@contextmanager
def somebody_writes(folder: Path) -> Iterator["subprocess.Popen[bytes]"]:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == b"written\n"
    try:
        yield writer
    finally:
        writer.communicate()


def test_a_second_writer_is_told_within_a_second_who_writes(folder: Path) -> None:
    with somebody_writes(folder) as writer:
        began = time.monotonic()
        with pytest.raises(GraphUnavailableError) as refused:
            Graph.open(folder)
        assert time.monotonic() - began < 1
    assert f"process {writer.pid} on " in refused.value.reason
    assert " UTC: -c " in refused.value.reason
    assert read_note(folder) is None
    assert not (folder / NOTE).exists()


def test_a_note_that_was_left_over_misleads_nobody(folder: Path) -> None:
    with somebody_writes(folder) as writer:
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    assert (folder / NOTE).exists()
    assert read_note(folder) is None  # for its process lives no more
    with Graph.open_read_only(folder) as graph:
        assert graph.path == folder
        assert len(graph.sources()) == 2
    Graph.open(folder).close()
    assert not (folder / NOTE).exists()
    assert not (folder / SNAPSHOTS).exists()


def test_readers_see_the_graph_as_it_was_before_while_somebody_writes(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with somebody_writes(folder), Graph.open_read_only(folder) as graph:
        assert graph.path.parent == folder / SNAPSHOTS
        assert [s.sha256 for s in graph.sources()] == [quail_1().source.sha256]
        assert run_query(graph, "SELECT (COUNT(?s) AS ?n) { ?s a kg:Source }").rows == (("1",),)
    assert "another kg is writing it (process" in caplog.text
    assert not (folder / SNAPSHOTS).exists()


def test_a_snapshot_stays_as_long_as_somebody_reads_it(folder: Path) -> None:
    with somebody_writes(folder):
        graph = Graph.open_read_only(folder)
    assert graph.path.is_dir()
    Graph.open(folder).close()
    assert len(graph.sources()) == 1
    assert len(run_query(graph, "SELECT ?s { ?s a kg:Source }").rows) == 1
    graph.close()
    assert not graph.path.exists()


def test_a_graph_that_was_never_read_before_can_be_read_once_papers_are_stored(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as writer:
        with pytest.raises(GraphUnavailableError, match="nothing of it can be read yet"):
            Graph.open_read_only(tmp_path / "g")
        writer.put(quail_1())
        writer.share()
        with Graph.open_read_only(tmp_path / "g") as graph:
            assert len(graph.sources()) == 1


def test_a_new_snapshot_is_taken_once_the_last_is_a_minute_old_and_the_old_one_goes(folder: Path) -> None:
    now = 0.0
    with Graph.open(folder) as writer:
        snapshots = Snapshots(folder, "bird", clock=lambda: now)
        found = []
        for now in (0.0, 30.0, 61.0):
            writer.put(replace(quail_2(), source=replace(quail_2().source, sha256=f"{int(now):064x}")))
            snapshots.take(writer.store)
            found.append(sorted(p.name for p in (folder / SNAPSHOTS).iterdir()))
    assert found == [["bird-000001"], ["bird-000001"], ["bird-000002"]]


class _Uncounted:
    """A store that knows whether it holds anything, and whose length nobody may ask: it would pass over all of it."""

    def __bool__(self) -> bool:
        return True

    def __len__(self) -> int:
        raise AssertionError("what is stored is counted")


def test_a_snapshot_costs_no_walk_over_what_is_stored(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = open_for_writing(folder)
    with monkeypatch.context() as patched:
        patched.setattr(writer, "store", _Uncounted())
        writer.share()
    writer.close()


def test_what_a_killed_writer_left_half_made_is_removed(folder: Path) -> None:
    half = folder / SNAPSHOTS / ".making-1-000001" / "store"
    half.mkdir(parents=True)
    (folder / SNAPSHOTS / "1-000002").mkdir()
    Graph.open(folder).close()
    assert not (folder / SNAPSHOTS).exists()


def test_a_command_that_reads_says_that_somebody_writes(folder: Path) -> None:
    with somebody_writes(folder):
        done = subprocess.run(
            [sys.executable, "-c", "from kg.cli import main; main()", "status", "--json", "--graph", str(folder)],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
    assert json.loads(done.stdout)["papers"] == 1
    assert "another kg is writing it" in done.stderr
