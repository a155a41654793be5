"""The question of leaks: is what something is evaluated on upstream of what it was trained on?"""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.core.lineage import Node
from kg.tracing.evaluated import evaluated_things, evaluations_everywhere, evaluations_of, evaluations_within
from kg.tracing.findings import Verdict
from kg.tracing.leakage import Judge, Judged
from kg.tracing.lineage import DEFAULT_DEPTH
from kg.tracing.lineage_graph import MAX_NODES
from kg.tracing.naming import resolve
from kg.tracing.source import LineageSource

_RANK = {verdict: place for place, verdict in enumerate(Verdict)}


@dataclass(frozen=True, slots=True)
class Leaks:
    """All evaluations of the things that go by the name, the gravest first, then best believed, then by name."""

    name: str
    starts: tuple[Node, ...]
    judged: tuple[Judged, ...]


def leaks(
    source: LineageSource,
    name: str,
    *,
    depth: int = DEFAULT_DEPTH,
    min_belief: float = 0.0,
    max_nodes: int = MAX_NODES,
) -> Leaks:
    """What is known of each dataset that the paper or model is evaluated on; of a dataset, all that is evaluated on it.

    Raises:
        UnknownNameError: nothing goes by the name.
    """
    starts = resolve(source, name)
    judge = Judge(source, depth=depth, min_belief=min_belief, max_nodes=max_nodes)
    found: dict[tuple[str, str], Judged] = {}
    for start in starts:
        for evaluated in evaluations_of(source, start):
            found.setdefault((evaluated.subject.iri, evaluated.dataset.iri), judge.judge(evaluated))
    return Leaks(name, starts, tuple(sorted(found.values(), key=gravest_first)))


def leaks_everywhere(
    source: LineageSource,
    *,
    depth: int = DEFAULT_DEPTH,
    min_belief: float = 0.0,
    max_nodes: int = MAX_NODES,
) -> Iterator[Judged]:
    """Every evaluation of the graph, one by one as they are judged."""
    judge = Judge(source, depth=depth, min_belief=min_belief, max_nodes=max_nodes)
    return map(judge.judge, evaluations_everywhere(source))


@dataclass(frozen=True, slots=True)
class LeaksFrom(Leaks):
    """The evaluations of some of the things that are evaluated in a graph: from the number first up to last, of things.

    The next ones begin behind last; there are none where it is things.
    """

    first: int
    last: int
    things: int


def leaks_from(
    source: LineageSource, first: int, *, enough: int, depth: int = DEFAULT_DEPTH, min_belief: float = 0.0
) -> LeaksFrom:
    """The evaluations of the graph from its first-th evaluated thing on, until there are enough; a thing's all."""
    things = evaluated_things(source)
    judge = Judge(source, depth=depth, min_belief=min_belief)
    judged: list[Judged] = []
    last = min(first - 1, len(things))
    while last < len(things) and len(judged) < enough:
        judged += map(judge.judge, evaluations_within(source, things[last]))
        last += 1
    return LeaksFrom("", (), tuple(sorted(judged, key=gravest_first)), first, last, len(things))


def leaks_of_all(source: LineageSource, *, depth: int = DEFAULT_DEPTH, min_belief: float = 0.0) -> Leaks:
    """Every evaluation of the graph, judged and sorted; it goes by no name."""
    judged = leaks_everywhere(source, depth=depth, min_belief=min_belief)
    return Leaks("", (), tuple(sorted(judged, key=gravest_first)))


def gravest_first(judged: Judged) -> tuple[int, float, str, str, str, str]:
    """A key that sorts evaluations by verdict, then best believed first, then by name."""
    subject, dataset = judged.evaluated.subject, judged.evaluated.dataset
    return (
        _RANK[judged.verdict],
        -round(judged.belief, 12),
        subject.label,
        dataset.label,
        subject.iri,
        dataset.iri,
    )
