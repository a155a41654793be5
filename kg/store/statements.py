"""Statements by their ids, and the things that papers name."""

import re
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode

from kg.core.lineage import Edge
from kg.core.statement import UNDISCLOSED, Predicate
from kg.core.stopping import go_on
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.terms import statement_iri

_ID = re.compile(r"[0-9a-f]{20}")
_BY_TERM = {term.value: p for p, term in v.PREDICATE_TERMS.items() if p is not Predicate.INTRODUCES}
_CLASSES = (v.RDF_STATEMENT, v.KG_WITHHELD_STATEMENT)


def statement_id(edge: Edge) -> str:
    """The id of the statement: what follows ``…/id/statement/`` in its IRI."""
    return _iri(edge.subject, edge.predicate, edge.object).value.removeprefix(v.PREFIXES["statement"])


class StatementIds:
    """Statements in an open graph, those taken back among them. Ends are IRIs, or UNDISCLOSED."""

    def __init__(self, graph: Graph) -> None:
        self._store = graph.store

    def by_id(self, text: str) -> tuple[str, Predicate, str] | None:
        """The statement with this id or IRI; None where there is none."""
        identifier = text.strip().removeprefix("<").removesuffix(">").removeprefix(v.PREFIXES["statement"])
        if not _ID.fullmatch(identifier):
            return None
        said = self._said(NamedNode(v.PREFIXES["statement"] + identifier))
        if said is None:
            return None
        return said[0], said[1], UNDISCLOSED if said[2] == v.KG_UNDISCLOSED.value else said[2]

    def _said(self, node: NamedNode) -> tuple[str, Predicate, str] | None:
        said = {q.predicate: q.object for q in self._store.quads_for_pattern(node, None, None, None)}
        parts = [said.get(p) for p in (v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT)]
        if not all(isinstance(part, NamedNode) for part in parts):
            return None
        subject, term, target = (part.value for part in parts if isinstance(part, NamedNode))
        predicate = _BY_TERM.get(term)
        return None if predicate is None else (subject, predicate, target)

    def _files(self, paper: str) -> list[NamedNode]:
        """The graphs of the files of the paper, sorted."""
        files = self._store.quads_for_pattern(None, v.SCHEMA_ENCODES_CREATIVE_WORK, NamedNode(paper), None)
        return sorted({q.graph_name for q in files if isinstance(q.graph_name, NamedNode)}, key=str)

    def there(self, subject: str, predicate: Predicate, target: str, paper: str | None = None) -> bool:
        """Whether any source states it, or the files of this paper do, taken back or not."""
        node = _iri(subject, predicate, target)
        graphs = [None] if paper is None else self._files(paper)
        found = (self._store.quads_for_pattern(node, v.RDF_TYPE, kind, g) for kind in _CLASSES for g in graphs)
        return any(next(iter(quads), None) is not None for quads in found)

    def id_of(self, subject: str, predicate: Predicate, target: str) -> str:
        """The id of the statement."""
        return _iri(subject, predicate, target).value.removeprefix(v.PREFIXES["statement"])

    def standing(self, paper: str | None = None) -> Iterator[tuple[str, Predicate, str]]:
        """Yield the statements that stand, in no order: all, or those that files of the paper state.

        That training data are not disclosed has the IRI of kg:Undisclosed as its object.
        """
        graphs = [DefaultGraph()] if paper is None else self._files(paper)
        for graph in graphs:
            for quad in self._store.quads_for_pattern(None, v.RDF_TYPE, v.RDF_STATEMENT, graph):
                go_on()
                if isinstance(quad.subject, NamedNode) and (said := self._said(quad.subject)) is not None:
                    yield said

    def least_sure(self, paper: str | None = None) -> Iterator[tuple[float, tuple[str, Predicate, str]]]:
        """Yield the statements that stand, each behind how sure its surest evidence is, the least sure first.

        No statement that nobody has decided about is believed less than its surest evidence. Only statements that are
        taken are read.
        """
        graphs = [DefaultGraph()] if paper is None else self._files(paper)
        standing = (q for g in graphs for q in self._store.quads_for_pattern(None, v.RDF_TYPE, v.RDF_STATEMENT, g))
        surest = {q.subject: 0.0 for q in standing if isinstance(q.subject, NamedNode)}
        said = self._store.quads_for_pattern(None, v.KG_CONFIDENCE, None)
        sure = {q.subject: float(q.object.value) for q in said if isinstance(q.object, Literal)}
        for quad in self._store.quads_for_pattern(None, v.PROV_WAS_DERIVED_FROM, None):
            statement, evidence = quad.subject, quad.object
            if statement in surest and isinstance(statement, NamedNode) and isinstance(evidence, NamedNode):
                surest[statement] = max(surest[statement], sure.get(evidence, 0.0))
        for node, confidence in sorted(surest.items(), key=lambda item: (item[1], item[0].value)):
            go_on()
            if (found := self._said(node)) is not None:
                yield confidence, found

    def id_at(self, node: NamedNode) -> str:
        """The id of the dataset or model at the node.

        Raises:
            ValueError: there is none.
        """
        quads = self._store.quads_for_pattern(node, v.DCTERMS_IDENTIFIER, None, None)
        ids = {q.object.value for q in quads if isinstance(q.object, Literal)}
        if not ids:
            raise ValueError(f"{node} is no dataset or model")
        return min(ids)

    def named_in(self, paper: str) -> frozenset[str]:
        """The IRIs of the datasets and models that files of the paper name."""
        quads = (
            q for g in self._files(paper) for q in self._store.quads_for_pattern(None, v.DCTERMS_IDENTIFIER, None, g)
        )
        return frozenset(q.subject.value for q in quads if isinstance(q.subject, NamedNode))


def _iri(subject: str, predicate: Predicate, target: str) -> NamedNode:
    ends = [v.KG_UNDISCLOSED if end == UNDISCLOSED else NamedNode(end) for end in (subject, target)]
    if predicate is Predicate.INTRODUCES:  # stored as entity introducedBy paper
        ends.reverse()
    return statement_iri(ends[0], v.PREDICATE_TERMS[predicate], ends[1])
