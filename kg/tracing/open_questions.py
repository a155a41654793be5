"""What nobody says of a thing, and which unread works would tell."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.core.identifiers import work_identifier
from kg.core.lineage import Edge, LineagePath, Node, NodeKind
from kg.core.statement import Predicate
from kg.tracing.introductions import Introduction, believable
from kg.tracing.lineage import DEFAULT_DEPTH
from kg.tracing.lineage_graph import PAPER_RESTS_ON, Reach, at_large, data_beneath, expand, made_from
from kg.tracing.paths import best_paths
from kg.tracing.source import LineageSource
from kg.tracing.whole import WholeGraph

_RESTING = [predicate for predicate in Predicate if predicate in PAPER_RESTS_ON]
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
class WeighedWork:
    """A work by its IRI, with what it would answer, before it is known whether people will be told of it."""

    iri: str
    cited_by: int
    questions: tuple[OpenQuestion, ...]

    @property
    def answers(self) -> int:
        """How many questions it would answer."""
        return sum(q.papers for q in self.questions)

    @property
    def standing(self) -> tuple[int, int, int, str]:
        """A key that puts the work first that answers most; then questions of models count, and who cites it."""
        models = sum(q.papers for q in self.questions if q.thing.kind is NodeKind.MODEL)
        return -self.answers, -models, -self.cited_by, self.iri


class Weighing:
    """Looks closely at works and the things that they introduced, at each thing once.

    Quotes are read of what people are told alone: what is weighed is many times that.
    """

    def __init__(self, source: WholeGraph) -> None:
        self._source, self._weighed = source, source.unquoted()
        self._answers: dict[str, tuple[frozenset[str], OpenQuestion | None]] = {}
        self._made: dict[str, tuple[Edge, ...]] = {}
        self._using: dict[str, frozenset[str]] = {}
        self.nodes: dict[str, Node] = {}

    def work(self, iri: str, things: Iterable[str]) -> WeighedWork | None:
        """The work with the questions that it would answer, None where there are none."""
        questions = tuple(sorted(self._answered(iri, things), key=_question_order))
        return WeighedWork(iri, self._weighed.citing(iri), questions) if questions else None

    def told(self, work: WeighedWork) -> UnreadWork:
        """The work with all that people are told of it, and an example for each of its first questions."""
        questions = tuple(
            replace(q, example=self._example(q.thing)) if place < _EXAMPLES else q
            for place, q in enumerate(work.questions)
        )
        node = self._source.node(work.iri) or Node(work.iri, NodeKind.PAPER, work.iri)
        return UnreadWork(node, work_identifier(work.iri), work.cited_by, questions)

    def _answered(self, work: str, things: Iterable[str]) -> Iterator[OpenQuestion]:
        for thing in sorted(things):
            if thing not in self._answers:
                self._answers[thing] = self._asked(thing)
            works, question = self._answers[thing]
            if work in works and question is not None:
                yield question

    def _asked(self, iri: str) -> tuple[frozenset[str], OpenQuestion | None]:
        """The unread works that would answer the question about the thing, and the question; none where closed."""
        node = self._weighed.node(iri)
        if node is None or node.undisclosed or data_beneath(self._weighed, node):
            return frozenset(), None
        if self._weighed.incoming(iri, {Predicate.INTRODUCES}):
            return frozenset(), None  # its own paper was read and does not tell
        works = frozenset(i.work.iri for i in believable(self._introductions(iri)))
        if any(self._weighed.is_read(work) for work in works):
            return frozenset(), None
        reach = self._made_from(node)
        papers = frozenset[str]().union(*(self._papers_using(thing) for thing in reach.graph))
        return works, OpenQuestion(node, len(papers)) if papers else None

    def _introductions(self, iri: str) -> list[Introduction]:
        """What is said of who introduced the thing; of the works no more than which they are."""
        edges = self._weighed.outgoing(iri, {Predicate.INTRODUCED_BY})
        return [Introduction(Node(e.object, NodeKind.PAPER, e.object), e) for e in edges]

    def _made_from(self, thing: Node) -> Reach:
        return expand(self._weighed, [thing], self._step, depth=DEFAULT_DEPTH)

    def _step(self, source: LineageSource, node: Node) -> tuple[Edge, ...]:
        """What is made from the thing; remembered, for things of many works lead to the same models."""
        if node.iri not in self._made:
            self._made[node.iri] = made_from(source, node)
        return self._made[node.iri]

    def _papers_using(self, iri: str) -> frozenset[str]:
        if iri not in self._using:
            self._using[iri] = self._weighed.papers_using(iri)
        return self._using[iri]

    def _example(self, thing: Node) -> LineagePath | None:
        """A way from a paper to the thing: from one that rests on it directly, else the shortest and best believed."""
        if (direct := self._first_hop(thing.iri)) is not None:
            self.nodes[thing.iri] = thing
            return LineagePath((direct,))
        reach = self._made_from(thing)
        ways = {iri: paths[0] for iri, paths in best_paths(reach, depth=DEFAULT_DEPTH, backwards=True).items()}
        for iri, way in sorted(ways.items(), key=lambda item: (len(item[1].edges), -item[1].belief, item[0])):
            if (first := self._first_hop(iri)) is not None:
                ends = (self._source.node(end) for e in way.edges for end in (e.subject, e.object))
                self.nodes |= {end.iri: end for end in ends if end is not None}
                return LineagePath((first, *(at_large(self._source, e) or e for e in way.edges)))
        return None

    def _first_hop(self, iri: str) -> Edge | None:
        """The statement by which a paper rests on the thing directly, the first of several."""
        for paper in sorted(self._papers_using(iri)):
            edges = (self._source.edge(paper, predicate, iri) for predicate in _RESTING)
            first = next((e for e in edges if e is not None), None)
            node = self._source.node(paper)
            if first is not None and node is not None:
                self.nodes[paper] = node
                return first
        return None


def _question_order(question: OpenQuestion) -> tuple[int, bool, str, str]:
    thing = question.thing
    return -question.papers, thing.kind is not NodeKind.MODEL, thing.label, thing.iri
