"""The script that sets a machine up finds a Python that fits."""

import importlib.util
import os
import stat
import sys
from pathlib import Path
from types import ModuleType

import pytest

from tests.sessions import ROOT


@pytest.fixture
def environment() -> ModuleType:
    spec = importlib.util.spec_from_file_location("environment", ROOT / ".ci" / "environment.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fake_python(folder: Path, name: str, *lines: str) -> str:
    path = folder / name
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_an_interpreter_tells_its_version(environment):
    assert environment.probe(sys.executable) == sys.version_info[:2]


def test_a_missing_interpreter_and_a_broken_shim_are_passed_over(environment, tmp_path):
    assert environment.probe(str(tmp_path / "python3.12")) is None
    assert environment.probe(fake_python(tmp_path, "python3.12", "exit 127")) is None


def test_a_python_without_venv_is_passed_over(environment, tmp_path):
    assert environment.probe(fake_python(tmp_path, "python3.11", "echo 3 11", "exit 1")) is None


def test_a_python_further_down_the_path_is_found_behind_a_broken_shim(environment, tmp_path, monkeypatch):
    shims, real = tmp_path / "shims", tmp_path / "real"
    shims.mkdir()
    real.mkdir()
    fake_python(shims, "python3.12", "exit 127")
    wanted = fake_python(real, "python3.12", "echo 3 12")
    monkeypatch.setattr(environment, "VENV", tmp_path / "none")
    monkeypatch.setattr(environment.sys, "executable", str(tmp_path / "python3.13"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("PATH", os.pathsep.join(map(str, (shims, real))))
    assert environment.fitting_python() == wanted


def test_where_nothing_fits_one_sentence_says_what_to_do(environment):
    message = environment.no_python_message()
    assert "3.11 or 3.12" in message
    assert message.count(". ") == 0
    assert message.endswith("run the same command again.")
