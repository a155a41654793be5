"""What kg.toml and variables set, put under the options of a command: flags beat variables, and these the file."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from click.core import ParameterSource

from kg.cli.telling import message
from kg.configuration.file import Configuration, ConfigurationError, configuration
from kg.configuration.settings import SETTINGS, Setting, setting_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def configure(command: click.Command, ctx: click.Context) -> None:
    """Have a command's options, and those of the commands beneath it, take what is set for them.

    Raises:
        click.UsageError: kg.toml cannot be read.
    """
    try:
        found = configuration(Path.cwd())
    except (ConfigurationError, OSError) as error:
        if ctx.resilient_parsing:  # while a line is completed nothing is told
            found = Configuration()
        else:
            raise click.UsageError(str(error)) from None
    if found.foreign is not None and not ctx.resilient_parsing:
        message(f"kg: {found.foreign} belongs to somebody else and is not read")
    _put(command, found)


def _put(command: click.Command, found: Configuration) -> None:
    below: dict[str, Any] = {}
    for parameter, setting in settings_of(command):
        if parameter.envvar is None:
            parameter.envvar = setting.variable
        if setting.name in found.values and parameter.name is not None:
            below[parameter.name] = found.values[setting.name]
    command.context_settings["default_map"] = below
    for inner in command.commands.values() if isinstance(command, click.Group) else ():
        _put(inner, found)


def settings_of(command: click.Command) -> "Iterator[tuple[click.Option, Setting]]":
    """The options of a command that can be set once, with their settings."""
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            for option in parameter.opts:
                if (setting := setting_of(command.name or "", option)) is not None:
                    yield parameter, setting


class Origin(StrEnum):
    """Where a value came from."""

    FLAG = "flag"
    VARIABLE = "variable"
    FILE = "file"
    DEFAULT = "default"


_ORIGINS = {
    ParameterSource.COMMANDLINE: Origin.FLAG,
    ParameterSource.ENVIRONMENT: Origin.VARIABLE,
    ParameterSource.DEFAULT_MAP: Origin.FILE,
}


@dataclass(frozen=True, slots=True)
class Effective:
    """A setting with the value that holds, and where it came from; of a secret no value."""

    setting: "Setting"
    value: Any
    origin: Origin


def effective(commands: click.Group, ctx: click.Context) -> tuple[Effective, ...]:
    """Every setting with its value, as the first command would take it that has the option."""
    found: dict[Setting, Effective] = {}
    for name in commands.list_commands(ctx):
        for command in _each(commands.get_command(ctx, name)):
            for each in effective_for(command, [], ctx):
                found.setdefault(each.setting, each)
    return tuple(found[setting] for setting in SETTINGS if setting in found)


def effective_for(command: click.Command, words: list[str], ctx: click.Context) -> tuple[Effective, ...]:
    """The settings of one command with their values, as it would take them with these words behind its name."""
    inner = command.make_context(command.name, words, parent=ctx, resilient_parsing=True)
    return tuple(
        Effective(
            setting,
            None if setting.secret else inner.params.get(parameter.name or ""),
            _ORIGINS.get(inner.get_parameter_source(parameter.name or "") or ParameterSource.DEFAULT, Origin.DEFAULT),
        )
        for parameter, setting in settings_of(command)
    )


def _each(command: click.Command | None) -> "Iterator[click.Command]":
    if isinstance(command, click.Group):
        yield from command.commands.values()
    elif command is not None:
        yield command
