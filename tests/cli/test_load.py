"""Shards and clusters from the command line."""

import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app

PAPER = "# Herons in wet places\n\nWe train Heron-1 on the Marshbirds dataset.\n"


def run(*words: object):
    import kg.cli.build  # noqa: PLC0415 - commands are registered by being imported
    import kg.cli.load  # noqa: F401, PLC0415

    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.mark.scispacy
def test_a_build_writes_shards_and_a_load_makes_the_graph(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(PAPER)
    (tmp_path / "b.pdf").write_bytes(b"\0\1\2")
    built = run("build", tmp_path / "a.md", tmp_path / "b.pdf", "--shards", tmp_path / "shards", "--json")
    assert built.exit_code == 3
    assert json.loads(built.stdout)["stored"] == [str(tmp_path / "a.md")]
    loaded = run("load", tmp_path / "shards", "--graph", tmp_path / "graph", "--json")
    assert json.loads(loaded.stdout) == {"stored": 1, "failed": 1, "passed_over": 0, "shards": 1}
    again = run("load", tmp_path / "shards", "--graph", tmp_path / "graph")
    assert (again.exit_code, "there is something already" in again.stderr) == (1, True)
    told = run("load", tmp_path / "shards", "--graph", tmp_path / "other")
    assert told.stdout == "1 paper loaded from 1 shard, 1 failed when they were read\n"


def test_no_shards_is_a_sentence(tmp_path: Path) -> None:
    told = run("load", tmp_path, "--graph", tmp_path / "graph")
    assert (told.exit_code, "there are no shards here" in told.stderr) == (1, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--engine", "dask"), "goes with --scheduler"),
        (("--scheduler", "tcp://127.0.0.1:9"), "goes with --scheduler"),
        (("--engine", "dask", "--scheduler", "tcp://127.0.0.1:9", "--jobs", "2"), "--jobs is for this machine alone"),
        (("--shards", "shards", "--force"), "are for graphs"),
    ],
)
def test_options_that_do_not_go_together_are_refused(tmp_path: Path, words: tuple[str, ...], said: str) -> None:
    told = run("build", tmp_path, "--graph", tmp_path / "graph", *words)
    assert told.exit_code == 2
    assert said in " ".join(told.stderr.replace("│", " ").split())


def test_papers_on_the_web_are_left_to_fetching(tmp_path: Path) -> None:
    told = run("build", "https://example.org/a.pdf", "--graph", tmp_path / "graph")
    assert (told.exit_code, "kg fetch" in told.stderr) == (2, True)


@pytest.mark.parametrize(
    ("module", "extra", "words"),
    [
        ("distributed", "dask", ("a.md", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")),
        ("fsspec", "dask", ("file:///a.md",)),
        ("s3fs", "s3", ("s3://bucket/a.md",)),
        ("gcsfs", "gs", ("gs://bucket/a.md",)),
    ],
)
def test_without_the_extra_a_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, module: str, extra: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "a.md").write_text(PAPER)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, module, None)
    told = run("build", *words, "--graph", tmp_path / "graph")
    assert (told.exit_code, f'{module} is not installed; run pip install "path/to/kg[{extra}]"' in told.stderr) == (
        *(1, True),
    )
