"""RDF files of others, and kg's own exports, as what they state: read and never stored as they are."""

from pyoxigraph import RdfFormat, parse

from kg.core.document import Reference
from kg.core.entity import EntityKind
from kg.core.identifiers import arxiv_id
from kg.core.imported import IMPORTED, Claim, Gathered, ImportedEvidence, Match, Named, PassedOver, is_iri
from kg.core.statement import DATASET_ROLES, MODEL_ROLES, Predicate
from kg.store import vocabulary as v
from kg.store.foreign_triples import NAMES, ForeignTriples
from kg.store.foreign_works import read_work
from kg.store.rdf_files import FORMATS
from kg.store.triple_terms import with_statements

_PREDICATES = {v.PREDICATE_TERMS[p].value: p for p in Predicate if p is not Predicate.INTRODUCES}
_MATCHES = {term.value: kind for kind, term in v.MATCH_TERMS.items()}
_ROLES = frozenset({*DATASET_ROLES, *MODEL_ROLES})
_HTTP = "http://schema.org/"
_CLASSES = {
    v.SCHEMA_DATASET.value: EntityKind.DATASET,
    f"{_HTTP}Dataset": EntityKind.DATASET,
    v.DCAT_DATASET.value: EntityKind.DATASET,
    v.FAIR4ML_MODEL.value: EntityKind.MODEL,
}
_PLAIN = 0.8  # a triple without evidence
_MOST_STATEMENTS = 5_000_000


def read_rdf(data: bytes, suffix: str, name: str) -> Gathered:
    """What the triples state in kg's vocabulary, with the evidence that their rdf:Statements give; graphs count as one.

    Triple terms of RDF 1.2 count as the rdf:Statements that they stand for.
    Nothing is fetched. Datasets, models and papers are taken by their names and identifiers, so that they meet those
    of the graph; triples of other vocabularies are counted and passed over.

    Raises:
        ValueError: it is no RDF of this form, or too much; the message is a clause.
    """
    form = FORMATS.get(suffix, RdfFormat.TURTLE)
    graph = ForeignTriples()
    try:
        for number, statement in enumerate(with_statements(parse(data, format=form))):
            if number >= _MOST_STATEMENTS:
                raise ValueError(f"it holds more than {_MOST_STATEMENTS} statements; split it")
            graph.add(statement)
    except SyntaxError as error:
        raise ValueError(f"it is no {form.name} that can be read ({error.msg}); mend it there") from error
    return _Reading(graph, name).gathered()


class _Reading:
    """Gathers what one file states."""

    def __init__(self, graph: ForeignTriples, name: str) -> None:
        self.graph, self.name = graph, name
        self.things: dict[str, Named] = {}
        self.works: dict[str, Reference | None] = {}
        self.passed: list[PassedOver] = []
        for node, said in graph.nodes():
            kinds = {_CLASSES[c] for c in said.get(v.RDF_TYPE.value, ()) if c in _CLASSES}
            if len(kinds) == 1 and (named := self._named(node, next(iter(kinds)))) is not None:
                self.things[node] = named

    def gathered(self) -> Gathered:
        claims, matches = list[Claim](), list[Match]()
        told = set[tuple[str, str, str]]()
        for node, said in self.graph.nodes():
            if v.RDF_STATEMENT.value in said.get(v.RDF_TYPE.value, ()):
                parts = [self.graph.one(node, p) for p in (v.RDF_SUBJECT, v.RDF_PREDICATE, v.RDF_OBJECT)]
                subject, term, target = (part or "" for part in parts)
                told.add((subject, term, target))
                for found in map(self._evidence, self.graph.all(node, v.PROV_WAS_DERIVED_FROM)):
                    if isinstance(found, PassedOver):
                        self.passed.append(found)
                    else:
                        self._take(subject, term, target, found, claims, matches)
        self._plain(told, claims, matches)
        if not claims and not matches and not self.things:
            nothing = f"none of its {self.graph.count} triples speaks of datasets or models"
            self.passed.append(PassedOver(self.name, nothing))
        return Gathered(tuple(self.things.values()), tuple(claims), tuple(matches), passed_over=tuple(self.passed))

    def _plain(self, told: set[tuple[str, str, str]], claims: list[Claim], matches: list[Match]) -> None:
        """Take the triples that no statement speaks of, but for those that a statement's super-properties assert."""
        mentioned = {(s, t) for s, term, t in told if _PREDICATES.get(term) in _ROLES}
        for node, said in self.graph.nodes():
            for term in sorted(said.keys() & (_PREDICATES.keys() | _MATCHES.keys())):
                for target in sorted(said[term]):
                    again = term == v.SCHEMA_MENTIONS.value and (node, target) in mentioned
                    if (node, term, target) not in told and not again:
                        evidence = ImportedEvidence(f"{self.name}, {self._place(node)}"[:300], _PLAIN)
                        self._take(node, term, target, evidence, claims, matches)

    def _take(
        self,
        subject: str,
        term: str,
        target: str,
        evidence: ImportedEvidence,
        claims: list[Claim],
        matches: list[Match],
    ) -> None:
        if term in _MATCHES:
            one, other = self._matched(subject), self._matched(target)
            if one is not None and other is not None:
                matches.append(Match(one, _MATCHES[term], other, evidence))
            return
        predicate = _PREDICATES.get(term)
        if predicate is None:
            return
        thing, end = self.things.get(subject), self.things.get(target)
        if predicate in _ROLES:
            paper = self._work(subject)
            if paper is not None and end is not None:
                claims.append(Claim(paper, predicate, end, evidence))
        elif thing is not None and predicate is Predicate.INTRODUCED_BY:
            work = self._work(target)
            if work is not None:
                claims.append(Claim(thing, predicate, work, evidence))
        elif thing is not None and predicate is Predicate.DISCLOSURE:
            if target == v.KG_UNDISCLOSED.value:
                claims.append(Claim(thing, predicate, None, evidence))
        elif thing is not None and end is not None:
            claims.append(Claim(thing, predicate, end, evidence))

    def _named(self, node: str, kind: EntityKind) -> Named | None:
        own = self.graph.one(node, v.DCTERMS_IDENTIFIER)
        identifier = own if own and own.startswith(f"{kind.value}:") else self.graph.one(node, v.SCHEMA_IDENTIFIER)
        name = self.graph.one(node, *NAMES) or (own or "").partition(":")[2]
        if not name:
            return None
        aliases = {*self.graph.all(node, v.SKOS_ALT_LABEL), *self.graph.all(node, v.KG_SURFACE)} - {name}
        licence = self.graph.one(node, v.KG_LICENCE_NAME) or self.graph.one(node, v.DCTERMS_LICENSE)
        return Named(
            kind,
            name,
            identifier,
            tuple(sorted(aliases)),
            licence=licence.removeprefix(v.PREFIXES["spdx"]) if licence else None,
            homepage=self.graph.one(node, v.SCHEMA_URL),
        )

    def _matched(self, node: str) -> Named | None:
        """What stands at an end of a match: a thing, or else an IRI of whatever kind."""
        return self.things.get(node) or (Named(None, self._label(node), node) if is_iri(node) else None)

    def _place(self, node: str) -> str:
        """The node as a record: a blank one by its name, for its label is another in each reading."""
        return node if not node.startswith("_:") else self.graph.one(node, *NAMES) or "a node without name"

    def _label(self, node: str) -> str:
        return self.graph.one(node, *NAMES) or self._place(node)

    def _work(self, node: str) -> Reference | None:
        """The paper at the node, as the fullest of the entries and files that stand for it tell; None for a thing."""
        if node not in self.works:
            self.works[node] = None if node in self.things or not node else read_work(self.graph, node)
        return self.works[node]

    def _evidence(self, node: str) -> ImportedEvidence | PassedOver:
        """A piece of evidence, whoever it comes from: a quote of a paper, a collection's word, an earlier import's.

        What has a confidence that is none is passed over.
        """
        told = self.graph.one(node, v.KG_CONFIDENCE)
        try:
            return self._told(node, _PLAIN if told is None else float(told))
        except ValueError:
            return PassedOver(
                f"{self.name}, {self._place(node)}"[:300],
                f"its confidence {(told or '')[:40]} is no number above 0 and up to 1",
            )

    def _told(self, node: str, confidence: float) -> ImportedEvidence:
        """The evidence at the node.

        Raises:
            ValueError: the confidence is none.
        """
        one = self.graph.one
        paper, collection = one(node, v.OA_HAS_SOURCE), one(node, v.DCTERMS_SOURCE)
        selector = one(node, v.OA_HAS_SELECTOR)
        place = one(node, v.KG_PAGE)
        where = f"p. {place}" if place else one(node, v.KG_SECTION)
        teller = paper or collection
        whose = self._label(teller) if teller else None
        record = one(node, v.KG_RECORD) or ", ".join(p for p in (whose, where) if p)
        notes = (one(node, v.RDFS_COMMENT), f"known from {whose}" if collection and whose else None)
        return ImportedEvidence(
            ", ".join(p for p in (self.name, record) if p)[:500],
            confidence,
            _teller_of(one(node, v.KG_CITED_WORK), paper, collection),
            "; ".join(n for n in notes if n) or None,
            one(selector, v.OA_EXACT) if selector else one(node, v.SCHEMA_TEXT),
            one(node, v.KG_EXTRACTOR) or IMPORTED,
        )


def _teller_of(cited: str | None, paper: str | None, collection: str | None) -> str | None:
    """Whom the evidence goes back to, so that nobody's word counts twice: a paper, or else kg's collection of facts."""
    if collection and collection.startswith(v.PREFIXES["collection"]) and not (cited and arxiv_id(cited)):
        return collection
    return cited or _work_id(paper)


def _work_id(paper: str | None) -> str | None:
    """How evidence names the paper at this IRI: by its arXiv id or DOI where it has one."""
    if paper is None:
        return None
    return (arxiv_id(f"arxiv {paper}") if "arxiv.org" in paper else None) or paper
