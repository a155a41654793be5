"""What questions are about to look at, fetched in a few requests where the graph is behind an endpoint.

Answers never depend on it: whatever was not fetched ahead is fetched when it is looked at.
"""

from collections.abc import Collection, Iterable
from itertools import islice

from pyoxigraph import NamedNode

from kg.core.statement import Predicate
from kg.store import vocabulary as v
from kg.store.remote.quads import RemoteQuads
from kg.store.terms import statement_iri

_TOGETHER = 50  # nodes whose edges are fetched at once: those that a walk met, of which most are asked about next
_EVERYTHING = (v.BIRO_BIBLIOGRAPHIC_REFERENCE, v.SCHEMA_DATASET, v.FAIR4ML_MODEL, v.RDF_STATEMENT)

Asked = tuple[frozenset[Predicate], bool]


class Ahead:
    """Fetches for a reader what it will ask of its store next; does nothing where that is a store on disk."""

    def __init__(self, store: object) -> None:
        self._quads = store if isinstance(store, RemoteQuads) else None
        self._met: dict[NamedNode, None] = {}
        self._done: dict[Asked, set[NamedNode]] = {}

    def nodes(self, nodes: Iterable[NamedNode]) -> None:
        """Fetch what tells of these papers, datasets and models."""
        if self._quads is None:
            return
        nodes = list(nodes)
        self._quads.fetch(nodes)
        silent = [statement_iri(n, v.KG_DISCLOSURE, v.KG_UNDISCLOSED) for n in nodes if self._is(n, v.FAIR4ML_MODEL)]
        self._evidence(self._quads, silent)
        self._papers(self._quads, (n for n in nodes if self._is(n, v.SCHEMA_SCHOLARLY_ARTICLE)))

    def edges(self, here: NamedNode, predicates: Collection[Predicate], *, inwards: bool) -> None:
        """Fetch the statements at a node with their evidence, and those at nodes met before, which come next."""
        quads = self._quads
        if quads is None:
            return
        done = self._done.setdefault((frozenset(predicates), inwards), set())
        if here in done:
            return
        nodes = [here, *islice((n for n in self._met if n not in done and n != here), _TOGETHER)]
        done.update(nodes)
        if inwards:
            quads.fetch_pointing((v.PREDICATE_TERMS[p], n) for n in nodes for p in predicates)
        quads.fetch(nodes)
        backwards = [(v.KG_INTRODUCED_BY, n) for n in nodes if Predicate.INTRODUCES in predicates and not inwards]
        quads.fetch_pointing(backwards)
        found = [e for n in nodes for p in predicates for e in self._ends(quads, n, p, inwards=inwards)]
        self._evidence(quads, (statement_iri(*ends) for ends in found))
        far = [end for s, _, o in found for end in (s, o) if end not in done]
        self.nodes(far)
        self._met |= dict.fromkeys(far)

    def sources(self) -> None:
        """Fetch what tells of all files."""
        quads = self._quads
        if quads is None:
            return
        quads.fetch_pointing((v.RDF_TYPE, kind) for kind in (v.KG_SOURCE, *_EVERYTHING))
        sources = [
            q.subject
            for q in quads.quads_for_pattern(None, v.RDF_TYPE, v.KG_SOURCE)
            if isinstance(q.subject, NamedNode)
        ]
        quads.fetch(sources)
        quads.fetch_pointing((v.PROV_USED, source) for source in sources)
        runs = _objects(quads, sources, backwards=v.PROV_USED)
        quads.fetch(runs)
        quads.fetch(_objects(quads, runs, v.PROV_WAS_ASSOCIATED_WITH))

    def _ends(
        self, quads: RemoteQuads, here: NamedNode, predicate: Predicate, *, inwards: bool
    ) -> list[tuple[NamedNode, NamedNode, NamedNode]]:
        """The triples that state the predicate of the node."""
        term = v.PREDICATE_TERMS[predicate]
        if inwards != (predicate is Predicate.INTRODUCES):
            return [(there, term, here) for there in _objects(quads, [here], backwards=term)]
        return [(here, term, there) for there in _objects(quads, [here], term)]

    def _evidence(self, quads: RemoteQuads, statements: Iterable[NamedNode]) -> None:
        """Fetch all evidence for the statements: quotes with their places and papers, collections."""
        statements = list(statements)
        quads.fetch(statements)
        evidence = _objects(quads, statements, v.PROV_WAS_DERIVED_FROM)
        quads.fetch(evidence)
        files = {q.graph_name for e in evidence for q in quads.quads_for_pattern(e, None, None, None)}
        quads.fetch(
            [
                *_objects(quads, evidence, v.OA_HAS_SELECTOR),
                *_objects(quads, evidence, v.DCTERMS_SOURCE),
                *(f for f in files if isinstance(f, NamedNode)),
            ]
        )
        quads.fetch(_objects(quads, _objects(quads, evidence, v.OA_HAS_SELECTOR), v.OA_REFINED_BY))
        self._papers(quads, _objects(quads, evidence, v.OA_HAS_SOURCE))

    def _papers(self, quads: RemoteQuads, papers: Iterable[NamedNode]) -> None:
        """Fetch what gives papers their titles and citations."""
        papers = list(papers)
        bearing = (v.SCHEMA_ENCODES_CREATIVE_WORK, v.BIRO_REFERENCES)
        quads.fetch_pointing((term, paper) for paper in papers for term in bearing)
        quads.fetch([*papers, *(b for term in bearing for b in _objects(quads, papers, backwards=term))])

    def _is(self, node: NamedNode, kind: NamedNode) -> bool:
        assert self._quads is not None
        return next(self._quads.quads_for_pattern(node, v.RDF_TYPE, kind), None) is not None


def _objects(
    quads: RemoteQuads,
    nodes: Iterable[NamedNode],
    property_: NamedNode | None = None,
    *,
    backwards: NamedNode | None = None,
) -> list[NamedNode]:
    """The nodes that the property leads to from these, or from which another one leads to these; sorted, each once."""
    if backwards is not None:
        ends = {q.subject for n in nodes for q in quads.quads_for_pattern(None, backwards, n)}
    else:
        ends = {q.object for n in nodes for q in quads.quads_for_pattern(n, property_, None)}  # type: ignore[misc]
    return sorted((node for node in ends if isinstance(node, NamedNode)), key=str)
