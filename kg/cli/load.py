"""The command that makes a graph out of shards: load."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import DEFAULT_FOLDER, FolderOption, JsonOption, command, print_json
from kg.cli.progress import Bar
from kg.store.holder import refuse_while_written


@command("load")
def load(
    folders: Annotated[list[Path], typer.Argument(help="Folders that kg build --shards has written, in their order.")],
    graph: FolderOption = DEFAULT_FOLDER,
    as_json: JsonOption = False,
) -> None:
    """Make a new graph out of shards: what kg build would have made of their papers."""
    refuse_while_written(graph)
    from kg.sharding.loading import load_shards  # noqa: PLC0415
    from kg.views.status import loaded_json, loaded_text  # noqa: PLC0415

    with Bar("loading", "shards") as progress:
        loaded = load_shards(folders, graph, progress=progress)
    if as_json:
        print_json(loaded_json(loaded.stored, loaded.failed, loaded.passed_over, loaded.shards))
    else:
        typer.echo(loaded_text(loaded.stored, loaded.failed, loaded.passed_over, loaded.shards), nl=False)
