"""A name that looks like a file's is told as one where there is no such file."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.store.graph import Graph
from tests import samples


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_GRAPH", raising=False)
    with Graph.open(tmp_path / "kg-graph") as graph:
        graph.put_many([samples.quail_1(), samples.quail_2()])
        graph.settle()
    return tmp_path


def refused(*words: str) -> str:
    done = CliRunner().invoke(app, words)
    assert (done.exit_code, done.stdout) == (1, ""), done.output
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("report", "nofile.pdf"),
        ("trace", "nofile.tar.gz"),
        ("impact", "./nofile"),
        ("licenses", "nofile.tex"),
        ("leaks", "../nofile"),
        ("overlap", "nofile.md", "Quail-1"),
        ("view", "nofile.pdf"),
        ("remove", "nofile.pdf"),
        ("curate", "queue", "--paper", "nofile.pdf"),
        ("export", "x.json", "--croissant", "nofile.pdf"),
        ("query", "papers-by-dataset", "--set", "dataset=nofile.pdf"),
    ],
)
def test_a_file_that_is_not_there_is_named_as_such(words: tuple[str, ...]) -> None:
    assert "there is no such file, and nothing in the graph goes by this name" in refused(*words)


def test_files_of_the_folder_are_offered_for_one_that_is_not_there_and_no_model_of_the_graph(folder: Path) -> None:
    assert refused("report", "quail-1.pdf").endswith("nothing in the graph goes by this name; check the spelling\n")
    (folder / "papers").mkdir()
    for name in ("plover.pdf", "heron.pdf", "plover.png"):
        (folder / "papers" / name).write_bytes(b"%PDF")
    assert refused("report", "papers/plovr.pdf").endswith("; did you mean papers/plover.pdf?\n")
    assert refused("report", "papers/nofile.pdf").endswith("; check the spelling\n")


def test_a_path_into_a_folder_that_is_there_is_a_files(folder: Path) -> None:
    (folder / "papers").mkdir()
    assert "there is no such file" in refused("report", "papers/quail")
    assert "this is a folder" in refused("report", "papers")


def test_a_file_that_is_there_and_was_not_read_is_named_with_what_reads_it(folder: Path) -> None:
    (folder / "new.pdf").write_bytes(b"%PDF")
    assert refused("report", "new.pdf") == "kg: new.pdf: this file is not in the graph; kg build new.pdf reads it\n"


@pytest.mark.parametrize("name", ["org/model", "2303.99999", "arXiv:2303.99999", "10.1000/xyz", "cs/0301001", "No"])
def test_names_and_identifiers_are_no_files(name: str) -> None:
    said = refused("trace", name)
    assert "nothing in the graph goes by this name" in said
    assert "no such file" not in said


@pytest.mark.parametrize("words", ["diff a.nt kg-graph", "validate a.nt", "curate merge-log a.nt"])
def test_commands_that_take_files_say_that_there_is_none(words: str) -> None:
    assert refused(*words.split()) == "kg: a.nt: there is no such file; check the spelling\n"


def test_a_path_to_retry_that_is_not_there_is_named_and_so_is_a_file_of_a_question(folder: Path) -> None:
    assert refused("retry", "nofile.pdf") == "kg: nofile.pdf: there is no such file or folder; check the spelling\n"
    assert "cannot be read" in refused("query", "./questions")


def test_a_graph_that_is_a_file_and_a_backup_into_no_folder_are_told_as_such(folder: Path) -> None:
    (folder / "afile").write_text("x")
    (folder / "a.md").write_text("# A\n")
    assert refused("build", "a.md", "--graph", "afile").startswith("kg: afile: it is a file, and a graph is a folder; ")
    assert "is not there; make it" in refused("backup", "kg-graph", "-o", "nowhere/b.tar")
