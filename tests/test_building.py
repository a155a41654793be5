import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pypdf import PdfWriter

from kg.building import build_graph, extract_papers, remove_paper, retry_failed
from kg.core.errors import (
    ClusterError,
    GraphUnavailableError,
    NoPapersError,
    NothingToRetryError,
    ReasonCode,
    UnknownNameError,
)
from kg.core.extraction import Extraction
from kg.resources import shipped
from kg.store.graph import Graph, SourceStatus
from kg.views.export import export
from kg.views.status import build_text
from kg.workers import WorkLimits

PAPERS = sorted(shipped("examples", "papers").iterdir())

pytestmark = pytest.mark.scispacy


def turtle(graph: Path, folder: Path) -> bytes:
    with Graph.open_read_only(graph) as opened:
        export(opened, folder / "out.ttl")
    return (folder / "out.ttl").read_bytes()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph = tmp_path_factory.mktemp("built") / "graph"
    build_graph(PAPERS, graph, jobs=1)
    return graph


def test_what_reads_papers_is_loaded_by_workers_alone(built: Path) -> None:
    program = f"""
import sys
from pathlib import Path
from kg.building import build_graph
report = build_graph([Path({str(PAPERS[0].parent)!r})], Path({str(built)!r}), jobs=1)
print(len(report.skipped), [m for m in ("kg.pipeline", "spacy", "numpy", "onnxruntime") if m in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == f"{len(PAPERS)} []\n"


def test_the_examples_are_stored_and_then_skipped(built: Path) -> None:
    again = build_graph(PAPERS, built)
    assert (again.stored, again.failed) == ((), ())
    assert len(again.skipped) == len(PAPERS)


def test_a_pipe_is_refused_at_once_and_a_huge_file_is_not_read_to_its_end(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    os.mkfifo(tmp_path / "in" / "pipe.pdf")
    with (tmp_path / "in" / "huge.pdf").open("wb") as sparse:
        sparse.write(b"%PDF-1.7\n")
        sparse.truncate(2 * 1024**3)
    started = time.monotonic()
    report = build_graph([tmp_path / "in"], tmp_path / "graph", jobs=1)
    assert {(Path(f.path).name, f.code) for f in report.failed} == {
        ("pipe.pdf", ReasonCode.NOT_A_PAPER),
        ("huge.pdf", ReasonCode.TOO_LARGE),
    }
    assert time.monotonic() - started < 30


def test_empty_files_fail_each_by_itself_and_are_no_copies_of_one_another(tmp_path: Path) -> None:
    files = [tmp_path / "b.pdf", tmp_path / "a.pdf", tmp_path / "c.md"]
    for file in files:
        file.touch()
    report = build_graph(files, tmp_path / "graph", jobs=2)
    assert [(Path(f.path).name, f.code) for f in report.failed] == [
        (name, ReasonCode.EMPTY_FILE) for name in ("a.pdf", "b.pdf", "c.md")
    ]
    assert (report.skipped, report.copies) == ((), ())
    with Graph.open_read_only(tmp_path / "graph") as opened:
        assert [s.name for s in opened.sources()] == ["a.pdf"]
    assert len(retry_failed([], tmp_path / "graph", jobs=1).failed) == 3


def names(graph: Path) -> dict[str, SourceStatus]:
    with Graph.open_read_only(graph) as opened:
        return {f"{s.name} {s.title}": s.status for s in opened.sources()}


def test_a_file_that_has_changed_takes_the_place_of_what_it_said_before(tmp_path: Path) -> None:
    paper, other, graph = tmp_path / "a.md", tmp_path / "b.md", tmp_path / "graph"
    paper.write_text("# Herons\n\nWe train Heron-1 on the Marshbirds dataset.\n")
    other.write_text("# Quails\n\nWe train Quail-9 on the Marshbirds dataset.\n")
    build_graph([paper, other], graph, jobs=1)
    paper.write_text("# Herons Again\n\nWe train Heron-1 on the Reedcalls dataset.\n")
    report = build_graph([paper, other], graph, jobs=1)
    assert (report.stored, report.replaced) == ((str(paper),), (str(paper),))
    assert set(names(graph)) == {"a.md Herons Again", "b.md Quails"}
    build_graph([paper, other], tmp_path / "anew", jobs=1)
    assert turtle(graph, tmp_path) == turtle(tmp_path / "anew", tmp_path)


def test_a_changed_file_that_cannot_be_read_loses_nothing_and_one_mended_forgets_its_failure(tmp_path: Path) -> None:
    paper, graph = tmp_path / "a.md", tmp_path / "graph"
    paper.write_text("# Herons\n\nWe train Heron-1 on the Marshbirds dataset.\n")
    build_graph([paper], graph, jobs=1)
    for broken in (b"\0\1\2", b"\0\1\2\3"):
        paper.write_bytes(broken)
        assert build_graph([paper], graph, jobs=1).failed
        assert names(graph) == {"a.md Herons": SourceStatus.STORED, "a.md None": SourceStatus.FAILED}
    paper.write_text("# Herons Mended\n\nWe train Heron-1 on the Marshbirds dataset.\n")
    build_graph([paper], graph, jobs=1)
    assert names(graph) == {"a.md Herons Mended": SourceStatus.STORED}


def test_a_failed_file_that_was_mended_is_read_by_a_retry(tmp_path: Path) -> None:
    paper, graph = tmp_path / "a.md", tmp_path / "graph"
    paper.write_bytes(b"\0\1\2")
    assert build_graph([paper], graph, jobs=1).failed
    paper.write_text("# Herons\n\nWe train Heron-1 on the Marshbirds dataset.\n")
    assert retry_failed([], graph, jobs=1).stored == (str(paper.resolve()),)
    assert names(graph) == {"a.md Herons": SourceStatus.STORED}


def test_two_files_of_one_content_are_read_once_and_said_to_be_the_same(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text("# Herons\n\nWe train Heron-1 on the Marshbirds dataset.\n")
    report = build_graph([tmp_path / "a.md", tmp_path / "b.md"], tmp_path / "graph", jobs=1)
    assert report.copies == ((str(tmp_path / "b.md"), str(tmp_path / "a.md")),)
    assert f"{tmp_path / 'b.md'}: the same content as {tmp_path / 'a.md'}" in build_text(report)


def test_a_copy_elsewhere_keeps_what_a_changed_file_said(tmp_path: Path) -> None:
    paper, copy, graph = tmp_path / "a.md", tmp_path / "copy.md", tmp_path / "graph"
    for file in (paper, copy):
        file.write_text("# Herons\n\nWe train Heron-1 on the Marshbirds dataset.\n")
    build_graph([paper, copy], graph, jobs=1)
    paper.write_text("# Herons Again\n\nWe train Heron-1 on the Reedcalls dataset.\n")
    assert build_graph([paper, copy], graph, jobs=1).replaced == ()
    assert len(names(graph)) == 2


def test_force_reads_again_and_changes_nothing(built: Path, tmp_path: Path) -> None:
    before = turtle(built, tmp_path)
    assert len(build_graph(PAPERS, built, force=True).stored) == len(PAPERS)
    assert turtle(built, tmp_path) == before


def test_neither_order_nor_jobs_nor_steps_change_the_graph(built: Path, tmp_path: Path) -> None:
    shuffled = PAPERS[:]
    random.Random(7).shuffle(shuffled)
    build_graph(shuffled[:3], tmp_path / "graph", jobs=2)
    build_graph(shuffled[3:], tmp_path / "graph", jobs=2)
    assert turtle(tmp_path / "graph", tmp_path) == turtle(built, tmp_path)


def bad_papers(folder: Path) -> dict[str, ReasonCode]:
    """Files that are no readable papers, each with the code it earns."""
    (folder / "empty.pdf").write_bytes(b"")
    (folder / "page.pdf").write_text("<!DOCTYPE html><html><body>Please sign in to download</body></html>")
    (folder / "cut.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog")
    scanned = PdfWriter()
    scanned.add_blank_page(200, 200)
    scanned.write(folder / "scanned.pdf")
    locked = PdfWriter()
    locked.add_blank_page(200, 200)
    locked.encrypt("secret")
    locked.write(folder / "locked.pdf")
    return {
        "empty.pdf": ReasonCode.EMPTY_FILE,
        "page.pdf": ReasonCode.NOT_A_PAPER,
        "cut.pdf": ReasonCode.DAMAGED,
        "scanned.pdf": ReasonCode.NO_TEXT,
        "locked.pdf": ReasonCode.ENCRYPTED,
    }


def test_bad_papers_are_recorded_with_a_reason_and_the_others_are_stored(tmp_path: Path) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    expected = bad_papers(folder)
    good = folder / "good.md"
    good.write_bytes(
        PAPERS[-1].read_bytes()
        if PAPERS[-1].suffix == ".md"
        else shipped("examples", "papers", "plover.md").read_bytes()
    )
    report = build_graph([folder, tmp_path / "nowhere.pdf"], tmp_path / "graph")
    assert report.stored == (str(good),)
    found = {Path(f.path).name: f.code for f in report.failed}
    assert found == {**expected, "nowhere.pdf": ReasonCode.MISSING}
    assert all(f.reason and "Traceback" not in f.reason for f in report.failed)
    with Graph.open_read_only(tmp_path / "graph") as graph:
        assert {s.name: s.code for s in graph.sources() if s.code} == expected


def test_a_paper_over_its_time_fails_alone(tmp_path: Path) -> None:
    limits = WorkLimits(seconds=0.001)
    report = build_graph(PAPERS[:2], tmp_path / "graph", limits=limits)
    assert {f.code for f in report.failed} == {ReasonCode.TIMEOUT}
    again = retry_failed([], tmp_path / "graph")  # where they lay
    assert len(again.stored) == 2
    with pytest.raises(NothingToRetryError):
        retry_failed(PAPERS[:2], tmp_path / "graph")


def test_a_failed_reading_does_not_lose_what_is_stored(built: Path, tmp_path: Path) -> None:
    build_graph(PAPERS[:1], tmp_path / "graph")
    before = turtle(tmp_path / "graph", tmp_path)
    report = build_graph(PAPERS[:1], tmp_path / "graph", force=True, limits=WorkLimits(seconds=0.001))
    assert report.failed
    assert turtle(tmp_path / "graph", tmp_path) == before


def test_an_interrupted_build_keeps_what_it_has_read(tmp_path: Path) -> None:
    def interrupt(done: int, _: int, __: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_graph(PAPERS[:3], tmp_path / "graph", jobs=1, progress=interrupt)
    with Graph.open_read_only(tmp_path / "graph") as graph:
        assert len(graph.sources()) == 2


def test_a_build_that_finds_or_stores_nothing_leaves_no_graph(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    report = build_graph([tmp_path / "mypapers"], tmp_path / "graph")
    assert [f.code for f in report.failed] == ["missing"]
    assert not (tmp_path / "graph").exists()

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.building.extract_all", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build_graph(PAPERS[:1], tmp_path / "graph")
    assert not (tmp_path / "graph").exists()
    (tmp_path / "graph").mkdir()  # what is not of this build's making stays
    with pytest.raises(KeyboardInterrupt):
        build_graph(PAPERS[:1], tmp_path / "graph")
    assert (tmp_path / "graph").exists()


def test_a_build_that_cannot_begin_leaves_no_graph_and_one_of_failures_keeps_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nowhere")
    assert [f.code for f in build_graph([tmp_path / "gone.pdf"], tmp_path / "graph").failed] == ["missing"]
    assert not (tmp_path / "graph").exists()
    with monkeypatch.context() as patched:

        def unreachable(*_: object, **__: object) -> None:
            raise ClusterError("tcp://127.0.0.1:1", "no scheduler answers there")

        patched.setattr("kg.building.extract_all", unreachable)
        with pytest.raises(ClusterError):
            build_graph(PAPERS[:1], tmp_path / "graph")
    assert not (tmp_path / "graph").exists()
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.4\n")
    assert len(build_graph([tmp_path / "bad.pdf"], tmp_path / "graph").failed) == 1
    assert len(retry_failed([], tmp_path / "graph").failed) == 1


def test_a_removed_paper_is_gone_as_if_it_had_never_been_read(built: Path, tmp_path: Path) -> None:
    build_graph(PAPERS[:2], tmp_path / "two")
    removed = remove_paper(PAPERS[0].name, tmp_path / "two")
    assert [s.name for s in removed] == [PAPERS[0].name]
    build_graph(PAPERS[1:2], tmp_path / "one")
    assert turtle(tmp_path / "two", tmp_path) == turtle(tmp_path / "one", tmp_path)


def test_what_cannot_be_met_is_said(tmp_path: Path) -> None:
    with pytest.raises(NoPapersError):
        build_graph([tmp_path], tmp_path / "graph")
    with pytest.raises(GraphUnavailableError):
        remove_paper("anything", tmp_path / "nowhere")
    build_graph(PAPERS[:1], tmp_path / "graph")
    with pytest.raises(UnknownNameError):
        remove_paper("no such paper", tmp_path / "graph")


def test_papers_are_extracted_in_the_order_of_their_paths(tmp_path: Path) -> None:
    outcomes = list(extract_papers([*PAPERS, tmp_path / "nowhere.pdf"]))
    assert [path for path, _ in outcomes[1:]] == [str(p) for p in PAPERS]
    assert isinstance(outcomes[0][1], Exception)
    assert all(isinstance(outcome, Extraction) for _, outcome in outcomes[1:])


def test_a_script_without_a_main_guard_builds_too(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        f"import kg\nprint(len(kg.build_graph([{str(PAPERS[0])!r}], {str(tmp_path / 'graph')!r}).stored))\n"
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1\n", "")
