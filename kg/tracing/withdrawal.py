"""What a withdrawal touches: all that rests on a thing, and all of which that cannot be known."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from kg.core.errors import WrongUsageError
from kg.core.lineage import Node
from kg.tracing.impact import Dependent, Impact, by_kind_and_belief, impact
from kg.tracing.lineage import DEFAULT_DEPTH
from kg.tracing.lineage_graph import MAX_NODES, expand, resting_on
from kg.tracing.paths import best_paths
from kg.tracing.source import LineageSource

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class NoDateError(WrongUsageError):
    """What should be a date is none."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return f"{self.text}: this is no date; write 2023, 2023-07 or 2023-07-14"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The answer: what rests on the thing, and what may.

    date is the one given. undisclosed are the models whose training data somebody says are not disclosed, and which are
    not known to rest on the thing; beyond are what rests on them and is not known to rest on the thing, by kind, then
    best believed first, each with paths to such a model. truncated says that bounds cut off some of these.
    """

    date: str
    impact: Impact
    undisclosed: tuple[Node, ...]
    beyond: tuple[Dependent, ...]
    truncated: bool
    nodes: Mapping[str, Node]


def withdrawal(
    source: LineageSource,
    name: str,
    day: str,
    *,
    depth: int = DEFAULT_DEPTH,
    min_belief: float = 0.0,
    max_paths: int = 1,
    max_nodes: int = MAX_NODES,
) -> Withdrawn:
    """What is touched where the dataset or model of this name is withdrawn on the day, month or year.

    Raises:
        UnknownNameError: nothing goes by the name.
        NoDateError: the day is no date in ISO 8601.
    """
    day = checked_date(day)
    answer = impact(
        source,
        name,
        depth=depth,
        min_belief=min_belief,
        max_paths=max_paths,
        max_nodes=max_nodes,
    )
    touched = {thing.iri for thing in answer.things} | {d.node.iri for d in answer.dependents}
    silent = [n for iri in source.undisclosed() if iri not in touched and (n := source.node(iri)) is not None]
    reach = expand(source, silent, resting_on, depth=depth, max_nodes=max_nodes)
    best = best_paths(reach, depth=depth, keep=1, min_belief=min_belief, backwards=True)
    beyond = [Dependent(reach.node(iri), kept) for iri, kept in best.items() if iri not in touched]
    return Withdrawn(
        date=day,
        impact=answer,
        undisclosed=tuple(sorted(silent, key=lambda n: (n.label.casefold(), n.iri))),
        beyond=tuple(sorted(beyond, key=by_kind_and_belief)),
        truncated=reach.truncated,
        nodes=MappingProxyType({**reach.nodes(), **answer.nodes}),
    )


def checked_date(text: str) -> str:
    """The day, month or year as it was given.

    >>> checked_date("2023-07")
    '2023-07'

    Raises:
        NoDateError: it is none.
    """
    parts = _DATE.fullmatch(text)
    try:
        year, month, day = (parts[1], parts[2] or "1", parts[3] or "1") if parts else ("", "", "")
        date(int(year), int(month), int(day))
    except ValueError as error:
        raise NoDateError(text) from error
    return text
