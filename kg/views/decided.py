"""Decisions of curators as text for people and as values for programs."""

from collections.abc import Iterable, Mapping
from typing import Any

from kg.core.decisions import EARLIEST, Decision, DecisionKind, stamp
from kg.curating.deciding import Joined
from kg.curating.listing import Listed, Listing
from kg.curating.recording import Recorded
from kg.store.curation_log import UnreadableLine
from kg.views.phrases import phrase
from kg.views.shown import plural, short_title, shown, wrapped

Json = dict[str, Any]

_MOST_BESIDE = 5
BUILD_AGAIN = "papers are read again by the next kg build"


def decision_text(d: Decision, titles: Mapping[str, str]) -> str:
    """What the decision does, on one line; papers by their titles where these are known."""
    one, other, source = (_named(handle, titles) for handle in (d.subject, d.object, d.source))
    value = shown(d.value)
    relation = phrase(d.predicate) if d.predicate else ""
    match d.kind:
        case DecisionKind.ACCEPT | DecisionKind.REJECT | DecisionKind.ADD:
            belief = f" (belief {value})" if d.value else ""
            whose = f", as {source} says it" if d.silences else ""
            return f"{d.kind.value} {one} → {relation} → {other}{belief}{whose}"
        case DecisionKind.REROLE:
            roles = [phrase(role) for role in d.roles]
            return f"{one} → {', '.join(roles)} → {other}" if roles else f"{one} has nothing to do with {other}"
        case DecisionKind.MERGE:
            return f"{one} is {other}"
        case DecisionKind.SPLIT:
            return f"{one} in {source} is {other}"
        case DecisionKind.APART:
            return f"{one} is not {other}"
        case DecisionKind.RENAME:
            return f"{one} is called {value}"
        case DecisionKind.UNDO:
            return f"undo {value}"


def recorded_text(recorded: Recorded) -> str:
    """The decision as it was kept, and whether it shows; then what else rests on the quotes of what was taken back."""
    beaten = recorded.beaten_by
    effect = f"beaten by {_short(beaten)}" if beaten else "in effect" if recorded.in_effect else "without effect now"
    again = f"; {BUILD_AGAIN}" if recorded.build_again else ""
    stands = "stands already; " if recorded.already else ""
    decided = decision_text(recorded.decision, recorded.titles)
    lines = [f"{recorded.decision.id}: {decided}; {stands}{effect}{again}"]
    if recorded.beside:
        lines.append("the same words still stand for what follows; to take it back too:")
    for other in recorded.beside[:_MOST_BESIDE]:
        said = f"{short_title(other.subject)} → {phrase(other.predicate)} → {short_title(other.object)}"
        lines.append(f"  kg curate reject {other.statement}   ({said})")
    if len(recorded.beside) > _MOST_BESIDE:
        lines.append(f"  and {plural(len(recorded.beside) - _MOST_BESIDE, 'further statement')}; --json lists them")
    return "\n".join(lines)


def recorded_json(recorded: Recorded) -> Json:
    """The same as plain values."""
    return {
        **decision_json(recorded.decision),
        "in_effect": recorded.in_effect,
        "beaten_by": recorded.beaten_by.id if recorded.beaten_by else None,
        "build_again": recorded.build_again,
        "already": recorded.already,
        "beside": [
            {"statement": c.statement, "subject": c.subject, "relation": c.predicate.value, "object": c.object}
            for c in recorded.beside
        ],
    }


def joined_text(joined: Joined) -> str:
    """How many decisions another log brought."""
    again = f"; {BUILD_AGAIN}" if joined.build_again else ""
    return f"{plural(joined.new, 'new decision')}, {joined.known} known already{again}"


def joined_json(joined: Joined) -> Json:
    """The same as plain values."""
    return {
        "new": joined.new,
        "known": joined.known,
        "build_again": joined.build_again,
        "unreadable": unreadable_json(joined.unreadable),
    }


def listing_text(answer: Listing, *, conflicts_only: bool = False) -> str:
    """All decisions in order, each with who, when, why and what has become of it; then what people do not agree on."""
    lines = []
    if not conflicts_only:
        lines = [line for d in answer.decisions for line in _listed(d, answer.titles)] or ["nothing has been decided"]
    for conflict in answer.conflicts:
        lines.append("people do not agree; the last one counts:")
        told = (f"{_short(d)}: {decision_text(d, answer.titles)}" for d in conflict.decisions)
        lines += [line for text in told for line in wrapped(text, "  ")]
    if conflicts_only and not answer.conflicts:
        lines.append("no two people disagree")
    lines += [line for u in answer.unreadable for line in wrapped(unreadable_text(u))]
    return "\n".join(lines) + "\n"


def listing_json(answer: Listing) -> Json:
    """The same as plain values."""
    return {
        "decisions": [
            {**decision_json(d.decision), "fate": d.fate.value, "by": d.by.id if d.by else None}
            for d in answer.decisions
        ],
        "conflicts": [[d.id for d in conflict.decisions] for conflict in answer.conflicts],
        "unreadable": unreadable_json(answer.unreadable),
    }


def decision_json(d: Decision) -> Json:
    """A decision as its line in the log has it; null where a column is empty."""
    return {
        "id": d.id,
        "when": None if d.when == EARLIEST else stamp(d.when),
        "who": d.who or None,
        "decision": d.kind.value,
        "subject": d.subject or None,
        "predicate": d.predicate.value if d.predicate else None,
        "object": d.object or None,
        "value": d.value or None,
        "quote": d.quote or None,
        "source": d.source or None,
        "why": d.why or None,
    }


def unreadable_text(line: UnreadableLine, log: str = "") -> str:
    """A line of a log that counts for nothing; of the log of this name, where several may be meant."""
    of = f" of {log}" if log else ""
    return f"line {line.number}{of} is no decision and does not count: {shown(line.reason)}"


def unreadable_json(lines: Iterable[UnreadableLine]) -> list[Json]:
    """The same as plain values."""
    return [{"line": u.number, "reason": u.reason} for u in lines]


def _named(handle: str, titles: Mapping[str, str]) -> str:
    return short_title(titles[handle]) if handle in titles else shown(handle)


def _listed(listed: Listed, titles: Mapping[str, str]) -> list[str]:
    d = listed.decision
    fate = listed.fate.value + (f" by {_short(listed.by)}" if listed.by else "")
    lines = wrapped(f"{_short(d)}: {decision_text(d, titles)} [{fate}]")
    quoted = f'"{shown(d.quote)}"' if d.quote else ""
    source = shown(d.source) if d.kind is not DecisionKind.SPLIT and not d.silences else ""
    told = "; ".join(part for part in (quoted, source, shown(d.why)) if part)
    return lines + (wrapped(told, "    ") if told else [])


def _short(d: Decision) -> str:
    """The decision by its id, its time and who made it."""
    when = "earlier" if d.when == EARLIEST else stamp(d.when)
    return f"{d.id} {when} {shown(d.who) or 'a curator'}"
