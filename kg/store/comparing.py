"""The graph as it is held against another: its files, and its statements one by one."""

from collections.abc import Iterator

from pyoxigraph import DefaultGraph, NamedNode

from kg.core.lineage import SourcedEvidence
from kg.core.readings import ReadFile
from kg.store import vocabulary as v
from kg.store.relations import TERMS, WORDS
from kg.store.remembering import RememberingReader
from kg.store.terms import hashed_iri

_UNION = DefaultGraph()


class ComparableReader(RememberingReader):
    """A reader that goes through all statements in a graph, and tells at once whether another graph has them."""

    def files(self) -> Iterator[ReadFile]:
        """The files that were read, in no order."""
        for quad in self.graph.store.quads_for_pattern(None, v.SCHEMA_ENCODES_CREATIVE_WORK, None, _UNION):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                yield self._file(quad.subject, quad.object)

    def file(self, iri: str) -> ReadFile | None:
        """The file with this IRI, None for one that was not read."""
        source = NamedNode(iri)
        works = self._look.nodes(source, v.SCHEMA_ENCODES_CREATIVE_WORK)
        return self._file(source, works[0]) if works else None

    def is_read(self, work: str) -> bool:
        """Whether a file of the work was read."""
        return bool(self._look.subjects(v.SCHEMA_ENCODES_CREATIVE_WORK, NamedNode(work)))

    def statements(self) -> Iterator[str]:
        """The IRIs of all statements, which hash what they state, in no order."""
        for quad in self.graph.store.quads_for_pattern(None, v.RDF_TYPE, v.RDF_STATEMENT, _UNION):
            if isinstance(quad.subject, NamedNode):
                yield quad.subject.value

    def states(self, statement: str) -> bool:
        """Whether the graph has the statement."""
        return self._look.has(NamedNode(statement), v.RDF_TYPE, v.RDF_STATEMENT)

    def triple(self, statement: str) -> tuple[str, str, str]:
        """What is stated: subject, relation in kg's word for it, or its IRI, and object."""
        said = self._look.properties(NamedNode(statement))
        subject, term, target = (said[p.value] for p in (v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT))
        return subject, WORDS.get(term, term), target

    def name_of(self, triple: tuple[str, str, str]) -> str:
        """The IRI that a statement of this triple has, whether it is stated or not."""
        subject, relation, target = triple
        term = TERMS[relation].value if relation in TERMS else relation
        return hashed_iri("statement", subject, term, target).value  # as statement_iri has it, for literals too

    def evidence_keys(self, statement: str) -> frozenset[str]:
        """What tells whether the evidence for a statement is the same, to the letter, as in another graph."""
        return frozenset(n.value for n in self._look.nodes(NamedNode(statement), v.PROV_WAS_DERIVED_FROM))

    def evidence(self, statement: str) -> tuple[SourcedEvidence, ...]:
        """All evidence for the statement, sorted."""
        return self.told(NamedNode(statement))

    def _file(self, source: NamedNode, work: NamedNode) -> ReadFile:
        runs = self._look.subjects(v.PROV_USED, source)
        name = self._look.text(source, v.SCHEMA_NAME) or source.value
        return ReadFile(source.value, name, work.value, tuple(run.value for run in runs))
