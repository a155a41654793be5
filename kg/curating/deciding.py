"""What people decide, by the names that they give: each becomes a line of the log and is applied at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.core.decisions import NO_ROLE, Decision, DecisionKind
from kg.core.handles import entity_id_of, thing_handle
from kg.curating.companions import Companion, companions
from kg.curating.desk import Desk, predicate_of
from kg.curating.meaning import another_thing, decisions_meant, on_one_line
from kg.curating.recording import Recorded, Told, apply_now, decision_of, record, stating
from kg.store.curation_log import Log, UnreadableLine, append, moment_after, read_log, read_log_file
from kg.store.graph import Graph
from kg.store.mark import check_graph

__all__ = [
    "Joined",
    "Recorded",
    "Told",
    "accept",
    "add",
    "apply_log",
    "join_log",
    "keep_apart",
    "merge",
    "note",
    "reject",
    "rename",
    "rerole",
    "split",
    "undo",
]


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of joining another log: how many decisions were new and known, and the lines that are none."""

    new: int
    known: int
    unreadable: tuple[UnreadableLine, ...]
    build_again: bool = False


def accept(graph: Path, statement: Sequence[str], told: Told, *, confidence: float | None = None) -> Recorded:
    """Believe a statement because a person does, as far as that person does (1 unless told).

    The statement is its id, or subject, relation and object by name. Every function here writes a line to the log of
    the graph in the folder, applies it, and raises the same errors.

    Raises:
        GraphUnavailableError: the folder is no graph, or is in use.
        UnknownStatementError: the graph holds no such statement.
        UnknownNameError: nothing goes by a name.
        AmbiguousNameError: several things do.
        ImpossibleDecisionError: the decision makes no sense.
        UnreadableLogError: the log cannot be read or written.
    """
    value = _belief(confidence)
    return record(graph, told, lambda desk: stating(DecisionKind.ACCEPT, desk.stated(statement), told, value))


def reject(graph: Path, statement: Sequence[str], told: Told, *, paper: str | None = None) -> Recorded:
    """Take a statement back: it is no longer asserted, and its evidence stays.

    With a paper, only what that paper says of it is taken back; what others say stands.
    """
    beside: list[Companion] = []

    def make(desk: Desk) -> Decision:
        by = None if paper is None else desk.paper(paper)
        said = desk.statement(statement, by)
        beside.extend(companions(desk, said) if by is None else ())
        return stating(DecisionKind.REJECT, desk.handles_of(said), replace(told, source=by or ""))

    return replace(record(graph, told, make), beside=tuple(beside))


def add(
    graph: Path, statement: Sequence[str], told: Told, *, confidence: float | None = None, new: bool = False
) -> Recorded:
    """State what no source states, with the words or the address that show it; new lets it name new things."""
    value = _belief(confidence)
    return record(
        graph, told, lambda desk: stating(DecisionKind.ADD, desk.new_statement(statement, new=new), told, value)
    )


def rerole(graph: Path, paper: str, thing: str, roles: Sequence[str], told: Told) -> Recorded:
    """Say what a paper does with a dataset or model: these roles and no other, or "none".

    That a paper introduces or mentions a thing stays said, unless the role is "none".
    """

    def make(desk: Desk) -> Decision:
        told_roles = [NO_ROLE] if [*roles] == [NO_ROLE] else [predicate_of(role).value for role in roles]
        of, what = desk.paper(paper), desk.handle(desk.thing(thing))
        value = ",".join(dict.fromkeys(told_roles))
        return decision_of(DecisionKind.REROLE, told, subject=of, object=what, value=value)

    return record(graph, told, make)


def merge(graph: Path, one: str, other: str, told: Told) -> Recorded:
    """Make one thing of two: what is said of the first is said of the other."""

    def make(desk: Desk) -> Decision:
        a, b = desk.thing(one), desk.thing(other)
        ends = thing_handle(desk.id(a), a.label), thing_handle(desk.id(b), b.label)
        return decision_of(DecisionKind.MERGE, told, subject=ends[0], object=ends[1], value=b.label)

    return record(graph, told, make)


def split(graph: Path, name: str, paper: str, told: Told, *, meant: str | None = None) -> Recorded:
    """What one paper calls so is another thing: the one meant, by name or id, or else a new one of the same name."""

    def make(desk: Desk) -> Decision:
        where = desk.paper(paper)
        node = desk.named_in(where, name)
        identifier, called = another_thing(desk, desk.id(node), node.label, where, meant)
        ends = thing_handle(desk.id(node), node.label), thing_handle(identifier, called)
        return decision_of(
            DecisionKind.SPLIT, replace(told, source=where), subject=ends[0], object=ends[1], value=called
        )

    return record(graph, told, make)


def rename(graph: Path, thing: str, name: str, told: Told) -> Recorded:
    """Call a thing by another name; it is found under the old ones too."""

    def make(desk: Desk) -> Decision:
        return decision_of(DecisionKind.RENAME, told, subject=desk.handle(desk.thing(thing)), value=on_one_line(name))

    return record(graph, told, make)


def keep_apart(graph: Path, one: str, other: str, told: Told) -> Recorded:
    """Keep two things apart: no later build takes one for the other. Ids need not be in the graph."""

    def make(_: Desk) -> Decision:
        a, b = sorted((entity_id_of(one), entity_id_of(other)))
        return decision_of(DecisionKind.APART, told, subject=a, object=b)

    return record(graph, told, make)


def undo(graph: Path, which: Sequence[str], told: Told) -> tuple[Recorded, ...]:
    """Take decisions back: the one with this id, or its beginning, or all that keep these two ids apart.

    Raises:
        UnknownDecisionError: there is none, or the beginning fits several.
    """
    check_graph(graph)
    decisions = decisions_meant(read_log(graph), which)
    return tuple(
        record(graph, told, lambda _, d=d: decision_of(DecisionKind.UNDO, told, value=d.id))  # type: ignore[misc]
        for d in decisions
    )


def join_log(graph: Path, file: Path) -> Joined:
    """Add to the graph's log what another curator's log says beside, and apply it.

    Raises:
        GraphUnavailableError: the folder is no graph, or is in use.
        UnreadableLogError: a log cannot be read or written.
    """
    check_graph(graph)
    other = read_log_file(file)
    with Graph.open(graph) as opened:
        before = opened.curation().apart
        known = {d.id for d in read_log(graph).decisions}
        new = [d for d in other.decisions if d.id not in known]
        if new:
            append(graph, new)
        after = apply_now(opened)
    return Joined(len(new), len(other.decisions) - len(new), other.unreadable, before.pairs != after.apart.pairs)


def apply_log(graph: Path) -> Log:
    """Apply the graph's log, which may have been edited; what it holds.

    Raises:
        GraphUnavailableError: the folder is no graph, or is in use.
        UnreadableLogError: the log cannot be read.
    """
    check_graph(graph)
    with Graph.open(graph) as opened:
        apply_now(opened)
    return read_log(graph)


def note(graph: Path, decisions: Iterable[Decision]) -> None:
    """Write decisions to the graph's log without applying them; their times follow what stands there."""
    for decision in decisions:
        append(graph, [replace(decision, when=moment_after(read_log(graph), decision.when))])


def _belief(confidence: float | None) -> str:
    return "" if confidence is None else repr(confidence)
