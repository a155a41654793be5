"""Processes started for papers take no code from the user's folder, and leave Ctrl-C to who started them."""

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, Store

from kg.resources import shipped
from kg.store import query_worker
from kg.store.query import Limits, request_of
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


@pytest.mark.scispacy
@pytest.mark.skipif(sys.platform != "linux", reason="the system ends workers on Linux alone")
def test_workers_that_never_end_are_gone_soon_after_the_build_that_wanted_their_work_was_killed(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    for number in range(2):
        (tmp_path / "papers" / f"{number}.md").write_text(f"{PAPER.read_text('utf-8')}\n\nCopy {number}.\n", "utf-8")
    build = subprocess.Popen(
        [
            *(sys.executable, "-c", "from tests import orphans; orphans.build()"),
            *(str(tmp_path / "papers"), str(tmp_path / "g")),
        ],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        assert _in_time(lambda: len([*tmp_path.glob("papers/*.begun")]) == 2, 120)
        build.kill()  # it alone, and without a chance to end the others
        build.wait()
        assert _in_time(lambda: not processes_of(build.pid), 20)
    finally:
        for process in processes_of(build.pid):
            os.kill(process, signal.SIGKILL)


def _in_time(true: Callable[[], bool], seconds: float) -> bool:
    """Whether it comes to be true within so many seconds."""
    until = time.monotonic() + seconds
    while not (done := true()) and time.monotonic() < until:
        time.sleep(0.05)
    return done


def processes_of(session: int) -> list[int]:
    """The processes of a session that run."""
    found = []
    for file in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, its_session = file.read_text().rpartition(")")[2].split()[:4]
            if int(its_session) == session and state != "Z":
                found.append(int(file.parent.name))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="alarms of the system")
def test_a_query_that_nobody_waits_for_any_more_ends_by_itself(tmp_path: Path) -> None:
    Store(tmp_path / "store").add(Quad(NamedNode("x:a"), NamedNode("x:b"), NamedNode("x:c")))
    values = " ".join(map(str, range(300)))
    endless = f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?v{n} {{ {values} }}' for n in range(6))} }}"
    request = request_of(endless, {}, Limits()) | {"path": str(tmp_path / "store"), "max_seconds": 0.5}
    command = [sys.executable, query_worker.__file__]
    done = subprocess.run(command, input=json.dumps(request).encode(), capture_output=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGALRM


def _starts_server(parent: int) -> bool:
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if b"forkserver" in line.read_bytes() and f"PPid:\t{parent}\n" in (line.parent / "status").read_text():
                return True
    return False
