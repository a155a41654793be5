"""Papers elsewhere become the same graph as papers here."""

from pathlib import Path

import pytest

from kg.building import build_graph, retry_failed
from kg.core.errors import ReasonCode
from kg.elsewhere import listing
from kg.store.graph import Graph
from tests.turtle import turtle

fsspec = pytest.importorskip("fsspec", reason="papers elsewhere are read through fsspec, which is not installed")
pytestmark = pytest.mark.scispacy

HERONS = b"# Herons in wet places\n\nWe train Heron-1 on the Marshbirds dataset.\n"
QUAILS = b"# Quails in dry places\n\nWe train Quail-9 on the Marshbirds dataset.\n"


@pytest.fixture
def there():
    """A folder in memory, emptied before and after."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()


def test_papers_elsewhere_become_the_same_graph_and_are_not_brought_again(there, tmp_path: Path, monkeypatch) -> None:
    here = tmp_path / "here"
    (here / "a").mkdir(parents=True)
    for name, data in (("a/copy.md", HERONS), ("b.md", QUAILS), ("z.md", HERONS)):
        (here / name).write_bytes(data)
        there.pipe_file(f"/papers/{name}", data)
    build_graph([here], tmp_path / "local", jobs=1)
    report = build_graph(["memory://papers"], tmp_path / "graph", jobs=2)
    assert (report.stored, report.failed) == (("memory:///papers/a/copy.md", "memory:///papers/b.md"), ())
    assert report.copies == (("memory:///papers/z.md", "memory:///papers/a/copy.md"),)
    assert turtle(tmp_path / "graph") == turtle(tmp_path / "local")
    with monkeypatch.context() as patched:
        patched.setattr("kg.spreading.reading.brought", None)
        assert len(build_graph(["memory://papers"], tmp_path / "graph", jobs=1).skipped) == 3
    there.pipe_file("/papers/b.md", QUAILS + b"\nAnd once more.\n")
    again = build_graph(["memory://papers"], tmp_path / "graph", jobs=1)
    assert again.stored == again.replaced == ("memory:///papers/b.md",)


def test_a_paper_elsewhere_that_failed_is_tried_again(there, tmp_path: Path) -> None:
    there.pipe_file("/papers/a.md", HERONS)
    there.pipe_file("/papers/b.pdf", b"\0\1\2")
    found = listing.list_papers(["memory://papers/b.pdf"]).files
    report = build_graph(["memory://papers"], tmp_path / "graph", jobs=1)
    assert [(f.path, f.code) for f in report.failed] == [(str(found[0]), ReasonCode.NOT_A_PAPER)]
    there.pipe_file("/papers/b.pdf", QUAILS)
    there.mv("/papers/b.pdf", "/papers/c.pdf")
    there.pipe_file("/papers/b.pdf", b"\0\1\2\3")
    assert [f.path for f in retry_failed([], tmp_path / "graph", jobs=1).failed] == [str(found[0])]
    with Graph.open_read_only(tmp_path / "graph") as graph:
        assert {(s.name, s.status.value) for s in graph.sources()} == {("a.md", "stored"), ("b.pdf", "failed")}
