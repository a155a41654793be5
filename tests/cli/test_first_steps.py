import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.core.document import SourceFile
from kg.core.errors import ReasonCode
from kg.store.graph import Graph
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
    assert "no PDF or LaTeX papers in this folder, and no graph" in told()
    assert "kg demo" in told()


@pytest.mark.parametrize(("place", "command"), [("a.pdf", "kg build ."), ("mine/a.tex", "kg build mine")])
def test_papers_without_a_graph_lead_to_a_build(place: str, command: str, folder: Path) -> None:
    (folder / place).parent.mkdir(exist_ok=True)
    (folder / place).write_bytes(b"%PDF")
    assert told().startswith("1 PDF or LaTeX file in this folder, and no graph yet.")
    assert f" {command}\n" in told()


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
