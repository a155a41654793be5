"""The page of all options, out of the application itself."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from types import NoneType
from typing import Any, get_args, get_type_hints

import click
import typer
from writing import NOTE, code, table

import kg.cli

_INTRO = """# Options, in short

Every command with its arguments and options, as `kg COMMAND --help` tells them. [Commands](../commands.md) says what they are for, and how
they behave. `--quiet`, `--verbose` and `--log-file FILE` go with all of them, and what has a variable in brackets can stand in
[kg.toml](../commands.md#kg-config) too, but for passwords and tokens.
"""


def page() -> str:
    """The page as text."""
    return NOTE + _INTRO + "".join(_section(name, command) for name, command in commands())


def commands() -> Iterator[tuple[str, click.Command]]:
    """All commands that are shown, those of groups by two words."""
    root = typer.main.get_command(kg.cli.app)
    yield from _of(root, click.Context(root), "kg")


def _of(group: click.Command, context: click.Context, words: str) -> Iterator[tuple[str, click.Command]]:
    for name in sorted(group.list_commands(context)):  # type: ignore[attr-defined]
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        if command.hidden:
            continue
        if hasattr(command, "list_commands"):
            yield from _of(command, click.Context(command), f"{words} {name}")
        else:
            yield f"{words} {name}", command


def _section(name: str, command: click.Command) -> str:
    kinds = get_type_hints(command.callback)
    arguments = [p for p in command.params if not p.opts[0].startswith("-")]
    options = [
        p for p in command.params if p.opts[0].startswith("-") and not getattr(p, "hidden", False) and p.name != "help"
    ]
    help_text = " ".join((command.help or "").split("\n\n")[0].split())
    usage = " ".join([name, *map(_placeholder, arguments), *(["[OPTIONS]"] if options else [])])
    rows = [(code(_placeholder(p)), _told(p), "") for p in arguments]
    rows += [(_written(p, kinds[p.name or ""]), _told(p), _default(p)) for p in options]
    listed = f"\n{table(('', 'does', 'if not given'), rows)}" if rows else ""
    return f"\n## {name}\n\n{help_text}\n\n```\n{usage}\n```\n{listed}"


def _placeholder(argument: click.Parameter) -> str:
    many = "..." if argument.nargs == -1 else ""
    word = (argument.name or "").upper().rstrip("_")
    return f"{word}{many}" if argument.required else f"[{word}{many}]"


def _written(option: click.Parameter, kind: object) -> str:
    names = ", ".join(code(o) for o in [*option.opts, *option.secondary_opts])
    return names if kind is bool else f"{names} {_value(kind)}"


def _value(kind: Any) -> str:
    """What stands behind the option, by the type of the function's parameter."""
    kinds = [k for k in (get_args(kind) or (kind,)) if k is not NoneType]
    if isinstance(kinds[0], type) and issubclass(kinds[0], StrEnum):
        return " or ".join(code(member.value) for member in kinds[0])
    return {int: "N", float: "X", Path: "PATH"}.get(kinds[0], "TEXT")


def _told(parameter: click.Parameter) -> str:
    told = (getattr(parameter, "help", None) or "").replace("<", r"\<")
    return f"{told} (`{parameter.envvar}`)" if isinstance(parameter.envvar, str) else told


def _default(option: click.Parameter) -> str:
    if option.required:
        return "must be given"
    default = option.default
    plain = isinstance(default, str | int | float | Path) and not isinstance(default, bool)
    return code(str(getattr(default, "value", default))) if plain else ""
