"""The questions that are asked, and what each takes: seconds of CPU, its own and its children's."""

import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from kg.store.graph import Graph
from kg.store.named_queries import named_query
from kg.store.query import run_query
from kg.store.reading import GraphReader
from kg.store.statistics import statistics as statistics_of
from kg.store.whole import WholeGraphReader
from kg.tracing.conflicts import conflicts
from kg.tracing.frontier import frontier
from kg.tracing.impact import impact
from kg.tracing.leaks import leaks
from kg.tracing.licensing import licences
from kg.tracing.lineage import trace
from kg.tracing.overlap import overlap
from questions_parts.model_paper import title_of

PAPER = title_of("p175")
"""A paper of the second field, which has a model of its own."""

_DATA_PAPER, _OTHER = title_of("p378"), title_of("p176")
_MODEL, _SET, _RARE_MODEL = "Net a1x75", "Set e1x3", "Net m1x3"
_MOST = 100  # what the command line names of those that are evaluated on a thing

Question = Callable[[Graph], object]
BOUNDED: Mapping[str, Question] = {
    "trace of a paper": lambda g: trace(GraphReader(g), PAPER),
    "trace of a paper on data": lambda g: trace(GraphReader(g), _DATA_PAPER),
    "trace of a model": lambda g: trace(GraphReader(g), _MODEL),
    "impact of a set of one field": lambda g: impact(GraphReader(g), _SET, max_evaluating=_MOST),
    "leaks of a paper": lambda g: leaks(GraphReader(g), PAPER),
    "leaks of a set of one field": lambda g: leaks(GraphReader(g), _SET),
    "licences of a paper": lambda g: licences(GraphReader(g), PAPER),
    "overlap of two papers": lambda g: overlap(GraphReader(g), PAPER, _OTHER),
    "datasets-of-paper": lambda g: _named(g, "datasets-of-paper", paper=PAPER),
    "indirect-datasets": lambda g: _named(g, "indirect-datasets", paper=PAPER),
    "introductions": lambda g: _named(g, "introductions", dataset=_SET),
    "models-and-training-data": lambda g: _named(g, "models-and-training-data", model=_MODEL),
    "open-models": lambda g: _named(g, "open-models", model=_RARE_MODEL),
    "papers-by-dataset": lambda g: _named(g, "papers-by-dataset", dataset=_SET),
}
"""What reaches the same part of the world at every size."""

UNBOUNDED: Mapping[str, Question] = {
    "trace of the most popular model": lambda g: trace(GraphReader(g), "Net pm0"),
    "impact of the most popular set": lambda g: impact(GraphReader(g), "Set pd0", max_evaluating=_MOST),
}
"""What is asked of things that all fields name."""

WHOLE: Mapping[str, Question] = {
    "frontier": lambda g: frontier(WholeGraphReader(g)),
    "conflicts": lambda g: conflicts(WholeGraphReader(g)),
    "stats": statistics_of,
}
"""What goes through all of a graph."""


@dataclass(frozen=True, slots=True)
class Took:
    """CPU seconds that a question took, the median of some runs, and how long its answer is as text."""

    seconds: float
    length: int


def ask(folders: Sequence[Path], question: Question, repeat: int) -> list[Took]:
    """Ask of each graph in turn, so many times, each time with a reader of its own.

    So all share the moods of the machine. The first time, which warms caches, is not counted.
    """
    with ExitStack() as stack:
        graphs = [stack.enter_context(Graph.open_read_only(folder)) for folder in folders]
        lengths = [len(repr(question(graph))) for graph in graphs]
        rounds = [[_seconds(graph, question) for graph in graphs] for _ in range(repeat)]
    medians = map(statistics.median, zip(*rounds, strict=True))
    return [Took(seconds, length) for seconds, length in zip(medians, lengths, strict=True)]


def _seconds(graph: Graph, question: Question) -> float:
    start = _spent()
    question(graph)
    return _spent() - start


def _spent() -> float:
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _named(graph: Graph, name: str, **values: str) -> object:
    return run_query(graph, named_query(name).text, values, time_limit_s=600).rows
