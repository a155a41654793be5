"""The whole road of what users bring: from files to a trace, and out again."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kg.core.errors import GraphUnavailableError, UnknownSourceError, UnreadableImportError
from kg.curating.deciding import Told, keep_apart
from kg.importing.forms import Form
from kg.imports import Imported, Outcome, import_files, remove_source
from kg.store.graph import Graph
from kg.store.held import imported_sources
from kg.store.imports import decode_import, import_iri
from kg.store.reading import GraphReader
from kg.tracing.lineage import trace
from kg.views.export import export
from kg.views.trace_json import trace_json
from kg.views.trace_text import trace_text
from tests.importing.reading import FILES

ALL = sorted(p for p in FILES.iterdir())


def bring(graph: Path, *paths: Path, **options: object) -> tuple[Imported, ...]:
    return import_files(paths, graph, **options)  # type: ignore[arg-type]


def written(graph: Path, suffix: str = ".nq") -> bytes:
    path = graph.parent / f"out{suffix}"
    with Graph.open_read_only(graph) as opened:
        export(opened, path)
    return path.read_bytes()


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A graph into which all small files were brought."""
    graph = tmp_path_factory.mktemp("imports") / "graph"
    bring(graph, *ALL)
    return graph


def test_every_small_file_becomes_a_source_of_its_own(full: Path) -> None:
    with Graph.open_read_only(full) as graph:
        assert [s.name for s in imported_sources(graph)] == [p.name for p in ALL]


def test_importing_again_changes_nothing(full: Path) -> None:
    before = written(full)
    assert {d.outcome for d in bring(full, *ALL)} == {"unchanged"}
    assert written(full) == before


def test_the_order_of_files_changes_no_byte(full: Path, tmp_path: Path) -> None:
    for path in reversed(ALL):
        bring(tmp_path / "graph", path)
    assert written(tmp_path / "graph") == written(full)


@pytest.mark.parametrize("path", ALL, ids=lambda p: p.name)
def test_each_source_can_be_taken_out_again_without_a_trace(path: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    bring(graph, *(p for p in ALL if p.suffix in {".csv", ".bib"} and p != path))
    before = written(graph, ".ttl")
    bring(graph, path)
    assert remove_source(path.name, graph).name == path.name
    assert written(graph, ".ttl") == before


def test_a_changed_file_takes_the_place_of_what_it_said_before(tmp_path: Path) -> None:
    file, graph = tmp_path / "mine.csv", tmp_path / "graph"
    file.write_text("subject,predicate,object\nQuail-9,trained_on,Reeds\nQuail-9,trained_on,Frogs\n")
    assert bring(graph, file)[0].outcome == "stored"
    file.write_text("subject,predicate,object\nQuail-9,trained_on,Reeds\n")
    (done,) = bring(graph, file)
    assert (done.outcome, done.facts) == ("replaced", 1)


def test_the_same_file_under_another_name_is_no_second_witness(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    bring(graph, FILES / "facts.csv")
    (done,) = bring(graph, FILES / "facts.csv", name="facts of a friend")
    assert (done.outcome, done.same_as) == ("copy", "facts.csv")


def test_several_paths_form_one_source_under_a_name(tmp_path: Path) -> None:
    (done,) = bring(tmp_path / "graph", FILES / "facts.csv", FILES / "library.bib", name="mine", licence="CC0-1.0")
    assert (done.form, done.licence, done.facts, done.references) == ("bibtex, facts-csv", "CC0-1.0", 4, 3)


def test_a_form_may_be_named(tmp_path: Path) -> None:
    file = tmp_path / "cards.txt"
    file.write_text("- {name: Reeds, type: dataset}\n")
    assert bring(tmp_path / "graph", file)[0].failures
    (done,) = bring(tmp_path / "graph", file, form=Form.ECOSYSTEM)
    assert (done.outcome, done.datasets) == ("stored", 1)


def test_a_bad_file_is_a_failure_of_its_source_and_the_others_go_on(tmp_path: Path) -> None:
    folder = tmp_path / "brought"
    folder.mkdir()
    (folder / "empty.bib").write_bytes(b"")
    (folder / "binary.json").write_bytes(bytes(range(256)))
    (folder / "good.csv").write_text("subject,predicate,object\nQuail-9,trained_on,Reeds\n")
    (done,) = bring(tmp_path / "graph", folder)
    assert (done.outcome, done.facts, len(done.failures)) == ("stored", 1, 2)
    with Graph.open_read_only(tmp_path / "graph") as graph:
        assert imported_sources(graph)[0].failures == done.failures


def test_pages_beside_cards_are_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    (folder / "notes.md").write_text("# Notes\n")
    (folder / "card.md").write_text("---\npretty_name: Reeds\nsource_datasets: [frogs]\n---\n")
    (done,) = bring(tmp_path / "graph", folder)
    assert (done.facts, done.failures, [p.record for p in done.passed_over]) == (1, (), ["notes.md"])


def test_a_file_gone_bad_takes_nothing_away(tmp_path: Path) -> None:
    file, graph = tmp_path / "mine.csv", tmp_path / "graph"
    file.write_text("subject,predicate,object\nQuail-9,trained_on,Reeds\n")
    bring(graph, file)
    before = written(graph)
    file.write_bytes(b"\xff\xff")
    (done,) = bring(graph, file)
    assert (done.outcome, len(done.failures)) == ("failed", 1)
    assert written(graph) == before


def test_what_is_no_file_is_a_failure(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    done = bring(tmp_path / "graph", tmp_path / "pipe.csv", tmp_path / "missing.csv")
    assert ["no regular file" in f or "cannot be opened" in f for d in done for f in d.failures] == [True, True]


def test_two_files_of_one_name_are_not_mixed_up(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "facts.csv").write_text("subject,predicate,object\n")
    with pytest.raises(UnreadableImportError, match="--name"):
        bring(tmp_path / "graph", tmp_path / "a" / "facts.csv", tmp_path / "b" / "facts.csv")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(UnreadableImportError, match="no file here"):
        bring(tmp_path / "graph", tmp_path / "none")


def test_an_unknown_source_is_answered_with_where_those_are_listed(full: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownSourceError, match="kg sources lists those that there are"):
        remove_source("nobody's", full)
    with pytest.raises(GraphUnavailableError):
        remove_source("x", tmp_path / "none")


def test_a_trace_follows_what_was_imported_and_says_so_on_each_hop(full: Path) -> None:
    with Graph.open_read_only(full) as graph:
        answer = trace(GraphReader(graph), "marsh-lab/quail-3", to="PondNoise")
    text = trace_text(answer)
    assert "marsh-lab/quail-3 → trained on → FrogTapes → derived from → PondNoise" in text
    assert "imported from cards, marsh-lab/quail-3/README.md" in text
    assert "imported from cards, datasets/marsh-lab/frogtapes/README.md" in text


def test_a_trace_as_json_tells_kind_source_licence_and_record(full: Path) -> None:
    with Graph.open_read_only(full) as graph:
        answer = trace_json(trace(GraphReader(graph), "Larks-XL"))
    (end,) = answer["undisclosed"]
    told = [e for e in end["evidence"] if e["kind"] == "imported"]
    assert [(e["source"], e["record"], e["licence"], e["background"]) for e in told] == [
        ("facts.csv", "facts.csv, line 3", None, True)
    ]


def test_an_imported_fact_shows_the_words_that_it_hands_on(tmp_path: Path) -> None:
    bring(tmp_path / "graph", FILES / "facts.csv", licence="CC0-1.0")
    with Graph.open_read_only(tmp_path / "graph") as graph:
        text = trace_text(trace(GraphReader(graph), "Quail-3", to="LakeHum"))
    assert "imported from facts.csv (CC0-1.0), line 2, seen in a talk" in text
    assert 'Quail-3 heard LakeHum, "all of it".' in " ".join(text.split())


def test_an_export_brought_into_another_graph_gives_the_same_lineage(full: Path, tmp_path: Path) -> None:
    with Graph.open_read_only(full) as graph:
        export(graph, tmp_path / "all.ttl")
        there = trace_json(trace(GraphReader(graph), "Quail-3"))
    bring(tmp_path / "graph", tmp_path / "all.ttl")
    with Graph.open_read_only(tmp_path / "graph") as graph:
        here = trace_json(trace(GraphReader(graph), "Quail-3"))
    ways = [[(h["subject"], h["relation"], h["object"]) for p in a["paths"] for h in p["hops"]] for a in (here, there)]
    assert sorted(ways[0]) == sorted(ways[1])
    assert json.dumps(here).count('"kind": "imported"') >= len(ways[0])


def test_what_a_curator_keeps_apart_is_joined_by_no_later_import(tmp_path: Path) -> None:
    graph, card = tmp_path / "graph", tmp_path / "facts.csv"
    card.write_text("subject,predicate,object\nmodel:Quail,trained_on,dataset:MNLI\n")
    bring(graph, card)
    (known,) = trained_on(graph)
    keep_apart(graph, known, "dataset:mnli", Told(by="ada", when=datetime(2026, 1, 15, tzinfo=UTC)))
    (again,) = bring(graph, card)
    assert again.outcome is Outcome.REPLACED
    assert known != "dataset:mnli"
    assert trained_on(graph) == ["dataset:mnli"]


def trained_on(graph: Path) -> list[str]:
    """The ids of what the imported source facts.csv says that something was trained on."""
    with Graph.open_read_only(graph) as opened:
        quads = opened.store.quads_for_pattern(None, None, None, import_iri("facts.csv"))
        return [f.object for f in decode_import(quads).facts]
