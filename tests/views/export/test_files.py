"""Which form a name tells, and files and folders that are whole or not there at all."""

from pathlib import Path

import pytest

from kg.store.graph import Graph
from kg.views.export import ExportOptions, Form, UnknownFormatError, export
from kg.views.export.files import ForeignFolderError
from kg.views.export.forms import form_of
from kg.views.export.writing import ExportOptionError
from tests.views.export.world import OPTIONS, written


def test_a_name_tells_its_form(graph: Graph, tmp_path: Path) -> None:
    names = {
        "a.ttl": Form.TURTLE,
        "a.sssom.tsv": Form.SSSOM,
        "a.gv": Form.DOT,
        "a.crate.zip": Form.CRATE,
        "a.zip": Form.TABLES,
    }
    assert {name: form_of(name) for name in names} == names
    for name, form in names.items():
        export(graph, tmp_path / name, OPTIONS)
        assert (tmp_path / name).read_bytes() == written(graph, form)


def test_a_form_that_is_named_beats_the_suffix(graph: Graph, tmp_path: Path) -> None:
    export(graph, tmp_path / "a.txt", ExportOptions(Form.N_TRIPLES))
    assert (tmp_path / "a.txt").read_bytes() == written(graph, Form.N_TRIPLES)


def test_an_unknown_suffix_names_those_there_are(graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"give one of .*\.ttl, \.trig"):
        export(graph, tmp_path / "graph.docx")


@pytest.mark.parametrize("form", [Form.JSON_LD, Form.CSV, Form.CRATE])
def test_forms_that_cannot_hold_triple_terms_say_so(graph: Graph, tmp_path: Path, form: Form) -> None:
    with pytest.raises(ExportOptionError, match=r"cannot hold RDF 1\.2; take nq"):
        export(graph, tmp_path / "a.x", ExportOptions(form, rdf12=True, date="2024-02-29"))


def test_a_failed_export_leaves_the_old_file_and_nothing_else(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("old")
    with pytest.raises(FileNotFoundError):
        export(graph, tmp_path / "nowhere" / "out.ttl")
    with pytest.raises(Exception, match="no such thing"):
        export(graph, tmp_path / "old.json", ExportOptions(Form.CROISSANT, dataset="no such thing"))
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"old.json": "old"}


def test_a_folder_is_replaced_whole(graph: Graph, tmp_path: Path) -> None:
    export(graph, f"{tmp_path}/tables/", OPTIONS)
    (tmp_path / "tables" / "papers.csv").write_text("changed")
    (tmp_path / "tables" / "models.csv").unlink()
    export(graph, tmp_path / "tables", OPTIONS)
    assert (tmp_path / "tables" / "papers.csv").read_text() != "changed"
    assert (tmp_path / "tables" / "models.csv").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["tables"]


def test_a_folder_with_anything_else_in_it_is_left_alone(graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "thesis.txt").write_text("mine")
    with pytest.raises(ForeignFolderError, match=r"thesis\.txt"):
        export(graph, f"{tmp_path}/tables/", OPTIONS)
    assert (tmp_path / "tables" / "thesis.txt").read_text() == "mine"


def test_a_folder_that_fails_half_way_leaves_what_was_there(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(graph, f"{tmp_path}/tables/", OPTIONS)
    before = {p.name: p.read_bytes() for p in (tmp_path / "tables").iterdir()}

    def fails(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr("kg.views.export.tables.safe_cell", fails)
    with pytest.raises(OSError, match="disk is full"):
        export(graph, f"{tmp_path}/tables/", OPTIONS)
    assert {p.name: p.read_bytes() for p in (tmp_path / "tables").iterdir()} == before
    assert [p.name for p in tmp_path.iterdir()] == ["tables"]
