import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from kg.cli import app
from kg.cli.configured import settings_of
from kg.cli.headings import ENTRIES
from kg.configuration.settings import SETTINGS


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for setting in SETTINGS:
        monkeypatch.delenv(setting.variable, raising=False)
    return tmp_path


def shown(*words: str) -> dict[str, tuple[object, str]]:
    done = CliRunner().invoke(app, ["config", "show", "--json", *words])
    assert done.exit_code == 0, done.output
    return {each["name"]: (each.get("value"), each["from"]) for each in json.loads(done.stdout)["settings"]}


def test_flags_beat_variables_and_these_the_file_and_that_the_default(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown()["build.time-limit"] == (60, "default")
    (folder / "kg.toml").write_text("[build]\ntime-limit = 5\n", encoding="utf-8")
    assert shown()["build.time-limit"] == (5, "file")
    assert shown()["retry.time-limit"] == (900, "default")
    monkeypatch.setenv("KG_BUILD_TIME_LIMIT", "6")
    assert shown()["build.time-limit"] == (6, "variable")
    assert shown("build", "x", "--time-limit", "7")["build.time-limit"] == (7, "flag")


def test_what_is_shown_is_what_a_command_takes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_GRAPH", "of-variable")
    assert "of-variable: there is no graph here" in CliRunner().invoke(app, ["status"]).stderr
    monkeypatch.delenv("KG_GRAPH")
    (folder / "kg.toml").write_text('graph = "of-file"\n', encoding="utf-8")
    assert "of-file: there is no graph here" in CliRunner().invoke(app, ["status"]).stderr
    assert "of-file: there is no graph here" in CliRunner().invoke(app, ["curate", "list"]).stderr
    assert "of-flag: there is no graph here" in CliRunner().invoke(app, ["status", "--graph", "of-flag"]).stderr


def test_a_mistake_in_the_file_is_wrong_usage_of_every_command_and_help_still_comes(folder: Path) -> None:
    (folder / "kg.toml").write_text("grahp = 1", encoding="utf-8")
    refused = CliRunner().invoke(app, ["status"])
    assert refused.exit_code == 2
    assert "did you mean graph" in refused.stderr
    assert CliRunner().invoke(app, ["--help"]).exit_code == 0


def test_every_setting_is_an_option_and_its_variable_works_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    group = typer.main.get_command(app)
    ctx = typer.Context(group)
    found = set()
    for name in ENTRIES:
        command = group.get_command(ctx, name)
        for each in [command, *getattr(command, "commands", {}).values()]:
            for option, setting in settings_of(each):
                found.add(setting)
                assert setting.variable == option.envvar, f"{name} {setting.option}"
    assert found == set(SETTINGS)


def test_a_secret_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TOKEN", "hush")
    done = CliRunner().invoke(app, ["config", "show"])
    assert "hush" not in done.stdout
    assert "serve.token          set, and not shown   KG_TOKEN" in done.stdout
    assert "hush" not in CliRunner().invoke(app, ["config", "show", "--json"]).stdout


def test_hosts_come_with_commas(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("KG_FETCH_HOSTS", "one.example,two.example")
    assert shown()["fetch.hosts"] == (["one.example,two.example"], "variable")


def test_one_setting_is_shown_by_its_name_and_a_word_that_is_none_is_told_as_such() -> None:
    assert shown("query.max-rows") == {"query.max-rows": (10000, "default")}
    refused = CliRunner().invoke(app, ["config", "show", "nothing"])
    assert refused.exit_code == 2
    assert "nothing: neither a command nor a setting; kg config show lists all settings" in refused.stderr
