"""RDF files of others, and kg's own exports, as what they state: read and never stored as they are."""

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.core.document import Reference
from kg.core.entity import EntityKind
from kg.core.identifiers import arxiv_id, digest, doi
from kg.core.imported import IMPORTED, Claim, Gathered, ImportedEvidence, Match, Named, PassedOver, is_iri
from kg.core.statement import DATASET_ROLES, MODEL_ROLES, Predicate
from kg.store import vocabulary as v
from kg.store.triples import read_list

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
}
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
_NAMES = (v.SKOS_PREF_LABEL, v.RDFS_LABEL, v.SCHEMA_NAME, NamedNode(f"{_HTTP}name"), v.DCTERMS_TITLE)
_PLAIN = 0.8  # a triple without evidence
_MOST_STATEMENTS = 5_000_000
_LONGEST_TEXT = 100_000


def read_rdf(data: bytes, suffix: str, name: str) -> Gathered:
    """What the triples state in kg's vocabulary, with the evidence that their rdf:Statements give; graphs count as one.

    Nothing is fetched. Datasets, models and papers are taken by their names and identifiers, so that they meet those
    of the graph; triples of other vocabularies are counted and passed over.

    Raises:
        ValueError: it is no RDF of this form, or too much; the message is a clause.
    """
    form = _FORMATS.get(suffix, RdfFormat.TURTLE)
    graph = _Triples()
    try:
        for number, statement in enumerate(parse(data, format=form)):
            if number >= _MOST_STATEMENTS:
                raise ValueError(f"it holds more than {_MOST_STATEMENTS} statements; split it")
            graph.add(statement)
    except SyntaxError as error:
        raise ValueError(f"it is no {form.name} that can be read ({error.msg}); mend it there") from error
    return _Reading(graph, name).gathered()


class _Triples:
    """Triples by subject and predicate; nodes go by their IRI, blank ones by their label."""

    def __init__(self) -> None:
        self.objects: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.bearers: dict[str, set[str]] = defaultdict(set)
        self.count = 0

    def add(self, statement: Quad | Triple) -> None:
        subject, target = statement.subject, statement.object
        if not isinstance(subject, NamedNode | BlankNode) or not isinstance(target, NamedNode | BlankNode | Literal):
            return  # a triple term of RDF 1.2
        value = target.value if len(target.value) <= _LONGEST_TEXT else ""
        value = str(target) if isinstance(target, BlankNode) else value
        self.objects[str(subject)][statement.predicate.value].add(value)
        self.count += 1
        if statement.predicate in {v.BIRO_REFERENCES, v.SCHEMA_ENCODES_CREATIVE_WORK}:
            self.bearers[target.value].add(str(subject))

    def all(self, node: str, property_: NamedNode) -> list[str]:
        found = self.objects.get(node if node.startswith("_:") else f"<{node}>", {})
        return sorted(found.get(property_.value, ()))

    def one(self, node: str, *properties: NamedNode) -> str | None:
        return next((values[0] for p in properties if (values := self.all(node, p)) and values[0]), None)

    def nodes(self) -> Iterator[tuple[str, dict[str, set[str]]]]:
        for node in sorted(self.objects):
            yield node if node.startswith("_:") else node[1:-1], self.objects[node]


class _Reading:
    """Gathers what one file states."""

    def __init__(self, graph: _Triples, name: str) -> None:
        self.graph, self.name = graph, name
        self.things: dict[str, Named] = {}
        self.works: dict[str, Reference | None] = {}
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
                for evidence in map(self._evidence, self.graph.all(node, v.PROV_WAS_DERIVED_FROM)):
                    self._take(subject, term, target, evidence, claims, matches)
        self._plain(told, claims, matches)
        passed: tuple[PassedOver, ...] = ()
        if not claims and not matches and not self.things:
            passed = (PassedOver(self.name, f"none of its {self.graph.count} triples speaks of datasets or models"),)
        return Gathered(tuple(self.things.values()), tuple(claims), tuple(matches), passed_over=passed)

    def _plain(self, told: set[tuple[str, str, str]], claims: list[Claim], matches: list[Match]) -> None:
        """Take the triples that no statement speaks of, but for those that a statement's super-properties assert."""
        mentioned = {(s, t) for s, term, t in told if _PREDICATES.get(term) in _ROLES}
        for node, said in self.graph.nodes():
            for term in sorted(said.keys() & (_PREDICATES.keys() | _MATCHES.keys())):
                for target in sorted(said[term]):
                    again = term == v.SCHEMA_MENTIONS.value and (node, target) in mentioned
                    if (node, term, target) not in told and not again:
                        evidence = ImportedEvidence(f"{self.name}, {node}"[:300], _PLAIN)
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
        name = self.graph.one(node, *_NAMES) or (own or "").partition(":")[2]
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

    def _label(self, node: str) -> str:
        return self.graph.one(node, *_NAMES) or node

    def _work(self, node: str) -> Reference | None:
        """The paper at the node, as the fullest of the entries and files that stand for it tell; None for a thing."""
        if node not in self.works:
            self.works[node] = None if node in self.things or not node else self._read_work(node)
        return self.works[node]

    def _read_work(self, node: str) -> Reference | None:
        found = [self._from_bearer(bearer) for bearer in sorted(self.graph.bearers.get(node, ()))]
        best = max(found, key=_fullness, default=None)
        title = (best.title if best else None) or self.graph.one(node, *_NAMES)
        number = (best.arxiv if best else None) or (arxiv_id(f"arxiv {node}") if "arxiv.org" in node else None)
        name = (best.doi if best else None) or doi(node)
        if not (title or number or name):
            return None
        authors = best.authors if best else ()
        parts = (", ".join(authors), title or "", f"arXiv:{number}" if number else f"doi:{name}" if name else "")
        raw = best.raw if best and best.raw else ". ".join(p for p in parts if p)
        return Reference(
            f"work-{digest(node, length=12)}",
            raw,
            None,
            title,
            authors,
            best.year if best else None,
            best.venue if best else None,
            name,
            number,
        )

    def _from_bearer(self, bearer: str) -> Reference:
        node = bearer if bearer.startswith("_:") else bearer[1:-1]
        one = self.graph.one
        year = one(node, v.SCHEMA_DATE_PUBLISHED) or ""
        try:
            authors = read_list(one(node, v.KG_AUTHOR_LIST))
        except (ValueError, TypeError):
            authors = ()
        return Reference(
            bearer,
            one(node, v.DCTERMS_BIBLIOGRAPHIC_CITATION) or "",
            None,
            one(node, v.DCTERMS_TITLE),
            tuple(map(str, authors)),  # whatever a foreign file has in its list
            int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            one(node, v.KG_VENUE),
            one(node, v.KG_DOI),
            one(node, v.KG_ARXIV),
        )

    def _evidence(self, node: str) -> ImportedEvidence:
        """A piece of evidence, whoever it comes from: a quote of a paper, a collection's word, an earlier import's."""
        one = self.graph.one
        try:
            told = float(one(node, v.KG_CONFIDENCE) or _PLAIN)
        except ValueError:
            told = _PLAIN
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
            told if 0 < told <= 1 else _PLAIN,
            _teller_of(one(node, v.KG_CITED_WORK), paper, collection),
            "; ".join(n for n in notes if n) or None,
            one(selector, v.OA_EXACT) if selector else one(node, v.SCHEMA_TEXT),
            one(node, v.KG_EXTRACTOR) or IMPORTED,
        )


def _fullness(reference: Reference) -> tuple[int, int, str]:
    told = (reference.title, reference.year, reference.venue)
    return sum(part is not None for part in told), len(reference.authors), reference.raw


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
