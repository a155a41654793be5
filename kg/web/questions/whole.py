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
from kg.web.questions.question import Field, FieldKind, Question, Values

_MOST = 100

_LIMIT = Field("limit", "At most", FieldKind.WHOLE, 20, least=1, most=_MOST)


def _frontier(reader: GraphReader, values: Values) -> Frontier:
    return frontier(WholeGraphReader(reader.graph), limit=values["limit"], fetchable=values["fetchable"])


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
)


def _conflicts(reader: GraphReader, values: Values) -> Conflicts:
    kinds = [ConflictKind(values["kind"])] if values["kind"] else list(ConflictKind)
    return conflicts(WholeGraphReader(reader.graph), kinds=kinds, limit=values["limit"])


def shown_conflicts(_: Any) -> Values:
    """What templates need to tell of conflicts."""
    return {"asks": conflict_question, "relation": relation_phrase}


CONFLICTS = Question(
    "conflicts",
    "On what do sources disagree?",
    "What sources say against one another, side by side, with who says it.",
    (Field("kind", "Of which kind", FieldKind.CHOICE, choices=tuple(ConflictKind)), _LIMIT),
    _conflicts,
    conflicts_json,
    conflicts_csv,
    "question_conflicts.html.j2",
    "Conflicts",
    shown_conflicts,
    at_once=True,
)

QUESTIONS = (FRONTIER, CONFLICTS)
"""Both of them."""
