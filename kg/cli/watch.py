"""The command that builds whatever comes into a folder: watch."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import DEFAULT_FOLDER, FolderOption, JsonOption, MemoryLimit, command, print_json
from kg.cli.build import Jobs, TimeLimit
from kg.cli.exits import EXIT_SOME_FAILED
from kg.cli.progress import Bar
from kg.cli.telling import message
from kg.store.holder import refuse_while_written

if TYPE_CHECKING:
    from kg.watching import Round


@command("watch")
def watch_(
    folder: Annotated[Path, typer.Argument(help="Folder that papers come into.")],
    graph: FolderOption = DEFAULT_FOLDER,
    jobs: Jobs = None,
    time_limit: TimeLimit = 60,
    memory_limit: MemoryLimit = 2048,
    every: Annotated[float, typer.Option("--every", min=0.1, help="Seconds between two looks.")] = 2,
    once: Annotated[bool, typer.Option("--once", help="End when all that is there was read, for scripts.")] = False,
    remove_gone: Annotated[
        bool,
        typer.Option("--remove-gone", help="Take out the papers of files that are gone, even while nobody watched."),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Build what is in a folder, and whatever comes into it or changes, until Ctrl-C."""
    if once:  # and else it waits until the graph is free
        refuse_while_written(graph)
    from kg.cli.build import work_limits  # noqa: PLC0415
    from kg.watching import Watching, watch  # noqa: PLC0415

    how = Watching(every, once, remove_gone)
    failed, idle = False, once
    try:
        with _Bars() as progress:
            rounds = watch(
                folder, graph, how, jobs=jobs, limits=work_limits(time_limit, memory_limit), progress=progress
            )
            if not once:
                message(f"watching {folder}  (Ctrl-C stops)")
            for each in rounds:
                idle = False
                failed = failed or bool(each.report and each.report.failed)
                _tell(each, as_json=as_json)
    except KeyboardInterrupt:
        message(f"stopped watching {folder}; what was stored stays")
        return
    if idle:
        message(f"{folder}: nothing new")
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)


class _Bars:
    """A bar for each build, and none between two of them, where answers are printed."""

    def __init__(self) -> None:
        self._bar: Bar | None = None

    def __enter__(self) -> "_Bars":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.__exit__()
            self._bar = None

    def __call__(self, done: int, total: int, name: str) -> None:
        if self._bar is None:
            self._bar = Bar().__enter__()
        self._bar(done, total, name)
        if done == total:
            self.__exit__()


def _tell(each: "Round", *, as_json: bool) -> None:
    from kg.views.status import build_json, build_text  # noqa: PLC0415

    if each.report is not None:
        if as_json:
            print_json(build_json(each.report))
        else:
            typer.echo(build_text(each.report), nl=False)
    for path in each.gone:
        message(f"kg: {path} is gone; what it said stays, unless --remove-gone is given or kg remove takes it out")
    for path in each.removed:
        message(f"removed {path}")
    if each.waiting is not None:
        message(f"kg: {each.waiting}; it is tried again")
