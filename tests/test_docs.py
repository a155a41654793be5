"""The reference pages and the program say the same."""

import json
import re
from collections.abc import Iterator

import pytest
import typer
from typer.testing import CliRunner

from kg.cli import app
from tests.sessions import ROOT

GROUP = typer.main.get_command(app)
COMMANDS = {name: GROUP.get_command(typer.Context(GROUP), name) for name in GROUP.list_commands(typer.Context(GROUP))}
PAGE = (ROOT / "docs" / "commands.md").read_text("utf-8")
SECTIONS = dict(re.findall(r"^## kg ([a-z]+)\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL))


def test_every_command_has_its_section_and_every_section_its_command():
    assert set(COMMANDS) == set(SECTIONS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_of_a_command_is_documented(name):
    general = PAGE[: PAGE.index("\n## ")]
    options = [o for p in COMMANDS[name].params for o in p.opts if o.startswith("--") and o != "--help"]
    documented = SECTIONS[name] + general
    assert [o for o in options if f"`{o}" not in documented and f" {o} " not in documented] == []


def fields(value: object) -> Iterator[str]:
    """The names of all fields, however deep."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner)


def test_every_field_of_extract_is_described():
    page = (ROOT / "docs" / "json.md").read_text("utf-8")
    section = page[page.index("## `kg extract") : page.index("## `kg mentions")]
    done = CliRunner().invoke(app, ["extract", "--json", str(ROOT / "examples" / "papers" / "quail-2.pdf")])
    assert done.exit_code == 0, done.output
    described = set(re.findall(r"`([a-z_0-9]+)`", section))
    assert set(fields(json.loads(done.stdout))) - described == set()


def test_the_example_of_reading_runs_and_shows_cells_and_citations(capsys):
    page = (ROOT / "docs" / "reading.md").read_text("utf-8")
    (example,) = re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    exec(example, {})
    shown = capsys.readouterr().out
    assert "['Dataset', 'Sampling', 'Epochs', 'Words']" in shown
    assert "→ Marshbirds: A corpus" in shown
