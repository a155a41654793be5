"""Commands by which people overrule kg: curate reject, curate list, curate undo."""

from typing import Annotated

import typer

from kg.cli.app import DEFAULT_FOLDER, FolderOption, JsonOption, app, command, message, print_json

curate = typer.Typer(help="Say what kg took for one thing and is two; builds keep to it.", no_args_is_help=True)
app.add_typer(curate, name="curate")

OneId = Annotated[str, typer.Argument(help="An id such as dataset:glue.")]
OtherId = Annotated[str, typer.Argument(help="Another id of the same kind.")]


@command("reject", on=curate)
def reject_(
    one: OneId,
    other: OtherId,
    graph: FolderOption = DEFAULT_FOLDER,
    why: Annotated[str, typer.Option("--why", help="The reason, for those who read it later.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who says so.")] = "",
) -> None:
    """Keep two things apart: whatever speaks for it, no later build takes one for the other."""
    from kg.store.rejections import reject  # noqa: PLC0415
    from kg.views.rejected import rejection_text  # noqa: PLC0415

    message(f"{rejection_text(reject(graph, one, other, by=by, why=why))}; run kg build again")


@command("list", on=curate)
def list_(graph: FolderOption = DEFAULT_FOLDER, as_json: JsonOption = False) -> None:
    """Show the rejected pairs, with who rejected them and why."""
    from kg.store.folder import check_graph  # noqa: PLC0415
    from kg.store.rejections import read_rejections  # noqa: PLC0415
    from kg.views.rejected import rejections_json, rejections_text  # noqa: PLC0415

    check_graph(graph)
    rejected = read_rejections(graph)
    if as_json:
        print_json(rejections_json(rejected))
    else:
        typer.echo(rejections_text(rejected), nl=False)


@command("undo", on=curate)
def undo_(one: OneId, other: OtherId, graph: FolderOption = DEFAULT_FOLDER) -> None:
    """Take a rejection back."""
    from kg.store.rejections import undo  # noqa: PLC0415

    pair = undo(graph, one, other)
    message(f"{pair.one} and {pair.other} are no longer kept apart; run kg build again")
