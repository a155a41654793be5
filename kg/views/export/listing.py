"""All papers, datasets, models and statements of a graph one after another, as tables and networks tell them."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.core.lineage import Edge, Node, NodeKind
from kg.core.statement import Predicate
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.lookup import Lookup
from kg.store.reading import GraphReader
from kg.store.terms import statement_iri

_CLASSES = {
    NodeKind.PAPER: v.SCHEMA_SCHOLARLY_ARTICLE,
    NodeKind.DATASET: v.SCHEMA_DATASET,
    NodeKind.MODEL: v.FAIR4ML_MODEL,
}
_STATED = frozenset(Predicate) - {Predicate.INTRODUCES}  # which is INTRODUCED_BY seen from the paper
_REMEMBERED = 65_536


class Listing:
    """A graph that nobody changes, told from its first node to its last; memory goes with the number of nodes."""

    def __init__(self, graph: Graph) -> None:
        self.store = graph.store
        self.look = Lookup(graph.store)
        self._reader = GraphReader(graph)
        self._node = lru_cache(maxsize=_REMEMBERED)(self._reader.node)

    def node(self, iri: str) -> Node | None:
        """The paper, dataset or model at the IRI, or None."""
        return self._node(iri)

    def iris(self, kind: NodeKind) -> list[str]:
        """The IRIs of this kind, sorted."""
        quads = self.store.quads_for_pattern(None, v.RDF_TYPE, _CLASSES[kind], DefaultGraph())
        return sorted({q.subject.value for q in quads if isinstance(q.subject, NamedNode)})

    def nodes(self, *kinds: NodeKind) -> Iterator[Node]:
        """Yield the nodes of these kinds, or else all papers, then datasets, then models; each by IRI."""
        for kind in kinds or _CLASSES:
            yield from (node for iri in self.iris(kind) if (node := self.node(iri)) is not None)

    def statements(self) -> Iterator[Edge]:
        """Yield all statements by subject, in the order of the nodes, then by relation and object.

        The object of DISCLOSURE is kg:Undisclosed, which is no node.
        """
        for node in self.nodes():
            yield from self._reader.outgoing(node.iri, _STATED)

    def citations(self) -> Iterator[tuple[str, str]]:
        """Yield which paper cites which work, sorted."""
        for iri in self.iris(NodeKind.PAPER):
            yield from ((iri, cited.value) for cited in self.look.nodes(NamedNode(iri), v.CITO_CITES))

    def year(self, paper: str) -> int | None:
        """The paper's year as its own file tells it, else as most bibliographies do."""
        node = NamedNode(paper)
        own = self._years(node)
        told = own or [y for r in self.look.subjects(v.BIRO_REFERENCES, node) for y in self._years(r)]
        return min(Counter(told).items(), key=lambda item: (-item[1], item[0]))[0] if told else None

    def _years(self, node: NamedNode) -> list[int]:
        quads = self.store.quads_for_pattern(node, v.SCHEMA_DATE_PUBLISHED, None, DefaultGraph())
        return [int(q.object.value) for q in quads if isinstance(q.object, Literal) and q.object.value.isdecimal()]

    def label(self, iri: str) -> str:
        """What the thing at the IRI is called; the IRI itself where it is no paper, dataset or model."""
        node = self.node(iri)
        return node.label if node is not None else "undisclosed" if iri == v.KG_UNDISCLOSED.value else iri

    def kind(self, iri: str) -> str | None:
        """What the thing at the IRI is in a word, or None."""
        node = self.node(iri)
        return None if node is None else kind_of(node)


def kind_of(node: Node) -> str:
    """The node's kind in a word: a paper that was not read is a cited work."""
    return "cited work" if node.kind is NodeKind.PAPER and not node.read else node.kind.value


def statement_key(subject: str, predicate: NamedNode, target: str) -> str:
    """The end of the IRI of the statement about a triple, which is the same in every source."""
    iri = statement_iri(NamedNode(subject), predicate, NamedNode(target)).value
    return iri.removeprefix(v.PREFIXES["statement"])


def edge_key(edge: Edge) -> str:
    """The end of the IRI of the statement that the edge is."""
    return statement_key(edge.subject, v.PREDICATE_TERMS[edge.predicate], edge.object)
