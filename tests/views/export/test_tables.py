"""Tables for spreadsheets and data frames."""

import csv
import io
import zipfile
from pathlib import Path

import pandas as pd

from kg.store.graph import Graph
from kg.views.export import Form, export
from kg.views.export.rows import TABLES
from tests.views.export.world import FORMULA, OPTIONS, written


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def tables(graph: Graph) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(written(graph, Form.TABLES))) as packed:
        return {name: rows(packed.read(name)) for name in packed.namelist()}


def test_a_statement_is_a_row_with_its_best_quote(graph: Graph) -> None:
    (row,) = [r for r in rows(written(graph, Form.CSV)) if (r["predicate"], r["object"]) == ("trains_on", "ReedSongs")]
    assert row["subject"] == row["source"] == "Quail-2: A Second Bird Model"
    assert row["quote"] == "Quail-2 was trained on MarshBirds [2] and ReedSongs."
    told = ("belief", "sources", "page", "section", "source_kind", "subject_kind", "object_kind")
    assert [row[k] for k in told] == ["0.9", "1", "1", "1 Training Data", "read", "paper", "dataset"]


def test_all_statements_are_there_and_each_kind_of_evidence(graph: Graph) -> None:
    found = tables(graph)
    keys = [r["statement"] for r in found["statements.csv"]]
    assert len(keys) == len(set(keys))
    assert {r["statement"] for r in found["evidence.csv"]} == set(keys)
    assert {r["kind"] for r in found["evidence.csv"]} == {"read", "background", "imported", "curated"}


def test_the_quote_of_evidence_stands_where_start_and_end_say(graph: Graph) -> None:
    read = [r for r in tables(graph)["evidence.csv"] if r["kind"] == "read"]
    assert all(int(r["end"]) - int(r["start"]) == len(r["quote"]) for r in read)


def test_papers_things_and_entries_have_tables_of_their_own(graph: Graph) -> None:
    found = tables(graph)
    assert list(found) == list(TABLES)
    papers = {r["title"]: r for r in found["papers.csv"]}
    assert (papers["Quail-2: A Second Bird Model"]["read"], papers["Quail-2: A Second Bird Model"]["year"]) == (
        "yes",
        "2023",
    )
    assert papers["WaterSounds, a corpus of ponds and rivers"]["read"] == "no"
    water = next(r for r in found["datasets.csv"] if r["id"] == "dataset:watersounds")
    assert (water["licences"], water["introduced_by"]) == ("CC-BY-4.0 | MIT", "https://doi.org/10.5555/water.2019")
    assert {r["name"]: r["withdrawn"] for r in found["datasets.csv"] if r["withdrawn"]} == {"RiverTape": "2020-06"}
    assert [r["undisclosed"] for r in found["models.csv"] if r["id"] == "model:larksxl"] == ["yes"]
    entry = next(r for r in found["references.csv"] if r["arxiv"] == "2201.01234")
    assert entry["authors"] == "C. Heron | D. Rail"


def test_no_cell_is_taken_for_a_formula_or_breaks_its_line(graph: Graph) -> None:
    for found in tables(graph).values():
        cells = [cell for row in found for cell in row.values()]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) or "\n" in cell for cell in cells)
    evil = next(r for r in tables(graph)["datasets.csv"] if r["id"] == "dataset:evil")
    assert evil["other_names"] == f"'{FORMULA}"


def test_a_data_frame_reads_numbers_as_numbers(graph: Graph) -> None:
    frame = pd.read_csv(io.BytesIO(written(graph, Form.CSV)))
    assert frame["belief"].between(0, 1).all()
    assert len(frame) == len(rows(written(graph, Form.CSV)))


def test_a_folder_of_tables_holds_what_the_archive_does(graph: Graph, tmp_path: Path) -> None:
    export(graph, f"{tmp_path / 'out'}/", OPTIONS)
    with zipfile.ZipFile(io.BytesIO(written(graph, Form.TABLES))) as packed:
        assert {p.name: p.read_bytes() for p in (tmp_path / "out").iterdir()} == {
            n: packed.read(n) for n in packed.namelist()
        }
