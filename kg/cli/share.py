"""Commands that hand a graph on: export, view; and the demo."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import DEFAULT_GRAPH, GraphOption, cause, command, message
from kg.core.errors import KgError


@command("export")
def export_(
    file: Annotated[Path, typer.Argument(help="File to write; its suffix says how: .ttl, .trig, .nq or .nt.")],
    graph: GraphOption = DEFAULT_GRAPH,
) -> None:
    """Write the graph to a file; the same graph gives the same bytes."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.views.export import export  # noqa: PLC0415

    with Graph.open_read_only(graph) as opened:
        try:
            count = export(opened, file)
        except OSError as error:
            raise KgError(f"{file}: cannot be written; {cause(error)}") from error
    message(f"wrote {count} statements to {file}")


@command()
def view(
    name: Annotated[str | None, typer.Argument(help="Show the lineage of this thing only.")] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    output: Annotated[Path, typer.Option("--output", "-o", help="Page to write.")] = Path("kg.html"),
) -> None:
    """Write one page that shows the graph and opens offline: links, search, and the quote on a click."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.reading import GraphReader  # noqa: PLC0415
    from kg.web.single_page import single_page  # noqa: PLC0415

    with Graph.open_read_only(graph) as opened:
        html = single_page(GraphReader(opened), name)
    try:
        output.write_text(html, encoding="utf-8")
    except OSError as error:
        raise KgError(f"{output}: cannot be written; {cause(error)}") from error
    message(f"wrote {output}; open it in a browser")


@command()
def demo() -> None:
    """Build a graph from the papers that travel with kg, and trace what one of them rests on."""
    from kg.building import build_graph  # noqa: PLC0415
    from kg.resources import shipped  # noqa: PLC0415
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.reading import GraphReader  # noqa: PLC0415
    from kg.tracing.lineage import trace  # noqa: PLC0415
    from kg.views.status import build_text  # noqa: PLC0415
    from kg.views.trace_text import trace_text  # noqa: PLC0415

    papers = shipped("examples", "papers")
    with tempfile.TemporaryDirectory(prefix="kg-demo-") as folder:
        typer.echo("$ kg build examples/papers")
        typer.echo(build_text(build_graph([papers], Path(folder) / "graph")))
        typer.echo("$ kg trace Flightpath")
        with Graph.open_read_only(Path(folder) / "graph") as opened:
            typer.echo(trace_text(trace(GraphReader(opened), "Flightpath")), nl=False)
    typer.echo("\nYour own papers: kg build FOLDER, then kg trace NAME, kg report PAPER, kg view.")
