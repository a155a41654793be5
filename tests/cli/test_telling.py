import logging
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.cli.telling import complain, message, set_up


@pytest.fixture(autouse=True)
def afterwards():
    yield
    set_up()


@pytest.mark.parametrize(
    ("words", "shown"),
    [({}, "said\nkg: of the graph\nwrong\n"), ({"quiet": True}, "wrong\n")],
)
def test_quiet_shows_errors_only_and_what_the_library_does_is_not_shown(words, shown, capsys) -> None:
    set_up(**words)
    logging.getLogger("kg.building").info("read")
    message("said")
    logging.getLogger("kg.graph").warning("of the graph")
    complain("wrong")
    assert capsys.readouterr().err == shown


def test_verbose_shows_what_the_library_does_without_what_steers_a_terminal(capsys) -> None:
    set_up(verbose=True)
    logging.getLogger("kg.building").debug("%s: read", "a\x1b[31m\u202e.pdf\nforged")
    assert capsys.readouterr().err == "kg.building: a\ufffd[31m\ufffd.pdf forged: read\n"


def test_a_log_has_a_line_for_each_thing_told_with_its_time_whatever_is_shown(tmp_path: Path, capsys) -> None:
    set_up(quiet=True, log_file=tmp_path / "log")
    message("first\nforged 2026-01-01 ERROR")
    logging.getLogger("kg.fetching").debug("fetched\x1b[2J")
    assert capsys.readouterr().err == ""
    lines = (tmp_path / "log").read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert all(re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z (INFO|DEBUG) kg\.", line) for line in lines)
    assert "\x1b" not in lines[1]


@pytest.mark.parametrize("command", ["build", "extract", "mentions", "watch", "fetch", "import"])
@pytest.mark.parametrize(
    "given", ["s3://NAME:SEC/RET@bucket/a.pdf", "https://example.org/a.pdf?X-Amz-Credential=NAME&X-Amz-Signature=SEC"]
)
def test_whatever_is_told_of_an_address_its_password_and_signature_are_not(
    command: str, given: str, tmp_path: Path
) -> None:
    log = tmp_path / "log"
    done = CliRunner().invoke(
        app, ["-v", command, given, "--log-file", str(log)], env={"KG_GRAPH": str(tmp_path / "g")}
    )
    assert done.exit_code in (1, 2)
    assert "a.pdf" in done.stderr
    assert not any(part in done.output + log.read_text("utf-8") for part in ("NAME", "SEC", "RET"))


@pytest.mark.parametrize("words", [["-q", "status"], ["status", "--quiet"], ["curate", "list", "-q"]])
def test_the_options_stand_before_the_command_and_behind_it(words: list[str], tmp_path: Path) -> None:
    log = tmp_path / "log"
    done = CliRunner().invoke(app, [*words, "--graph", str(tmp_path / "no"), "--log-file", str(log)])
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "ERROR kg.cli: kg: " in log.read_text("utf-8")


def test_what_does_not_go_is_wrong_usage(tmp_path: Path) -> None:
    both = CliRunner().invoke(app, ["-q", "status", "-v"])
    assert both.exit_code == 2
    assert "--quiet and --verbose" in both.stderr
    nowhere = CliRunner().invoke(app, ["--log-file", str(tmp_path), "status"])
    assert nowhere.exit_code == 2
    assert "give a file that can be written" in nowhere.stderr
