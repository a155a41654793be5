import importlib
import pkgutil
import subprocess
import sys

import kg.cli
from kg.cli.commands import registered
from kg.cli.headings import ENTRIES


def test_the_table_and_the_modules_name_the_same_commands() -> None:
    for module in pkgutil.iter_modules(kg.cli.__path__):
        importlib.import_module(f"kg.cli.{module.name}")
    assert set(registered) == set(ENTRIES)


def test_help_loads_no_command_and_a_command_its_own_module_alone() -> None:
    program = """
import sys
from typer.testing import CliRunner
from kg.cli import app
def loaded():
    return {m.removeprefix("kg.cli.") for m in sys.modules if m.startswith("kg.cli.")} & {modules}
print(CliRunner().invoke(app, ["--help"]).exit_code, sorted(loaded()))
print(CliRunner().invoke(app, ["query", "--list"]).exit_code, sorted(loaded()))
print([m for m in ("rich.console", "pydantic", "networkx") if m in sys.modules])
"""
    program = program.replace("{modules}", str({entry.module for entry in ENTRIES.values()}))
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "0 []\n0 ['ask']\n[]\n"


def test_an_unknown_command_and_an_unknown_option_bring_the_nearest() -> None:
    from typer.testing import CliRunner  # noqa: PLC0415

    mistyped = CliRunner().invoke(kg.cli.app, ["trcae", "x"])
    assert mistyped.exit_code == 2
    assert "trcae: no such command; did you mean trace" in mistyped.stderr
    assert "kg -h lists them all" in CliRunner().invoke(kg.cli.app, ["xyzzy"]).stderr
    assert "--json" in CliRunner().invoke(kg.cli.app, ["trace", "x", "--jsn"]).stderr
