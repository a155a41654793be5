"""A paper that only the note knows, or only the store, is named; and what can be done about it is done."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, Quad
from typer.testing import CliRunner

from kg.building import build_graph, remove_paper, retry_failed
from kg.cli import app, keep  # noqa: F401 - commands are registered by being imported
from kg.core.errors import ReasonCode
from kg.doctor.examining import examine, mend
from kg.doctor.findings import Kind
from kg.places import Places
from kg.resources import shipped
from kg.store.graph import Graph, SourceStatus
from kg.store.terms import source_iri
from tests.turtle import turtle

EXAMPLES = [path for path in sorted(shipped("examples", "papers").iterdir()) if path.suffix != ".pdf"][:3]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("built")
    (place / "papers").mkdir()
    for path in EXAMPLES:
        shutil.copy(path, place / "papers" / path.name)
    build_graph([place / "papers"], place / "g", jobs=1)
    return place / "g"


@pytest.fixture
def graph(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "g")
    return tmp_path / "g"


def digest_of(graph: Path, name: str) -> str:
    with Graph.open_read_only(graph) as opened:
        return next(s.sha256 for s in opened.sources() if s.name == name)


def lose(graph: Path, sha256: str, *, with_union: bool) -> None:
    """Take a paper's triples out as somebody would who knows Oxigraph and not kg."""
    with Graph.open(graph) as opened:
        quads = list(opened.store.quads_for_pattern(None, None, None, source_iri(sha256)))
        for quad in quads:
            opened.store.remove(quad)
            if with_union:
                opened.store.remove(Quad(*quad.triple, DefaultGraph()))


@pytest.mark.parametrize("with_union", [False, True])
def test_a_paper_that_was_stored_and_is_gone_is_named_recorded_and_read_again(graph: Path, with_union: bool) -> None:
    name, whole = EXAMPLES[1].name, turtle(graph)
    assert examine(graph).well
    sha256 = digest_of(graph, name)
    lose(graph, sha256, with_union=with_union)
    found = {f.kind: f for f in examine(graph).findings}
    assert Path(found[Kind.LOST].where).name == name
    assert found[Kind.LOST].mendable

    told = CliRunner().invoke(app, ["doctor", "--fix", "--graph", str(graph)])
    assert told.exit_code == 0, told.output
    assert f"{name} as lost; kg retry or the next build of it reads it again" in told.output
    with Graph.open_read_only(graph) as opened:
        failed = opened.source(sha256)
    assert failed is not None
    assert (failed.status, failed.code, failed.name) == (SourceStatus.FAILED, ReasonCode.LOST, name)

    assert [Path(path).name for path in retry_failed([], graph, jobs=1).stored] == [name]
    assert examine(graph).well
    assert turtle(graph) == whole


def test_the_next_build_of_its_folder_reads_a_lost_paper_again(graph: Path, built: Path) -> None:
    whole = turtle(graph)
    lose(graph, digest_of(graph, EXAMPLES[0].name), with_union=True)
    mend(graph)
    assert [Path(p).name for p in build_graph([built.parent / "papers"], graph, jobs=1).stored] == [EXAMPLES[0].name]
    assert turtle(graph) == whole


def test_a_paper_that_only_the_store_knows_is_named_and_noted_so_that_its_loss_shows(graph: Path) -> None:
    name = EXAMPLES[2].name
    sha256 = digest_of(graph, name)
    with Places(graph) as places:
        places.forget_files([sha256])
    (finding,) = examine(graph).findings
    assert finding.kind is Kind.UNNOTED
    assert finding.where.startswith(name)
    done = mend(graph)
    assert done.well
    assert any(name in text for text in done.mended)
    lose(graph, sha256, with_union=True)
    assert [(f.kind, f.where) for f in examine(graph).findings if f.kind is Kind.LOST] == [(Kind.LOST, sha256)]


def test_a_paper_without_a_place_gets_one_by_the_next_build_of_it(graph: Path, built: Path) -> None:
    sha256 = digest_of(graph, EXAMPLES[2].name)
    with Places(graph) as places:
        places.forget_files([sha256])
    mend(graph)
    build_graph([built.parent / "papers"], graph, jobs=1)
    with Places(graph) as places:
        assert [Path(path).name for path in places.of(sha256)] == [EXAMPLES[2].name]
    with closing(sqlite3.connect(graph / "places.sqlite")) as notes:
        assert notes.execute("SELECT count(*) FROM unplaced").fetchone() == (0,)


def test_a_paper_that_was_removed_is_not_missed(graph: Path) -> None:
    remove_paper(EXAMPLES[1].name, graph)
    assert examine(graph).well


def test_a_note_of_before_and_a_graph_without_a_note_are_well(graph: Path) -> None:
    with closing(sqlite3.connect(graph / "places.sqlite")) as notes, notes:
        notes.execute("DROP TABLE unplaced")
    assert examine(graph).well
    (graph / "places.sqlite").unlink()
    assert examine(graph).well


def test_while_somebody_writes_the_note_is_not_held_against_the_snapshot(graph: Path) -> None:
    with Graph.open(graph) as opened:
        opened.remove(digest_of(graph, EXAMPLES[0].name))
        with Places(graph) as places:
            places.forget_files([source.sha256 for source in opened.sources()])
        assert {f.kind for f in examine(graph).findings}.isdisjoint({Kind.LOST, Kind.UNNOTED})
