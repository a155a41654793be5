"""All decisions of a graph's log, each with what has become of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.core.curation import Conflict
from kg.core.decisions import Decision, DecisionKind
from kg.curating.desk import paper_titles
from kg.store.applied_decisions import decisions_in_effect
from kg.store.curation_log import UnreadableLine, read_log
from kg.store.graph import Graph


class Fate(StrEnum):
    """What has become of a decision: it shows in the graph, what it speaks of is not there, or another one counts."""

    IN_EFFECT = "in effect"
    WITHOUT_EFFECT = "without effect now"
    BEATEN = "beaten"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Listed:
    """A decision and its fate; by is the decision that beat or undid it."""

    decision: Decision
    fate: Fate
    by: Decision | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """The decisions in order, the questions on which people do not agree, and the lines that could not be read.

    titles are those of the papers that decisions speak of, by handle.
    """

    decisions: tuple[Listed, ...]
    conflicts: tuple[Conflict, ...]
    unreadable: tuple[UnreadableLine, ...]
    titles: Mapping[str, str]


def listing(folder: Path) -> Listing:
    """The decisions of the log of the graph in the folder, and what has become of each.

    Raises:
        GraphUnavailableError: there is no graph, or it is being written.
        UnreadableLogError: the log cannot be read as text.
    """
    with Graph.open_read_only(folder) as graph:
        log = read_log(graph.path)
        graph.read_decisions()
        curation = graph.curation()
        shown = decisions_in_effect(graph.store, log.decisions)
        titles = paper_titles(graph, log.decisions)

    def listed(d: Decision) -> Listed:
        if d.id in curation.undone:
            return Listed(d, Fate.UNDONE, curation.undone[d.id])
        if d.id in curation.beaten:
            return Listed(d, Fate.BEATEN, curation.beaten[d.id])
        known = d.kind is DecisionKind.UNDO and d.value in curation.undone
        return Listed(d, Fate.IN_EFFECT if d.id in shown or known else Fate.WITHOUT_EFFECT)

    return Listing(tuple(listed(d) for d in log.decisions), curation.conflicts, log.unreadable, titles)
