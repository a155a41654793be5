"""Commands that change a graph: build, retry, remove; and the one that tells what is in it: status."""

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import (
    DEFAULT_FOLDER,
    DEFAULT_GRAPH,
    EXIT_INTERRUPTED,
    EXIT_SOME_FAILED,
    FolderOption,
    GraphOption,
    JsonOption,
    MemoryLimit,
    cause,
    command,
    message,
    print_json,
    tell_unreadable,
)

if TYPE_CHECKING:
    from kg.building import BuildReport, Settled
    from kg.workers import WorkLimits

Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Papers read at a time; one a processor if not given.")
]
TimeLimit = Annotated[float, typer.Option("--time-limit", min=1, help="Seconds that one paper may take.")]


@command()
def build(
    paths: Annotated[list[str], typer.Argument(help="Papers, folders or globs; - reads a list of paths from stdin.")],
    graph: FolderOption = DEFAULT_FOLDER,
    jobs: Jobs = None,
    force: Annotated[bool, typer.Option("--force", help="Read unchanged papers again.")] = False,
    time_limit: TimeLimit = 60,
    memory_limit: MemoryLimit = 2048,
    events: Annotated[
        Path | None,
        typer.Option(help="Write a line of JSON here for each paper as soon as it is safely stored, or failed."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read papers, find datasets and models, and store what the papers say, with quotes."""
    from kg.building import build_graph  # noqa: PLC0415

    given = [line.strip() for p in paths for line in (sys.stdin if p == "-" else [p]) if line.strip()]
    try:
        with _Progress() as progress, _Events(events) as settled:
            report = build_graph(
                given,
                graph,
                jobs=jobs,
                force=force,
                limits=_limits(time_limit, memory_limit),
                progress=progress,
                settled=settled,
            )
    except KeyboardInterrupt:
        if graph.exists():
            raise
        message("kg: stopped; nothing was stored yet")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    _print_report(report, as_json=as_json)


@command()
def retry(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Where the failed papers lie, if not where they lay when they failed.")
    ] = None,
    graph: FolderOption = DEFAULT_FOLDER,
    jobs: Jobs = None,
    time_limit: TimeLimit = 900,
    memory_limit: MemoryLimit = 8192,
    as_json: JsonOption = False,
) -> None:
    """Read the papers that failed again, with wider limits."""
    from kg.building import retry_failed  # noqa: PLC0415

    with _Progress() as progress:
        report = retry_failed(
            paths or [], graph, jobs=jobs, limits=_limits(time_limit, memory_limit), progress=progress
        )
    _print_report(report, as_json=as_json)


@command()
def remove(
    paper: Annotated[str, typer.Argument(help="Title, short title, file name, arXiv id or DOI.")],
    graph: FolderOption = DEFAULT_FOLDER,
) -> None:
    """Take one paper out of the graph; what others say of it stays."""
    from kg.building import remove_paper  # noqa: PLC0415

    for source in remove_paper(paper, graph):
        message(f"removed {source.name}" + (f" ({source.title})" if source.title else ""))


@command()
def status(graph: GraphOption = DEFAULT_GRAPH, as_json: JsonOption = False) -> None:
    """Show which papers are in the graph, which failed, and why."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.views.status import status_json, status_text  # noqa: PLC0415

    with Graph.open_read_only(graph) as opened:
        sources, triples = opened.sources(), len(opened)
    if as_json:
        print_json(status_json(sources, triples))
    else:
        typer.echo(status_text(sources, triples), nl=False)


def _limits(seconds: float, mebibytes: int) -> "WorkLimits":
    from kg.workers import WorkLimits  # noqa: PLC0415

    return WorkLimits(seconds=seconds, memory_bytes=mebibytes * 1024 * 1024)


def _print_report(report: "BuildReport", *, as_json: bool) -> None:
    from kg.views.status import build_json, build_text  # noqa: PLC0415

    if as_json:
        print_json(build_json(report))
    else:
        typer.echo(build_text(report), nl=False)
    for line in report.unreadable:
        tell_unreadable(line)
    if report.failed:
        raise typer.Exit(EXIT_SOME_FAILED)


class _Progress:
    """A progress bar on stderr, on terminals only; called with papers done, papers in all and the last one's name."""

    def __init__(self) -> None:
        from rich.console import Console  # noqa: PLC0415
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

        console = Console(stderr=True)
        self._bar = Progress(
            TextColumn("reading"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[name]}"),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("papers", total=None, name="")

    def __enter__(self) -> "_Progress":
        self._bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def __call__(self, done: int, total: int, name: str) -> None:
        self._bar.update(self._task, completed=done, total=total, name=name[:40].replace("[", "("))


class _Events:
    """Lines of JSON, each written out at once, for papers that are settled; none where there is no file for them."""

    def __init__(self, file: Path | None) -> None:
        try:
            self._file = file.open("ab", buffering=0) if file else None
        except OSError as error:
            raise typer.BadParameter(f"{file}: {cause(error)}", param_hint="--events") from None

    def __enter__(self) -> "_Events":
        return self

    def __exit__(self, *_: object) -> None:
        if self._file:
            self._file.close()

    def __call__(self, settled: "Settled") -> None:
        from kg.views.json_text import json_text  # noqa: PLC0415
        from kg.views.status import settled_json  # noqa: PLC0415

        if self._file:
            with suppress(OSError):  # what is stored is stored, though nobody can be told
                self._file.write(json_text(settled_json(settled)).encode("utf-8") + b"\n")
