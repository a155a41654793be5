"""Commands that hand a graph on: export, view; and the demo."""

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import DEFAULT_GRAPH, GraphOption, cause, command
from kg.cli.completing import data_and_models, forms, things
from kg.cli.outputs import suffix_written
from kg.cli.progress import Bar
from kg.cli.telling import message
from kg.core.errors import KgError

if TYPE_CHECKING:
    from kg.store.graph import Graph


@command("export")
def export_(
    file: Annotated[
        str | None,
        typer.Argument(
            help="File to write; its suffix says how. A folder's name with a slash for tables, or for an RO-Crate if "
            "it ends in crate/. - for stdout."
        ),
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    form: Annotated[
        str | None, typer.Option("--format", "-f", help="Form, where the name does not tell it.", autocompletion=forms)
    ] = None,
    rdf12: Annotated[bool, typer.Option("--rdf12", help="Statements as RDF 1.2 triple terms.")] = False,
    dataset: Annotated[
        str | None,
        typer.Option(
            "--croissant",
            help="Write what is known of this dataset as a Croissant file.",
            autocompletion=data_and_models,
        ),
    ] = None,
    date: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Day of publication of an RO-Crate; today if not given."),
    ] = None,
    licence: Annotated[
        str | None, typer.Option("--license", "--licence", help="Licence that an RO-Crate as a whole stands under.")
    ] = None,
    only_hash: Annotated[
        bool, typer.Option("--hash", help="Print the graph's RDFC-1.0 hash and write nothing.")
    ] = False,
) -> None:
    """Write the graph to a file; the same graph gives the same bytes."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.views import export as exports  # noqa: PLC0415

    if form is not None and form not in set(exports.Form):
        raise typer.BadParameter(f"--format {form}: give one of {', '.join(exports.Form)}")
    told = exports.Form.CROISSANT if dataset is not None else exports.Form(form) if form is not None else None
    day = (date or datetime.now(UTC)).date().isoformat()
    options = exports.ExportOptions(told, rdf12, dataset, day, licence, _page)
    with Bar("writing", ""), Graph.open_read_only(graph) as opened:
        if only_hash:
            typer.echo(exports.graph_hash(opened, union=told in exports.UNION))
            return
        try:
            if file == "-" and told is not None:
                exports.export_to(opened, sys.stdout.buffer, told, options)
                return
            if file is None or file == "-":
                raise typer.BadParameter("give a file to write, or - with --format")
            done = exports.export(opened, file, options)
        except BrokenPipeError:
            raise
        except OSError as error:
            raise KgError(f"{file}: cannot be written; {cause(error)}; give another place") from error
    message(f"wrote {done.told} to {file}" + (f"\nRDFC-1.0 hash {done.sha256}" if done.sha256 else ""))


def _page(graph: "Graph") -> str:
    from kg.store.reading import GraphReader  # noqa: PLC0415
    from kg.web.single_page import single_page  # noqa: PLC0415

    return single_page(GraphReader(graph))


@command("view")
def view(
    name: Annotated[
        str | None, typer.Argument(help="Show the lineage of this thing only.", autocompletion=things)
    ] = None,
    graph: GraphOption = DEFAULT_GRAPH,
    output: Annotated[Path, typer.Option("--output", "-o", help="Page to write: a .html file.")] = Path("kg.html"),
) -> None:
    """Write one page that shows the graph and opens offline: links, search, and the quote on a click."""
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.reading import GraphReader  # noqa: PLC0415
    from kg.web.single_page import single_page  # noqa: PLC0415

    suffix_written(output, "the page", (".html", ".htm"))
    with Bar("drawing", ""), Graph.open_read_only(graph) as opened:
        html = single_page(GraphReader(opened), name)
    try:
        output.write_text(html, encoding="utf-8")
    except OSError as error:
        raise KgError(f"{output}: cannot be written; {cause(error)}; give another file with --output") from error
    message(f"wrote {output}; open it in a browser")


@command("demo")
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
        with Bar() as progress:
            report = build_graph([papers], Path(folder) / "graph", progress=progress)
        typer.echo(build_text(report))
        typer.echo("$ kg trace Flightpath")
        with Graph.open_read_only(Path(folder) / "graph") as opened:
            typer.echo(trace_text(trace(GraphReader(opened), "Flightpath", max_paths=3), more="--all"), nl=False)
    typer.echo("\nYour own papers: kg build FOLDER, then kg trace NAME, kg report PAPER, kg view.")
