"""A long trace in four numbers: how many datasets, told by how many works, how many at first hand."""

from dataclasses import dataclass
from itertools import dropwhile

from kg.core.lineage import EvidenceKind, LineagePath
from kg.core.statement import Predicate
from kg.tracing.lineage import Trace


@dataclass(frozen=True, slots=True)
class Summary:
    """How many datasets a trace reaches, and how many works are quoted on the ways to them.

    directly are those to which one hop leads, from the start or from what it introduces: the data that it names as its
    own. indirectly are the others.
    """

    datasets: int
    works: int
    directly: int
    indirectly: int


def summed_up(answer: Trace) -> Summary:
    """The numbers of the trace; works count where one of the paths that are told quotes them."""
    directly = sum(any(_own_hops(path) <= 1 for path in reached.paths) for reached in answer.datasets)
    edges = [edge for reached in answer.datasets for path in reached.paths for edge in path.edges]
    works = {e.source for edge in edges for e in edge.evidence if e.kind is EvidenceKind.READ}
    return Summary(len(answer.datasets), len(works), directly, len(answer.datasets) - directly)


def _own_hops(path: LineagePath) -> int:
    """How many hops the path has behind what the start introduces."""
    return sum(1 for _ in dropwhile(lambda edge: edge.predicate is Predicate.INTRODUCES, path.edges))
