"""kg build as a person stops it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app, build  # noqa: F401 - commands are registered by being imported


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
