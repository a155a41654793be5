"""A command that would write a graph which another kg writes is refused at once, before anything heavy is loaded."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from kg.cli import app
from kg.cli.headings import ENTRIES
from kg.store.graph import Graph
from tests.samples import quail_2
from tests.sessions import ROOT

WRITING = {
    "build": ["build", "papers"],
    "retry": ["retry"],
    "remove": ["remove", "Quail-2"],
    "import": ["import", "works.bib"],
    "sources": ["sources", "--remove", "works"],
    "watch": ["watch", ".", "--once"],
    "load": ["load", "shards"],
    "restore": ["restore", "backup.tar", "--force"],
    "doctor": ["doctor", "--fix"],
    "curate accept": ["curate", "accept", "a", "trained_on", "b"],
    "curate reject": ["curate", "reject", "a", "trained_on", "b"],
    "curate add": ["curate", "add", "a", "trained_on", "b"],
    "curate rerole": ["curate", "rerole", "paper", "thing", "mentions"],
    "curate merge": ["curate", "merge", "a", "b"],
    "curate split": ["curate", "split", "a", "b"],
    "curate rename": ["curate", "rename", "a", "b"],
    "curate undo": ["curate", "undo", "1"],
    "curate apply": ["curate", "apply"],
    "curate merge-log": ["curate", "merge-log", "log.tsv"],
    "curate review": ["curate", "review"],
}
READING = (
    "demo status trace impact report leaks licenses licences overlap conflicts query view serve stats diff frontier "
    "fetch registry export validate push backup config extract mentions references curate_list curate_queue"
)
HEAVY = ("numpy", "pyoxigraph", "pydantic", "spacy", "networkx", "rdflib", "pebble", "kg.pipeline", "kg.store.graph")
ASKED = """
import contextlib, io, json, sys
from kg.cli import main

told = {}
for name, words in json.loads(sys.argv[1]).items():
    sys.argv = ["kg", *words]
    with contextlib.redirect_stderr(io.StringIO()) as said, contextlib.suppress(SystemExit):
        main()
    told[name] = [said.getvalue(), [module for module in HEAVY if module in sys.modules]]
print(json.dumps(told))
"""


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("held")
    with Graph.open(place / "g") as graph:
        graph.put(quail_2())
        for name in ("papers", "shards"):
            (place / name).mkdir()
        for name in ("works.bib", "backup.tar", "log.tsv"):
            (place / name).touch()
        yield place


def test_each_command_is_known_to_write_or_only_to_read() -> None:
    there = {name for name in ENTRIES if name != "curate"}
    group = typer.main.get_command(app).get_command(None, "curate")  # type: ignore[attr-defined]
    there |= {f"curate {name}" for name in group.list_commands(None)}
    assert there == WRITING.keys() | {name.replace("curate_", "curate ") for name in READING.split()}


def test_a_command_that_writes_is_refused_in_a_sentence_before_anything_heavy_is_loaded(held: Path) -> None:
    program = ASKED.replace("HEAVY", repr(HEAVY))
    asked = {name: [*words, "--graph", str(held / "g")] for name, words in WRITING.items()}
    done = subprocess.run(
        [sys.executable, "-c", program, json.dumps(asked)],
        cwd=held,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    for name, (said, loaded) in json.loads(done.stdout).items():
        assert said.startswith(f"kg: {held / 'g'}: another kg is writing it (process {os.getpid()} on "), (name, said)
        assert said.count("\n") == 1, name
        assert not loaded, name


def test_a_refusal_takes_less_than_a_second(held: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "kg", *WRITING["curate rename"], "--graph", str(held / "g")]
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.returncode == 1
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 1
