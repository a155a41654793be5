"""Commands that look at papers and texts: extract, mentions, references, report."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import JsonOption, MemoryLimit, command, print_json
from kg.cli.exits import EXIT_INTERRUPTED, EXIT_SOME_FAILED
from kg.cli.telling import complain, message


@command("extract")
def extract(
    paths: Annotated[list[str], typer.Argument(help="Papers, folders or globs.")],
    as_json: JsonOption = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Papers read at a time.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say of each name what it may mean, what it was taken for, and why.")
    ] = False,
) -> None:
    """Read papers and show what each says, without a graph."""
    from kg.building import extract_papers  # noqa: PLC0415
    from kg.views.explanation import explanation_json, explanation_text  # noqa: PLC0415
    from kg.views.record import extraction_json  # noqa: PLC0415
    from kg.views.record_text import extraction_text  # noqa: PLC0415

    failed = False
    for path, outcome in extract_papers(paths, jobs=jobs, explain=explain):
        if isinstance(outcome, Exception):
            failed = True
            complain(f"kg: {outcome}")
        elif as_json:
            explained = {"explained": explanation_json(outcome.explained)} if explain else {}
            print_json({**extraction_json(outcome), "file": str(path), **explained})
        else:
            typer.echo(extraction_text(outcome))
            if explain:
                typer.echo(explanation_text(outcome.explained))
    if failed:
        raise typer.Exit(EXIT_SOME_FAILED)


@command("mentions")
def mentions(
    file: Annotated[Path, typer.Argument(help='JSON lines {"id", "text"}; - or nothing for stdin.')] = Path("-"),
    as_json: JsonOption = True,  # noqa: ARG001 - the only form there is, named for scripts that name it everywhere
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Texts read at a time.")] = 1,
    quick: Annotated[
        bool, typer.Option("--quick", help="Without the network: twice as fast or more, a little less exact.")
    ] = False,
    time_limit: Annotated[
        float, typer.Option("--time-limit", min=0.001, help="Seconds for each million characters of a text.")
    ] = 120,
    memory_limit: MemoryLimit = 4096,
) -> None:
    """Find datasets and models in texts: JSON lines in, JSON lines out, in order and as they come."""
    from kg.cli.counting import Counter  # noqa: PLC0415
    from kg.cli.json_lines import json_lines  # noqa: PLC0415
    from kg.texts import (  # noqa: PLC0415
        TextFailure,
        TextLimits,
        mentions_as_given,
        mentions_of_texts,
        quick_mentions_as_given,
    )
    from kg.views.mentions_json import mentions_json  # noqa: PLC0415
    from kg.views.shown import plural  # noqa: PLC0415

    texts = ((record.get("id"), record["text"]) for record in json_lines(file, "text"))
    limits = TextLimits(seconds=time_limit, memory_bytes=memory_limit * 1024 * 1024)
    find = quick_mentions_as_given if quick else mentions_as_given
    found_in = mentions_of_texts(texts, jobs=jobs, limits=limits, find=find)
    done = failed = 0
    try:
        with Counter("texts") as count, closing(found_in) as found:
            for key, outcome in found:
                done += 1
                print_json(mentions_json(key, outcome))
                failed += isinstance(outcome, TextFailure)
                count()
    except KeyboardInterrupt:
        message(f"kg: stopped after {plural(done, 'text')}")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    if failed:
        complain(f"kg: {failed} of {plural(done, 'text')} failed; their lines say why")
        raise typer.Exit(EXIT_SOME_FAILED)


@command("references")
def references(
    file: Annotated[Path, typer.Argument(help='JSON lines {"raw"}; - or nothing for stdin.')] = Path("-"),
    as_json: JsonOption = True,  # noqa: ARG001 - the only form there is
) -> None:
    """Parse reference strings into fields: lines such as {"raw": "A. Author. A title. 2020."} in, JSON lines out."""
    from kg.cli.json_lines import json_lines  # noqa: PLC0415
    from kg.documents.references.parsing.parser import parse_reference  # noqa: PLC0415
    from kg.views.record import reference_json  # noqa: PLC0415

    for record in json_lines(file, "raw"):
        print_json(reference_json(parse_reference(record["raw"])))
