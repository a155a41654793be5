"""Commands that ask a curator about statements: kg curate review, kg curate queue."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import DEFAULT_FOLDER, DEFAULT_GRAPH, FolderOption, GraphOption, JsonOption, command, print_json
from kg.cli.completing import papers
from kg.cli.curate import ByOption, WhenOption, WhyOption, curate, told_by
from kg.cli.telling import message
from kg.core.statement import Predicate
from kg.store.holder import refuse_while_written

if TYPE_CHECKING:
    from kg.curating.queue import Doubt

Limit = Annotated[int, typer.Option("--limit", min=1, help="Statements at most.")]
Relation = Annotated[Predicate | None, typer.Option("--predicate", help="Only statements of this relation.")]
OfPaper = Annotated[str | None, typer.Option("--paper", help="Only statements of this paper.", autocompletion=papers)]
Below = Annotated[float, typer.Option("--below", min=0, max=1, help="Only what is believed less than this.")]

_KEYS = "[a]ccept  [r]eject  [s]kip  [q]uit"


@command("queue", on=curate)
def queue_(
    graph: GraphOption = DEFAULT_GRAPH,
    limit: Limit = 20,
    predicate: Relation = None,
    paper: OfPaper = None,
    below: Below = 0.9,
    as_json: JsonOption = False,
) -> None:
    """Show the statements that nobody has decided about, least certain first."""
    from kg.views.doubts import doubts_json, doubts_text  # noqa: PLC0415

    doubts = _doubts(graph, limit, predicate, paper, below)
    if as_json:
        print_json(doubts_json(doubts))
    else:
        typer.echo(doubts_text(doubts), nl=False)


@command("review", on=curate)
def review_(
    graph: FolderOption = DEFAULT_FOLDER,
    limit: Limit = 20,
    predicate: Relation = None,
    paper: OfPaper = None,
    below: Below = 0.9,
    why: WhyOption = "",
    by: ByOption = "",
    when: WhenOption = "",
) -> None:
    """Decide about the least certain statements one by one, by a key each."""
    refuse_while_written(graph)
    from kg.core.decisions import DecisionKind  # noqa: PLC0415
    from kg.curating.deciding import apply_log, note  # noqa: PLC0415
    from kg.views.shown import plural  # noqa: PLC0415

    doubts = _doubts(str(graph), limit, predicate, paper, below)
    kinds = {"a": DecisionKind.ACCEPT, "r": DecisionKind.REJECT}
    decided = 0
    try:
        for number, doubt in enumerate(doubts, 1):
            _show(doubt, f"{number} of {len(doubts)}")
            key = _key("arsq")
            if key == "q":
                break
            if key in kinds:
                note(graph, [doubt.decided(kinds[key], told_by(by, when, why))])
                decided += 1
    finally:
        if decided:
            apply_log(graph)
        message(f"{plural(decided, 'decision')} kept" if doubts else "nothing is left to decide about")


def _doubts(
    graph: str, limit: int, predicate: Predicate | None, paper: str | None, below: float
) -> "tuple[Doubt, ...]":
    from kg.cli.ask import reading  # noqa: PLC0415
    from kg.curating.queue import review_queue  # noqa: PLC0415

    with reading(graph) as reader:
        return review_queue(reader, limit, predicate=predicate, paper=paper, below=below)


def _show(doubt: "Doubt", where: str) -> None:
    from rich.console import Console  # noqa: PLC0415

    from kg.views.doubts import doubt_rich, doubt_text  # noqa: PLC0415

    console = Console(highlight=False)
    if console.is_terminal:
        console.print(f"\n{where}", style="dim")
        console.print(doubt_rich(doubt), soft_wrap=True)
    else:
        typer.echo(f"{where}\n{doubt_text(doubt)}\n")


def _key(wanted: str) -> str:
    """The next of the wanted keys that is pressed or piped in; q where no more comes."""
    message(_KEYS)
    while True:
        if sys.stdin.isatty():
            try:
                pressed = typer.getchar()
            except EOFError:
                return "q"
        else:
            pressed = sys.stdin.read(1)
            if not pressed:
                return "q"
        if pressed.lower() in wanted:
            return pressed.lower()
        if pressed.strip():
            message(_KEYS)
