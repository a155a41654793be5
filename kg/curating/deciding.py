"""Decisions made: each becomes a line of the log and is applied to the graph at once."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from kg.core.curation import Curation
from kg.core.decisions import NO_ROLE, Decision, DecisionKind
from kg.core.entity import EntityKind, entity_id
from kg.core.errors import ImpossibleDecisionError, UnknownDecisionError, UnknownNameError
from kg.core.handles import entity_id_of, is_thing, kind_of, name_in, thing_handle
from kg.core.identifiers import digest
from kg.core.names import fold
from kg.core.statement import Predicate
from kg.curating.companions import Companion, companions
from kg.curating.desk import Desk, paper_titles, predicate_of
from kg.finishing import finish
from kg.store.curating import decisions_in_effect
from kg.store.curation_log import Log, UnreadableLine, append, moment_after, read_log, read_log_file
from kg.store.graph import Graph
from kg.store.mark import check_graph

_DERIVED = re.compile(r"-[0-9a-f]{8}(?:[0-9a-f]{2})?$")
_SHORTEST_ID = 4
_CHANGES_WHAT_IS_NAMED = frozenset({DecisionKind.MERGE, DecisionKind.SPLIT, DecisionKind.ADD, DecisionKind.UNDO})


@dataclass(frozen=True, slots=True)
class Told:
    """Who decides, when and why, and the words and the paper or address that show it."""

    by: str
    when: datetime
    why: str = ""
    quote: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision as it stands in the log.

    in_effect says that it shows in the graph; beaten_by is a later decision that says otherwise; build_again that
    papers have to be read again before it shows. titles are those of the papers that it speaks of, by handle. beside
    are the statements that rest on the same quotes as one that was taken back, and stand.
    """

    decision: Decision
    in_effect: bool
    beaten_by: Decision | None = None
    build_again: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[Companion, ...] = ()


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
    return _record(graph, told, lambda desk: _stating(DecisionKind.ACCEPT, desk.stated(statement), told, value))


def reject(graph: Path, statement: Sequence[str], told: Told, *, paper: str | None = None) -> Recorded:
    """Take a statement back: it is no longer asserted, and its evidence stays.

    With a paper, only what that paper says of it is taken back; what others say stands.
    """
    beside: list[Companion] = []

    def make(desk: Desk) -> Decision:
        by = None if paper is None else desk.paper(paper)
        said = desk.statement(statement, by)
        beside.extend(companions(desk, said) if by is None else ())
        return _stating(DecisionKind.REJECT, desk.handles_of(said), replace(told, source=by or ""))

    return replace(_record(graph, told, make), beside=tuple(beside))


def add(
    graph: Path, statement: Sequence[str], told: Told, *, confidence: float | None = None, new: bool = False
) -> Recorded:
    """State what no source states, with the words or the address that show it; new lets it name new things."""
    value = _belief(confidence)
    return _record(
        graph, told, lambda desk: _stating(DecisionKind.ADD, desk.new_statement(statement, new=new), told, value)
    )


def rerole(graph: Path, paper: str, thing: str, roles: Sequence[str], told: Told) -> Recorded:
    """Say what a paper does with a dataset or model: these roles and no other, or "none".

    That a paper introduces or mentions a thing stays said, unless the role is "none".
    """

    def make(desk: Desk) -> Decision:
        told_roles = [NO_ROLE] if [*roles] == [NO_ROLE] else [predicate_of(role).value for role in roles]
        of, what = desk.paper(paper), desk.handle(desk.thing(thing))
        value = ",".join(dict.fromkeys(told_roles))
        return _decision(DecisionKind.REROLE, told, subject=of, object=what, value=value)

    return _record(graph, told, make)


def merge(graph: Path, one: str, other: str, told: Told) -> Recorded:
    """Make one thing of two: what is said of the first is said of the other."""

    def make(desk: Desk) -> Decision:
        a, b = desk.thing(one), desk.thing(other)
        ends = thing_handle(desk.id(a), a.label), thing_handle(desk.id(b), b.label)
        return _decision(DecisionKind.MERGE, told, subject=ends[0], object=ends[1], value=b.label)

    return _record(graph, told, make)


def split(graph: Path, name: str, paper: str, told: Told, *, meant: str | None = None) -> Recorded:
    """What one paper calls so is another thing: the one meant, by name or id, or else a new one of the same name."""

    def make(desk: Desk) -> Decision:
        where = desk.paper(paper)
        node = desk.named_in(where, name)
        identifier, called = _other_thing(desk, desk.id(node), node.label, where, meant)
        ends = thing_handle(desk.id(node), node.label), thing_handle(identifier, called)
        return _decision(DecisionKind.SPLIT, replace(told, source=where), subject=ends[0], object=ends[1], value=called)

    return _record(graph, told, make)


def rename(graph: Path, thing: str, name: str, told: Told) -> Recorded:
    """Call a thing by another name; it is found under the old ones too."""

    def make(desk: Desk) -> Decision:
        return _decision(DecisionKind.RENAME, told, subject=desk.handle(desk.thing(thing)), value=_on_one_line(name))

    return _record(graph, told, make)


def keep_apart(graph: Path, one: str, other: str, told: Told) -> Recorded:
    """Keep two things apart: no later build takes one for the other. Ids need not be in the graph."""

    def make(_: Desk) -> Decision:
        a, b = sorted((entity_id_of(one), entity_id_of(other)))
        return _decision(DecisionKind.APART, told, subject=a, object=b)

    return _record(graph, told, make)


def undo(graph: Path, which: Sequence[str], told: Told) -> tuple[Recorded, ...]:
    """Take decisions back: the one with this id, or its beginning, or all that keep these two ids apart.

    Raises:
        UnknownDecisionError: there is none, or the beginning fits several.
    """
    check_graph(graph)
    decisions = _meant(read_log(graph), which)
    return tuple(
        _record(graph, told, lambda _, d=d: _decision(DecisionKind.UNDO, told, value=d.id))  # type: ignore[misc]
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
        after = _apply(opened)
    return Joined(len(new), len(other.decisions) - len(new), other.unreadable, before.pairs != after.apart.pairs)


def apply_log(graph: Path) -> Log:
    """Apply the graph's log, which may have been edited; what it holds.

    Raises:
        GraphUnavailableError: the folder is no graph, or is in use.
        UnreadableLogError: the log cannot be read.
    """
    check_graph(graph)
    with Graph.open(graph) as opened:
        _apply(opened)
    return read_log(graph)


def note(graph: Path, decisions: Iterable[Decision]) -> None:
    """Write decisions to the graph's log without applying them; their times follow what stands there."""
    for decision in decisions:
        append(graph, [replace(decision, when=moment_after(read_log(graph), decision.when))])


def _record(graph: Path, told: Told, make: Callable[[Desk], Decision]) -> Recorded:
    check_graph(graph)
    with Graph.open(graph) as opened:
        log = read_log(graph)
        decision = replace(make(Desk(opened)), when=moment_after(log, told.when))
        before = opened.curation().apart
        append(graph, [decision])
        after = _apply(opened, finished=decision.kind not in _CHANGES_WHAT_IS_NAMED)
        shows = decision.id in decisions_in_effect(opened.store, [decision]) or decision.kind is DecisionKind.UNDO
        titles = paper_titles(opened, [decision])
    return Recorded(decision, shows, after.beaten.get(decision.id), before.pairs != after.apart.pairs, titles)


def _apply(graph: Graph, *, finished: bool = False) -> Curation:
    """Apply the log as it is now; finished says that no other things are named, so that no more has to be known."""
    graph.read_decisions()
    graph.curate()
    if not finished:
        finish(graph)
    return graph.curation()


def _stating(kind: DecisionKind, said: tuple[str, Predicate, str], told: Told, value: str = "") -> Decision:
    subject, predicate, target = said
    return _decision(kind, told, subject=subject, predicate=predicate, object=target, value=value)


def _decision(
    kind: DecisionKind,
    told: Told,
    *,
    subject: str = "",
    predicate: Predicate | None = None,
    object: str = "",  # noqa: A002 - as the log calls it
    value: str = "",
) -> Decision:
    try:
        return Decision(told.when, told.by, kind, subject, predicate, object, value, told.quote, told.source, told.why)
    except ValueError as error:
        raise ImpossibleDecisionError(str(error)) from error


def _belief(confidence: float | None) -> str:
    return "" if confidence is None else repr(confidence)


def _other_thing(desk: Desk, identifier: str, called: str, paper: str, meant: str | None) -> tuple[str, str]:
    """The id and name of what the paper means instead."""
    own = _DERIVED.sub("", identifier)
    apart = f"{own}-{digest('split', identifier, paper, length=8)}"
    if meant is None:
        return apart, called
    kind = EntityKind(identifier.partition(":")[0])
    try:
        node = desk.thing(meant)
    except UnknownNameError:
        if is_thing(meant) and kind_of(meant) is kind:
            return entity_id_of(meant), name_in(meant)
        if not fold(meant):
            raise
        return entity_id(kind, meant), _on_one_line(meant)
    found = desk.id(node)
    return (found, node.label) if found != identifier else (apart, called)


def _meant(log: Log, which: Sequence[str]) -> tuple[Decision, ...]:
    if len(which) == 1:
        beginning = which[0].strip().lower()
        found = [d for d in log.decisions if d.id.startswith(beginning)] if len(beginning) >= _SHORTEST_ID else []
        if len(found) != 1:
            raise UnknownDecisionError(
                which[0], "several decisions begin so" if found else "no decision goes by this id"
            )
        return tuple(found)
    pair = {entity_id_of(w) for w in which}
    undone = {d.value for d in log.decisions if d.kind is DecisionKind.UNDO}
    apart = [d for d in log.decisions if d.kind is DecisionKind.APART and d.id not in undone]
    meant = tuple(d for d in apart if {entity_id_of(d.subject), entity_id_of(d.object)} == pair)
    if not meant:
        raise UnknownDecisionError(" and ".join(which), "nobody has kept these two apart")
    return meant


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
