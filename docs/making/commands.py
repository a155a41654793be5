"""What the page of commands takes from the program itself: usage, help, arguments, options and what holds without them.

The page is written by hand but for its blocks: each begins with a comment that names the command, and ends with one.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import typer
from writing import cell, code, table

import kg.cli

PAGE = Path(__file__).parent.parent / "commands.md"
_BEGIN = "<!-- kg {}: made by docs/making/reference.py out of the program -->"
_END = "<!-- kg {}: end -->"
_BLOCK = re.compile(r"<!-- kg ([a-z]+): made by .*? -->\n.*?<!-- kg \1: end -->", re.DOTALL)
_GENERAL = frozenset({"help", "quiet", "verbose", "log_file", "install_completion", "show_completion", "version"})


def filled(text: str) -> str:
    """The page with all its blocks as the program tells them now."""
    return _BLOCK.sub(lambda block: block_of(block[1]), text)


def block_of(name: str) -> str:
    """What the program tells of a command, or of those of a group one after the other."""
    found = [(words, command) for words, command in commands() if words.split()[1] == name]
    told = [_told(words, command, heading=len(words.split()) > 2) for words, command in found]
    return "\n".join([_BEGIN.format(name), "", *told, _END.format(name)])


def commands() -> Iterator[tuple[str, click.Command]]:
    """All commands that are shown, in the order of help, those of groups by two words."""
    root = typer.main.get_command(kg.cli.app)
    yield from _of(root, click.Context(root, info_name="kg"), "kg")


def _of(group: click.Command, context: click.Context, words: str) -> Iterator[tuple[str, click.Command]]:
    for name in group.list_commands(context):  # type: ignore[attr-defined]
        command = group.get_command(context, name)  # type: ignore[attr-defined]
        if command.hidden:
            continue
        if hasattr(command, "list_commands"):
            yield from _of(command, click.Context(command, parent=context, info_name=name), f"{words} {name}")
        else:
            yield f"{words} {name}", command


def _told(words: str, command: click.Command, *, heading: bool) -> str:
    shown = [p for p in command.params if p.name not in _GENERAL and not getattr(p, "hidden", False)]
    arguments = [p for p in shown if not isinstance(p, click.Option)]
    options = [p for p in shown if isinstance(p, click.Option)]
    context = click.Context(command, info_name=words)
    usage = " ".join([words, *(p.make_metavar(context) for p in arguments), *(["[OPTIONS]"] if options else [])])
    helped = " ".join((command.help or "").split("\n\n")[0].split())
    rows = [(code(p.make_metavar(context)), _help(p), _without(p)) for p in arguments]
    rows += [(_written(p), _help(p), _without(p)) for p in options]
    listed = f"\n{table(('', 'does', 'if not given'), rows)}" if rows else ""
    return f"{f'### {words}' + chr(10) * 2 if heading else ''}```text\n{usage}\n    {helped}\n```\n{listed}"


def _written(option: click.Option) -> str:
    names = ", ".join(code(o) for o in [*option.opts, *option.secondary_opts])
    return names if option.is_flag else f"{names} {_value(option.type)}"


def _value(kind: Any) -> str:
    """What stands behind an option, by its type."""
    if isinstance(kind, click.Choice):
        return " or ".join(code(str(getattr(choice, "value", choice))) for choice in kind.choices)
    if isinstance(kind, click.DateTime):
        return "YYYY-MM-DD"
    if isinstance(kind, click.IntRange | click.FloatRange):
        letter = "N" if isinstance(kind, click.IntRange) else "X"
        ends = (
            f"from {kind.min:g}" if kind.min is not None else "",
            f"up to {kind.max:g}" if kind.max is not None else "",
        )
        return f"{letter} ({' '.join(end for end in ends if end)})"
    numbers = {"integer": "N", "float": "X", "path": "PATH"}
    return numbers.get(kind.name, "TEXT")


def _help(parameter: click.Parameter) -> str:
    told = (getattr(parameter, "help", None) or "").replace("<", r"\<")
    more = ", ".join(f"`{name}`" for name in [parameter.envvar] if isinstance(name, str))
    again = " Again for each." if getattr(parameter, "multiple", False) and "again for each" not in told.lower() else ""
    return cell(f"{told}{again} ({more})" if more else f"{told}{again}")


def _without(parameter: click.Parameter) -> str:
    if parameter.required:
        return "must be given"
    default = parameter.default
    plain = isinstance(default, str | int | float | Path) and not isinstance(default, bool)
    return code(str(getattr(default, "value", default))) if plain else ""
