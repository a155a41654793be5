"""Commands about a whole graph: frontier, conflicts, diff, stats."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import DEFAULT_GRAPH, GraphOption, JsonOption, command, print_json
from kg.cli.completing import exports
from kg.cli.exits import EXIT_UNMET
from kg.tracing.conflict_kinds import ConflictKind

if TYPE_CHECKING:
    from kg.store.whole import WholeGraphReader

CsvOption = Annotated[bool, typer.Option("--csv", help="Answer in CSV.")]


@contextmanager
def whole(graph: str) -> "Iterator[WholeGraphReader]":
    """A reader of the graph that can go through all of it, closed at the end."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.whole import WholeGraphReader  # noqa: PLC0415

    with Graph.open_read_only(graph) as opened:
        yield WholeGraphReader(opened)


@command("frontier")
def frontier_(
    graph: GraphOption = DEFAULT_GRAPH,
    fetchable: Annotated[bool, typer.Option("--fetchable", help="Only works with an arXiv id or DOI.")] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Works at most.")] = 20,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show which cited works would answer open questions if they were read, most useful first."""
    from kg.tracing.frontier import frontier  # noqa: PLC0415
    from kg.views.frontier_text import frontier_csv, frontier_json, frontier_text  # noqa: PLC0415

    with whole(graph) as reader:
        answer = frontier(reader, limit=limit, fetchable=fetchable)
    if as_json:
        print_json(frontier_json(answer))
    else:
        typer.echo(frontier_csv(answer) if as_csv else frontier_text(answer), nl=False)


@command("conflicts")
def conflicts_(
    graph: GraphOption = DEFAULT_GRAPH,
    kinds: Annotated[list[ConflictKind] | None, typer.Option("--kind", help="Only this kind; again for each.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Conflicts of a kind at most.")] = 20,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show on what sources disagree: what each says, side by side, with quotes."""
    from kg.tracing.conflicts import conflicts  # noqa: PLC0415
    from kg.views.conflicts_text import conflicts_csv, conflicts_json, conflicts_text  # noqa: PLC0415

    with whole(graph) as reader:
        answer = conflicts(reader, kinds=kinds or ConflictKind, limit=limit)
    if as_json:
        print_json(conflicts_json(answer))
    else:
        typer.echo(conflicts_csv(answer) if as_csv else conflicts_text(answer), nl=False)


@command("diff")
def diff_(
    before: Annotated[
        str,
        typer.Argument(
            help="Folder of a graph, an export of one (.ttl, .nq ...), or an endpoint.", autocompletion=exports
        ),
    ],
    after: Annotated[str, typer.Argument(help="The graph to hold against it.", autocompletion=exports)],
    limit: Annotated[int, typer.Option("--limit", min=1, help="Differences of a sort at most.")] = 200,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 where the graphs differ, as git diff does.")
    ] = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Hold two graphs against each other, statement by statement: what is gone, new, and believed otherwise."""
    from kg.store.comparing import ComparableReader  # noqa: PLC0415
    from kg.store.exported import opened  # noqa: PLC0415
    from kg.tracing.comparison import difference  # noqa: PLC0415
    from kg.views.difference_text import difference_csv, difference_json, difference_text  # noqa: PLC0415

    with opened(before) as one, opened(after) as other:
        answer = difference(ComparableReader(one), ComparableReader(other), limit=limit)
    if as_json:
        print_json(difference_json(answer))
    else:
        typer.echo(difference_csv(answer) if as_csv else difference_text(answer), nl=False)
    if exit_code and not answer.same:
        raise typer.Exit(EXIT_UNMET)


@command("stats")
def stats_(
    graph: GraphOption = DEFAULT_GRAPH,
    top: Annotated[int, typer.Option("--top", min=1, help="Datasets and models that are listed at most.")] = 10,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Count what is in the graph: papers, references, statements, what most papers use, and papers by year."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.statistics import statistics  # noqa: PLC0415
    from kg.views.statistics_text import statistics_csv, statistics_json, statistics_text  # noqa: PLC0415

    with Graph.open_read_only(graph) as opened:
        answer = statistics(opened, top=top)
    if as_json:
        print_json(statistics_json(answer))
    else:
        typer.echo(statistics_csv(answer) if as_csv else statistics_text(answer), nl=False)
