"""Commands that look at papers and texts: extract, mentions, references, report."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import (
    EXIT_SOME_FAILED,
    JsonOption,
    command,
    json_lines,
    message,
    print_json,
)


@command()
def extract(
    paths: Annotated[list[str], typer.Argument(help="Papers, folders or globs.")],
    as_json: JsonOption = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Papers read at a time.")] = None,
) -> None:
    """Read papers and show what each says, without a graph."""
    from kg.building import extract_papers  # noqa: PLC0415
    from kg.views.record import extraction_json  # noqa: PLC0415
    from kg.views.record_text import extraction_text  # noqa: PLC0415

    failed = False
    for path, outcome in extract_papers(paths, jobs=jobs):
        if isinstance(outcome, Exception):
            failed = True
            message(f"kg: {outcome}")
        elif as_json:
            print_json({**extraction_json(outcome), "file": str(path)})
        else:
            typer.echo(extraction_text(outcome))
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)


@command()
def mentions(
    file: Annotated[Path, typer.Argument(help='JSON lines {"id", "text"}; - or nothing for stdin.')] = Path("-"),
    as_json: JsonOption = True,  # noqa: ARG001 - the only form there is, named for scripts that name it everywhere
) -> None:
    """Find datasets and models in texts: JSON lines in, JSON lines out."""
    from kg.pipeline import mentions_in_text  # noqa: PLC0415

    for record in json_lines(file, "text"):
        found = [
            {
                "start": m.span.start,
                "end": m.span.end,
                "kind": m.kind.value.capitalize(),
                "surface": m.surface,
                "score": m.score,
            }
            for m in mentions_in_text(record["text"])
        ]
        print_json({"id": record.get("id"), "mentions": found})


@command()
def references(
    file: Annotated[Path, typer.Argument(help='JSON lines {"raw"}; - or nothing for stdin.')] = Path("-"),
    as_json: JsonOption = True,  # noqa: ARG001 - the only form there is
) -> None:
    """Parse reference strings into fields: lines such as {"raw": "A. Author. A title. 2020."} in, JSON lines out."""
    from kg.documents.references.parsing.parser import parse_reference  # noqa: PLC0415
    from kg.views.record import reference_json  # noqa: PLC0415

    for record in json_lines(file, "raw"):
        print_json(reference_json(parse_reference(record["raw"])))
