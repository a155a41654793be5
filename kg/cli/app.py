"""The application that commands are registered with, and what they share."""

import errno
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ParamSpec, TypeVar

import typer

from kg.cli.commands import Commands, registered
from kg.cli.exits import EXIT_INTERRUPTED, EXIT_UNMET, EXIT_USAGE
from kg.cli.general import LogFile, Quiet, Verbose, taken, tell, with_general
from kg.cli.telling import complain, message
from kg.core.errors import KgError, UnknownNameError, WrongUsageError
from kg.interrupts import at_work, came

if TYPE_CHECKING:
    from kg.store.curation_log import UnreadableLine

P = ParamSpec("P")
R = TypeVar("R")


app = typer.Typer(
    name="kg",
    cls=Commands,
    rich_markup_mode=None,  # plain help is read as well, and rich takes as long to load as all else
    help="Which datasets do papers rest on, directly and through the models they use, and who says so?",
    invoke_without_command=True,
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)

GraphOption = Annotated[
    str,
    typer.Option(
        "--graph", "-g", envvar="KG_GRAPH", help="Folder of the graph, or address of an endpoint.", show_default=True
    ),
]


def _folder(given: Path) -> Path:
    """Let a folder pass."""
    from kg.store.remote.address import is_address  # noqa: PLC0415

    if is_address(str(given)):
        raise typer.BadParameter("this works on a graph in a folder; do it there, then kg push to the endpoint")
    return given


FolderOption = Annotated[
    Path,
    typer.Option("--graph", "-g", envvar="KG_GRAPH", help="Folder of the graph.", show_default=True, callback=_folder),
]


def _tell_version(wanted: bool) -> None:
    if wanted:
        from kg.core.version import __version__  # noqa: PLC0415

        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _general(
    ctx: typer.Context,
    version: Annotated[  # noqa: ARG001 - it is told by its callback
        bool, typer.Option("--version", help="Tell kg's version.", callback=_tell_version, is_eager=True)
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    log_file: LogFile = None,
) -> None:
    tell(quiet, verbose, log_file)
    if ctx.invoked_subcommand is None:
        _tell_next_steps(ctx)


def _tell_next_steps(ctx: typer.Context) -> None:
    """Say what may be done next, with the graph that status would look at."""
    from kg.cli.configured import effective_for  # noqa: PLC0415
    from kg.cli.first_steps import next_steps  # noqa: PLC0415

    assert isinstance(ctx.command, Commands)
    settings = effective_for(ctx.command.get_command(ctx, "status"), [], ctx)
    graph = next(each.value for each in settings if each.setting.name == "graph")
    try:
        typer.echo(next_steps(str(graph), Path.cwd()), nl=False)
    except KgError as error:
        complain(f"kg: {error}")
        raise typer.Exit(EXIT_UNMET) from None


DEFAULT_GRAPH = "kg-graph"
DEFAULT_FOLDER = Path(DEFAULT_GRAPH)
JsonOption = Annotated[bool, typer.Option("--json", help="Answer in JSON.")]
MemoryLimit = Annotated[int, typer.Option("--memory-limit", min=512, help="Mebibytes that a worker may take.")]


_DAMAGE = "Corruption"  # as RocksDB, beneath Oxigraph, begins what it says of blocks that fail their checksum
_REFUSED = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM})
"""What the system says where it has no room or gives no leave."""
_REMEDY = "kg doctor says how far; restore a backup, or build again into a new folder"


GOES_ON = "stopped; what was stored stays, and the same command goes on from there"
"""What a command that stores bit by bit says at Ctrl-C."""


def command(
    name: str,
    *,
    on: typer.Typer | None = None,
    hidden: bool = False,
    parsing: dict[str, Any] | None = None,
    stopped: str = "stopped",
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a command, of a group if on names one, whose KgErrors end in one sentence on stderr and exit code 1.

    parsing are click's settings of how its words are read; stopped is what is said at Ctrl-C.
    """
    home = on or registered.setdefault(name, typer.Typer(add_completion=False, rich_markup_mode=None))

    def register(function: Callable[P, R]) -> Callable[P, R]:
        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                with at_work():
                    return function(*args, **taken(kwargs))
            except KgError as error:
                complain(f"kg: {_told(error)}")
                raise typer.Exit(EXIT_USAGE if isinstance(error, WrongUsageError) else EXIT_UNMET) from None
            except KeyboardInterrupt:
                raise _ended(stopped) from None
            except BrokenPipeError:
                # whoever read our answer has seen enough; stdout is closed for good, so its flush at exit must not fail
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
                raise typer.Exit(0) from None
            except Exception as error:
                if came() and not isinstance(error, typer.Exit):  # an error that Ctrl-C turned into
                    raise _ended(stopped) from None
                if isinstance(error, OSError) and error.errno in _REFUSED:
                    complain(f"kg: {error.filename or 'the answer'}: {cause(error)}; mend that and call it again")
                    raise typer.Exit(EXIT_UNMET) from None
                if not isinstance(error, OSError | RuntimeError) or _DAMAGE not in str(error):
                    raise
                complain(f"kg: the graph's store is damaged ({error}); {_REMEDY}")
                raise typer.Exit(EXIT_UNMET) from None

        with_general(guarded, function)
        home.command(name, hidden=hidden, context_settings=parsing)(guarded)
        return function

    return register


def _ended(stopped: str) -> typer.Exit:
    complain(f"kg: {stopped}")
    return typer.Exit(EXIT_INTERRUPTED)


def _told(error: KgError) -> str:
    """What the error says; of a name that may be a file's, whether that is there."""
    if isinstance(error, UnknownNameError):
        from kg.cli.unknown import told  # noqa: PLC0415

        return told(error)
    return str(error)


def tell_unreadable(line: "UnreadableLine") -> None:
    """Tell people of a line of the graph's log that is no decision, on stderr."""
    from kg.store.curation_log import FILE  # noqa: PLC0415
    from kg.views.decided import unreadable_text  # noqa: PLC0415

    message(unreadable_text(line, FILE))


def print_json(value: Any) -> None:
    """Print a value as one line of JSON in UTF-8, whatever the locale.

    What UTF-8 cannot hold, and what could end the line for somebody, steer a terminal or reorder its text, is escaped.
    """
    from kg.views.json_text import json_text  # noqa: PLC0415

    typer.echo(json_text(value).encode("utf-8"))


def cause(error: OSError | UnicodeDecodeError) -> str:
    """Why a file could not be read or written, in words."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not in UTF-8"
    return (error.strerror or "it cannot be opened").lower()
