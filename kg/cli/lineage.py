"""Commands that answer questions of lineage: trace, impact, leaks, licenses, overlap."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import DEFAULT_GRAPH, GraphOption, JsonOption, cause, command, print_json
from kg.cli.ask import reading, tell_naming
from kg.cli.completing import data_and_models, things
from kg.cli.outputs import suffix_written
from kg.cli.telling import message
from kg.core.errors import KgError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.tracing.leakage import Judged
    from kg.tracing.withdrawal import Withdrawn

Name = Annotated[
    str,
    typer.Argument(
        help="A paper, model or dataset by title, short title, name, file, arXiv id or IRI.", autocompletion=things
    ),
]
Depth = Annotated[int, typer.Option("--depth", min=1, help="Hops at most.")]
MinBelief = Annotated[float, typer.Option("--min-belief", min=0, max=1, help="Leave out paths believed less.")]
CsvOption = Annotated[bool, typer.Option("--csv", help="Answer in CSV, a row for each hop.")]

_ALL_PATHS = 50
_PATHS_SHOWN = 3
_REPORT_SUFFIXES = (".csv", ".html", ".htm")


@command("trace")
def trace_(
    name: Name,
    graph: GraphOption = DEFAULT_GRAPH,
    to: Annotated[
        str | None, typer.Option("--to", help="Only paths to this dataset or model.", autocompletion=data_and_models)
    ] = None,
    depth: Depth = 8,
    min_belief: MinBelief = 0.0,
    every: Annotated[bool, typer.Option("--all", help="Show up to 50 paths to each end, and not the best 3.")] = False,
    only_read: Annotated[bool, typer.Option("--only-read", help="Only hops that papers in hand state.")] = False,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show the data that something rests on, hop by hop, each with its quote."""
    from kg.tracing.lineage import trace  # noqa: PLC0415
    from kg.views.trace_json import trace_json  # noqa: PLC0415
    from kg.views.trace_rows import trace_csv  # noqa: PLC0415
    from kg.views.trace_text import trace_text  # noqa: PLC0415

    paths = _ALL_PATHS if every or as_json or as_csv else _PATHS_SHOWN
    with reading(graph) as reader:
        answer = trace(reader, name, to=to, depth=depth, min_belief=min_belief, max_paths=paths, read_only=only_read)
        tell_naming(reader, name, to)
    if as_json:
        print_json(trace_json(answer))
    else:
        typer.echo(trace_csv(answer) if as_csv else trace_text(answer, more="" if every else "--all"), nl=False)


@command("impact")
def impact_(
    name: Name,
    graph: GraphOption = DEFAULT_GRAPH,
    depth: Depth = 8,
    min_belief: MinBelief = 0.0,
    every: Annotated[
        bool, typer.Option("--all", help="Show more than the best path to each end, and all that is evaluated only.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Evaluated only: so many at most.")] = 100,
    withdrawn: Annotated[
        str | None, typer.Option("--withdrawn", help="Report what is touched by its withdrawal on this date.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write that report: a .csv or .html file.")
    ] = None,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show what rests on a dataset or model, hop by hop; or report what its withdrawal touches."""
    from kg.tracing.impact import impact  # noqa: PLC0415
    from kg.tracing.withdrawal import withdrawal  # noqa: PLC0415
    from kg.views.impact_text import impact_csv, impact_json, impact_text  # noqa: PLC0415
    from kg.views.withdrawal_report import withdrawal_text  # noqa: PLC0415
    from kg.views.withdrawal_rows import withdrawal_csv, withdrawal_json  # noqa: PLC0415

    paths = _ALL_PATHS if every else 1
    if output is not None:
        suffix_written(output, "the report on a withdrawal", _REPORT_SUFFIXES)
    if withdrawn is None:
        if output is not None:
            raise typer.BadParameter("--output writes the report on a withdrawal; give its date with --withdrawn")
        with reading(graph) as reader:
            most = None if every else limit
            found = impact(reader, name, depth=depth, min_belief=min_belief, max_paths=paths, max_evaluating=most)
            tell_naming(reader, name)
        if found.evaluating_left_out and (as_json or as_csv):
            message(f"kg: truncated at {limit} evaluated only; --limit raises the limit, --all lifts it")
        if as_json:
            print_json(impact_json(found))
        else:
            typer.echo(impact_csv(found) if as_csv else impact_text(found), nl=False)
        return
    with reading(graph) as reader:
        answer = withdrawal(reader, name, withdrawn, depth=depth, min_belief=min_belief, max_paths=paths)
        tell_naming(reader, name)
    if output is not None:
        _write(answer, output)
    elif as_json:
        print_json(withdrawal_json(answer))
    else:
        typer.echo(withdrawal_csv(answer) if as_csv else withdrawal_text(answer), nl=False)


def _write(answer: "Withdrawn", output: Path) -> None:
    from kg.views.withdrawal_report import withdrawal_html  # noqa: PLC0415
    from kg.views.withdrawal_rows import withdrawal_csv  # noqa: PLC0415

    render = withdrawal_csv if output.suffix.lower() == ".csv" else withdrawal_html
    try:
        output.write_text(render(answer), encoding="utf-8", newline="")
    except OSError as error:
        raise KgError(f"{output}: cannot be written; {cause(error)}; give another file with --output") from error
    message(f"wrote {output}")


@command("leaks")
def leaks_(
    name: Annotated[
        str,
        typer.Argument(
            help="A paper, model or dataset; without one the whole graph is gone through.", autocompletion=things
        ),
    ] = "",
    graph: GraphOption = DEFAULT_GRAPH,
    depth: Depth = 8,
    min_belief: MinBelief = 0.0,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Evaluations at most, without a name.")] = 10_000,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show evaluation sets that are upstream of the training data, or near to data that are, with both paths."""
    from kg.tracing.leaks import leaks, leaks_everywhere  # noqa: PLC0415
    from kg.views.leaks_rows import leaks_csv, leaks_json  # noqa: PLC0415
    from kg.views.leaks_text import leaks_text  # noqa: PLC0415

    with reading(graph) as reader:
        if not name:
            _stream(leaks_everywhere(reader, depth=depth, min_belief=min_belief), limit, as_json, as_csv)
            return
        answer = leaks(reader, name, depth=depth, min_belief=min_belief)
        tell_naming(reader, name)
    if as_json:
        print_json(leaks_json(answer))
    else:
        typer.echo(leaks_csv(answer) if as_csv else leaks_text(answer), nl=False)


def _stream(judged: "Iterator[Judged]", limit: int, as_json: bool, as_csv: bool) -> None:
    """Print all evaluations: for programs each as soon as it is judged, for people by verdict."""
    from itertools import islice  # noqa: PLC0415

    from kg.views.leaks_rows import judged_json, leaks_csv_lines  # noqa: PLC0415
    from kg.views.leaks_text import leaks_everywhere_text  # noqa: PLC0415

    wanted = islice(judged, limit)
    if as_json:
        for each in wanted:
            print_json(judged_json(each))
    else:
        for text in leaks_csv_lines(wanted) if as_csv else (leaks_everywhere_text(wanted),):
            typer.echo(text, nl=False)
    if next(judged, None) is not None:
        message(f"kg: truncated at {limit} evaluations; --limit raises the limit")


@command("licences", hidden=True)
@command("licenses")
def licenses_(
    name: Name,
    graph: GraphOption = DEFAULT_GRAPH,
    depth: Depth = 8,
    min_belief: MinBelief = 0.0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show the licences of all that something rests on, by what they oblige to, and those unknown."""
    from kg.tracing.licensing import licences  # noqa: PLC0415
    from kg.views.licences_text import licences_csv, licences_json, licences_text  # noqa: PLC0415

    with reading(graph) as reader:
        answer = licences(reader, name, depth=depth, min_belief=min_belief)
        tell_naming(reader, name)
    if as_json:
        print_json(licences_json(answer))
    else:
        typer.echo(licences_csv(answer) if as_csv else licences_text(answer), nl=False)


@command("overlap")
def overlap_(
    one: Annotated[str, typer.Argument(help="A paper, model or dataset.", autocompletion=things)],
    other: Annotated[str, typer.Argument(help="Another one.", autocompletion=things)],
    graph: GraphOption = DEFAULT_GRAPH,
    depth: Depth = 8,
    min_belief: MinBelief = 0.0,
    as_json: JsonOption = False,
    as_csv: CsvOption = False,
) -> None:
    """Show the data that two papers or models share upstream, with a path from each."""
    from kg.tracing.overlap import overlap  # noqa: PLC0415
    from kg.views.overlap_text import overlap_csv, overlap_json, overlap_text  # noqa: PLC0415

    with reading(graph) as reader:
        answer = overlap(reader, one, other, depth=depth, min_belief=min_belief)
        tell_naming(reader, one, other)
    if as_json:
        print_json(overlap_json(answer))
    else:
        typer.echo(overlap_csv(answer) if as_csv else overlap_text(answer), nl=False)
