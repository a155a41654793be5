"""The graph as questions of lineage see it: nodes and edges, fetched one at a time."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from pyoxigraph import Literal, NamedNode

from kg.core.identifiers import arxiv_id, doi
from kg.core.lineage import Edge, Licence, Node, NodeKind, SourcedEvidence
from kg.core.names import fold, without_article
from kg.core.statement import Predicate
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.lookup import Lookup
from kg.store.nodes import node_of, paper_label
from kg.store.remote.ahead import Ahead
from kg.store.standing import licences_in, withdrawal_in
from kg.store.terms import statement_iri

_ORDER = {predicate: number for number, predicate in enumerate(Predicate)}
_KINDS = {NodeKind.PAPER: 0, NodeKind.MODEL: 1, NodeKind.DATASET: 2}
_ARXIV = re.compile(r"(?:arxiv\s*:?\s*)?(\S+?)(?:v\d+)?", re.IGNORECASE)


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
        self._labels: dict[str, str] = {}
        self._met: dict[str, Node | None] = {}

    def node(self, iri: str) -> Node | None:
        """The paper, dataset or model with this IRI, or None."""
        if self._quotes or self.graph.writable:
            return self._node(iri)
        if iri not in self._met:  # who does without quotes reads much, and meets the same things again
            self._met[iri] = self._node(iri)
        return self._met[iri]

    def _node(self, iri: str) -> Node | None:
        named = _named(iri)
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
        here = _named(iri)
        wanted = sorted(predicates, key=lambda p: _ORDER[p]) if here is not None else ()
        return tuple(n.value for p in wanted if here for n in self._look.subjects(v.PREDICATE_TERMS[p], here))

    def licences_of(self, iri: str) -> tuple[Licence, ...]:
        """The licences that the thing has as sources print them, by name, with those that say so."""
        here = _named(iri)
        return () if here is None else licences_in(self._look, here, self.told)

    def undisclosed(self) -> Iterable[str]:
        """The IRIs of the models of which somebody says that their training data are not disclosed, sorted."""
        return [n.value for n in self._look.subjects(v.KG_DISCLOSURE, v.KG_UNDISCLOSED)]

    def evaluated(self, predicate: Predicate) -> Iterable[str]:
        """The IRIs of the subjects of EVALUATES_ON or EVALUATED_ON, sorted."""
        return self._look.subjects_with(v.PREDICATE_TERMS[predicate])

    def edge(self, subject: str, predicate: Predicate, target: str) -> Edge | None:
        """The statement with all its evidence; None where nobody states it, or a curator took it back."""
        ends = _named(subject), _named(target)
        if ends[0] is None or ends[1] is None:
            return None
        evidence = self._evidence(ends[0], predicate, ends[1])
        return Edge(subject, predicate, target, evidence) if evidence else None

    def find(self, name: str) -> tuple[Node, ...]:
        """All nodes that go by this name, papers first, read before unread; empty where none does.

        A paper goes by its title, the short name before the title's colon, its file's name, arXiv id, DOI or IRI, a
        dataset or model by its names, id or IRI. Spelling, case and punctuation do not matter; nothing else is guessed.
        """
        found = set(self._found(name.strip())) or set(self._folded(without_article(name.strip())))
        nodes = (self.node(n.value) for n in found)
        return _sorted(n for n in nodes if n is not None)

    def names(self) -> Iterable[str]:
        """The names that find answers to, sorted, without repetition."""
        return sorted(
            {
                text
                for property_ in (v.RDFS_LABEL, v.SKOS_ALT_LABEL)
                for subject, text in self._look.literals(property_)
                if not subject.value.startswith((v.PREFIXES["collection"], v.PREFIXES["graph"]))
            }
        )

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

    def _found(self, name: str) -> Iterator[NamedNode]:
        yield from self._folded(name)
        yield from self._identified(name) if _storable(name) else ()
        bare = name.removeprefix("<").removesuffix(">")
        if "://" in bare and (named := _named(bare)) is not None:
            yield named
        parts = _ARXIV.fullmatch(name)
        if parts and (number := arxiv_id(f"arxiv {name}")) == parts.group(1):
            yield from self._bearing(f"arxiv:{number}")
        if (number := doi(name)) is not None and name.lower().endswith(number):
            yield from self._bearing(f"doi:{number}")

    def _identified(self, name: str) -> list[NamedNode]:
        """The things with this id, else those that go by another one since people merged or parted them."""
        identifier = Literal(name)
        return self._look.subjects(v.DCTERMS_IDENTIFIER, identifier) or self._look.subjects(v.KG_FORMER_ID, identifier)

    def _folded(self, name: str) -> Iterator[NamedNode]:
        folded = fold(name)
        yield from self._look.subjects(v.KG_FOLDED_NAME, Literal(folded)) if folded else ()

    def _bearing(self, key: str) -> Iterator[NamedNode]:
        """The works of those that bear the key."""
        for bearer in self._look.subjects(v.KG_WORK_KEY, Literal(key)):
            yield from self._look.nodes(bearer, v.BIRO_REFERENCES)
            yield from self._look.nodes(bearer, v.SCHEMA_ENCODES_CREATIVE_WORK)

    def _edges(self, iri: str, predicates: Collection[Predicate], *, inwards: bool) -> tuple[Edge, ...]:
        here = _named(iri)
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
        found = []
        for node in self._look.nodes(statement, v.PROV_WAS_DERIVED_FROM):
            said = self._look.properties(node)
            if v.PROV_WAS_GENERATED_BY.value in said and v.DCTERMS_SOURCE.value in said:
                found.append(self._curated(said))
                continue
            if itself and (v.KG_VIA_REFERENCE.value in said or v.DCTERMS_SOURCE.value in said):
                continue
            quote = self._quote if self._quotes else self._place
            found.append(self._background(said) if v.DCTERMS_SOURCE.value in said else quote(node, said))
        return tuple(sorted(_said_once(found) if self._quotes else found, key=_rank))

    def _background(self, said: dict[str, str]) -> SourcedEvidence:
        collection = said[v.DCTERMS_SOURCE.value]
        return SourcedEvidence(
            source=collection,
            label=self._look.text(NamedNode(collection), v.RDFS_LABEL) or collection,
            confidence=float(said[v.KG_CONFIDENCE.value]),
            extractor=said.get(v.KG_EXTRACTOR.value, "registry"),
            background=True,
            quote=said.get(v.SCHEMA_TEXT.value),
            licence=said.get(v.KG_LICENCE_NAME.value),
            work=said.get(v.KG_CITED_WORK.value),
            note=said.get(v.RDFS_COMMENT.value),
            imported=v.KG_RECORD.value in said,
            record=said.get(v.KG_RECORD.value),
        )

    def _curated(self, said: dict[str, str]) -> SourcedEvidence:
        decision = self._look.properties(NamedNode(said[v.PROV_WAS_GENERATED_BY.value]))
        person = decision[v.PROV_WAS_ASSOCIATED_WITH.value]
        name = self._look.text(NamedNode(person), v.SCHEMA_NAME) or ""
        return SourcedEvidence(
            source=person,
            label=name,
            confidence=float(said[v.KG_CONFIDENCE.value]),
            extractor=said[v.KG_EXTRACTOR.value],
            background=True,
            quote=said.get(v.SCHEMA_TEXT.value),
            work=said.get(v.KG_CITED_WORK.value),
            note=said.get(v.RDFS_COMMENT.value),
            by=name,
            when=decision[v.PROV_ENDED_AT_TIME.value],
        )

    def _label(self, paper: str) -> str:
        """The paper's title, remembered as long as nobody can change the graph."""
        if self.graph.writable or paper not in self._labels:
            self._labels[paper] = paper_label(self._look, NamedNode(paper))
        return self._labels[paper]

    def _place(self, node: NamedNode, said: dict[str, str]) -> SourcedEvidence:
        """The evidence without its words; its node tells it from the paper's other evidence."""
        return SourcedEvidence(
            source=said[v.OA_HAS_SOURCE.value],
            label=node.value,
            confidence=float(said[v.KG_CONFIDENCE.value]),
            extractor=said[v.KG_EXTRACTOR.value],
        )

    def _quote(self, node: NamedNode, said: dict[str, str]) -> SourcedEvidence:
        paper = said[v.OA_HAS_SOURCE.value]
        selector = self._look.properties(NamedNode(said[v.OA_HAS_SELECTOR.value]))
        place = self._look.properties(NamedNode(selector[v.OA_REFINED_BY.value]))
        page = said.get(v.KG_PAGE.value)
        return SourcedEvidence(
            source=paper,
            label=self._label(paper),
            confidence=float(said[v.KG_CONFIDENCE.value]),
            extractor=said[v.KG_EXTRACTOR.value],
            file=self._look.text(self._look.graph_of(node), v.SCHEMA_NAME),
            quote=selector[v.OA_EXACT.value],
            page=int(page) if page else None,
            section=said[v.KG_SECTION.value],
            start=int(place[v.OA_START.value]),
            end=int(place[v.OA_END.value]),
            note=said.get(v.RDFS_COMMENT.value),
        )


def _named(iri: str) -> NamedNode | None:
    try:
        return NamedNode(iri)
    except ValueError:
        return None


def _storable(text: str) -> bool:
    try:
        Literal(text)
    except ValueError:
        return False
    return True


def _sorted(nodes: Iterable[Node]) -> tuple[Node, ...]:
    return tuple(sorted(nodes, key=lambda n: (_KINDS[n.kind], not n.read, n.label, n.iri)))


def _said_once(evidence: list[SourcedEvidence]) -> list[SourcedEvidence]:
    """The evidence without what a second file of one paper repeats to the letter.

    What is surest stays, then what has a page. The same sentence at two places of one file is two pieces of evidence.
    """
    first: dict[tuple[object, ...], SourcedEvidence] = {}
    for e in sorted(evidence, key=lambda e: (-e.confidence, e.page is None, *_rank(e))):
        first.setdefault((e.source, e.extractor, e.quote, e.work, e.note), e)
    return [
        e for e in evidence if e.background or e.file == first[(e.source, e.extractor, e.quote, e.work, e.note)].file
    ]


def _rank(evidence: SourcedEvidence) -> tuple[object, ...]:
    """The order of evidence: by source and place, background last."""
    e = evidence
    place = (e.start or 0, e.end or 0, e.page or 0, e.quote or "", e.section or "", e.file or "")
    return (
        e.background,
        e.label,
        e.source,
        *place,
        e.extractor,
        e.confidence,
        e.work or "",
        e.note or "",
        e.licence or "",
        e.record or "",
        e.when or "",
    )
