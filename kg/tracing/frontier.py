"""What to read next: cited works that were not read, by the open questions that reading each would answer."""

import heapq
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import networkx as nx

from kg.core.identifiers import work_identifier
from kg.core.lineage import Node
from kg.tracing.open_questions import UnreadWork, WeighedWork, Weighing
from kg.tracing.whole import WholeGraph

MOST_WEIGHED = 2_000
"""How many works are looked at closely before a question is cut short."""


@dataclass(frozen=True, slots=True)
class Frontier:
    """The works most worth reading, best first.

    weighed and candidates say how many of the unread works that introduced something were looked at closely; those left
    out cannot answer more than the ones given, unless truncated says that the bound on them was reached. nodes holds
    every node on an example by its IRI.
    """

    works: tuple[UnreadWork, ...]
    candidates: int
    weighed: int
    truncated: bool
    nodes: Mapping[str, Node]


def frontier(source: WholeGraph, *, limit: int = 20, fetchable: bool = False) -> Frontier:
    """The unread works ranked by how many open questions reading each would answer.

    A question is open where nobody says what a model was trained on (and nobody says that it is not disclosed), or what
    a dataset was made from; it counts once for each paper that rests on the thing. A work answers it if it is believed
    to have introduced the thing. ``fetchable`` keeps to works with an arXiv id or DOI.

    One pass over the graph bounds from above what each work may answer; the works are then looked at in that order, and
    no further than the bounds allow.
    """
    introduced = defaultdict[str, set[str]](set)
    for thing, work in source.unread_introductions():
        if not fetchable or work_identifier(work) is not None:
            introduced[work].add(thing)
    bounds = _bounds(source)
    waiting = sorted((-sum(bounds.get(t, 0) for t in things), work) for work, things in introduced.items())
    weighing = Weighing(source)
    found: list[WeighedWork] = []
    leading: list[int] = []  # a heap of what the best ones answer, the least of them first
    weighed = 0
    for most, work in waiting:
        if not most or weighed == MOST_WEIGHED or (len(leading) == limit and leading[0] > -most):
            break
        weighed += 1
        if (known := weighing.work(work, introduced[work])) is not None:
            found.append(known)
            (heapq.heappush if len(leading) < limit else heapq.heappushpop)(leading, known.answers)
    works = tuple(weighing.told(work) for work in sorted(found, key=lambda w: w.standing)[:limit])
    truncated = weighed == MOST_WEIGHED < len(waiting)
    return Frontier(works, len(waiting), weighed, truncated, MappingProxyType(weighing.nodes))


def _bounds(source: WholeGraph) -> dict[str, int]:
    """For each dataset and model at least as many as the papers that rest on it, on whatever way."""
    graph = nx.DiGraph()
    graph.add_edges_from(source.dependencies())
    groups = nx.condensation(graph)
    using = source.users()
    most: dict[int, int] = {}
    for group in nx.topological_sort(groups):  # what rests on others comes before them
        members = groups.nodes[group]["members"]
        most[group] = sum(using[thing] for thing in members) + sum(most[above] for above in groups.predecessors(group))
    return dict(using) | {thing: most[group] for thing, group in groups.graph["mapping"].items()}
