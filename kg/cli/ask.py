"""Commands that answer questions from a graph: report, trace, impact, query."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import DEFAULT_GRAPH, GraphOption, JsonOption, command, message, print_json

if TYPE_CHECKING:
    from kg.store.reading import GraphReader

Name = Annotated[str, typer.Argument(help="A paper, model or dataset by title, short title, name, file, arXiv id or IRI.")]
Depth = Annotated[int, typer.Option("--depth", min=1, help="Hops at most.")]
MinBelief = Annotated[float, typer.Option("--min-belief", min=0, max=1, help="Leave out paths believed less.")]
Every = Annotated[bool, typer.Option("--all", help="Show more than the best path to each end.")]

_ALL_PATHS = 50


class ReportFormat(StrEnum):
    """The forms of a report."""

    TEXT = "text"
    MD = "md"
    HTML = "html"
    JSON = "json"


@contextmanager
def reading(graph: Path) -> "Iterator[GraphReader]":
    """A reader of the graph in the folder, closed at the end."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.reading import GraphReader  # noqa: PLC0415

    with Graph.open_read_only(graph) as opened:
        yield GraphReader(opened)


@command("report")
def report_(
    paper: Annotated[str, typer.Argument(help="Title, short title, file name, arXiv id or DOI.")],
    graph: GraphOption = DEFAULT_GRAPH,
    form: Annotated[ReportFormat, typer.Option("--format", "-f", help="Form of the report.")] = ReportFormat.TEXT,
    as_json: JsonOption = False,
) -> None:
    """Tell what was looked at in a paper, section by section, and what was found, with quotes."""
    from kg.views.report import report  # noqa: PLC0415
    from kg.views.report_json import report_json  # noqa: PLC0415
    from kg.views.report_text import report_html, report_markdown, report_text  # noqa: PLC0415

    with reading(graph) as reader:
        answer = report(reader.graph, paper)
    if as_json or form is ReportFormat.JSON:
        print_json(report_json(answer))
        return
    render = {ReportFormat.TEXT: report_text, ReportFormat.MD: report_markdown, ReportFormat.HTML: report_html}[form]
    typer.echo(render(answer), nl=False)


@command("trace")
def trace_(
    name: Name,
    graph: GraphOption = DEFAULT_GRAPH,
    to: Annotated[str | None, typer.Option("--to", help="Only paths to this dataset or model.")] = None,
    depth: Depth = 8,
    min_belief: MinBelief = 0.0,
    every: Every = False,
    as_json: JsonOption = False,
) -> None:
    """Show the data that something rests on, hop by hop, each with its quote."""
    from kg.tracing.lineage import trace  # noqa: PLC0415
    from kg.views.trace_json import trace_json  # noqa: PLC0415
    from kg.views.trace_text import trace_text  # noqa: PLC0415

    with reading(graph) as reader:
        answer = trace(
            reader, name, to=to, depth=depth, min_belief=min_belief, max_paths=_ALL_PATHS if every else 1
        )
    if as_json:
        print_json(trace_json(answer))
    else:
        typer.echo(trace_text(answer), nl=False)


@command("impact")
def impact_(
    name: Name,
    graph: GraphOption = DEFAULT_GRAPH,
    depth: Depth = 8,
    min_belief: MinBelief = 0.0,
    every: Every = False,
    as_json: JsonOption = False,
) -> None:
    """Show what rests on a dataset or model, hop by hop."""
    from kg.tracing.impact import impact  # noqa: PLC0415
    from kg.views.impact_text import impact_json, impact_text  # noqa: PLC0415

    with reading(graph) as reader:
        answer = impact(reader, name, depth=depth, min_belief=min_belief, max_paths=_ALL_PATHS if every else 1)
    if as_json:
        print_json(impact_json(answer))
    else:
        typer.echo(impact_text(answer), nl=False)
