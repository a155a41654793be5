"""What people decided as RDF: one graph that says who decided what, as far as it has an effect on the graph."""

from collections import defaultdict

from pyoxigraph import Literal, NamedNode, Quad

from kg.core.curation import Curation, Triple, Verdict
from kg.core.decisions import Decision, DecisionKind, stamp
from kg.core.document import Reference
from kg.core.entity import Entity
from kg.core.handles import entity_id_of, is_thing, kind_of, name_in
from kg.core.statement import Predicate
from kg.store import vocabulary as v
from kg.store.applied_decisions import decisions_digest, node_at, statement_about
from kg.store.entities import add_entity
from kg.store.evidence import add_evidenced_triple, add_statement
from kg.store.identity import Identity, WorkKeys
from kg.store.paper_handles import handle_keys, paper_of
from kg.store.presence import Presence
from kg.store.terms import (
    BACKGROUND_GRAPH,
    CURATION_GRAPH,
    clean,
    date_time,
    decimal,
    entity_iri,
    hashed_iri,
)
from kg.store.triples import TripleSet
from kg.store.works import add_keys, add_reference

_LABEL = "curation log"
_EXTRACTOR = "curator:"
"""How the extractor of what people decided begins; the kind of the decision follows."""


def curation_keys(curation: Curation) -> list[WorkKeys]:
    """The keys of the works that the graph of decisions bears."""
    return [keys for handle in _works_brought(curation) if (keys := handle_keys(handle)) is not None]


def encode_curation(curation: Curation, identity: Identity, presence: Presence) -> list[Quad]:
    """The sorted quads of the graph of decisions: those that count and have an effect on what sources say.

    An accepted statement stands as long as a source states it; an added one as long as its paper is there.
    """
    if not curation.decisions:
        return []
    return _Encoder(curation, identity, presence).quads()


def _works_brought(curation: Curation) -> list[str]:
    """The handles of works that people name, by arXiv id or DOI, as having introduced something."""
    added = {
        d.object
        for (_, predicate, _), verdict in curation.verdicts.items()
        if verdict.holds and predicate is Predicate.INTRODUCED_BY
        for d in verdict.decisions
        if d.kind is DecisionKind.ADD and d.object.startswith(("arxiv:", "doi:"))
    }
    return sorted(added)


class _Encoder:
    """Gathers the triples of the graph of decisions."""

    def __init__(self, curation: Curation, identity: Identity, presence: Presence) -> None:
        self.curation, self.identity, self.presence = curation, identity, presence
        self.triples = TripleSet(CURATION_GRAPH)
        self.brought = {paper_of(h, identity) for h in _works_brought(curation)}
        self.leading = defaultdict[str, list[str]](list)  # to each id those that are it, itself among them
        for identifier in curation.ties.merges:
            for through in curation.ties.chain(identifier):
                self.leading[through].append(identifier)

    def quads(self) -> list[Quad]:
        self.triples.add(CURATION_GRAPH, v.RDF_TYPE, v.KG_CURATION_LOG, v.DCAT_CATALOG)
        self.triples.text(CURATION_GRAPH, v.RDFS_LABEL, _LABEL)
        self.triples.text(CURATION_GRAPH, v.KG_APPLIED, decisions_digest(self.curation))
        for handle in _works_brought(self.curation):
            self._work(handle)
        for triple, verdict in self.curation.verdicts.items():
            if verdict.holds:
                self._accepted(triple, verdict)
            elif self.presence.has(statement_about(triple), v.RDF_TYPE, v.KG_WITHHELD_STATEMENT):
                for d in verdict.decisions:
                    self.triples.add(statement_about(triple), v.PROV_WAS_INVALIDATED_BY, self._decision(d))
        for (triple, paper), decisions in self.curation.silenced.items():
            for evidence in self.presence.withheld(statement_about(triple), NamedNode(paper)):
                self.triples.add(evidence, v.PROV_WAS_INVALIDATED_BY, *map(self._decision, decisions))
        for d in self.curation.decisions:
            if d.id not in self.curation.beaten:
                self._identity(d)
        return self.triples.quads()

    def _identity(self, d: Decision) -> None:
        """Add a decision on which things there are and what they are called, where it has an effect."""
        if d.kind is DecisionKind.MERGE:
            self._merged(d)
        elif d.kind is DecisionKind.SPLIT:
            target = entity_iri(self.curation.ties.root(entity_id_of(d.object)))
            if self.presence.has(target, v.KG_FORMER_ID):
                self._decision(d)
        elif d.kind is DecisionKind.RENAME:
            if self.presence.has(entity_iri(entity_id_of(d.subject)), v.RDF_TYPE):
                self._decision(d)
        elif d.kind is DecisionKind.APART:
            self._apart(d)

    def _merged(self, d: Decision) -> None:
        one = entity_id_of(d.subject)
        ties = self.curation.ties
        target = entity_iri(ties.root(one))
        if any(self.presence.has(target, v.KG_FORMER_ID, Literal(i)) for i in self.leading[one]):
            self.triples.add(target, v.DCTERMS_REPLACES, entity_iri(one))
            self._decision(d)

    def _apart(self, d: Decision) -> None:
        ends = [entity_iri(i) for i in sorted((entity_id_of(d.subject), entity_id_of(d.object)))]
        node = self._decision(d)
        if all(self.presence.has(end, v.RDF_TYPE) for end in ends):
            evidence = self._evidence(d, node, ends[0].value, ends[1].value)
            add_evidenced_triple(self.triples, ends[0], v.KG_REJECTED_MATCH, ends[1], [evidence])

    def _accepted(self, triple: Triple, verdict: Verdict) -> None:
        subject, predicate, target = triple
        stands_alone = verdict.states and subject != target and self._papers_are_there(triple)
        if not stands_alone and not self.presence.has(statement_about(triple), v.RDF_TYPE, v.RDF_STATEMENT):
            return
        evidence = [self._evidence(d, self._decision(d), *triple) for d in verdict.decisions]
        add_statement(self.triples, node_at(subject), predicate, node_at(target), evidence)
        if stands_alone:
            for d in verdict.decisions:
                self._new_things(triple, d)

    def _papers_are_there(self, triple: Triple) -> bool:
        papers = [NamedNode(end) for end in (triple[0], triple[2]) if "://" in end]
        return all(p.value in self.brought or self._is_said_to_be(p, v.SCHEMA_SCHOLARLY_ARTICLE) for p in papers)

    def _is_said_to_be(self, node: NamedNode, kind: NamedNode | None = None) -> bool:
        """Whether a source speaks of the node.

        What is known beforehand does not count: it stands in the graph because other things are named, perhaps by us.
        """
        return self.presence.has(node, v.RDF_TYPE, kind, but_in=(BACKGROUND_GRAPH,))

    def _new_things(self, triple: Triple, d: Decision) -> None:
        """Add the things of an added statement that no source names, by the names that the log gives them."""
        handles = [h for h in (d.subject, d.object) if is_thing(h)]
        things = [end for end in (triple[0], triple[2]) if is_thing(end)]
        for identifier, handle in zip(things, handles, strict=True):
            if not self._is_said_to_be(entity_iri(identifier)):
                name = self.curation.name_for_others(identifier) or name_in(handle)
                add_entity(self.triples, Entity(identifier, kind_of(handle), name, (name,)))

    def _work(self, handle: str) -> None:
        keys = handle_keys(handle)
        if keys is None:
            return
        node = hashed_iri("reference", "curated", handle)
        reference = Reference(handle, handle, None, None, (), None, None, keys.doi, keys.arxiv)
        work = NamedNode(self.identity(keys))
        add_reference(self.triples, node, reference, position=1, owner=CURATION_GRAPH, work=work)
        add_keys(self.triples, node, keys)

    def _decision(self, d: Decision) -> NamedNode:
        """Add who decided, when and why; give the node."""
        node = NamedNode(f"{v.PREFIXES['decision']}{d.id}")
        person = hashed_iri("person", clean(d.who))
        self.triples.add(node, v.RDF_TYPE, v.KG_DECISION, v.PROV_ACTIVITY)
        self.triples.text(node, v.KG_DECISION_KIND, d.kind.value)
        self.triples.add(node, v.PROV_WAS_ASSOCIATED_WITH, person)
        self.triples.add(node, v.PROV_ENDED_AT_TIME, date_time(stamp(d.when)))
        self.triples.text(node, v.RDFS_COMMENT, d.why or None)
        self.triples.add(person, v.RDF_TYPE, v.PROV_PERSON)
        self.triples.text(person, v.SCHEMA_NAME, d.who)
        return node

    def _evidence(self, d: Decision, decision: NamedNode, *of: str) -> NamedNode:
        node = hashed_iri("evidence", "curated", d.id, *of)
        self.triples.add(node, v.RDF_TYPE, v.KG_CURATED_EVIDENCE)
        self.triples.add(node, v.DCTERMS_SOURCE, CURATION_GRAPH)
        self.triples.add(node, v.PROV_WAS_GENERATED_BY, decision)
        self.triples.add(node, v.KG_CONFIDENCE, decimal(d.confidence))
        self.triples.text(node, v.KG_EXTRACTOR, f"{_EXTRACTOR}{d.kind.value}")
        self.triples.text(node, v.SCHEMA_TEXT, d.quote or None)
        self.triples.text(node, v.KG_CITED_WORK, d.source or None)
        self.triples.text(node, v.RDFS_COMMENT, d.why or None)
        return node
