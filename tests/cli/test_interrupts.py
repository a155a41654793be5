"""Ctrl-C ends kg in a sentence, at whatever moment it comes, and never in the words of Python."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg import interrupts
from kg.building import build_graph
from kg.cli.app import command
from kg.resources import shipped
from tests.sessions import ROOT

PAPER = shipped("examples", "papers", "plover.md")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT)}
BEGUN = """
from kg.__main__ import main
from kg.interrupts import listening
with listening():
    print('begun', flush=True)
    main()
"""
MOMENTS = 12
LASTS = {"build": 1.5, "query": 0.4, "trace": 0.6}  # seconds, of which each moment is one

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("interrupted") / "graph"
    build_graph([PAPER], path, jobs=1)
    return path


@pytest.mark.scispacy
@pytest.mark.parametrize("words", [("build", str(PAPER)), ("query", "counts"), ("trace", "Plover")])
def test_ctrl_c_at_any_moment_ends_in_a_sentence_or_comes_too_late(
    words: tuple[str, ...], graph: Path, tmp_path: Path
) -> None:
    ends = set()
    for moment in range(MOMENTS):
        place = tmp_path / str(moment) if words[0] == "build" else graph
        run = subprocess.Popen(
            [sys.executable, "-c", BEGUN, *words, "--graph", str(place)],
            env=ENVIRONMENT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        assert run.stdout is not None
        assert run.stdout.readline() == "begun\n"
        time.sleep(LASTS[words[0]] * moment / MOMENTS)
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does
        _, said = run.communicate(timeout=120)
        ends.add(run.returncode)
        assert run.returncode in (0, 130), said
        assert "Traceback" not in said
        assert "Error" not in said
        if run.returncode:
            assert said.startswith("kg: ")
            assert said.count("\n") == 1, said
    assert 130 in ends


SLOW = """
import os, signal
os.kill(os.getpid(), signal.SIGINT)
for _ in range(10_000):
    pass
whole = True
"""
PROGRAM = """
import time
from kg.interrupts import at_work, listening

class Dying:
    def __del__(self):
        raise KeyboardInterrupt

with listening(), at_work():
    try:
        {begun}
        time.sleep(20)
        print("lost")
    except KeyboardInterrupt:
        {then}
"""


@pytest.mark.parametrize(
    ("begun", "then"),
    [
        ("import slow", "import slow; print('whole' if slow.whole else '')"),
        ("Dying()", "print('whole')"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGINT)", "print('whole')"),
    ],
)
def test_what_comes_while_something_is_imported_waits_and_what_would_be_lost_comes_again(
    begun: str, then: str, tmp_path: Path
) -> None:
    (tmp_path / "slow.py").write_text(SLOW)
    environment = ENVIRONMENT | {"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"}
    program = PROGRAM.format(begun=begun, then=then)
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout, done.stderr, done.returncode) == ("whole\n", "", 0)


def test_before_a_command_has_begun_kg_ends_at_once() -> None:
    program = (
        "import os, signal; from kg.interrupts import listening\nwith listening(): os.kill(os.getpid(), 2); print(1)"
    )
    done = subprocess.run([sys.executable, "-c", program], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("", "kg: interrupted\n", 130)


def test_who_ignores_ctrl_c_goes_on_ignoring_it() -> None:
    program = (
        "import os, signal; signal.signal(signal.SIGINT, signal.SIG_IGN); from kg.interrupts import listening\n"
        "with listening(): os.kill(os.getpid(), signal.SIGINT); print('on')"
    )
    done = subprocess.run([sys.executable, "-c", program], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("on\n", 0)


@pytest.mark.parametrize("error", [ImportError("numpy.core.multiarray failed to import"), RuntimeError("x")])
def test_an_error_that_ctrl_c_turned_into_ends_in_the_same_sentence(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = typer.Typer()

    @command("fails", on=group)
    def fails() -> None:
        raise error

    assert CliRunner().invoke(group, []).exception is error
    monkeypatch.setattr(interrupts._INTERRUPTS, "came", True)
    done = CliRunner().invoke(group, [])
    assert done.exit_code == 130
    assert done.stderr == "kg: stopped\n"
