"""The look at advisories can fail, and says what it could not look up."""

import importlib.util
from types import ModuleType

import pytest

from tests.sessions import ROOT

CLEAN = {"name": "one", "version": "1.0", "vulns": []}
SKIPPED = {"name": "two", "skip_reason": "Dependency not found"}
HOLED = {"name": "three", "version": "3.0", "vulns": [{"id": "CVE-2026-1", "fix_versions": ["3.1"], "aliases": []}]}


@pytest.fixture
def audit() -> ModuleType:
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("packages", "code", "words"),
    [
        ([CLEAN, SKIPPED], 0, "1 of 2 locked packages were looked up, 0 holes"),
        ([CLEAN, HOLED], 1, "three 3.0: CVE-2026-1, mended in 3.1"),
        ([SKIPPED], 0, "0 of 1"),
    ],
)
def test_a_known_hole_fails_and_what_was_not_looked_up_is_told(audit, packages, code, words, monkeypatch, capsys):
    monkeypatch.setattr(audit, "look_up", lambda _: {"dependencies": packages})
    assert audit.main() == code
    assert words in capsys.readouterr().err


def test_without_a_network_it_passes_and_says_so(audit, monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(audit, "PLACE", tmp_path / "none")
    monkeypatch.setattr(audit.venv, "create", lambda *_, **__: None)
    assert audit.main() == 0
    assert "nothing could be looked up" in capsys.readouterr().err
