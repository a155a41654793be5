import json
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.core.errors import WrongUsageError
from kg.resources import shipped
from kg.store.graph import Graph
from kg.watching import Watching, watch

PAPERS = shipped("examples", "papers")
QUICKLY = Watching(every_s=0.05, once=True)


def titles(graph: Path) -> set[str]:
    with Graph.open_read_only(graph) as opened:
        return {source.name for source in opened.sources()}


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUsageError, match="no such folder"):
        watch(tmp_path / "no", tmp_path / "graph")


def test_an_empty_folder_comes_to_nothing_and_makes_no_graph(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    assert list(watch(tmp_path / "in", tmp_path / "graph", QUICKLY)) == []
    assert not (tmp_path / "graph").exists()


@pytest.mark.scispacy
def test_what_is_gone_stays_until_it_is_to_be_removed_and_what_moved_stays_anyway(tmp_path: Path) -> None:
    folder, graph = tmp_path / "in", tmp_path / "graph"
    folder.mkdir()
    for name in ("plover.md", "heronnet.txt"):
        shutil.copy(PAPERS / name, folder)
    first, *more = watch(folder, graph, QUICKLY, jobs=1)
    assert first.report is not None
    assert len(first.report.stored) == 2
    assert more == []
    (folder / "plover.md").unlink()
    (folder / "heronnet.txt").rename(folder / "moved.txt")
    kept = list(watch(folder, graph, QUICKLY, jobs=1))
    assert [Path(path).name for each in kept for path in each.gone] == ["heronnet.txt", "plover.md"]
    assert titles(graph) == {"plover.md", "heronnet.txt"}
    taken = list(watch(folder, graph, Watching(0.05, once=True, remove_gone=True), jobs=1))
    assert [Path(path).name for each in taken for path in each.removed] == ["plover.md"]
    assert titles(graph) == {"heronnet.txt"}


@pytest.mark.scispacy
def test_a_process_reads_what_comes_once_it_has_stopped_growing_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    folder, graph = tmp_path / "in", tmp_path / "graph"
    folder.mkdir()
    words = ["watch", folder, "--graph", graph, "--every", "1", "--jobs", "1", "--json"]
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        assert process.stdout is not None
        assert process.stderr.readline().startswith("watching ")
        text = (PAPERS / "plover.md").read_text("utf-8")
        with (folder / "plover.md").open("w", encoding="utf-8") as growing:
            for piece in range(8):  # no two looks see the same file while it grows
                growing.write(text[piece * len(text) // 8 : (piece + 1) * len(text) // 8])
                growing.flush()
                time.sleep(0.4)
        report = json.loads(process.stdout.readline())
        assert [Path(path).name for path in report["stored"]] == ["plover.md"]
        assert titles(graph) == {"plover.md"}  # a reader, while it is watched
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1]
        assert process.returncode == 0
        assert "stopped watching" in told
        assert "Traceback" not in told
    finally:
        process.kill()
        process.wait()
