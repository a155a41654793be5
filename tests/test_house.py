"""What holds for the whole house: imports run one way, versions are pinned, nothing of a machine is written down."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

# Put together here, so that this file does not contain what it looks for.
FOLDERS = ("home", "Users", "root", "work", "tmp")
MACHINE_PATHS = re.compile(rf"(?<![\w.])/(?:{'|'.join(FOLDERS)})/|[A-Z]:\\Users\\|\.\./{'shared'}\b")
HOSTS = ("files.pythonhosted", "pypi", "registry.npmjs", "deb.debian")
REGISTRY_HOSTS = re.compile(rf"\b(?:{'|'.join(map(re.escape, HOSTS))})\.org")


def tracked_texts() -> list[tuple[str, str]]:
    """Name and text of each file that git tracks and that is text."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("this copy is no git checkout, so there is no list of its files")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    texts = []
    for name in filter(None, listed.split("\0")):
        path = ROOT / name
        if not path.is_file():  # removed in the working tree and not committed yet
            continue
        content = path.read_bytes()
        if b"\0" not in content:
            texts.append((name, content.decode("utf-8")))
    return texts


def test_imports_run_one_way_along_the_road():
    program = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    # in a process of its own, for it sets up logging anew and silences whoever logged before
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 kept, 0 broken" in done.stdout


def test_every_package_of_the_road_stands_in_the_contract():
    layers = " ".join(PROJECT["tool"]["importlinter"]["contracts"][0]["layers"])
    modules = {p.stem if p.is_file() else p.name for p in (ROOT / "kg").iterdir()}
    modules -= {"__init__", "__main__", "__pycache__", "py", "_shipped"}
    missing = {m for m in modules if not re.search(rf"kg\.{m}\b", layers)}
    assert not missing, f"not in pyproject's layers: {sorted(missing)}"


def test_every_requirement_is_pinned_with_hashes_and_names_no_index():
    text = (ROOT / "requirements.txt").read_text("utf-8")
    entries = [e for e in re.split(r"\n(?=\S)", text) if not e.startswith("#")]
    assert len(entries) > len(PROJECT["project"]["dependencies"])
    for entry in entries:
        assert re.match(r"[a-z0-9._-]+(?:\[[a-z,]+\])?==\S+", entry), entry[:80]
        assert "--hash=sha256:" in entry, entry[:80]
    assert "://" not in text
    assert not re.search(r"^(?:--index|--extra|--find|-i |-f )", text, re.MULTILINE)


MENDED_FROM = {"h11": "0.16", "jinja2": "3.1.6", "pypdf": "6.16.1", "starlette": "1.4"}
"""From which release on what reads strangers' bytes is free of the holes known when it was taken up; it only rises."""


def test_no_floor_lets_in_a_release_with_a_known_hole():
    declared = {r.name: r for r in map(Requirement, PROJECT["project"]["dependencies"])}
    for name, release in MENDED_FROM.items():
        floors = [Version(s.version) for s in declared[name].specifier if s.operator == ">="]
        assert floors, name
        assert max(floors) >= Version(release), name


def test_every_direct_dependency_is_locked():
    text = (ROOT / "requirements.txt").read_text("utf-8")
    locked = {m.lower() for m in re.findall(r"^([A-Za-z0-9._-]+)(?:\[[a-z,]+\])?==", text, re.MULTILINE)}
    declared = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = {re.match(r"[A-Za-z0-9._-]+", d)[0].lower() for d in declared}
    assert names <= locked, names - locked


def test_python_is_bounded_on_both_sides():
    assert PROJECT["project"]["requires-python"] == ">=3.11,<3.13"


def test_the_version_is_the_same_everywhere():
    import kg  # noqa: PLC0415 - read as installed

    assert kg.__version__ == PROJECT["project"]["version"]
    assert f"\nversion: {kg.__version__}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_no_file_names_a_folder_of_somebodys_machine():
    found = [f"{name}: {m.group()}" for name, text in tracked_texts() for m in MACHINE_PATHS.finditer(text)]
    assert not found


def test_no_file_names_a_package_registry():
    found = [f"{name}: {m.group()}" for name, text in tracked_texts() for m in REGISTRY_HOSTS.finditer(text)]
    assert not found


def test_every_dependency_has_its_reason():
    page = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    declared = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    names = {re.match(r"[A-Za-z0-9._-]+", d)[0].lower() for d in declared}
    assert {n for n in names if f"`{n}`" not in page} == set()


def test_coverage_has_a_floor():
    assert PROJECT["tool"]["coverage"]["report"]["fail_under"] > 0


def test_links_between_the_documents_lead_somewhere():
    targets = [
        (name, target)
        for name, text in tracked_texts()
        if name.endswith(".md") and not name.startswith(("tests/", "examples/papers/"))
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text)
        if "://" not in target
    ]
    assert [(n, t) for n, t in targets if not (ROOT / n).parent.joinpath(t).exists()] == []


def test_nothing_leads_to_an_address_that_nobody_has() -> None:
    """The project has no public address yet; one that only looks like it would send readers to somebody else."""
    assert "urls" not in PROJECT["project"]
    placeholder = re.compile(
        r"(?:github|gitlab)\.(?:com|io)/(?:your|you|user|owner|org|example|kg)\b|\bYOUR[-_ ]|<your|kg\.example"
    )
    pages = ((n, t) for n, t in tracked_texts() if n.endswith((".md", ".cff", ".toml", ".yml")))
    assert [f"{name}: {found.group()}" for name, text in pages for found in placeholder.finditer(text)] == []
