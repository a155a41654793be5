"""The application that commands are registered with, and what they share."""

import json
import os
import sys
from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any, ParamSpec, TypeVar

import typer

from kg.core.errors import KgError

P = ParamSpec("P")
R = TypeVar("R")

EXIT_UNMET = 1
EXIT_SOME_FAILED = 3
EXIT_INTERRUPTED = 130

app = typer.Typer(
    name="kg",
    help="Which datasets do papers rest on, directly and through the models they use, and who says so?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

GraphOption = Annotated[
    Path, typer.Option("--graph", "-g", envvar="KG_GRAPH", help="Folder of the graph.", show_default=True)
]
DEFAULT_GRAPH = Path("kg-graph")
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]


def command(name: str | None = None) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a command whose KgErrors end in one sentence on stderr and exit code 1."""

    def register(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return function(*args, **kwargs)
            except KgError as error:
                message(f"kg: {error}")
                raise typer.Exit(EXIT_UNMET) from None
            except KeyboardInterrupt:
                message("kg: stopped; what was stored stays, and the same command goes on from there")
                raise typer.Exit(EXIT_INTERRUPTED) from None
            except BrokenPipeError:
                # whoever read our answer has seen enough; stdout is closed for good, so its flush at exit must not fail
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                raise typer.Exit(0) from None

        return app.command(name)(guarded)

    return register


def message(text: str) -> None:
    """Tell people something, on stderr."""
    from kg.views.shown import shown  # noqa: PLC0415

    typer.echo("\n".join(map(shown, text.split("\n"))), err=True)


def print_json(value: Any) -> None:
    """Print a value as one line of JSON."""
    typer.echo(json.dumps(value, ensure_ascii=False, allow_nan=False))


def lines_of(file: Path) -> Iterable[str]:
    """The lines of a file, or of stdin for "-", without their ends; empty ones are left out.

    Raises:
        KgError: the file cannot be read.
    """
    if str(file) == "-":
        yield from (line.rstrip("\n") for line in sys.stdin if line.strip())
        return
    try:
        with file.open(encoding="utf-8") as lines:
            yield from (line.rstrip("\n") for line in lines if line.strip())
    except (OSError, UnicodeDecodeError) as error:
        raise KgError(f"{file}: cannot be read as text; {cause(error)}") from error


def cause(error: OSError | UnicodeDecodeError) -> str:
    """Why a file could not be read or written, in words."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not in UTF-8"
    return (error.strerror or "it cannot be opened").lower()


def json_lines(file: Path, field: str) -> Iterable[dict[str, Any]]:
    """The objects of a JSON-lines file, each with the text field that the command needs.

    Raises:
        KgError: a line is no JSON object or lacks the field.
    """
    for number, line in enumerate(lines_of(file), 1):
        try:
            value = json.loads(line)
        except ValueError as error:
            raise KgError(f"{file}, line {number}: no JSON ({error})") from error
        if not isinstance(value, dict) or not isinstance(value.get(field), str):
            raise KgError(f'{file}, line {number}: expected an object with a text "{field}"')
        yield value
