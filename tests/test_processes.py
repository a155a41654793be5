"""Processes started for papers take no code from the user's folder, and leave Ctrl-C to who started them."""

import hashlib
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from kg.resources import shipped
from kg.web import texts
from tests.sessions import ROOT

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


@pytest.mark.scispacy
@pytest.mark.skipif(sys.platform != "linux", reason="children are looked for in /proc")
def test_ctrl_c_while_workers_start_ends_in_one_sentence(tmp_path: Path) -> None:
    words = [sys.executable, "-m", "kg", "build", str(ROOT / "examples" / "papers"), "--graph", str(tmp_path / "g")]
    build = subprocess.Popen(
        [*words, "--jobs", "2"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    while build.poll() is None and not _starts_server(build.pid):
        time.sleep(0.02)
    os.killpg(build.pid, signal.SIGINT)  # as a terminal does
    _, told = build.communicate(timeout=120)
    assert build.returncode == 130
    assert told.startswith("kg: stopped")
    assert told.count("\n") == 1


def _starts_server(parent: int) -> bool:
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if b"forkserver" in line.read_bytes() and f"PPid:\t{parent}\n" in (line.parent / "status").read_text():
                return True
    return False
