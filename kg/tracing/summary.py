"""A long trace in four numbers: how many datasets, told by how many works, how many at first hand."""

from dataclasses import dataclass

from kg.core.lineage import EvidenceKind
from kg.tracing.lineage import Trace


@dataclass(frozen=True, slots=True)
class Summary:
    """How many datasets a trace reaches, and how many works are quoted on the ways to them.

    directly are those to which one hop leads: the start itself names them as its data. indirectly are the others.
    """

    datasets: int
    works: int
    directly: int
    indirectly: int


def summed_up(answer: Trace) -> Summary:
    """The numbers of the trace; works count where one of the paths that are told quotes them."""
    directly = sum(any(len(path.edges) == 1 for path in reached.paths) for reached in answer.datasets)
    edges = [edge for reached in answer.datasets for path in reached.paths for edge in path.edges]
    works = {e.source for edge in edges for e in edge.evidence if e.kind is EvidenceKind.READ}
    return Summary(len(answer.datasets), len(works), directly, len(answer.datasets) - directly)
