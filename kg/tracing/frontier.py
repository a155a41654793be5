"""What to read next: cited works that were not read, by the open questions that reading each would answer."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import networkx as nx

from kg.core.identifiers import work_identifier
from kg.core.lineage import LineagePath, Node, NodeKind
from kg.core.statement import Predicate
from kg.tracing.introductions import believable, introductions
from kg.tracing.lineage import DEFAULT_DEPTH
from kg.tracing.lineage_graph import PAPER_RESTS_ON, Reach, data_beneath, expand, made_from
from kg.tracing.paths import best_paths
from kg.tracing.whole import WholeGraph

MOST_WEIGHED = 2_000
"""How many works are looked at closely before a question is cut short."""

_EXAMPLES = 3  # questions of a work that are told with an example


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What nobody says of a thing: what a model was trained on, or what a dataset was made from.

    papers counts those that rest on the thing; example is a way from one of them to it, None for a work's lesser
    questions.
    """

    thing: Node
    papers: int
    example: LineagePath | None = None


@dataclass(frozen=True, slots=True)
class UnreadWork:
    """A work that was cited and not read, with what reading it would answer, the question of most papers first."""

    work: Node
    identifier: str | None
    cited_by: int
    questions: tuple[OpenQuestion, ...]

    @property
    def answers(self) -> int:
        """How many questions it would answer, each once for every paper that rests on the thing."""
        return sum(q.papers for q in self.questions)


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
    weighing = _Weighing(source)
    found: list[UnreadWork] = []
    leading: list[int] = []  # a heap of what the best ones answer, the least of them first
    weighed = 0
    for most, work in waiting:
        if not most or weighed == MOST_WEIGHED or (len(leading) == limit and leading[0] > -most):
            break
        weighed += 1
        if (known := weighing.work(work, introduced[work])) is not None:
            found.append(known)
            (heapq.heappush if len(leading) < limit else heapq.heappushpop)(leading, known.answers)
    works = tuple(weighing.exemplified(work) for work in sorted(found, key=_standing)[:limit])
    truncated = weighed == MOST_WEIGHED < len(waiting)
    return Frontier(works, len(waiting), weighed, truncated, MappingProxyType(weighing.nodes))


def _standing(work: UnreadWork) -> tuple[int, int, int, str, str]:
    models = sum(q.papers for q in work.questions if q.thing.kind is NodeKind.MODEL)
    return -work.answers, -models, -work.cited_by, work.work.label, work.work.iri


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


class _Weighing:
    """Looks closely at works and the things that they introduced, at each thing once."""

    def __init__(self, source: WholeGraph) -> None:
        self._source = source
        self._answers: dict[str, tuple[frozenset[str], OpenQuestion | None]] = {}
        self.nodes: dict[str, Node] = {}

    def work(self, iri: str, things: Iterable[str]) -> UnreadWork | None:
        """The work with the questions that it would answer, None where there are none."""
        questions = sorted(self._answered(iri, things), key=_question_order)
        node = self._source.node(iri) if questions else None
        if node is None:
            return None
        return UnreadWork(node, work_identifier(iri), self._source.citing(iri), tuple(questions))

    def exemplified(self, work: UnreadWork) -> UnreadWork:
        """The work with an example for each of its first questions."""
        told = tuple(
            OpenQuestion(q.thing, q.papers, self._example(q.thing) if place < _EXAMPLES else None)
            for place, q in enumerate(work.questions)
        )
        return UnreadWork(work.work, work.identifier, work.cited_by, told)

    def _answered(self, work: str, things: Iterable[str]) -> Iterator[OpenQuestion]:
        for thing in sorted(things):
            if thing not in self._answers:
                self._answers[thing] = self._asked(thing)
            works, question = self._answers[thing]
            if work in works and question is not None:
                yield question

    def _asked(self, iri: str) -> tuple[frozenset[str], OpenQuestion | None]:
        """The unread works that would answer the question about the thing, and the question; none where closed."""
        node = self._source.node(iri)
        if node is None or node.undisclosed or data_beneath(self._source, node):
            return frozenset(), None
        said = introductions(self._source, iri)
        works = [i.work for i in believable(said)]
        if any(w.read for w in works) or self._source.incoming(iri, {Predicate.INTRODUCES}):
            return frozenset(), None  # its own paper was read and does not tell
        reach = self._made_from(node)
        papers = frozenset[str]().union(*(self._source.papers_using(thing) for thing in reach.graph))
        return frozenset(w.iri for w in works), OpenQuestion(node, len(papers)) if papers else None

    def _made_from(self, thing: Node) -> Reach:
        return expand(self._source, [thing], made_from, depth=DEFAULT_DEPTH)

    def _example(self, thing: Node) -> LineagePath | None:
        """The best believed way from a paper to the thing: from one that rests on it directly, if any does."""
        reach = self._made_from(thing)
        ways = {thing.iri: LineagePath(())} | {
            iri: paths[0] for iri, paths in best_paths(reach, depth=DEFAULT_DEPTH, backwards=True).items()
        }
        for iri, way in sorted(ways.items(), key=lambda item: (len(item[1].edges), -item[1].belief, item[0])):
            for paper in sorted(self._source.papers_using(iri)):
                edges = self._source.outgoing(paper, PAPER_RESTS_ON)
                first = next((e for e in edges if e.object == iri), None)
                node = self._source.node(paper)
                if first is not None and node is not None:
                    self.nodes |= {paper: node} | reach.nodes()
                    return LineagePath((first, *way.edges))
        return None


def _question_order(question: OpenQuestion) -> tuple[int, bool, str, str]:
    thing = question.thing
    return -question.papers, thing.kind is not NodeKind.MODEL, thing.label, thing.iri
