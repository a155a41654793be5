"""What to read next, as text for people, as plain values for programs and as rows for tables."""

from collections.abc import Iterable
from typing import Any

from kg.core.lineage import Node, NodeKind
from kg.tracing.frontier import Frontier
from kg.tracing.open_questions import OpenQuestion, UnreadWork
from kg.views.csv_rows import csv_text
from kg.views.path_text import path_line, path_lines
from kg.views.shown import plural, shown, wrapped
from kg.views.trace_json import node_json, path_json

_TOLD = 3  # questions of a work that are told with their example; the others by name
_COLUMNS = ("rank", "work", "iri", "identifier", "cited_by", "answers", "about", "kind", "asks", "papers", "example")


def frontier_text(answer: Frontier) -> str:
    """The works, each with what reading it would answer and a way from a paper to it. Ends with a line feed."""
    blocks = [_work(answer, place, work) for place, work in enumerate(answer.works, 1)]
    return "\n\n".join("\n".join(block) for block in [*blocks, _closing(answer)]) + "\n"


def _work(answer: Frontier, place: int, work: UnreadWork) -> list[str]:
    known = (shown(work.identifier) if work.identifier else "no arXiv id or DOI known", _cited(work))
    lines = wrapped(f"{place}. {shown(work.work.label)}")
    lines += wrapped(" · ".join([f"answers {plural(work.answers, 'question')}", *known]), "   ")
    for question in work.questions[:_TOLD]:
        lines += wrapped(f"{_asked(question)}: {_resting(question)}", "   ")
        if question.example is not None:
            lines += path_lines(question.example, answer.nodes, indent="     ")
    if rest := work.questions[_TOLD:]:
        lines += wrapped(f"and the same of {', '.join(shown(q.thing.label) for q in rest)}", "   ")
    return lines


def _cited(work: UnreadWork) -> str:
    return f"cited by {plural(work.cited_by, 'paper')}" if work.cited_by else "known from collections alone"


def _asked(question: OpenQuestion) -> str:
    name = shown(question.thing.label)
    return f"what {name} was trained on" if _is_model(question.thing) else f"what {name} was made from"


def _resting(question: OpenQuestion) -> str:
    return f"{plural(question.papers, 'paper')} rest{'s' if question.papers == 1 else ''} on it"


def _is_model(thing: Node) -> bool:
    return thing.kind is NodeKind.MODEL


def _closing(answer: Frontier) -> list[str]:
    if not answer.works:
        return wrapped("No work that was cited and not read would answer an open question.", hanging="")
    fetchable = sum(work.identifier is not None for work in answer.works)
    told = (
        f"{len(answer.works)} of {plural(answer.candidates, 'unread work')} that introduced something, "
        f"{fetchable} of them with an arXiv id or DOI; kg fetch --frontier takes those."
    )
    cut = ["Truncated: not all works were looked at."] if answer.truncated else []
    return [*wrapped(told, hanging=""), *cut]


def frontier_json(answer: Frontier) -> dict[str, Any]:
    """The answer as plain values.

    ``{"works": [{"rank", "iri", "title", "citation", "identifier", "cited_by", "answers", "questions": [{"about": node,
    "asks", "papers", "example": path}]}], "candidates", "weighed", "truncated"}``
    """
    return {
        "works": [
            {
                "rank": place,
                "iri": work.work.iri,
                "title": work.work.label,
                "citation": work.work.citation,
                "identifier": work.identifier,
                "cited_by": work.cited_by,
                "answers": work.answers,
                "questions": [_question_json(answer, question) for question in work.questions],
            }
            for place, work in enumerate(answer.works, 1)
        ],
        "candidates": answer.candidates,
        "weighed": answer.weighed,
        "truncated": answer.truncated,
    }


def _question_json(answer: Frontier, question: OpenQuestion) -> dict[str, Any]:
    return {
        "about": node_json(question.thing),
        "asks": _asks(question),
        "papers": question.papers,
        "example": path_json(question.example, answer.nodes) if question.example else None,
    }


def _asks(question: OpenQuestion) -> str:
    return "trained_on" if _is_model(question.thing) else "made_from"


def frontier_csv(answer: Frontier) -> str:
    """A row for each question that a work would answer."""
    return csv_text(_COLUMNS, _rows(answer))


def _rows(answer: Frontier) -> Iterable[tuple[object, ...]]:
    for place, w in enumerate(answer.works, 1):
        for q in w.questions:
            example = path_line(q.example.edges, answer.nodes) if q.example else None
            work = (place, w.work.label, w.work.iri, w.identifier, w.cited_by, w.answers)
            yield (*work, q.thing.label, q.thing.kind.value, _asks(q), q.papers, example)
