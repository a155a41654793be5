"""Commands that check a graph: validate."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import DEFAULT_GRAPH, EXIT_UNMET, GraphOption, JsonOption, command, print_json


@command()
def validate(
    file: Annotated[Path | None, typer.Argument(help="Export to check: .ttl, .trig, .nq, .nt or .jsonld.")] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    as_json: JsonOption = False,
) -> None:
    """Check an export, or else the graph, against the shapes that every graph of kg holds to."""
    from pyoxigraph import DefaultGraph  # noqa: PLC0415

    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.rdf_files import quads_in  # noqa: PLC0415
    from kg.store.shapes import check  # noqa: PLC0415
    from kg.views.conformance import conformance_json, conformance_text  # noqa: PLC0415

    if file is not None:
        found = check(quads_in(file))
    else:
        with Graph.open_read_only(graph) as opened:
            found = check(opened.store.quads_for_pattern(None, None, None, DefaultGraph()))
    if as_json:
        print_json(conformance_json(found))
    else:
        typer.echo(conformance_text(found, str(file or graph)), nl=False)
    if not found.conforms:
        raise typer.Exit(EXIT_UNMET)
