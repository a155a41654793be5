"""The command that shows what is set, and where: config show."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import click
import typer

from kg.cli.app import JsonOption, command, print_json
from kg.cli.commands import group

if TYPE_CHECKING:
    from kg.cli.configured import Effective

config = group("config", "What is set once: by variables, and in kg.toml.")

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[SETTING | COMMAND [OPTIONS]...]",
        help="A setting's name, or a command: what would hold for it, with these options.",
    ),
]


@command("show", on=config, parsing={"allow_interspersed_args": False, "ignore_unknown_options": True})
def show_(words: Words = None, as_json: JsonOption = False) -> None:
    """Show each setting, its value, and whether a flag, a variable, kg.toml or nobody set it."""
    from kg.cli.configured import effective  # noqa: PLC0415
    from kg.configuration.file import configuration  # noqa: PLC0415

    root = click.get_current_context().find_root()
    assert isinstance(root.command, click.Group)
    found = _asked_for(root, root.command, words or [], effective(root.command, root))
    path = configuration(Path.cwd()).path
    if as_json:
        print_json({"file": None if path is None else str(path), "settings": [_json(each) for each in found]})
    else:
        typer.echo(_text(found, path), nl=False)


def _asked_for(
    root: click.Context, commands: click.Group, words: list[str], every: "tuple[Effective, ...]"
) -> "tuple[Effective, ...]":
    """All settings, the one that a word names, or those of the command that the words call."""
    if not words:
        return every
    if commands.get_command(root, words[0]) is not None or words[0].startswith("-"):
        return _of_command(root, commands, words)
    if found := tuple(each for each in every if each.setting.name == words[0]):
        return found
    raise typer.BadParameter(f"{words[0]}: neither a command nor a setting; kg config show lists all settings")


def _of_command(root: click.Context, commands: click.Group, words: list[str]) -> "tuple[Effective, ...]":
    from kg.cli.configured import effective_for  # noqa: PLC0415

    _, meant, rest = commands.resolve_command(root, words)
    while isinstance(meant, click.Group):
        if not rest:
            raise typer.BadParameter(f"{meant.name}: give one of its commands, {', '.join(meant.commands)}")
        _, meant, rest = meant.resolve_command(root, rest)
    assert meant is not None
    return effective_for(meant, rest, root)


def _value(each: "Effective") -> Any:
    return str(each.value) if isinstance(each.value, Path) else each.value


def _json(each: "Effective") -> dict[str, Any]:
    value = {} if each.setting.secret else {"value": _value(each)}
    names = {"variable": each.setting.variable, "option": each.setting.option}
    return {"name": each.setting.name, **value, "from": each.origin.value, **names}


def _text(found: "tuple[Effective, ...]", path: Path | None) -> str:
    from kg.cli.configured import Origin  # noqa: PLC0415
    from kg.views.shown import shown  # noqa: PLC0415

    rows = []
    for each in found:
        where = {Origin.FLAG: each.setting.option, Origin.VARIABLE: each.setting.variable, Origin.FILE: "kg.toml"}
        rows.append((each.setting.name, _told(each), where.get(each.origin, "default")))
    widths = [max((len(row[column]) for row in rows), default=0) for column in (0, 1)]
    lines = [f"{name:<{widths[0]}}   {value:<{widths[1]}}   {origin}".rstrip() for name, value, origin in rows]
    taken = f"kg.toml: {shown(str(path))}" if path else "kg.toml: none in this folder or above it"
    return "\n".join([taken, "", *lines]) + "\n"


def _told(each: "Effective") -> str:
    from kg.views.shown import shown  # noqa: PLC0415

    if each.setting.secret:
        return "not set" if each.origin.value == "default" else "set, and not shown"
    value = _value(each)
    if value is None or value in ("", [], ()):
        return "not set"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:g}"
    return shown(", ".join(map(str, value)) if isinstance(value, list | tuple) else f"{value}")
