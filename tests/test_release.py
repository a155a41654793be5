"""A version is made of a clean main, and is written everywhere it stands."""

import importlib
import subprocess
from pathlib import Path
from types import ModuleType

import pytest

from tests.sessions import ROOT

DATE = "2026-12-01"
FILES = {
    "pyproject.toml": '[project]\nversion = "0.1.0"\n',
    "kg/core/version.py": '__version__ = "0.1.0"\n',
    "CITATION.cff": "title: kg\nversion: 0.1.0\nlicense: Apache-2.0\n",
    "CHANGELOG.md": "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n",
}


@pytest.fixture
def release(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / ".ci"))
    return importlib.import_module("release")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    for words in (("init", "-b", "main"), ("add", "-A"), ("commit", "-m", "All of it")):
        command = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@birds.example", *words]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    return tmp_path


def test_the_version_and_the_day_are_written_wherever_they_stand(release, tree):
    changed = {path.relative_to(tree).as_posix(): text for path, text in release.written(tree, "0.2.0", DATE).items()}
    assert changed == {
        "pyproject.toml": '[project]\nversion = "0.2.0"\n',
        "kg/core/version.py": '__version__ = "0.2.0"\n',
        "CITATION.cff": f"title: kg\nversion: 0.2.0\ndate-released: {DATE}\nlicense: Apache-2.0\n",
        "CHANGELOG.md": f"# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - {DATE}\n\n### Added\n\n- A thing.\n",
    }


def test_a_second_version_takes_the_place_of_the_first(release, tree):
    for path, text in release.written(tree, "0.2.0", DATE).items():
        path.write_text(text, "utf-8")
    with pytest.raises(release.NotReadyError, match="no changes under Unreleased"):
        release.written(tree, "0.3.0", DATE)
    log = tree / "CHANGELOG.md"
    log.write_text(
        log.read_text("utf-8").replace("[Unreleased]\n", "[Unreleased]\n\n### Fixed\n\n- A slip.\n", 1), "utf-8"
    )
    changed = release.written(tree, "0.3.0", "2027-01-01")
    assert changed[tree / "CITATION.cff"].count("date-released") == 1
    assert [line for line in changed[log].splitlines() if line.startswith("## ")] == [
        "## [Unreleased]",
        "## [0.3.0] - 2027-01-01",
        f"## [0.2.0] - {DATE}",
    ]


def test_the_version_that_stands_there_may_be_made_once(release, tree):
    release.ready(tree, "0.1.0")
    subprocess.run(["git", "tag", "v0.1.0"], cwd=tree, check=True)
    with pytest.raises(release.NotReadyError, match="tagged already"):
        release.ready(tree, "0.1.0")


@pytest.mark.parametrize(("version", "said"), [("0.0.9", "older than 0.1.0"), ("two", "is no version")])
def test_a_version_that_is_no_step_forward_is_not_made(release, tree, version, said):
    with pytest.raises(release.NotReadyError, match=said):
        release.ready(tree, version)


def test_nothing_is_made_of_another_branch_or_of_changes(release, tree):
    (tree / "note.txt").write_text("mine")
    with pytest.raises(release.NotReadyError, match="not committed"):
        release.ready(tree, "0.2.0")
    subprocess.run(["git", "switch", "--quiet", "--create", "idea"], cwd=tree, check=True)
    with pytest.raises(release.NotReadyError, match="this is idea"):
        release.ready(tree, "0.2.0")


def test_the_files_of_this_project_look_as_the_script_expects(release):
    assert len(release.written(ROOT, "99.0.0", DATE)) == len(FILES)
