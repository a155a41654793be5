"""One decision as a line of the log, and what it does to the graph."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from kg.core.curation import Curation, curation_of
from kg.core.decisions import Decision, DecisionKind
from kg.core.errors import ImpossibleDecisionError
from kg.core.statement import Predicate
from kg.curating.companions import Companion
from kg.curating.desk import Desk, paper_titles
from kg.finishing import finish
from kg.store.applied_decisions import decisions_in_effect
from kg.store.curation_log import append, moment_after, read_log
from kg.store.graph import Graph
from kg.store.mark import check_graph

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
    are the statements that rest on the same quotes as one that was taken back, and stand. already says that the same
    person had decided so, and that nothing was written.
    """

    decision: Decision
    in_effect: bool
    beaten_by: Decision | None = None
    build_again: bool = False
    titles: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[Companion, ...] = ()
    already: bool = False


def record(graph: Path, told: Told, make: Callable[[Desk], Decision]) -> Recorded:
    """Write the decision that is made out of the graph's names to its log and apply it; how it stands then.

    Raises:
        GraphUnavailableError: the folder is no graph, or is in use.
        UnreadableLogError: the log cannot be read or written.
    """
    check_graph(graph)
    with Graph.open(graph) as opened:
        log = read_log(graph)
        decision = replace(make(Desk(opened)), when=moment_after(log, told.when))
        before = opened.curation().apart
        earlier = _standing(decision, curation_of(log.decisions, opened.paper_iri))
        if earlier is None:
            append(graph, [decision])
        decision = earlier or decision
        after = apply_now(opened, finished=decision.kind not in _CHANGES_WHAT_IS_NAMED)
        shows = decision.id in decisions_in_effect(opened.store, [decision]) or decision.kind is DecisionKind.UNDO
        titles = paper_titles(opened, [decision])
    again = before.pairs != after.apart.pairs
    return Recorded(decision, shows, after.beaten.get(decision.id), again, titles, already=earlier is not None)


def _standing(decision: Decision, known: Curation) -> Decision | None:
    """A rejection of the same by the same person that stands, unbeaten, and tells all that this does."""
    if decision.kind not in {DecisionKind.REJECT, DecisionKind.APART}:
        return None
    for other in reversed(known.decisions):
        why = decision.why or other.why
        if replace(decision, when=other.when, why=why) == other and other.id not in known.beaten:
            return other
    return None


def apply_now(graph: Graph, *, finished: bool = False) -> Curation:
    """Apply the log as it is now; finished says that no other things are named, so that no more has to be known."""
    graph.read_decisions()
    graph.curate()
    if not finished:
        finish(graph)
    return graph.curation()


def stating(kind: DecisionKind, said: tuple[str, Predicate, str], told: Told, value: str = "") -> Decision:
    """The decision on a statement.

    Raises:
        ImpossibleDecisionError: it makes no sense.
    """
    subject, predicate, target = said
    return decision_of(kind, told, subject=subject, predicate=predicate, object=target, value=value)


def decision_of(
    kind: DecisionKind,
    told: Told,
    *,
    subject: str = "",
    predicate: Predicate | None = None,
    object: str = "",  # noqa: A002 - as the log calls it
    value: str = "",
) -> Decision:
    """The decision with what was told of it.

    Raises:
        ImpossibleDecisionError: it makes no sense.
    """
    try:
        return Decision(told.when, told.by, kind, subject, predicate, object, value, told.quote, told.source, told.why)
    except ValueError as error:
        raise ImpossibleDecisionError(str(error)) from error
