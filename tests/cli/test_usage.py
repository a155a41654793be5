"""Wrong usage is told in one sentence, as every other error is, and ends with code two."""

import errno
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kg.cli import app


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def refused(*words: str, env: dict[str, str] | None = None) -> str:
    done: Result = CliRunner().invoke(app, words, env=env)
    assert done.exit_code == 2, done.output
    assert done.stdout == ""
    assert done.stderr.startswith("kg: ")
    assert done.stderr.count("\n") == 1
    return done.stderr.removeprefix("kg: ").rstrip("\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("trcae Flightpath", "trcae: no such command; did you mean trace?"),
        ("curate rejct", "rejct: no such command; did you mean reject?"),
        ("help curate rejct", "rejct: no such command; did you mean reject?"),
        ("zzzz", "zzzz: no such command; kg -h lists them all"),
        ("trace", "NAME is missing; kg trace --help tells what it takes"),
        ("backup g", "--output is missing; kg backup --help tells what it takes"),
        ("trace x --dpth 3", "--dpth: kg trace has no such option; did you mean --depth?"),
        ("curate list --grpah g", "--grpah: kg curate list has no such option; did you mean --graph?"),
        ("--graph g trace x", "--graph: options of a command go behind it; kg COMMAND --help lists them"),
        ("trace x --depth", "--depth: its value is missing; kg trace --help tells what it takes"),
        ("trace x --depth 0", "--depth: 0 is not in the range x>=1; kg trace --help tells what it takes"),
        ("trace x --depth far", "--depth: 'far' is no whole number; kg trace --help tells what it takes"),
        ("trace x --min-belief much", "--min-belief: 'much' is no number; kg trace --help tells what it takes"),
        ("trace a b c", "b c: this is more than the command takes; kg trace --help tells what it takes"),
        ("query", "give a named question, a file or SPARQL; --list shows the named ones"),
        ("query x --set y", "--set y: write name=value"),
    ],
)
def test_what_is_wrong_with_the_words_is_told_in_one_sentence(words: str, said: str) -> None:
    assert refused(*words.split()) == said


def test_a_wrong_variable_is_named_and_so_is_the_file_of_settings(folder: Path) -> None:
    assert refused("build", "x", env={"KG_JOBS": "many"}).startswith("KG_JOBS: 'many' is no whole number; ")
    (folder / "kg.toml").write_text("jobs = 0\n")
    assert refused("build", "x").startswith("kg.toml, jobs: 0 is not in the range x>=1; ")


def test_what_steers_a_terminal_is_shown_as_text() -> None:
    assert "\x1b" not in refused("trace", "a", "\x1b[31mred")


def test_help_of_a_group_s_command_is_the_help_of_this_command() -> None:
    for words in ("config show", "curate reject", "trace"):
        helped = CliRunner().invoke(app, ["help", *words.split()])
        assert helped.exit_code == 0, helped.output
        assert helped.stdout == CliRunner().invoke(app, [*words.split(), "--help"]).stdout


def test_a_group_without_a_command_shows_its_help() -> None:
    done = CliRunner().invoke(app, ["curate"])
    assert done.exit_code == 2
    assert "Commands:" in done.stderr


READING = ("query counts", "trace x", "report x", "status", "view x", "export x.nq", "conflicts", "validate", "sources")


@pytest.mark.parametrize("words", READING)
def test_a_command_that_only_reads_says_nothing_of_storing_when_it_is_stopped(
    words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.store.graph.Graph.open_read_only", stopped)
    done = CliRunner().invoke(app, words.split())
    assert (done.exit_code, done.stderr) == (130, "kg: stopped\n")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("retry", "kg.building.retry_failed"),
        ("import x.bib", "kg.imports.import_files"),
        ("fetch x", "kg.fetching.fetch.fetch"),
    ],
)
def test_a_command_that_stores_says_that_it_stays(words: str, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(what, stopped)
    done = CliRunner().invoke(app, words.split())
    assert done.exit_code == 130
    assert done.stderr == "kg: stopped; what was stored stays, and the same command goes on from there\n"


def test_what_the_system_refuses_ends_in_a_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("kg.store.graph.Graph.open_read_only", full)
    done = CliRunner().invoke(app, ["stats"])
    assert done.exit_code == 1
    assert done.stderr == "kg: the answer: no space left on device; mend that and call it again\n"
