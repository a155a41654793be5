"""Commands that change a graph: build, retry, remove; and the one that tells what is in it: status."""

import sys
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import (
    DEFAULT_FOLDER,
    DEFAULT_GRAPH,
    GOES_ON,
    FolderOption,
    GraphOption,
    JsonOption,
    MemoryLimit,
    cause,
    command,
    print_json,
    tell_unreadable,
)
from kg.cli.completing import papers
from kg.cli.exits import EXIT_INTERRUPTED, EXIT_SOME_FAILED
from kg.cli.progress import Bar
from kg.cli.telling import message
from kg.store.holder import is_written, refuse_while_written

if TYPE_CHECKING:
    from kg.built import BuildReport, Settled
    from kg.spreading.engine import Engine
    from kg.workers import WorkLimits


class EngineName(StrEnum):
    """Who reads papers."""

    LOCAL = "local"
    DASK = "dask"


Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Papers read at a time; one a processor if not given.")
]
EngineOption = Annotated[
    EngineName, typer.Option("--engine", help="Who reads: processes of this machine, or a Dask cluster.")
]
Scheduler = Annotated[
    str | None, typer.Option("--scheduler", help="Address of the Dask scheduler, such as tcp://10.0.0.1:8786.")
]
TimeLimit = Annotated[float, typer.Option("--time-limit", min=1, help="Seconds that one paper may take.")]


@command("build", stopped=GOES_ON)
def build(
    paths: Annotated[
        list[str],
        typer.Argument(help="Papers, folders or globs, or addresses of them; - reads a list of these from stdin."),
    ],
    graph: FolderOption = DEFAULT_FOLDER,
    jobs: Jobs = None,
    force: Annotated[bool, typer.Option("--force", help="Read unchanged papers again.")] = False,
    time_limit: TimeLimit = 60,
    memory_limit: MemoryLimit = 2048,
    engine: EngineOption = EngineName.LOCAL,
    scheduler: Scheduler = None,
    shards: Annotated[
        Path | None,
        typer.Option(help="Write N-Quads files into this folder instead of a graph; kg load makes the graph."),
    ] = None,
    events: Annotated[
        Path | None,
        typer.Option(help="Write a line of JSON here for each paper as soon as it is safely stored, or failed."),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read papers, find datasets and models, and store what the papers say, with quotes."""
    if shards is None:
        refuse_while_written(graph)
    from kg.building import build_graph  # noqa: PLC0415

    reading = _engine(engine, scheduler, jobs)
    given = [line.strip() for p in paths for line in (sys.stdin if p == "-" else [p]) if line.strip()]
    if shards is not None and (force or events is not None):
        raise typer.BadParameter(
            "--force and --events are for graphs; give a new folder of shards to read papers again"
        )
    if shards is not None:
        _build_shards(given, shards, jobs, work_limits(time_limit, memory_limit), reading, as_json=as_json)
        return
    try:
        with Bar() as progress, _Events(events) as settled:
            report = build_graph(
                given,
                graph,
                jobs=jobs,
                force=force,
                limits=work_limits(time_limit, memory_limit),
                progress=progress,
                settled=settled,
                engine=reading,
            )
    except KeyboardInterrupt:
        if graph.exists():
            raise
        message("kg: stopped; nothing was stored yet")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    _print_report(report, as_json=as_json)


def _build_shards(
    given: list[str], folder: Path, jobs: int | None, limits: "WorkLimits", reading: "Engine | None", *, as_json: bool
) -> None:
    from kg.sharding.writing import build_shards  # noqa: PLC0415

    with Bar() as progress:
        report = build_shards(given, folder, jobs=jobs, limits=limits, progress=progress, engine=reading)
    _print_report(report, as_json=as_json)


@command("retry", stopped=GOES_ON)
def retry(
    paths: Annotated[
        list[str] | None, typer.Argument(help="Where the failed papers lie, if not where they lay when they failed.")
    ] = None,
    graph: FolderOption = DEFAULT_FOLDER,
    jobs: Jobs = None,
    time_limit: TimeLimit = 900,
    memory_limit: MemoryLimit = 8192,
    engine: EngineOption = EngineName.LOCAL,
    scheduler: Scheduler = None,
    as_json: JsonOption = False,
) -> None:
    """Read the papers that failed again, with wider limits."""
    refuse_while_written(graph)
    from kg.building import retry_failed  # noqa: PLC0415

    reading = _engine(engine, scheduler, jobs)
    with Bar() as progress:
        report = retry_failed(
            paths or [],
            graph,
            jobs=jobs,
            limits=work_limits(time_limit, memory_limit),
            progress=progress,
            engine=reading,
        )
    _print_report(report, as_json=as_json)


@command("remove")
def remove(
    paper: Annotated[
        str, typer.Argument(help="Title, short title, file name, arXiv id or DOI.", autocompletion=papers)
    ],
    graph: FolderOption = DEFAULT_FOLDER,
) -> None:
    """Take one paper out of the graph; what others say of it stays."""
    refuse_while_written(graph)
    from kg.building import remove_paper  # noqa: PLC0415

    for source in remove_paper(paper, graph):
        message(f"removed {source.name}" + (f" ({source.title})" if source.title else ""))


@command("status")
def status(graph: GraphOption = DEFAULT_GRAPH, as_json: JsonOption = False) -> None:
    """Show which papers are in the graph, which failed, and why."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.transaction import CUT_SHORT, unsettled_keys  # noqa: PLC0415
    from kg.views.status import status_json, status_text  # noqa: PLC0415

    with Graph.open_read_only(graph) as opened:
        sources, triples = opened.sources(), len(opened)
        cut_short = bool(unsettled_keys(opened.store)) and not is_written(Path(graph))
    if as_json:
        print_json(status_json(sources, triples))
    else:
        typer.echo(status_text(sources, triples), nl=False)
    if cut_short:
        message(f"kg: {CUT_SHORT}; the same kg build goes on")


def work_limits(seconds: float, mebibytes: int) -> "WorkLimits":
    """What one paper may take."""
    from kg.workers import WorkLimits  # noqa: PLC0415

    return WorkLimits(seconds=seconds, memory_bytes=mebibytes * 1024 * 1024)


def _engine(name: EngineName, scheduler: str | None, jobs: int | None) -> "Engine | None":
    """The engine that is meant; None for that of this machine."""
    if name is EngineName.LOCAL and not _on_the_line("scheduler"):
        return None  # a scheduler that is set once waits for the engine that goes with it
    if (name is EngineName.DASK) != (scheduler is not None):
        raise typer.BadParameter("--engine dask goes with --scheduler ADDRESS, and neither without the other")
    if name is EngineName.LOCAL or scheduler is None:
        return None
    if jobs is not None and _on_the_line("jobs"):
        raise typer.BadParameter("--jobs is for this machine alone; the workers of a cluster know how many they read")
    from kg.spreading.dask import DaskEngine  # noqa: PLC0415

    return DaskEngine(scheduler)


def _on_the_line(parameter: str) -> bool:
    """Whether an option was given with the command, and not set once for all."""
    import click  # noqa: PLC0415
    from click.core import ParameterSource  # noqa: PLC0415

    return click.get_current_context().get_parameter_source(parameter) is ParameterSource.COMMANDLINE


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


class _Events:
    """Lines of JSON, each written out at once, for papers that are settled; none where there is no file for them."""

    def __init__(self, file: Path | None) -> None:
        try:
            self._file = file.open("ab", buffering=0) if file else None
        except OSError as error:
            reason = f"{file}: {cause(error)}; give a file that can be written"
            raise typer.BadParameter(reason, param_hint="--events") from None

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
