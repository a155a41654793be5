"""What people decide about a graph: one decision a line of a log, with who and when."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from kg.core.handles import entity_id_of, is_paper, is_thing, kind_of
from kg.core.identifiers import digest
from kg.core.statement import DATASET_ROLES, MODEL_ROLES, UNDISCLOSED, Predicate

EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
"""When decisions were made of which nobody noted the time."""

NO_ROLE = "none"
"""Value of a re-role: the paper does not even mention the thing."""

PAPER_ROLES = frozenset({*DATASET_ROLES, *MODEL_ROLES})


class DecisionKind(StrEnum):
    """What a decision does."""

    ACCEPT = "accept"
    REJECT = "reject"
    ADD = "add"
    REROLE = "rerole"
    MERGE = "merge"
    SPLIT = "split"
    APART = "apart"
    RENAME = "rename"
    UNDO = "undo"


ABOUT_STATEMENTS = frozenset({DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.ADD})


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. What its fields hold depends on its kind; subject and object are handles.

    id is a short digest of all that it says: the same wherever the line stands.

    accept, reject and add speak of the statement of subject, predicate and object; value is how far an accepted or
    added one is believed, 1 where it is empty. A reject whose source is a paper speaks of what that paper says alone.
    rerole: value lists what the paper (subject) does with the thing
    (object), or is NO_ROLE. merge: the subject is the object, whose name is value. split: the subject, as the paper in
    source names it, is the object, called value. apart: subject and object are two. rename: the subject is called
    value. undo: the decision whose id is value does not count. quote are the words, and source the paper or address,
    that show an added or accepted statement; why is the curator's reason.
    """

    when: datetime
    who: str
    kind: DecisionKind
    subject: str = ""
    predicate: Predicate | None = None
    object: str = ""
    value: str = ""
    quote: str = ""
    source: str = ""
    why: str = ""
    id: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if self.when.tzinfo is None:
            raise ValueError("its time names no zone; end it with Z for UTC")
        try:
            when = stamp(self.when)
        except OverflowError:
            raise ValueError("its time lies before the first year") from None
        problem = _problem(self)
        if problem is not None:
            raise ValueError(problem)
        predicate = self.predicate.value if self.predicate else ""
        said = (self.subject, predicate, self.object, self.value, self.quote, self.source, self.why)
        object.__setattr__(self, "id", digest(when, self.who, self.kind.value, *said, length=10))

    @property
    def confidence(self) -> float:
        """How far the curator believes what is accepted or added."""
        return float(self.value) if self.kind in ABOUT_STATEMENTS and self.value else 1.0

    @property
    def silences(self) -> str | None:
        """The handle of the paper of which alone it takes back what it says; None where it does no such thing."""
        return self.source if self.kind is DecisionKind.REJECT and is_paper(self.source) else None

    @property
    def roles(self) -> tuple[Predicate, ...]:
        """What a re-role says that the paper does with the thing."""
        told = self.value.split(",") if self.kind is DecisionKind.REROLE and self.value != NO_ROLE else ()
        return tuple(Predicate(role) for role in told)


def stamp(when: datetime) -> str:
    """The time in UTC as ISO 8601, to the thousandth of a second where it is not whole.

    >>> stamp(datetime(2026, 1, 15, 10, 0, 0, 250_000, UTC)), stamp(datetime(2026, 1, 15, 10, tzinfo=UTC))
    ('2026-01-15T10:00:00.250Z', '2026-01-15T10:00:00Z')
    """
    utc = when.astimezone(UTC).replace(tzinfo=None)
    return utc.isoformat(timespec="milliseconds" if utc.microsecond // 1000 else "seconds") + "Z"


def in_order(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The decisions by time and then by what they say, each once."""
    by_id = {d.id: d for d in decisions}
    return tuple(sorted(by_id.values(), key=lambda d: (stamp_order(d.when), d.id)))


def stamp_order(when: datetime) -> datetime:
    """The time as far as it is written down."""
    utc = when.astimezone(UTC)
    return utc.replace(microsecond=utc.microsecond // 1000 * 1000)


def counting(decisions: Iterable[Decision]) -> tuple[tuple[Decision, ...], dict[str, Decision]]:
    """The decisions that nobody has undone, in order, and by their ids those that somebody has, with the undoing one.

    An undoing may be undone itself. Undoings are not among the decisions given.
    """
    ordered = in_order(decisions)
    known = {d.id: d for d in ordered}
    waiting = Counter(d.value for d in ordered if d.kind is DecisionKind.UNDO)
    undone: dict[str, Decision] = {}
    settled = [d for d in ordered if not waiting[d.id]]
    for d in settled:  # grows; an id is a digest of what its line says, so that no chain of undoings is a circle
        if d.kind is DecisionKind.UNDO and d.value in known:
            if d.id not in undone:
                undone[d.value] = min(d, undone.get(d.value, d), key=lambda u: (stamp_order(u.when), u.id))
            waiting[d.value] -= 1
            if not waiting[d.value]:
                settled.append(known[d.value])
    return tuple(d for d in ordered if d.id not in undone and d.kind is not DecisionKind.UNDO), undone


def _problem(d: Decision) -> str | None:
    """What is wrong with the decision, as a clause; None where nothing is."""
    match d.kind:
        case DecisionKind.ACCEPT | DecisionKind.REJECT | DecisionKind.ADD:
            return _problem_of_statement(d)
        case DecisionKind.REROLE:
            return _problem_of_roles(d)
        case DecisionKind.MERGE | DecisionKind.APART | DecisionKind.SPLIT:
            if not is_thing(d.subject) or not is_thing(d.object):
                return "it needs two ids such as dataset:glue"
            if entity_id_of(d.subject) == entity_id_of(d.object):
                return "both ids are one"
            if kind_of(d.subject) is not kind_of(d.object):
                return "a dataset and a model are never one thing"
            return "it names no paper" if d.kind is DecisionKind.SPLIT and not is_paper(d.source) else None
        case DecisionKind.RENAME:
            if not is_thing(d.subject):
                return f"{d.subject} is no id such as dataset:glue"
            return None if d.value.strip() else "it gives no name"
        case DecisionKind.UNDO:
            return None if d.value else "it names no decision"


def _problem_of_statement(d: Decision) -> str | None:
    if d.predicate is None:
        return "it has no predicate"
    if d.predicate in PAPER_ROLES:
        fits = is_paper(d.subject) and is_thing(d.object)
    elif d.predicate is Predicate.INTRODUCED_BY:
        fits = is_thing(d.subject) and is_paper(d.object)
    elif d.predicate is Predicate.DISCLOSURE:
        fits = is_thing(d.subject) and d.object == UNDISCLOSED
    else:
        fits = is_thing(d.subject) and is_thing(d.object)
    if not fits:
        return f"{d.subject or 'nothing'} {d.predicate.value} {d.object or 'nothing'} cannot be stated"
    if d.kind is DecisionKind.ADD and not (d.quote.strip() or d.source.strip()):
        return "what is added needs a quote or a source"
    try:
        return None if 0 < d.confidence <= 1 else f"{d.value} is no belief above 0 and up to 1"
    except ValueError:
        return f"{d.value} is no number"


def _problem_of_roles(d: Decision) -> str | None:
    if not is_paper(d.subject) or not is_thing(d.object):
        return "it needs a paper and an id such as dataset:glue"
    possible = DATASET_ROLES if kind_of(d.object).value == "dataset" else MODEL_ROLES
    told = d.value.split(",")
    if d.value != NO_ROLE and not {*told} <= {role.value for role in possible}:
        return f"{d.value} is none of {', '.join(possible)} or {NO_ROLE}"
    return None
