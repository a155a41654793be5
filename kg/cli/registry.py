"""Commands that look into the registry of known things: registry find, registry stats."""

from typing import Annotated

import typer

from kg.cli.app import JsonOption, command, print_json
from kg.cli.commands import group
from kg.cli.exits import EXIT_UNMET

registry = group("registry", "What is known of datasets and models before any paper is read.")


@command("find", on=registry)
def find_(
    name: Annotated[str, typer.Argument(help="A name of a dataset or model, or the arXiv id or DOI of a work.")],
    as_json: JsonOption = False,
) -> None:
    """Show what is known of a dataset or model, and who says so; nearest names where nothing goes by the name."""
    from kg.grounding.dossiers import load_dossiers  # noqa: PLC0415
    from kg.grounding.finding import find  # noqa: PLC0415
    from kg.views.registry_json import finding_json  # noqa: PLC0415
    from kg.views.registry_text import finding_text  # noqa: PLC0415

    dossiers = load_dossiers()
    finding = find(name, dossiers.registry)
    if as_json:
        print_json(finding_json(finding, dossiers))
    else:
        typer.echo(finding_text(finding, dossiers), nl=False)
    if not finding.found:
        raise typer.Exit(EXIT_UNMET)


@command("stats", on=registry)
def stats_(as_json: JsonOption = False) -> None:
    """Count what the registry holds, by kind, relation and collection."""
    from kg.grounding.counts import count  # noqa: PLC0415
    from kg.grounding.dossiers import load_dossiers  # noqa: PLC0415
    from kg.views.registry_json import counts_json  # noqa: PLC0415
    from kg.views.registry_text import counts_text  # noqa: PLC0415

    counts = count(load_dossiers())
    if as_json:
        print_json(counts_json(counts))
    else:
        typer.echo(counts_text(counts), nl=False)
