"""Processes started for papers take no code from the folder that the user is in."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from kg.resources import shipped
from kg.web import texts

PAPER = shipped("examples", "papers", "plover.md")


@pytest.fixture
def hostile_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that the user is in: files named after modules of Python, which tell when they are run."""
    for module in ("socket", "struct", "selectors", "resource", "json"):
        (tmp_path / f"{module}.py").write_text(f"open({str(tmp_path / 'ran')!r}, 'a').write({module!r})\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_build_and_a_query_run_nothing_out_of_the_folder(hostile_folder: Path) -> None:
    for words in (["build", str(PAPER)], ["query", "counts"]):
        program = [str(Path(sys.executable).parent / "kg"), *words]
        done = subprocess.run(program, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    assert not (hostile_folder / "ran").exists()


def test_reading_a_text_to_show_it_runs_nothing_out_of_the_folder(hostile_folder: Path) -> None:
    found = texts._read("plover.md", PAPER, hashlib.sha256(PAPER.read_bytes()).hexdigest())
    assert "Plover" in found.text
    assert not (hostile_folder / "ran").exists()
