"""The graph as questions of lineage see it: nodes and edges, fetched one at a time."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from pyoxigraph import NamedNode

from kg.core.lineage import Edge, Licence, Node, NodeKind, SourcedEvidence
from kg.core.statement import Predicate
from kg.store import vocabulary as v
from kg.store.called import names_in, nodes_called
from kg.store.graph import Graph
from kg.store.lookup import Lookup
from kg.store.nodes import node_of
from kg.store.remote.ahead import Ahead
from kg.store.standing import licences_in, withdrawal_in
from kg.store.terms import node_named, statement_iri
from kg.store.testimony import Testimony

_ORDER = {predicate: number for number, predicate in enumerate(Predicate)}
_KINDS = {NodeKind.PAPER: 0, NodeKind.MODEL: 1, NodeKind.DATASET: 2}


class GraphReader:
    """Nodes and edges of an open graph.

    Each call touches only what it reaches. Answers are sorted, so that equal graphs give equal answers. A statement's
    evidence is all that the graph has for it: quotes of papers, their source being the work and not the file,
    background facts and imported ones, their source being the collection, and curators' words, their source being the
    person. What a curator took back is not there. Without ``quotes`` evidence out of papers tells whose it is and how
    far it is believed and no more, which takes a fraction of the time where much is read.
    """

    def __init__(self, graph: Graph, *, quotes: bool = True) -> None:
        self.graph = graph
        self._quotes = quotes
        self._look = Lookup(graph.store)
        self._ahead = Ahead(graph.store)
        self._testimony = Testimony(graph, self._look, quotes=quotes)
        self._met: dict[str, Node | None] = {}

    def node(self, iri: str) -> Node | None:
        """The paper, dataset or model with this IRI, or None."""
        if self._quotes or self.graph.writable:
            return self._node(iri)
        if iri not in self._met:  # who does without quotes reads much, and meets the same things again
            self._met[iri] = self._node(iri)
        return self._met[iri]

    def _node(self, iri: str) -> Node | None:
        named = node_named(iri)
        self._ahead.nodes([named] if named is not None else [])
        found = node_of(self._look, named) if named is not None else None
        if found is None or named is None or found.kind is NodeKind.PAPER:
            return found
        if found.kind is NodeKind.MODEL:
            found = replace(found, undisclosed=self._evidence(named, Predicate.DISCLOSURE, v.KG_UNDISCLOSED))
        withdrawn = withdrawal_in(self._look, named, self.told)
        return found if withdrawn is None else replace(found, withdrawn=withdrawn)

    def outgoing(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this subject and one of the predicates, by predicate and object.

        INTRODUCES gives what a paper says of itself; INTRODUCED_BY all that is said of who introduced a thing, its own
        paper's word included. The object of DISCLOSURE is kg:Undisclosed.
        """
        return self._edges(iri, predicates, inwards=False)

    def incoming(self, iri: str, predicates: Collection[Predicate]) -> tuple[Edge, ...]:
        """The statements with this object and one of the predicates, by predicate and subject."""
        return self._edges(iri, predicates, inwards=True)

    def subjects(self, iri: str, predicates: Collection[Predicate]) -> tuple[str, ...]:
        """The subjects of the statements with this object and one of the predicates, by predicate; without evidence."""
        here = node_named(iri)
        wanted = sorted(predicates, key=lambda p: _ORDER[p]) if here is not None else ()
        return tuple(n.value for p in wanted if here for n in self._look.subjects(v.PREDICATE_TERMS[p], here))

    def licences_of(self, iri: str) -> tuple[Licence, ...]:
        """The licences that the thing has as sources print them, by name, with those that say so."""
        here = node_named(iri)
        return () if here is None else licences_in(self._look, here, self.told)

    def undisclosed(self) -> Iterable[str]:
        """The IRIs of the models of which somebody says that their training data are not disclosed, sorted."""
        return [n.value for n in self._look.subjects(v.KG_DISCLOSURE, v.KG_UNDISCLOSED)]

    def evaluated(self, predicate: Predicate) -> Iterable[str]:
        """The IRIs of the subjects of EVALUATES_ON or EVALUATED_ON, sorted."""
        return self._look.subjects_with(v.PREDICATE_TERMS[predicate])

    def edge(self, subject: str, predicate: Predicate, target: str) -> Edge | None:
        """The statement with all its evidence; None where nobody states it, or a curator took it back."""
        ends = node_named(subject), node_named(target)
        if ends[0] is None or ends[1] is None:
            return None
        evidence = self._evidence(ends[0], predicate, ends[1])
        return Edge(subject, predicate, target, evidence) if evidence else None

    def find(self, name: str) -> tuple[Node, ...]:
        """All nodes that go by this name, papers first, read before unread; empty where none does.

        A paper goes by its title, the short name before the title's colon, its file's name, arXiv id, DOI or IRI, a
        dataset or model by its names, id or IRI. Spelling, case and punctuation do not matter; nothing else is guessed.
        """
        nodes = (self.node(n.value) for n in nodes_called(self._look, name))
        return _sorted(n for n in nodes if n is not None)

    def names(self) -> Iterable[str]:
        """The names that find answers to, sorted, without repetition."""
        return names_in(self._look)

    def papers(self) -> tuple[Node, ...]:
        """All papers, read ones first, then by label."""
        return self._all(v.SCHEMA_SCHOLARLY_ARTICLE)

    def datasets(self) -> tuple[Node, ...]:
        """All datasets by label."""
        return self._all(v.SCHEMA_DATASET)

    def models(self) -> tuple[Node, ...]:
        """All models by label."""
        return self._all(v.FAIR4ML_MODEL)

    def _all(self, kind: NamedNode) -> tuple[Node, ...]:
        found = self._look.subjects(v.RDF_TYPE, kind)
        self._ahead.nodes(found)
        nodes = (self.node(n.value) for n in found)
        return _sorted(n for n in nodes if n is not None)

    def _edges(self, iri: str, predicates: Collection[Predicate], *, inwards: bool) -> tuple[Edge, ...]:
        here = node_named(iri)
        if here is None:
            return ()
        self._ahead.edges(here, predicates, inwards=inwards)
        edges = []
        for predicate in sorted(predicates, key=lambda p: _ORDER[p]):
            term = v.PREDICATE_TERMS[predicate]
            backwards = predicate is Predicate.INTRODUCES  # stored as entity introducedBy paper
            far = self._look.subjects(term, here) if inwards != backwards else self._look.nodes(here, term)
            for there in far:
                subject, target = (there, here) if inwards else (here, there)
                if evidence := self._evidence(subject, predicate, target):
                    edges.append(Edge(subject.value, predicate, target.value, evidence))
        return tuple(edges)

    def _evidence(self, subject: NamedNode, predicate: Predicate, target: NamedNode) -> tuple[SourcedEvidence, ...]:
        """All evidence for a statement, sorted."""
        itself = predicate is Predicate.INTRODUCES
        ends = (target, subject) if itself else (subject, target)
        return self.told(statement_iri(ends[0], v.PREDICATE_TERMS[predicate], ends[1]), itself=itself)

    def told(self, statement: NamedNode, *, itself: bool = False) -> tuple[SourcedEvidence, ...]:
        """All evidence for the rdf:Statement, sorted; ``itself`` keeps what papers say of themselves alone."""
        return self._testimony.of(statement, itself=itself)


def _sorted(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda n: (_KINDS[n.kind], not n.read, n.label, n.iri)))
