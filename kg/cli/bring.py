"""Commands for what users bring: import it, and list or remove the sources of a graph."""

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
    command,
    print_json,
    tell_unreadable,
)
from kg.cli.exits import EXIT_SOME_FAILED, EXIT_UNMET
from kg.cli.progress import Bar
from kg.cli.telling import complain, message
from kg.store.holder import refuse_while_written

if TYPE_CHECKING:
    from kg.imports import Imported


@command("import", stopped=GOES_ON)
def import_(
    paths: Annotated[list[Path], typer.Argument(help="Files, or folders of them; each becomes one source.")],
    graph: FolderOption = DEFAULT_FOLDER,
    name: Annotated[str | None, typer.Option("--name", help="Name of the source; all paths form one then.")] = None,
    form: Annotated[
        str | None, typer.Option("--form", help="Form of the files, if it is not told from what they hold.")
    ] = None,
    licence: Annotated[str | None, typer.Option("--license", "--licence", help="Licence of the source.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Take in cards, Croissant, mappings, bibliographies, facts or RDF, each as a source that can be removed again."""
    refuse_while_written(graph)
    from kg.importing.forms import Form  # noqa: PLC0415
    from kg.imports import Outcome, import_files  # noqa: PLC0415
    from kg.views.imported import imported_json, imported_text  # noqa: PLC0415

    if form is not None and form not in set(Form):
        raise typer.BadParameter(f"--form {form}: give one of {', '.join(Form)}")
    if name is not None and not name.strip():
        raise typer.BadParameter("--name: give a name that is not empty")
    with Bar("importing", "sources") as progress:
        done = import_files(
            paths,
            graph,
            name=name,
            form=Form(form) if form else None,
            licence=licence,
            unreadable=tell_unreadable,
            progress=progress,
        )
    if as_json:
        print_json(imported_json(done))
    else:
        typer.echo(imported_text(done), nl=False)
    if all(d.outcome is Outcome.FAILED for d in done):
        complain(_nothing_taken(done))
        raise typer.Exit(EXIT_UNMET)
    if any(d.failures for d in done):
        raise typer.Exit(EXIT_SOME_FAILED)


def _nothing_taken(done: "tuple[Imported, ...]") -> str:
    from kg.views.shown import plural  # noqa: PLC0415

    failures = [failure for each in done for failure in each.failures]
    more = f"; {plural(len(failures) - 1, 'other failure')} beside it" if len(failures) > 1 else ""
    return f"kg: nothing was imported: {failures[0]}{more}"


@command("sources")
def sources(
    graph: GraphOption = DEFAULT_GRAPH,
    remove: Annotated[str | None, typer.Option("--remove", help="Take the imported source of this name out.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Show where the graph's facts come from: papers read, collections known beforehand, sources imported."""
    if remove is not None:
        refuse_while_written(Path(graph))
    from kg.imports import remove_source  # noqa: PLC0415
    from kg.store.graph import Graph  # noqa: PLC0415
    from kg.store.held import held_sources  # noqa: PLC0415
    from kg.views.imported import sources_json, sources_text  # noqa: PLC0415

    if remove is not None:
        message(f"removed {remove_source(remove, Path(graph)).name}")
        return
    with Graph.open_read_only(graph) as opened:
        held = held_sources(opened)
    if as_json:
        print_json(sources_json(held))
    else:
        typer.echo(sources_text(held), nl=False)
