import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.cli import app
from kg.cli.completing import exports, questions, things
from kg.cli.plain_names import is_plain
from kg.core.names import fold
from kg.store.graph import Graph
from tests import samples

KG = [sys.executable, "-m", "kg"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("completing")
    with Graph.open(folder / "kg-graph") as graph:
        graph.put_many([samples.quail_1(), samples.quail_2()])
        graph.settle()
    (folder / "mine.rq").write_text("ASK {}", encoding="utf-8")
    return folder


def completed(line: str, shell: str, folder: Path) -> list[str]:
    asked = {
        "bash": {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split(" ")) - 1)},
        "zsh": {"_TYPER_COMPLETE_ARGS": line},
        "fish": {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
    }[shell]
    environment = {**os.environ, "_KG_COMPLETE": f"complete_{shell}", **asked}
    done = subprocess.run(KG, env=environment, cwd=folder, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout.splitlines()


@pytest.mark.parametrize(
    ("shell", "offered"),
    [
        ("bash", ["Quail-1", "Quail-2"]),
        ("fish", ["Quail-1", "Quail-2"]),
        ("zsh", ['_arguments \'*: :(("Quail-1"', '"Quail-2"))\'']),
    ],
)
def test_names_of_the_graph_are_offered_in_each_shell(shell: str, offered: list[str], folder: Path) -> None:
    assert completed("kg trace Qu", shell, folder) == offered


def test_bash_itself_completes_a_name(folder: Path) -> None:
    script = """
eval "$(_KG_COMPLETE=source_bash kg)"
complete -p kg
COMP_WORDS=(kg report Quail-2) COMP_CWORD=2
_kg_completion kg
printf '%s\\n' "${COMPREPLY[@]}"
"""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "SHELL": "bash"}
    done = subprocess.run(
        ["bash", "-c", script], env=environment, cwd=folder, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "Quail-2", done.stdout + done.stderr


def test_nothing_is_said_where_there_is_no_graph(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("grpah = 1", encoding="utf-8")
    assert completed("kg trace Qu", "bash", tmp_path) == [""]


def test_questions_and_files_are_offered(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert "papers-by-dataset" in questions("papers-")
    assert questions("mi") == ["mine.rq"]
    assert exports("kg") == ["kg-graph"]


@pytest.mark.parametrize("name", ["$(touch x)", 'a"; b', "a`b`", "a'b", "a\\b", "*", "-x", "a;b", "a|b", "a\nb", "~"])
def test_a_name_that_a_shell_could_take_for_an_order_is_not_offered(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not is_plain(name)
    if fold(name):
        said = samples.quail_1()
        first, *others = said.entities
        hostile = replace(said, entities=(replace(first, name=name), *others))
        with Graph.open(tmp_path / "kg-graph") as graph:
            graph.put(hostile)
        monkeypatch.chdir(tmp_path)
        command = typer.main.get_command(app)
        assert name not in things(typer.Context(command), "")


def test_help_shows_how_to_install_it() -> None:
    assert "--install-completion" in CliRunner().invoke(app, ["--help"]).stdout
