"""The command that fetches papers to read: fetch."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import DEFAULT_GRAPH, GOES_ON, GraphOption, JsonOption, command, print_json
from kg.cli.exits import EXIT_SOME_FAILED
from kg.cli.explore import whole
from kg.cli.progress import Bar
from kg.cli.telling import message


@command("fetch", stopped=GOES_ON)
def fetch_(
    papers: Annotated[list[str] | None, typer.Argument(help="arXiv ids and DOIs: arxiv:2302.13971, doi:10....")] = None,
    frontier: Annotated[
        bool, typer.Option("--frontier", help="The unread works that would answer most open questions.")
    ] = False,
    limit: Annotated[int, typer.Option("--limit", min=1, help="Works of the frontier at most.")] = 10,
    graph: GraphOption = DEFAULT_GRAPH,
    into: Annotated[Path, typer.Option("--into", help="Folder that the papers go into.")] = Path("papers"),
    source: Annotated[
        bool, typer.Option("--source", help="arXiv's LaTeX, where there is such, instead of PDFs.")
    ] = False,
    email: Annotated[
        str | None,
        typer.Option("--email", envvar="KG_EMAIL", help="Your address: Unpaywall is not asked without it."),
    ] = None,
    hosts: Annotated[
        list[str] | None,
        typer.Option("--host", help="A further host, with all beneath it, that copies may come from; again for each."),
    ] = None,
    offline: Annotated[bool, typer.Option("--offline", envvar="KG_OFFLINE", help="Never go out.")] = False,
    max_mib: Annotated[int, typer.Option("--max-mib", min=1, help="Mebibytes that one paper may have.")] = 100,
    time_limit: Annotated[float, typer.Option("--time-limit", min=1, help="Seconds that one paper may take.")] = 300,
    as_json: JsonOption = False,
) -> None:
    """Fetch papers to read, from arXiv or where a DOI is free to read, at the pace that each service asks for."""
    from kg.fetching.download import FetchLimits  # noqa: PLC0415
    from kg.fetching.fetch import fetch  # noqa: PLC0415
    from kg.fetching.services import configured  # noqa: PLC0415
    from kg.views.fetched_text import fetched_json, fetched_text  # noqa: PLC0415

    if not papers and not frontier:
        raise typer.BadParameter("give arXiv ids or DOIs, or --frontier")
    wanted = [*(papers or []), *(_frontier(graph, limit) if frontier else [])]
    with Bar("fetching") as progress:
        report = fetch(
            wanted,
            into,
            configured(email=email, hosts=[host for given in hosts or [] for host in given.split(",")]),
            source=source,
            offline=offline,
            limits=FetchLimits(max_mib * 2**20, time_limit),
            progress=progress,
        )
    if as_json:
        print_json(fetched_json(report))
    else:
        typer.echo(fetched_text(report), nl=False)
    if report.fetched:
        message(f"read them with: kg build {into}")
    if report.failed:
        raise typer.Exit(EXIT_SOME_FAILED)


def _frontier(graph: str, limit: int) -> list[str]:
    """The identifiers of the works most worth reading."""
    from kg.tracing.frontier import frontier  # noqa: PLC0415

    with whole(graph) as reader:
        works = frontier(reader, limit=limit, fetchable=True).works
    return [work.identifier for work in works if work.identifier is not None]
