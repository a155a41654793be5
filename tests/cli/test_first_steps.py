import json
import os
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad
from typer.testing import CliRunner

from kg.cli import app
from kg.core.document import SourceFile
from kg.core.errors import ReasonCode
from kg.documents.discovery import find_papers
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.terms import UNSETTLED_GRAPH
from tests import samples


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KG_GRAPH", raising=False)
    return tmp_path


def told() -> str:
    done = CliRunner().invoke(app, [])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_an_empty_folder_leads_to_papers() -> None:
    assert "no papers in this folder that kg reads, and no graph" in told()
    assert "kg demo" in told()


@pytest.mark.parametrize(
    ("place", "form", "command"), [("a.pdf", "PDF", "kg build ."), ("mine/a.tex", "LaTeX", "kg build mine")]
)
def test_papers_without_a_graph_lead_to_a_build(place: str, form: str, command: str, folder: Path) -> None:
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).write_bytes(b"%PDF")
    assert told().startswith(f"1 file that kg reads in this folder (1 {form}), and no graph yet.")
    assert f" {command}\n" in told()


def test_every_form_that_a_build_takes_is_counted(folder: Path) -> None:
    (folder / "mine").mkdir()
    s2orc, tei = '{"paper_id": "1", "body_text": []}', "<TEI xmlns='http://www.tei-c.org/ns/1.0'><text/></TEI>"
    texts = {
        "a.pdf": "%PDF",
        "mine/b.tex": r"\documentclass{article}\input{part}",
        "mine/part.tex": "a part is no paper",
        "c.tei": tei,
        "d.xml": "<article/>",
        "no.xml": "<svg/>",
        "e.json": s2orc,
        "no.json": "{}",
        "f.md": "# F",
        "g.txt": "G",
        "h.tar.gz": "",
        "i.zip": "",
        "2303.04321v1": "",
        ".hidden.pdf": "",
        "j.png": "",
    }
    for name, text in texts.items():
        (folder / name).write_text(text)
    forms = "1 PDF, 1 LaTeX, 3 packed, 2 TEI or JATS, 1 S2ORC, 1 Markdown, 1 text"
    assert told().startswith(f"10 files that kg reads in this folder ({forms}), and no graph yet.")
    assert len(find_papers(["."]).files) == 10


def test_notes_beside_a_folder_of_papers_do_not_hide_it(folder: Path) -> None:
    (folder / "README.md").write_text("# Notes")
    (folder / "papers").mkdir()
    (folder / "papers" / "a.pdf").write_bytes(b"%PDF")
    assert " kg build papers\n" in told()


def test_a_huge_folder_is_counted_in_part(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.documents.counting.MOST_NAMES", 5)
    for number in range(10):
        (folder / f"{number}.pdf").write_bytes(b"%PDF")
    assert told().startswith("5 files that kg reads among the first 5 files of this folder (5 PDF), and no graph yet.")


def test_a_graph_of_failures_alone_leads_to_why_and_to_another_try(folder: Path) -> None:
    with Graph.open(folder / "kg-graph") as graph:
        graph.put_failure(SourceFile("bad.pdf", "f" * 64, "application/pdf"), ReasonCode.DAMAGED, "it breaks off")
    said = told()
    assert said.startswith("kg-graph holds 0 papers, and 1 failure.")
    assert "kg retry" in said
    assert "kg view" not in said


def test_a_graph_leads_to_questions_with_names_out_of_it(folder: Path) -> None:
    with Graph.open(folder / "kg-graph") as graph:
        graph.put_many([samples.quail_1(), samples.quail_2()])
        graph.put_failure(SourceFile("bad.pdf", "f" * 64, "application/pdf"), ReasonCode.DAMAGED, "it breaks off")
        graph.settle()
    said = told()
    assert said.startswith("kg-graph holds 2 papers, and 1 failure.")
    assert "kg impact MarshBirds" in said
    for line in said.splitlines():
        if " kg trace " in line or " kg report " in line or " kg impact " in line:
            words = line[line.index("kg ") + 3 :].split(" ", 1)
            done = CliRunner().invoke(app, [words[0], words[1].strip("'")])
            assert done.exit_code == 0, done.output


def test_a_graph_that_is_being_written_says_by_whom(folder: Path) -> None:
    with Graph.open(folder / "kg-graph"):
        assert f"kg-graph is being written by process {os.getpid()} on " in told()


def test_what_is_no_graph_is_told_in_a_sentence(folder: Path) -> None:
    (folder / "kg-graph").mkdir()
    (folder / "kg-graph" / "kg.json").write_text(json.dumps({"format": 10**6}), encoding="utf-8")
    done = CliRunner().invoke(app, [])
    assert done.exit_code == 1
    assert done.stderr.startswith("kg: kg-graph: ")


def test_a_build_that_was_cut_short_is_said_with_how_it_goes_on(folder: Path) -> None:
    with Graph.open(folder / "kg-graph") as graph:
        graph.put(samples.quail_1())
        graph.settle()
    assert "cut short" not in told() + CliRunner().invoke(app, ["status"]).stderr
    with Graph.open(folder / "kg-graph") as graph:
        graph.store.add(Quad(UNSETTLED_GRAPH, v.KG_UNSETTLED, Literal("title:a"), UNSETTLED_GRAPH))
    said = "build was cut short before it had joined all works; the same kg build goes on"
    assert told().splitlines()[1] == f"A {said}."
    assert CliRunner().invoke(app, ["status"]).stderr == f"kg: a {said}\n"
    with Graph.open(folder / "kg-graph"):
        assert "cut short" not in CliRunner().invoke(app, ["status"]).stderr
