"""Each fault is made for real, found, and mended where that takes no guessing."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, NamedNode, Quad, Store
from typer.testing import CliRunner

from kg.cli import app, keep  # noqa: F401 - commands are registered by being imported
from kg.core.errors import GraphUnavailableError
from kg.curating.deciding import Told, merge
from kg.doctor.examining import examine, mend
from kg.doctor.findings import Kind
from kg.finishing import finish
from kg.imports import import_files
from kg.places import Places
from kg.store import vocabulary as v
from kg.store.graph import Graph, SourceStatus
from kg.store.terms import source_iri
from tests.samples import quail_1, quail_2
from tests.sessions import ROOT

QUAIL_2 = source_iri(quail_2().source.sha256)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Graph.open(tmp_path / "g") as graph:
        graph.put_many([quail_1(), quail_2()])
        finish(graph)
    with Places(tmp_path / "g") as places:
        files = {"first.txt": quail_1().source.sha256, "quail.txt": quail_2().source.sha256}
        places.note({tmp_path / name: sha256 for name, sha256 in files.items()}, {})
    return tmp_path / "g"


def kinds(folder: Path) -> list[Kind]:
    return [finding.kind for finding in examine(folder).findings]


def test_a_graph_that_is_well_is_said_to_be(folder: Path) -> None:
    found = examine(folder)
    assert found.findings == ()
    assert found.sources == 2
    done = CliRunner().invoke(app, ["doctor", "--graph", str(folder)])
    assert done.exit_code == 0
    assert done.stdout.endswith(": all is well\n")


def lose_a_part(store: Store) -> None:
    lost = next(store.quads_for_pattern(None, v.RDF_PREDICATE, None, QUAIL_2))
    store.remove(lost)
    store.remove(Quad(*lost.triple))


def leave_evidence_without_its_statement(store: Store) -> None:
    lone = NamedNode("https://w3id.org/kg/id/evidence/lone")
    for graph in (QUAIL_2, DefaultGraph()):
        store.add(Quad(lone, v.RDF_TYPE, v.OA_SPECIFIC_RESOURCE, graph))


def leave_triples_that_belong_to_nothing(store: Store) -> None:
    for graph in (QUAIL_2, DefaultGraph()):
        store.add(Quad(NamedNode("https://example.org/a"), v.RDFS_COMMENT, NamedNode("https://example.org/b"), graph))


def spoil_the_union(store: Store) -> None:
    store.remove(next(store.quads_for_pattern(None, v.SCHEMA_NAME, None, DefaultGraph())))
    store.add(Quad(NamedNode("https://example.org/a"), v.RDFS_COMMENT, NamedNode("https://example.org/b")))


def mark_the_unread_as_read(store: Store) -> None:
    mark = next(q for q in store.quads_for_pattern(None, v.KG_READ_STATUS, v.KG_NOT_READ, None) if _is_named(q))
    store.remove(mark)
    store.remove(Quad(*mark.triple))


def _is_named(quad: Quad) -> bool:
    return isinstance(quad.graph_name, NamedNode)


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lose_a_part, Kind.HALF_SOURCE),
        (leave_evidence_without_its_statement, Kind.ORPHAN),
        (leave_triples_that_belong_to_nothing, Kind.STRAY),
        (spoil_the_union, Kind.UNION),
        (mark_the_unread_as_read, Kind.STATUS),
    ],
)
def test_what_is_amiss_in_the_store_is_found_and_mended(
    folder: Path, spoil: Callable[[Store], None], kind: Kind
) -> None:
    with Graph.open_read_only(folder) as graph:
        before = set(graph.store)
    with Graph.open(folder) as graph:
        spoil(graph.store)
    assert kind in kinds(folder)
    found = mend(folder)
    assert found.mended
    assert found.findings == ()
    with Graph.open(folder) as graph:
        stored = {Kind.HALF_SOURCE: 1, Kind.ORPHAN: 2}
        if kind in stored:
            assert [s.status for s in graph.sources()].count(SourceStatus.STORED) == stored[kind]
            assert not graph.has(quail_2().source.sha256, quail_2().version, quail_2().settings)
            graph.put(quail_2())  # as the next build does
            finish(graph)
        assert set(graph.store) == before


def test_a_reference_that_leads_nowhere_and_a_graph_of_somebody_else_are_found_and_left_to_people(folder: Path) -> None:
    lost, foreign = NamedNode("https://w3id.org/kg/id/work/lost"), NamedNode("https://example.org/graph")
    with Graph.open(folder) as graph:
        for place in (foreign, DefaultGraph()):
            graph.store.add(Quad(NamedNode("https://example.org/a"), v.CITO_CITES, lost, place))
    assert kinds(folder) == [Kind.DANGLING, Kind.FOREIGN]
    assert [f.kind for f in mend(folder).findings] == [Kind.DANGLING, Kind.FOREIGN]


def test_a_graph_in_which_people_made_one_thing_of_two_is_well(folder: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.sssom.tsv"
    mapping.write_text(
        "subject_id\tpredicate_id\tobject_id\tpredicate_modifier\tmapping_justification\n"
        "dataset:lakehum\tskos:exactMatch\tdataset:marshbirds\tNot\tsemapv:ManualMappingCuration\n"
    )
    import_files([mapping], folder)
    assert examine(folder).findings == ()
    told = Told("Ada", datetime(2026, 1, 15, 10, tzinfo=UTC))
    for one in ("dataset:lakehum", "Pond Noise"):
        assert merge(folder, one, "MarshBirds", told).in_effect
        assert examine(folder).findings == ()


KILLED = """
import os, sys
from kg.store.graph import Graph
from tests.samples import quail_2
graph = Graph.open(sys.argv[1])
graph.remove(quail_2().source.sha256)
graph.put(quail_2())
os.kill(os.getpid(), 9)
"""


def test_what_a_killed_build_left_is_found_and_cleared_away(folder: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(folder)]
    killed = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False)
    assert killed.returncode == -signal.SIGKILL
    (folder / ".migrating").mkdir()
    found = {f.where.split("/")[0] for f in examine(folder).findings if f.kind is Kind.LEFT_OVER}
    assert found == {".migrating", ".writer.json", "snapshots"}
    assert set(kinds(folder)) <= {Kind.LEFT_OVER, Kind.UNFINISHED, Kind.STRAY, Kind.HALF_SOURCE}
    assert mend(folder).findings == ()
    assert not (folder / "snapshots").exists()


def test_a_build_that_was_cut_short_is_finished(folder: Path) -> None:
    with Graph.open(folder) as graph:
        graph.store.add(Quad(NamedNode("https://w3id.org/kg/id/graph/unsettled"), v.KG_UNSETTLED, *_mark(graph)))
        graph.store.add(Quad(NamedNode("https://w3id.org/kg/id/graph/unsettled"), v.KG_UNSETTLED, _mark(graph)[0]))
    assert kinds(folder) == [Kind.UNFINISHED]
    assert "the same kg build goes on" in examine(folder).findings[0].what
    assert mend(folder).findings == ()


def _mark(graph: Graph) -> tuple[object, NamedNode]:
    key = next(q.object for q in graph.store.quads_for_pattern(None, v.KG_WORK_KEY, None, QUAIL_2))
    return key, NamedNode("https://w3id.org/kg/id/graph/unsettled")


def test_a_line_that_is_no_decision_and_damaged_places_are_found(folder: Path) -> None:
    (folder / "curation.tsv").write_text("when\twho\tdecision\nrubbish\n")
    (folder / "places.sqlite").write_bytes(b"no database at all, but long enough to be looked at" * 50)
    assert set(kinds(folder)) == {Kind.LOG, Kind.PLACES}
    found = mend(folder)
    assert {f.kind for f in found.findings} == {Kind.LOG}
    assert (folder / "places.sqlite.damaged").exists()


@pytest.mark.parametrize(("file", "kind"), [("kg.json", Kind.FORMAT), ("store/CURRENT", Kind.STORE)])
def test_a_damaged_mark_and_a_damaged_store_are_told_and_left_alone(folder: Path, file: str, kind: Kind) -> None:
    (folder / file).write_text("rubbish")
    done = CliRunner().invoke(app, ["doctor", "--json", "--fix", "--graph", str(folder)])
    assert done.exit_code == 1
    told = json.loads(done.stdout)
    assert [(f["kind"], f["mendable"]) for f in told["findings"]] == [(kind.value, False)]
    assert (folder / file).read_text() == "rubbish"


def test_damage_of_any_table_of_the_store_is_found_by_reading_it_to_its_end(folder: Path) -> None:
    tables = sorted((folder / "store").glob("*.sst"))
    assert len(tables) > 5
    for table in tables:
        whole = table.read_bytes()
        at = len(whole) // 3
        table.write_bytes(whole[:at] + bytes(b ^ 0xFF for b in whole[at : at + 8]) + whole[at + 8 :])
        assert Kind.STORE in {f.kind for f in examine(folder).findings}, table.name
        table.write_bytes(whole)
    assert kinds(folder) == []


def test_a_damaged_store_is_told_in_a_sentence(folder: Path) -> None:
    for table in (folder / "store").glob("*.sst"):
        data = table.read_bytes()
        table.write_bytes(data[:20] + bytes(len(data) // 2) + data[20 + len(data) // 2 :])
    for words in (["trace", "Quail-1"], ["status"], ["stats"], ["export", str(folder.parent / "out.ttl")]):
        done = CliRunner().invoke(app, [*words, "--graph", str(folder)])
        assert done.exit_code == 1
        assert "damaged" in done.stderr or "cannot be opened" in done.stderr
        assert "another kg" not in done.stderr


@pytest.mark.parametrize("gone", ["store/CURRENT", "store"])
def test_a_store_that_lost_a_part_is_never_made_anew(folder: Path, gone: str) -> None:
    there = folder / gone
    shutil.rmtree(there) if there.is_dir() else there.unlink()
    (folder / "places.sqlite").touch()
    left = sorted(p.name for p in folder.rglob("*.sst"))
    for _ in range(2):
        with pytest.raises(GraphUnavailableError, match="restore a backup"):
            Graph.open(folder)
        assert {f.kind for f in mend(folder).findings} == {Kind.STORE}
    assert sorted(p.name for p in folder.rglob("*.sst")) == left
