"""Files that people really publish; they do not travel with the project."""

import os
from pathlib import Path

import pytest

from kg.importing.forms import Form
from kg.importing.reading import read_import
from kg.imports import import_files, remove_source
from kg.store.graph import Graph
from kg.views.export import export
from tests.importing.reading import BORROWED, ImportFile

REAL = Path(os.environ.get("KG_IMPORTS", "/nonexistent"))

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="KG_IMPORTS names no folder of real files to import")


@pytest.mark.parametrize(
    ("folder", "form"),
    [
        ("croissant", Form.CROISSANT),
        ("ecosystem-graphs", Form.ECOSYSTEM),
        ("huggingface", Form.CARD),
        ("sssom", Form.SSSOM),
    ],
)
def test_every_real_file_is_known_by_its_form_and_read(folder: str, form: Form) -> None:
    for path in sorted((REAL / folder).iterdir()):
        told, gathered = read_import(ImportFile(path.name, path.read_bytes()), BORROWED)
        assert told is form, path.name
        assert gathered.things or gathered.matches or gathered.passed_over, path.name


def test_real_cards_tell_what_they_were_made_from(tmp_path: Path) -> None:
    (done,) = import_files([REAL / "huggingface"], tmp_path / "graph")
    assert (done.datasets, done.facts, len(done.failures)) == (12, 2, 0)


def test_real_assets_tell_their_dependencies(tmp_path: Path) -> None:
    (done,) = import_files([REAL / "ecosystem-graphs"], tmp_path / "graph")
    assert done.models > 30
    assert done.facts > 80
    assert not done.failures


def test_real_files_go_in_in_any_order_and_out_again(tmp_path: Path) -> None:
    folders, outs = sorted(REAL.iterdir()), []
    for number, order in enumerate((folders, folders[::-1])):
        graph = tmp_path / f"graph{number}"
        for folder in order:
            import_files([folder], graph)
        with Graph.open_read_only(graph) as opened:
            export(opened, tmp_path / "out.nq")
        outs.append((tmp_path / "out.nq").read_bytes())
    assert outs[0] == outs[1]
    for folder in folders:
        remove_source(folder.name, tmp_path / "graph0")
    with Graph.open_read_only(tmp_path / "graph0") as opened:
        assert len(opened) == 0
