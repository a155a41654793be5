"""A graph in memory that can be gone through, for questions about all of it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.core.disputes import DeniedMatch
from kg.core.lineage import Edge, Licence, Node, NodeKind
from kg.core.statement import AS_BASELINE, CARRIES_DATA, Predicate
from tests.tracing.world import MemorySource

_RESTING = (Predicate.USES, Predicate.TRAINS_ON, Predicate.INTRODUCES)


class WholeMemory(MemorySource):
    """A WholeGraph over nodes and edges in hand, with licences and denied matches as given."""

    def __init__(
        self,
        nodes: Iterable[Node] = (),
        edges: Iterable[Edge] = (),
        licences: Mapping[str, tuple[Licence, ...]] | None = None,
        denied: Iterable[DeniedMatch] = (),
    ) -> None:
        super().__init__(nodes, edges)
        self._licences, self._denied = licences or {}, tuple(denied)

    def unquoted(self) -> "WholeMemory":
        return self

    def unread_introductions(self) -> Iterator[tuple[str, str]]:
        for edge in self.edges:
            work = self.node(edge.object)
            if edge.predicate is Predicate.INTRODUCED_BY and work is not None and not work.read:
                yield edge.subject, edge.object

    def dependencies(self) -> Iterator[tuple[str, str]]:
        return ((e.subject, e.object) for e in self.edges if e.predicate in CARRIES_DATA)

    def users(self) -> Counter[str]:
        return Counter(e.object for e in self.edges if e.predicate in _RESTING)

    def papers_using(self, iri: str) -> frozenset[str]:
        edges = (e for e in self.edges if e.object == iri and e.predicate in _RESTING)
        return frozenset(e.subject for e in edges if any(x.extractor != AS_BASELINE for x in e.evidence))

    def is_read(self, work: str) -> bool:
        node = self.node(work)
        return node is not None and node.read

    def citing(self, iri: str) -> int:
        return len({x.source for e in self.incoming(iri, {Predicate.INTRODUCED_BY}) for x in e.evidence})

    def stated_by(self, predicate: Predicate) -> Iterator[tuple[str, str, str]]:
        for edge in self.edges:
            if edge.predicate is predicate:
                yield from ((edge.subject, edge.object, source) for source in {x.source for x in edge.evidence})
        if predicate is Predicate.DISCLOSURE:
            for node in self.of(NodeKind.MODEL):
                yield from ((node.iri, "undisclosed", x.source) for x in node.undisclosed)

    def of(self, kind: NodeKind) -> tuple[Node, ...]:
        return self._of(kind)

    def licensed_otherwise(self) -> Iterable[str]:
        return [iri for iri, licences in self._licences.items() if len(licences) > 1]

    def licences_of(self, iri: str) -> tuple[Licence, ...]:
        return self._licences.get(iri, ())

    def denied_matches(self) -> Iterable[DeniedMatch]:
        return self._denied
