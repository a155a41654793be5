"""The questions about a whole graph: what to read next, and on what sources disagree."""

from typing import Any

from kg.store.reading import GraphReader
from kg.store.whole import WholeGraphReader
from kg.tracing.conflict_kinds import ConflictKind
from kg.tracing.conflicts import Conflicts, conflicts
from kg.tracing.frontier import Frontier, frontier
from kg.views.conflicts_text import conflict_question, conflicts_csv, conflicts_json, relation_phrase
from kg.views.frontier_text import frontier_csv, frontier_json
from kg.views.lineage_tree import lineage_tree
from kg.views.shown import plural
from kg.web.questions.question import Field, FieldKind, Question, Rest, Values

_MOST = 100
_MOST_PAGES = 100_000

_LIMIT = Field("limit", "At most", FieldKind.WHOLE, 20, least=1, most=_MOST)


_PAGE = Field(
    "page", "Page", FieldKind.WHOLE, 1, least=1, most=_MOST_PAGES, about="Of so many of each kind.", hidden=True
)


def _frontier(reader: GraphReader, values: Values) -> Frontier:
    return frontier(WholeGraphReader(reader.graph), limit=values["limit"], fetchable=values["fetchable"])


def _rest_of_frontier(answer: Frontier, values: Values) -> Rest | None:
    if answer.truncated:
        return Rest("not all works were looked at")
    most = len(answer.works) == values["limit"] < answer.candidates
    return Rest(f"these are the {values['limit']} that answer most, as many as were asked for") if most else None


FRONTIER = Question(
    "frontier",
    "What to read next?",
    "Cited works that would answer open questions if they were read, most useful first.",
    (_LIMIT, Field("fetchable", "Only works with an arXiv id or DOI", FieldKind.FLAG)),
    _frontier,
    frontier_json,
    frontier_csv,
    "question_frontier.html.j2",
    "Frontier",
    lambda _: {"ways": lambda path: lineage_tree([path])},
    at_once=True,
    rest=_rest_of_frontier,
)


def _conflicts(reader: GraphReader, values: Values) -> Conflicts:
    kinds = [ConflictKind(values["kind"])] if values["kind"] else list(ConflictKind)
    limit = values["limit"]
    return conflicts(WholeGraphReader(reader.graph), kinds=kinds, limit=limit, skip=(values["page"] - 1) * limit)


def _rest_of_conflicts(answer: Conflicts, values: Values) -> Rest | None:
    if not answer.left_out:
        return None
    first = (values["page"] - 1) * values["limit"] + 1
    left = ", ".join(f"{plural(count, 'case')} of {kind.value}" for kind, count in answer.left_out.items())
    here = f"these are the conflicts {first} to {first - 1 + values['limit']} of each kind; {left} not yet looked at"
    return Rest(here, "page", values["page"] + 1)


def shown_conflicts(_: Any) -> Values:
    """What templates need to tell of conflicts."""
    return {"asks": conflict_question, "relation": relation_phrase}


CONFLICTS = Question(
    "conflicts",
    "On what do sources disagree?",
    "What sources say against one another, side by side, with who says it.",
    (Field("kind", "Of which kind", FieldKind.CHOICE, choices=tuple(ConflictKind)), _LIMIT, _PAGE),
    _conflicts,
    conflicts_json,
    conflicts_csv,
    "question_conflicts.html.j2",
    "Conflicts",
    shown_conflicts,
    at_once=True,
    rest=_rest_of_conflicts,
)

QUESTIONS = (FRONTIER, CONFLICTS)
"""Both of them."""
