"""Commands by which people overrule kg: kg curate accept, reject, add, rerole, merge, split, rename, and the log."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import DEFAULT_FOLDER, FolderOption, JsonOption, command, print_json
from kg.cli.commands import group
from kg.cli.completing import data_and_models, papers
from kg.cli.exits import EXIT_SOME_FAILED
from kg.cli.telling import message
from kg.store.holder import refuse_while_written

if TYPE_CHECKING:
    from kg.curating.deciding import Recorded, Told

curate = group("curate", "Decide what is true, in a log that every build keeps to: a person beats the machine.")

ByOption = Annotated[
    str, typer.Option("--by", envvar="KG_CURATOR", help="Who decides; the name you are logged in by if not given.")
]
WhenOption = Annotated[
    str, typer.Option("--when", help="When, in ISO 8601 with a zone (2026-01-15T10:00:00Z); now if not given.")
]
WhyOption = Annotated[str, typer.Option("--why", help="The reason, for those who read it later.")]
QuoteOption = Annotated[str, typer.Option("--quote", help="The words that show it.")]
SourceOption = Annotated[str, typer.Option("--source", help="The paper or address that shows it.")]
Confidence = Annotated[
    float | None, typer.Option("--confidence", help="How far you believe it, above 0 and up to 1; 1 if not given.")
]
Words = Annotated[
    list[str],
    typer.Argument(help="The id of a statement, or SUBJECT RELATION OBJECT by name (Quail-2 trained_on Reeds)."),
]
Triple = Annotated[tuple[str, str, str], typer.Argument(metavar="SUBJECT RELATION OBJECT", help="By name or id.")]
Thing = Annotated[str, typer.Argument(help="A dataset or model by name or id.", autocompletion=data_and_models)]


@command("accept", on=curate)
def accept_(
    statement: Words,
    graph: FolderOption = DEFAULT_FOLDER,
    confidence: Confidence = None,
    why: WhyOption = "",
    quote: QuoteOption = "",
    source: SourceOption = "",
    by: ByOption = "",
    when: WhenOption = "",
    as_json: JsonOption = False,
) -> None:
    """Believe a statement because you say so, as far as you say."""
    refuse_while_written(graph)
    from kg.curating.deciding import accept  # noqa: PLC0415

    told = told_by(by, when, why, quote, source)
    _print(accept(graph, _statement(statement), told, confidence=confidence), as_json=as_json)


@command("reject", on=curate)
def reject_(
    statement: Annotated[
        list[str], typer.Argument(help="A statement as for accept; or two ids that are not one thing.")
    ],
    graph: FolderOption = DEFAULT_FOLDER,
    paper: Annotated[
        str | None,
        typer.Option(
            "--paper", help="Take back only what this paper says; what others say stays.", autocompletion=papers
        ),
    ] = None,
    why: WhyOption = "",
    by: ByOption = "",
    when: WhenOption = "",
    as_json: JsonOption = False,
) -> None:
    """Take a statement back, or what one paper says of it; or keep two things apart, whatever speaks for one."""
    refuse_while_written(graph)
    from kg.curating.deciding import keep_apart, reject  # noqa: PLC0415

    told = told_by(by, when, why)
    if len(statement) == 2:
        if paper is not None:
            raise typer.BadParameter("--paper goes with a statement; two ids are kept apart for all papers")
        _print(keep_apart(graph, statement[0], statement[1], told), as_json=as_json)
    else:
        _print(reject(graph, _statement(statement), told, paper=paper), as_json=as_json)


@command("add", on=curate)
def add_(
    statement: Triple,
    graph: FolderOption = DEFAULT_FOLDER,
    quote: QuoteOption = "",
    source: SourceOption = "",
    new: Annotated[
        bool,
        typer.Option("--new", help="Its ends may be new: dataset:NAME, model:NAME, or a paper by arXiv id or DOI."),
    ] = False,
    confidence: Confidence = None,
    why: WhyOption = "",
    by: ByOption = "",
    when: WhenOption = "",
    as_json: JsonOption = False,
) -> None:
    """State what nothing in the graph states, with a quote or the address that shows it."""
    refuse_while_written(graph)
    from kg.curating.deciding import add  # noqa: PLC0415

    told = told_by(by, when, why, quote, source)
    _print(add(graph, statement, told, confidence=confidence, new=new), as_json=as_json)


@command("rerole", on=curate)
def rerole_(
    paper: Annotated[
        str, typer.Argument(help="A paper by title, short title, file name, arXiv id or DOI.", autocompletion=papers)
    ],
    thing: Thing,
    roles: Annotated[
        list[str],
        typer.Argument(help="trains_on, evaluates_on (data), uses, compares (models), introduces, mentions; or none."),
    ],
    graph: FolderOption = DEFAULT_FOLDER,
    why: WhyOption = "",
    quote: QuoteOption = "",
    source: SourceOption = "",
    by: ByOption = "",
    when: WhenOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say what a paper does with a dataset or model."""
    refuse_while_written(graph)
    from kg.curating.deciding import rerole  # noqa: PLC0415

    _print(rerole(graph, paper, thing, roles, told_by(by, when, why, quote, source)), as_json=as_json)


@command("merge", on=curate)
def merge_(
    one: Annotated[str, typer.Argument(help="A dataset or model by name or id.", autocompletion=data_and_models)],
    other: Annotated[str, typer.Argument(help="The one that it is.", autocompletion=data_and_models)],
    graph: FolderOption = DEFAULT_FOLDER,
    why: WhyOption = "",
    by: ByOption = "",
    when: WhenOption = "",
    as_json: JsonOption = False,
) -> None:
    """Make one thing of two: all that is said of the first is said of the other."""
    refuse_while_written(graph)
    from kg.curating.deciding import merge  # noqa: PLC0415

    _print(merge(graph, one, other, told_by(by, when, why)), as_json=as_json)


@command("split", on=curate)
def split_(
    name: Thing,
    paper: Annotated[
        str, typer.Argument(help="The paper in which the name means another thing.", autocompletion=papers)
    ],
    graph: FolderOption = DEFAULT_FOLDER,
    meant: Annotated[
        str | None, typer.Option("--as", help="What it means there, by name or id; a new thing if not given.")
    ] = None,
    why: WhyOption = "",
    by: ByOption = "",
    when: WhenOption = "",
    as_json: JsonOption = False,
) -> None:
    """Say that a name means another thing in one paper."""
    refuse_while_written(graph)
    from kg.curating.deciding import split  # noqa: PLC0415

    _print(split(graph, name, paper, told_by(by, when, why), meant=meant), as_json=as_json)


@command("rename", on=curate)
def rename_(
    thing: Thing,
    name: Annotated[str, typer.Argument(help="What it is called.")],
    graph: FolderOption = DEFAULT_FOLDER,
    why: WhyOption = "",
    by: ByOption = "",
    when: WhenOption = "",
    as_json: JsonOption = False,
) -> None:
    """Call a dataset or model by another name; the old ones still lead to it."""
    refuse_while_written(graph)
    from kg.curating.deciding import rename  # noqa: PLC0415

    _print(rename(graph, thing, name, told_by(by, when, why)), as_json=as_json)


@command("undo", on=curate)
def undo_(
    decision: Annotated[
        list[str], typer.Argument(help="The id of a decision, or its beginning; or the two ids of a rejected pair.")
    ],
    graph: FolderOption = DEFAULT_FOLDER,
    why: WhyOption = "",
    by: ByOption = "",
    when: WhenOption = "",
    as_json: JsonOption = False,
) -> None:
    """Take a decision back; the line stays in the log, and another one says that it does not count."""
    refuse_while_written(graph)
    from kg.curating.deciding import undo  # noqa: PLC0415

    if len(decision) > 2:
        raise typer.BadParameter("give the id of a decision, or two ids of things")
    for recorded in undo(graph, decision, told_by(by, when, why)):
        _print(recorded, as_json=as_json)


@command("list", on=curate)
def list_(
    graph: FolderOption = DEFAULT_FOLDER,
    conflicts: Annotated[
        bool, typer.Option("--conflicts", help="Show only the questions on which people disagree.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Show all decisions with who, when and why, and whether each shows in the graph."""
    from kg.curating.listing import listing  # noqa: PLC0415
    from kg.views.decided import listing_json, listing_text  # noqa: PLC0415

    answer = listing(graph)
    if as_json:
        print_json(listing_json(answer))
    else:
        typer.echo(listing_text(answer, conflicts_only=conflicts), nl=False)


@command("apply", on=curate)
def apply_(graph: FolderOption = DEFAULT_FOLDER) -> None:
    """Apply the log after it was edited; every build does so too."""
    refuse_while_written(graph)
    from kg.curating.deciding import apply_log  # noqa: PLC0415
    from kg.views.decided import unreadable_text  # noqa: PLC0415
    from kg.views.shown import plural  # noqa: PLC0415

    log = apply_log(graph)
    message(f"applied {plural(len(log.decisions), 'decision')}")
    for line in log.unreadable:
        message(unreadable_text(line))
    if log.unreadable:
        raise typer.Exit(EXIT_SOME_FAILED)


@command("merge-log", on=curate)
def merge_log_(
    file: Annotated[Path, typer.Argument(help="The curation.tsv of somebody else.")],
    graph: FolderOption = DEFAULT_FOLDER,
    as_json: JsonOption = False,
) -> None:
    """Take over the decisions of another log, each once, and apply them."""
    refuse_while_written(graph)
    from kg.curating.deciding import join_log  # noqa: PLC0415
    from kg.views.decided import joined_json, joined_text, unreadable_text  # noqa: PLC0415

    joined = join_log(graph, file)
    if as_json:
        print_json(joined_json(joined))
    else:
        message(joined_text(joined))
        for line in joined.unreadable:
            message(f"{file}: {unreadable_text(line)}")
    if joined.unreadable:
        raise typer.Exit(EXIT_SOME_FAILED)


def told_by(by: str, when: str, why: str = "", quote: str = "", source: str = "") -> "Told":
    """Who decides, when and why; the clock is looked at here, and the name you are logged in by."""
    import getpass  # noqa: PLC0415

    from kg.curating.deciding import Told  # noqa: PLC0415

    try:
        who = by or getpass.getuser()
    except (OSError, KeyError):
        who = ""
    return Told(who, _moment(when), why, quote, source)


def _moment(when: str) -> datetime:
    if not when:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise typer.BadParameter(f"--when {when}: write a time with its zone, such as 2026-01-15T10:00:00Z")
    return moment


def _statement(words: Sequence[str]) -> Sequence[str]:
    if len(words) not in {1, 3}:
        raise typer.BadParameter("give the id of a statement, or SUBJECT RELATION OBJECT")
    return words


def _print(recorded: "Recorded", *, as_json: bool) -> None:
    from kg.views.decided import recorded_json, recorded_text  # noqa: PLC0415

    if as_json:
        print_json(recorded_json(recorded))
    else:
        message(recorded_text(recorded))
