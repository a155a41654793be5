"""kg build as a person stops it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app, build  # noqa: F401 - commands are registered by being imported
from kg.resources import shipped


@pytest.mark.parametrize(("there", "said"), [(False, "nothing was stored yet"), (True, "what was stored stays")])
def test_a_build_that_is_stopped_says_whether_anything_was_stored(
    there: bool, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.building.build_graph", stopped)
    if there:
        (tmp_path / "graph").mkdir()
    done = CliRunner().invoke(app, ["build", "papers", "--graph", str(tmp_path / "graph")])
    assert done.exit_code == 130
    assert said in done.stderr


@pytest.mark.scispacy
def test_a_build_tells_in_a_file_what_is_safe_and_what_failed(tmp_path: Path) -> None:
    paper, empty = shipped("examples", "papers", "plover.md"), tmp_path / "empty.txt"
    empty.write_bytes(b"")
    told = tmp_path / "events"
    words = ["build", str(paper), str(empty), "--jobs", "1", "--graph", str(tmp_path / "g"), "--events", str(told)]
    assert CliRunner().invoke(app, [*words, "--log-file", str(tmp_path / "log")]).exit_code == 3
    log = (tmp_path / "log").read_text("utf-8")
    assert f"{paper}: stored" in log
    assert f"{empty}: failed (empty-file)" in log
    lines = sorted(map(json.loads, told.read_text().splitlines()), key=lambda line: line["event"])
    assert [(line["event"], line["path"], line.get("code")) for line in lines] == [
        ("failed", str(empty), "empty-file"),
        ("stored", str(paper), None),
    ]
    assert CliRunner().invoke(app, [*words[:-1], str(tmp_path)]).exit_code == 2
