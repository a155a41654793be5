"""Graphs of every format that was given out are opened; older ones are brought up to date, whatever befalls."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.building import build_graph
from kg.core.errors import GraphUnavailableError
from kg.store import migrating
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.migrating import FORMAT, kept_as, migrate
from kg.store.query import run_query
from kg.store.restoring import restore
from tests.samples import quail_1, quail_2
from tests.sessions import ROOT

FORMATS = sorted((ROOT / "tests" / "store" / "formats").glob("format-*.tar.gz"))
MIGRATED = NamedNode("https://example.org/migrated")


def test_there_is_a_graph_of_every_format() -> None:
    assert [path.name for path in FORMATS] == [f"format-{n}.tar.gz" for n in range(1, FORMAT + 1)]


@pytest.mark.scispacy
@pytest.mark.parametrize("backup", FORMATS, ids=lambda path: path.name)
def test_graphs_that_were_given_out_are_opened_asked_and_built_on(backup: Path, tmp_path: Path) -> None:
    restore(backup, tmp_path / "g")
    with Graph.open_read_only(tmp_path / "g") as graph:
        assert {s.name for s in graph.sources()} == {"plover.md", "marshbirds.md"}
        assert run_query(graph, "SELECT ?d { ?d skos:prefLabel 'Marsh Birds' }").rows
        assert all(graph.extraction(s.sha256) for s in graph.sources())
    build_graph([ROOT / "examples" / "papers" / "heronnet.txt"], tmp_path / "g", jobs=1)
    with Graph.open_read_only(tmp_path / "g") as graph:
        assert len(graph.sources()) == 3


class KilledError(BaseException):
    """Stands for a kill: nothing but what lies on disk is left of it."""


def step(folder: Path) -> None:
    store = Store(folder / "store")
    store.add(Quad(MIGRATED, v.RDFS_LABEL, Literal("yes")))
    store.flush()
    (folder / "curation.tsv").write_text("when\twho\tdecision\n")


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A graph of format 1, to a kg that writes format 3."""
    with Graph.open(tmp_path / "g") as graph:
        graph.put(quail_1())
    monkeypatch.setattr(migrating, "FORMAT", 3)
    monkeypatch.setattr(migrating, "MIGRATIONS", {1: step, 2: lambda folder: (folder / "third").write_text("3")})
    yield tmp_path / "g"
    assert {p.name for p in (tmp_path / "g").iterdir() if p.name.startswith(".")} == set()


@pytest.mark.parametrize("opened", [Graph.open, Graph.open_read_only])
def test_an_older_graph_is_brought_up_to_date_and_what_it_was_is_kept(old: Path, opened: type, caplog) -> None:
    with opened(old) as graph:
        assert len(graph.sources()) == 1
        assert len(list(graph.store.quads_for_pattern(MIGRATED, None, None, None))) == 1
    assert json.loads((old / "kg.json").read_text()) == {"format": 3}
    assert (old / "third").exists()
    kept = kept_as(old)
    assert json.loads((kept / "kg.json").read_text()) == {"format": 1}
    assert not (kept / "third").exists()
    assert not list(Store.read_only(str(kept / "store")).quads_for_pattern(MIGRATED, None, None, None))
    assert "before-format-3" in caplog.text
    caplog.clear()
    with opened(old) as graph:
        assert len(graph.sources()) == 1
    assert not caplog.text


def test_a_migration_that_is_killed_anywhere_is_gone_on_with(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [(Path, "rename"), (Path, "replace"), (shutil, "rmtree"), (shutil, "copyfile"), (migrating, "write_mark")]
    left, begun = 0, 0

    def dying(function):
        def dies(*given, **named):
            nonlocal begun
            begun += 1
            if begun == left:
                raise KilledError
            return function(*given, **named)

        return dies

    kills = 0
    while True:
        left, begun = left + 1, 0
        with monkeypatch.context() as patched:
            for place, name in places:
                patched.setattr(place, name, dying(getattr(place, name)))
            try:
                migrate(old)
            except KilledError:
                kills += 1
                continue
        break
    assert kills > 10
    with Graph.open_read_only(old) as graph:
        assert len(graph.sources()) == 1
        assert len(list(graph.store.quads_for_pattern(MIGRATED, None, None, None))) == 1
    assert (old / "third").exists()


def test_a_step_that_fails_leaves_the_graph_as_it_was(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: Path) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setitem(migrating.MIGRATIONS, 2, fails)
        with pytest.raises(GraphUnavailableError, match="no room left"):
            Graph.open(old)
        assert json.loads((old / "kg.json").read_text()) == {"format": 1}
    with Graph.open(old) as graph:
        graph.put(quail_2())
        assert len(graph.sources()) == 2


def test_without_a_way_from_its_format_a_graph_is_refused_in_words(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(migrating.MIGRATIONS, 2)
    for opened in (Graph.open, Graph.open_read_only):
        with pytest.raises(GraphUnavailableError, match="is of format 1 and this kg reads format 3"):
            opened(old)
