import os
from pathlib import Path

import pytest

from kg.configuration.file import ConfigurationError, configuration
from kg.configuration.settings import SETTINGS


def test_the_nearest_file_is_taken_and_its_paths_count_from_where_it_lies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kg.toml").write_text('graph = "shared"\njobs = 2\n[fetch]\ninto = "/papers"\n', encoding="utf-8")
    within = tmp_path / "one" / "two"
    within.mkdir(parents=True)
    monkeypatch.chdir(within)
    found = configuration(within)
    assert found.path == tmp_path / "kg.toml"
    assert found.values == {"graph": str(tmp_path / "shared"), "jobs": 2, "fetch.into": "/papers"}
    (within / "kg.toml").write_text('graph = "http://127.0.0.1/query"\n', encoding="utf-8")
    assert configuration(within).values == {"graph": "http://127.0.0.1/query"}
    (within / "kg.toml").write_text('graph = "mine"\n', encoding="utf-8")
    assert configuration(within).values == {"graph": "mine"}


def test_no_file_sets_nothing(tmp_path: Path) -> None:
    assert configuration(tmp_path).path is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("grahp = 'x'", "grahp: no such setting; did you mean graph"),
        ("[biuld]\njobs = 1", "biuld: no such table; did you mean build"),
        ("[build]\ntime-limt = 1", "build.time-limt: no such setting; did you mean build.time-limit"),
        ("jobs = '4'", "jobs must be a whole number"),
        ("jobs = true", "jobs must be a whole number"),
        ("offline = 1", "offline must be true or false"),
        ("[fetch]\nhosts = [1]", "fetch.hosts must be a list of texts"),
        ("[serve]\ntoken = 'x'", "KG_TOKEN"),
        ("jobs =", "it is no TOML"),
        ("graph = '\ufffe", "it is no TOML"),
    ],
)
def test_what_kg_does_not_know_is_refused_in_words(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError) as refused:
        configuration(tmp_path)
    assert said in str(refused.value)
    assert str(refused.value).startswith(str(tmp_path / "kg.toml"))


def test_a_file_of_somebody_else_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kg.toml").write_text("jobs = 1", encoding="utf-8")
    owner = (tmp_path / "kg.toml").stat().st_uid
    if owner == 0:
        os.chown(tmp_path / "kg.toml", 12345, -1)
    monkeypatch.setattr("os.geteuid", lambda: owner + 1)
    found = configuration(tmp_path)
    assert (found.path, found.foreign, found.values) == (None, tmp_path / "kg.toml", {})


def test_every_setting_has_a_name_and_a_variable_of_its_own() -> None:
    assert len({s.name for s in SETTINGS}) == len(SETTINGS)
    assert len({s.variable for s in SETTINGS}) == len(SETTINGS)
