"""Commands that check a graph: validate."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import DEFAULT_GRAPH, GraphOption, JsonOption, command, print_json
from kg.cli.completing import exports
from kg.cli.exits import EXIT_UNMET
from kg.cli.progress import Bar


@command("validate")
def validate(
    file: Annotated[
        str | None,
        typer.Argument(
            help="Export to check: .ttl, .trig, .nq, .nt or .jsonld; or a graph as --graph names it.",
            autocompletion=exports,
        ),
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
) -> None:
    """Check an export, or else the graph, against the shapes that every graph of kg holds to."""
    from pyoxigraph import DefaultGraph  # noqa: PLC0415

    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.rdf_files import quads_in  # noqa: PLC0415
    from kg.store.remote.address import is_address  # noqa: PLC0415
    from kg.store.shapes import check  # noqa: PLC0415
    from kg.views.conformance import conformance_json, conformance_text  # noqa: PLC0415

    whole = graph if file is None else file
    if file is not None and not is_address(file) and not Path(file).is_dir():
        with Bar("checking", ""):
            found = check(quads_in(Path(file)))
    else:
        with Bar("checking", ""), Graph.open_read_only(whole) as opened:
            found = check(opened.store.quads_for_pattern(None, None, None, DefaultGraph()))
    if as_json:
        print_json(conformance_json(found))
    else:
        typer.echo(conformance_text(found, whole), nl=False)
    if not found.conforms:
        raise typer.Exit(EXIT_UNMET)
