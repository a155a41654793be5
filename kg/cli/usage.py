"""What is wrong with how a command was called, told as all errors are: the thing, the reason, the next step."""

import re
from typing import TYPE_CHECKING

import click
from click.core import ParameterSource

from kg.nearest import nearest_to

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAINER = (
    (re.compile(r"is not a valid integer(?: range)?$"), "is no whole number"),
    (re.compile(r"is not a valid float(?: range)?$"), "is no number"),
    (re.compile(r"^Got unexpected extra arguments? \((.*)\)$", re.DOTALL), r"\1: this is more than the command takes"),
    (re.compile(r"^Option '(.*)' requires (?:an argument|(\d+) arguments)$"), r"\1: its value is missing"),
)
"""What click says, and the same as kg says it; the full stop is gone from both."""
_STEP = re.compile(r"\b(?:give|write) ")


def told(error: click.ClickException) -> str:
    """The sentence that says what is wrong, without a full stop."""
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path if ctx is not None else "kg"
    match error:
        case click.exceptions.NoSuchOption():
            names = [n for n in _options(ctx) if n.startswith("--")]
            if not nearest_to(error.option_name, names) and (ctx is None or ctx.parent is None):
                return f"{error.option_name}: options of a command go behind it; kg COMMAND --help lists them"
            return f"{error.option_name}: {command} has no such option; {_meant(error.option_name, names, command)}"
        case click.exceptions.NoSuchCommand():
            names = ctx.command.list_commands(ctx) if ctx is not None and isinstance(ctx.command, click.Group) else []
            return f"{error.command_name}: no such command; {_meant(error.command_name, names, command)}"
        case click.MissingParameter():
            return f"{_name(error) or 'something'} is missing; {command} --help tells what it takes"
        case click.BadParameter():
            name = _name(error)
            return _with_step(f"{name}: {_plainer(error.message)}" if name else _plainer(error.message), command)
    return _with_step(_plainer(error.format_message()), command)


def _plainer(message: str) -> str:
    message = message.rstrip().removesuffix(".")
    for pattern, plain in _PLAINER:
        message = pattern.sub(plain, message)
    return message


def _with_step(message: str, command: str) -> str:
    return message if ";" in message or _STEP.search(message) else f"{message}; {command} --help tells what it takes"


def _meant(name: str, names: "Iterable[str]", command: str) -> str:
    near = nearest_to(name, names)
    return f"did you mean {' or '.join(near)}?" if near else f"{command} --help lists them"


def _options(ctx: click.Context | None) -> list[str]:
    params = ctx.command.params if ctx is not None else []
    shown = [p for p in params if isinstance(p, click.Option) and not p.hidden]
    return [name for option in shown for name in (*option.opts, *option.secondary_opts)]


def _name(error: click.BadParameter) -> str:
    """What the wrong value was given by: the option, the argument, a variable or the file of settings."""
    if isinstance(error.param_hint, str):
        return error.param_hint
    if error.param is None:
        return ""
    source = error.ctx.get_parameter_source(error.param.name or "") if error.ctx is not None else None
    if source is ParameterSource.ENVIRONMENT:
        return error.param.envvar if isinstance(error.param.envvar, str) else str(error.param.name).upper()
    name = max(error.param.opts, key=len) if isinstance(error.param, click.Option) else _placeholder(error)
    return f"kg.toml, {name.lstrip('-')}" if source is ParameterSource.DEFAULT_MAP else name


def _placeholder(error: click.BadParameter) -> str:
    assert error.param is not None
    return error.param.make_metavar(error.ctx) if error.ctx is not None else str(error.param.name).upper()
