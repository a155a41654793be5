"""Statements to decide about as text for people and as values for programs."""

from collections.abc import Sequence
from typing import Any

from rich.text import Text

from kg.curating.queue import Doubt
from kg.views.path_text import evidence_text, name_of, rank_evidence
from kg.views.phrases import phrase
from kg.views.shown import plural, wrapped
from kg.views.trace_json import evidence_json

Json = dict[str, Any]

MOST_QUOTES = 3
_NOTHING = "nothing is left to decide about"


def doubt_text(doubt: Doubt, *, indent: str = "") -> str:
    """The statement with its belief and id, and its best evidence."""
    lines = wrapped(f"{_statement(doubt)}   belief {doubt.edge.belief:.2f}   {doubt.statement}", indent)
    return "\n".join([*lines, *(line for text in _evidence(doubt) for line in wrapped(text, indent + "  "))])


def doubt_rich(doubt: Doubt) -> Text:
    """The same for a terminal: the statement stands out, and its belief the more the less certain it is."""
    belief = doubt.edge.belief
    text = Text(_statement(doubt), style="bold")
    text.append(f"   belief {belief:.2f}", style="red" if belief < 0.5 else "yellow")
    text.append(f"   {doubt.statement}", style="dim not bold")
    for piece in _evidence(doubt):
        text.append("\n" + "\n".join(wrapped(piece, "  ")), style="not bold")
    return text


def doubts_text(doubts: Sequence[Doubt]) -> str:
    """All of them, least certain first."""
    return "\n\n".join(doubt_text(d) for d in doubts) + "\n" if doubts else f"{_NOTHING}\n"


def doubts_json(doubts: Sequence[Doubt]) -> Json:
    """The same as plain values, with all evidence.

    ``{"statements": [{"statement", "subject", "subject_iri", "relation", "object", "object_iri", "belief",
    "evidence": [evidence]}]}``, evidence as in a trace.
    """
    return {"statements": [_doubt_json(d) for d in doubts]}


def _doubt_json(doubt: Doubt) -> Json:
    return {
        "statement": doubt.statement,
        "subject": doubt.subject.label,
        "subject_iri": doubt.edge.subject,
        "relation": doubt.edge.predicate.value,
        "object": doubt.object.label if doubt.object else "undisclosed",
        "object_iri": doubt.edge.object,
        "belief": round(doubt.edge.belief, 6),
        "evidence": [evidence_json(e) for e in doubt.edge.evidence],
    }


def _statement(doubt: Doubt) -> str:
    if doubt.object is None:
        return f"{name_of(doubt.subject)}: training data not disclosed"
    return f"{name_of(doubt.subject)} → {phrase(doubt.edge.predicate)} → {name_of(doubt.object)}"


def _evidence(doubt: Doubt) -> list[str]:
    around = doubt.object.label if doubt.object else doubt.subject.label
    ranked = rank_evidence(doubt.edge.evidence, around)
    texts = [evidence_text(e, around) for e in ranked[:MOST_QUOTES]]
    more = len(ranked) - len(texts)
    return texts + ([f"and {plural(more, 'more piece', 'more pieces')} of evidence"] if more else [])
