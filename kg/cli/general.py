"""Options that go with every command, before it and behind it: how much is told, and the log."""

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.cli.telling import set_up

_QUIET = "Show answers and errors only."
_VERBOSE = "Tell what is done, on stderr."
_LOG_FILE = "Write all that is told into this file too, with times."

Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=_QUIET)]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help=_VERBOSE)]
LogFile = Annotated[Path | None, typer.Option("--log-file", envvar="KG_LOG_FILE", help=_LOG_FILE)]

_BEHIND: dict[str, tuple[Any, Any]] = {
    "quiet": (Annotated[bool, typer.Option("--quiet", "-q", hidden=True)], False),
    "verbose": (Annotated[bool, typer.Option("--verbose", "-v", hidden=True)], False),
    "log_file": (Annotated[Path | None, typer.Option("--log-file", hidden=True)], None),
}


def tell(quiet: bool, verbose: bool, log_file: Path | None) -> None:
    """Set up what is told."""
    from kg.cli.app import cause  # noqa: PLC0415

    if quiet and verbose:
        raise typer.BadParameter("--quiet and --verbose do not go together; give one of them")
    try:
        set_up(quiet=quiet, verbose=verbose, log_file=log_file)
    except OSError as error:
        raise typer.BadParameter(
            f"{log_file}: {cause(error)}; give a file that can be written", param_hint="--log-file"
        ) from None


def with_general(guarded: Callable[..., Any], function: Callable[..., Any]) -> None:
    """Let the command that stands for the function take the general options behind it too."""
    signature = inspect.signature(function, eval_str=True)
    more = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)
        for name, (annotation, default) in _BEHIND.items()
    ]
    guarded.__signature__ = signature.replace(parameters=[*signature.parameters.values(), *more])  # type: ignore[attr-defined]
    guarded.__annotations__ = {p.name: p.annotation for p in guarded.__signature__.parameters.values()}  # type: ignore[attr-defined]


def taken(words: dict[str, Any]) -> dict[str, Any]:
    """The command's own words, the general ones among them being heeded."""
    quiet, verbose, log_file = (words.pop(name) for name in _BEHIND)
    if quiet or verbose or log_file is not None:
        before = _given_before()
        tell(quiet or before[0], verbose or before[1], log_file or before[2])
    return words


def _given_before() -> tuple[bool, bool, Path | None]:
    """What was given before the command."""
    import click  # noqa: PLC0415

    root = click.get_current_context().find_root().params
    return root.get("quiet", False), root.get("verbose", False), root.get("log_file")
