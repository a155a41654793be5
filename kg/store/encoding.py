"""The border from values to RDF: what one paper says becomes the quads of one graph."""

from dataclasses import replace

from pyoxigraph import NamedNode, Quad

from kg.core.curation import Curation
from kg.core.document import Section, SourceFile
from kg.core.errors import ReasonCode
from kg.core.extraction import Extraction
from kg.core.identifiers import digest
from kg.core.statement import (
    DATASET_ROLES,
    LINEAGE,
    MODEL_ROLES,
    PAPER,
    UNDISCLOSED,
    Predicate,
    Statement,
)
from kg.store import vocabulary as v
from kg.store.evidence import add_text_evidence
from kg.store.identity import Identity, WorkKeys, paper_keys, reference_keys
from kg.store.lens import NONE, UNDISCLOSED_END, End, Lens, work_end
from kg.store.terms import clean, hashed_iri, is_sha256, literal, part_iri, run_iri, source_iri
from kg.store.triples import TripleSet
from kg.store.works import (
    add_fields,
    add_keys,
    add_names,
    add_reference,
    add_span,
    add_work,
    short_title,
)

ROLES = frozenset(DATASET_ROLES) | frozenset(MODEL_ROLES)


def encode(extraction: Extraction, identity: Identity, curation: Curation = NONE) -> list[Quad]:
    """The sorted quads of the graph named after the source file, as people's decisions have it.

    ``decode`` gives back what the paper says, whatever was decided.

    Text is kept to the letter but for lone surrogates, which become U+FFFD; IRIs are made of hashes, folded names and
    checked identifiers alone. There are no blank nodes.

    Raises:
        ValueError: the source has no SHA-256 digest, two references have one key, or a statement speaks of an entity
            or reference that is not listed.
    """
    return _Encoder(extraction, identity, curation).quads()


class _Encoder:
    """Gathers the triples of one extraction."""

    def __init__(self, extraction: Extraction, identity: Identity, curation: Curation) -> None:
        self.extraction, self.sha256 = extraction, extraction.source.sha256
        self.source = source_iri(self.sha256)
        self.triples = TripleSet(self.source)
        self.run = run_iri(clean(extraction.version), clean(extraction.settings), self.sha256)
        self.keys = paper_keys(extraction)
        self.paper = NamedNode(identity(self.keys))
        self.lens = Lens(self.triples, curation, self.paper)
        self.entities = {e.id: self.lens.end(e.id) for e in extraction.entities}
        self.references: dict[str, NamedNode] = {}
        self.reference_keys: dict[str, WorkKeys] = {}
        self.works: dict[str, NamedNode] = {}
        for position, reference in enumerate(extraction.references, 1):
            if reference.key in self.references:
                raise ValueError(f"two references have the key {reference.key!r}")
            self.references[reference.key] = part_iri("reference", self.sha256, position)
            self.reference_keys[reference.key] = keys = reference_keys(reference, self.sha256)
            self.works[reference.key] = NamedNode(identity(keys))

    def quads(self) -> list[Quad]:
        self._source()
        self._run()
        self._paper()
        for position, section in enumerate(self.extraction.sections, 1):
            self._section(section, position)
        self._references()
        self.lens.add_things((entity, {}) for entity in self.extraction.entities)
        for statement in self.extraction.statements:
            self._statement(statement)
        return self.triples.quads()

    def _source(self) -> None:
        extraction, triples, source = self.extraction, self.triples, self.source
        add_source(triples, extraction.source)
        triples.text(source, v.KG_READER, extraction.reader)
        triples.number(source, v.KG_PAGE_COUNT, extraction.page_count)
        for page in extraction.unread_pages:
            triples.number(source, v.KG_UNREAD_PAGE, page)
        triples.number(source, v.KG_SENTENCE_COUNT, extraction.sentence_count)
        triples.number(source, v.KG_CITATION_COUNT, extraction.citation_count)
        triples.ordered(source, v.KG_LINK_LIST, extraction.links)
        triples.add(source, v.SCHEMA_ENCODES_CREATIVE_WORK, self.paper)
        e = extraction
        add_fields(triples, source, title=e.title, authors=e.authors, year=e.year, venue=e.venue)
        triples.text(source, v.KG_ARXIV, extraction.arxiv)
        triples.text(source, v.KG_DOI, extraction.doi)
        add_keys(triples, source, self.keys)

    def _run(self) -> None:
        software = hashed_iri("software", clean(self.extraction.version))
        self.triples.add(self.run, v.RDF_TYPE, v.PROV_ACTIVITY)
        self.triples.add(self.run, v.PROV_USED, self.source)
        self.triples.add(self.run, v.PROV_WAS_ASSOCIATED_WITH, software)
        self.triples.text(self.run, v.KG_SETTINGS, self.extraction.settings)
        self.triples.add(software, v.RDF_TYPE, v.PROV_SOFTWARE_AGENT)
        self.triples.text(software, v.SCHEMA_SOFTWARE_VERSION, self.extraction.version)

    def _paper(self) -> None:
        extraction, triples, paper = self.extraction, self.triples, self.paper
        name = extraction.source.name
        add_work(triples, paper, extraction.title, name)
        short, stem = short_title(extraction.title or ""), file_stem(name)
        for alias in {short, stem} - {None, "", extraction.title}:
            triples.text(paper, v.SKOS_ALT_LABEL, alias)
        add_names(triples, paper, name, stem)
        triples.add(paper, v.KG_READ_STATUS, v.KG_READ)
        triples.add(paper, v.SCHEMA_AUTHOR, *(literal(a) for a in extraction.authors))
        triples.year(paper, v.SCHEMA_DATE_PUBLISHED, extraction.year)

    def _section(self, section: Section, position: int) -> None:
        node = part_iri("section", self.sha256, position)
        self.triples.add(node, v.RDF_TYPE, v.DOCO_SECTION)
        self.triples.add(node, v.DCTERMS_IS_PART_OF, self.source)
        self.triples.number(node, v.SCHEMA_POSITION, position)
        self.triples.text(node, v.DCTERMS_TITLE, section.heading)
        self.triples.text(node, v.KG_SECTION_KIND, section.kind.value)
        self.triples.number(node, v.KG_LEVEL, section.level)
        add_span(self.triples, node, section.span)

    def _references(self) -> None:
        for position, reference in enumerate(self.extraction.references, 1):
            node, work = self.references[reference.key], self.works[reference.key]
            add_reference(self.triples, node, reference, position=position, owner=self.paper, work=work)
            add_keys(self.triples, node, self.reference_keys[reference.key])
            if work != self.paper:
                self.triples.add(self.paper, v.CITO_CITES, work)

    def _statement(self, statement: Statement) -> None:
        subject, target, reference = self._ends(statement)
        of = (statement.subject, statement.predicate.value, statement.object)
        evidence = [
            add_text_evidence(
                self.triples,
                e,
                of=tuple(clean(part) for part in of),
                sha256=self.sha256,
                paper=self.paper,
                run=self.run,
                reference=reference,
            )
            for e in statement.evidence
        ]
        self.lens.state(subject, statement.predicate, target, evidence)

    def _ends(self, statement: Statement) -> tuple[End, End, NamedNode | None]:
        """Subject and object, and the bibliography entry where the object is one."""
        subject, predicate, target = statement.triple
        paper = work_end(self.paper)
        try:
            if predicate is Predicate.INTRODUCES and subject == PAPER:
                return self.entities[target], paper, None
            if predicate in ROLES and subject == PAPER:
                return paper, self.entities[target], None
            if predicate is Predicate.INTRODUCED_BY and target.startswith("reference:"):
                key = target.removeprefix("reference:")
                return self.entities[subject], work_end(self.works[key]), self.references[key]
            if predicate is Predicate.DISCLOSURE and target == UNDISCLOSED:
                return self.entities[subject], UNDISCLOSED_END, None
            if predicate in LINEAGE:
                return self.entities[subject], self.entities[target], None
        except KeyError as missing:
            raise ValueError(f"{subject} {predicate} {target}: {missing} is not listed in the extraction") from None
        raise ValueError(f"{subject} {predicate} {target} is no statement that can be stored")


def file_stem(name: str) -> str:
    """The file's name without its suffix.

    >>> file_stem("2302.13971v1.pdf"), file_stem("README")
    ('2302.13971v1', 'README')
    """
    stem, dot, suffix = name.rpartition(".")
    return stem if dot and stem and len(suffix) <= 8 and suffix.isalpha() else name


def failure_quads(source: SourceFile, code: ReasonCode, reason: str) -> list[Quad]:
    """The sorted quads that say that a file could not be read.

    A file without a digest, one that is missing, goes by the hash of its name.
    """
    if not is_sha256(source.sha256):
        source = replace(source, sha256=digest("unread", source.name, length=64))
    node = source_iri(source.sha256)
    triples = TripleSet(node)
    add_source(triples, source)
    triples.text(node, v.KG_REASON_CODE, code.value)
    triples.text(node, v.KG_REASON, reason)
    return triples.quads()


def add_source(triples: TripleSet, source: SourceFile) -> None:
    """Add the file itself, read or not."""
    node = source_iri(source.sha256)
    triples.add(node, v.RDF_TYPE, v.KG_SOURCE)
    triples.text(node, v.SCHEMA_NAME, source.name)
    triples.text(node, v.SCHEMA_ENCODING_FORMAT, source.media_type)
    triples.text(node, v.KG_SHA256, source.sha256)
