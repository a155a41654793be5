"""Commands that keep a graph safe: backup, restore, doctor."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import DEFAULT_FOLDER, FolderOption, JsonOption, command, print_json
from kg.cli.exits import EXIT_UNMET
from kg.cli.progress import Bar
from kg.cli.telling import message
from kg.store.holder import refuse_while_written

if TYPE_CHECKING:
    from kg.doctor.findings import Examination

Target = Annotated[
    Path,
    typer.Option("--output", "-o", help="Archive to write (.tar, .tar.gz or .tgz), or a new folder."),
]


@command("backup")
def backup(
    graph: Annotated[Path, typer.Argument(help="Folder of the graph.")],
    output: Target,
    as_json: JsonOption = False,
) -> None:
    """Write a copy of the graph and all that lies beside its store, checked; a build may go on meanwhile."""
    from kg.store.backup import back_up  # noqa: PLC0415
    from kg.views.shown import plural  # noqa: PLC0415

    with Bar("backing up", ""):
        manifest = back_up(graph, output)
    if as_json:
        print_json(
            {"backup": str(output), "format": manifest.format, "files": len(manifest.files), "bytes": manifest.size}
        )
    else:
        message(f"backed up {plural(len(manifest.files), 'file')}, {manifest.size:,} bytes, to {output}")


@command("restore")
def restore(
    backup_: Annotated[Path, typer.Argument(metavar="BACKUP", help="What kg backup wrote.")],
    graph: FolderOption = DEFAULT_FOLDER,
    force: Annotated[
        bool, typer.Option("--force", help="Put a graph that is there beside, and take its place.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a graph out of a backup, after every byte of it was checked."""
    if force:
        refuse_while_written(graph)
    from kg.store.restoring import restore as restored_from  # noqa: PLC0415
    from kg.views.shown import plural  # noqa: PLC0415

    with Bar("restoring", ""):
        done = restored_from(backup_, graph, force=force)
    if as_json:
        kept = str(done.kept) if done.kept else None
        print_json(
            {"graph": str(graph), "format": done.manifest.format, "files": len(done.manifest.files), "kept": kept}
        )
    else:
        message(f"restored {plural(len(done.manifest.files), 'file')} to {graph}")
        if done.kept:
            message(f"what was there before is kept in {done.kept}")


@command("doctor")
def doctor(
    graph: FolderOption = DEFAULT_FOLDER,
    fix: Annotated[bool, typer.Option("--fix", help="Mend what can be mended, and say what was done.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Look whether a graph is well: its store, its sources, their evidence, and what lies beside."""
    if fix:
        refuse_while_written(graph)
    from kg.doctor.examining import examine, mend  # noqa: PLC0415
    from kg.views.health import health_json, health_text  # noqa: PLC0415

    with Bar("examining", ""):
        found: Examination = mend(graph) if fix else examine(graph)
    if as_json:
        print_json(health_json(found))
    else:
        typer.echo(health_text(found), nl=False)
    if not found.well:
        raise typer.Exit(EXIT_UNMET)
