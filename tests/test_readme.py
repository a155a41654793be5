"""The sessions that the documents show are real: their commands run, and print what is shown."""

import difflib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sessions import ROOT, matches, parse, rewritten, run, sessions

REWRITE = "KG_REWRITE_SESSIONS"
PAGES = sorted(
    str(page.relative_to(ROOT))
    for page in (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
    if "```console" in page.read_text("utf-8")
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_what_its_commands_print(name, folder):
    page = ROOT / name
    text = page.read_text("utf-8")
    if os.environ.get(REWRITE):
        page.write_text(rewritten(text, folder), "utf-8")
        pytest.fail(f"{name} was written anew, because {REWRITE} is set; read the difference")
    for exchange in sessions(text):
        printed = run(exchange.command, folder)
        assert exchange.output or not printed, f"{name} shows nothing under: $ {exchange.command}"
        difference = "\n".join(difflib.unified_diff(exchange.output, printed, name, "printed", lineterm=""))
        assert matches(exchange.output, printed), f"$ {exchange.command}\n{difference}"


def test_the_python_of_the_readme_runs(folder):
    program = "\n".join(re.findall(r"^```python\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.M | re.S))
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr
    assert 0 < float(done.stdout) < 1


def test_the_readme_shows_a_session_before_it_explains():
    text = (ROOT / "README.md").read_text("utf-8")
    assert 0 < text.index("```console") < text.index("\n## ")


def test_a_gap_stands_for_any_number_of_lines():
    assert matches(("a", "...", "d"), ("a", "b", "c", "d"))
    assert matches(("a", "..."), ("a",))
    assert not matches(("a", "...", "d"), ("a", "b", "c"))


def test_times_may_differ():
    assert matches(("7 papers in 2.1 s",), ("7 papers in 13 s",))
    assert not matches(("7 papers in 2.1 s",), ("8 papers in 2.1 s",))


def test_a_command_may_go_on_over_lines():
    assert [e.command for e in parse("$ kg trace A \\\n    --to B\nan answer\n$ kg status\n")] == [
        "kg trace A \\\n    --to B",
        "kg status",
    ]


def test_only_commands_of_kg_are_run(tmp_path):
    with pytest.raises(ValueError, match="sessions show kg"):
        run("rm -rf examples", tmp_path)
