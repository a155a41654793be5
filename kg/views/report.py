"""What was looked at in one paper, what was found, and what it rests on indirectly."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.core.document import Reference, SectionKind
from kg.core.entity import Entity, EntityKind
from kg.core.errors import NotReadError
from kg.core.extraction import Extraction
from kg.core.lineage import Node, NodeKind, SourcedEvidence
from kg.core.names import fold
from kg.core.statement import (
    DATASET_ROLES,
    LINEAGE,
    MODEL_ROLES,
    PAPER,
    Predicate,
    Statement,
    TextEvidence,
    reference_node,
)
from kg.grounding.registry import load_registry
from kg.store.graph import Graph, StoredSource
from kg.store.reading import GraphReader
from kg.store.terms import entity_iri
from kg.tracing.introductions import Introduction, believable, introductions
from kg.tracing.lineage import Trace, trace
from kg.tracing.source import LineageSource
from kg.views.paper_named import paper_named
from kg.views.path_text import quote_rank

Decided = Mapping[tuple[str, Predicate], tuple[SourcedEvidence, ...]]
"""What curators say of a paper's roles, by the thing's IRI and the role."""


@dataclass(frozen=True, slots=True)
class SectionLook:
    """A section that was looked at, and the names of datasets and models found in it, sorted.

    searched is False for the bibliography.
    """

    heading: str
    kind: SectionKind
    level: int
    searched: bool
    datasets: tuple[str, ...]
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """What the paper does with a thing, the best quote for it, and what curators say of that.

    There is no quote where a curator alone says so.
    """

    predicate: Predicate
    evidence: TextEvidence | None
    curated: tuple[SourcedEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A statement of lineage that the paper makes, with its best quote, and what curators say of it."""

    subject: str
    predicate: Predicate
    object: str
    evidence: TextEvidence
    curated: tuple[SourcedEvidence, ...] = ()


@dataclass(frozen=True, slots=True)
class NamedThing:
    """A dataset or model that the paper names, or of which a curator says what the paper does with it; by its IRI.

    surfaces are the spellings, sizes of a family among them. references are the entries of the paper's own bibliography
    that introduce the thing; part_of are greater datasets that the paper says hold it, each with the entries that
    introduce it; disputes are what the registry has against some entries, by key. known_from stands in where there is
    neither, out of the rest of the graph. relations are what the paper says of the thing's lineage. node is the thing
    as the graph has it, which tells whether it was withdrawn.
    """

    iri: str
    name: str
    kind: EntityKind
    surfaces: tuple[str, ...]
    roles: tuple[Role, ...]
    references: tuple[Reference, ...]
    part_of: tuple[tuple[str, tuple[Reference, ...]], ...]
    known_from: tuple[Introduction, ...]
    relations: tuple[Relation, ...]
    undisclosed: TextEvidence | None = None
    node: Node | None = None
    disputes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """One paper: what was read, what was found where, and the data that it rests on by way of others.

    names_known counts the names of datasets that were looked for. lineage is the trace of the paper. other_files are
    the names of further files of the paper, whose own words are not in this report. introducing is the dataset or model
    whose name stood for the paper, where it was none of the paper's own.
    """

    paper: Node
    extraction: Extraction
    sections: tuple[SectionLook, ...]
    datasets: tuple[NamedThing, ...]
    models: tuple[NamedThing, ...]
    names_known: int
    lineage: Trace
    other_files: tuple[str, ...] = ()
    introducing: Node | None = None


def report(graph: Graph, name: str) -> Report:
    """The report on the paper that goes by this name: title, short title, file name, arXiv id, DOI or IRI.

    The name of a dataset or model that just one paper read introduces stands for this paper.

    Raises:
        UnknownNameError: nothing in the graph goes by it; it carries the nearest names.
        NotReadError: what goes by it is no paper that was read, or a file whose reading failed.
    """
    reader = GraphReader(graph)
    named = paper_named(reader, name)
    return replace(report_on(reader, named.paper, name), introducing=named.thing)


def report_on(reader: GraphReader, paper: Node, name: str = "") -> Report:
    """The report on a paper; of several files of it, on the one of this name, else on the fullest.

    Raises:
        NotReadError: it was not read.
    """
    files = reader.graph.files_of(paper.iri)
    source = _most_fitting(files, name) if files else None
    extraction = reader.graph.curated_extraction(source.sha256) if source else None
    if extraction is None:
        raise NotReadError(name or paper.label)
    others = sorted(s.name for s in files if s is not source)
    return replace(compose(reader, paper, extraction, names_known=_names_known()), other_files=tuple(others))


def compose(source: LineageSource, paper: Node, extraction: Extraction, *, names_known: int) -> Report:
    """The report on a paper, from what it says itself and from the graph around it."""
    decided = _decided(source, paper)
    things = [_named_thing(source, paper, extraction, entity, decided) for entity in extraction.entities]
    things += _added_things(source, decided, {entity_iri(e.id).value for e in extraction.entities})
    named = sorted((t for t in things if t.roles or t.relations or t.undisclosed), key=_standing)
    return Report(
        paper=paper,
        extraction=extraction,
        sections=_sections(extraction),
        datasets=tuple(t for t in named if t.kind is EntityKind.DATASET),
        models=tuple(t for t in named if t.kind is EntityKind.MODEL),
        names_known=names_known,
        lineage=trace(source, paper.iri),
    )


def _most_fitting(sources: Sequence[StoredSource], name: str) -> StoredSource:
    """The file asked for by name, else a full one with pages: one paper may have been read from several files.

    A file is full that has nine tenths of the most sentences; the same paper gives a few more or less in each form.
    """
    full = 0.9 * max(s.sentences for s in sources)
    return min(
        sources,
        key=lambda s: (s.name != name, s.sentences < full, s.pages is None, -s.sentences, s.name, s.sha256),
    )


def _names_known() -> int:
    known = (e for e in load_registry().entities if e.kind is EntityKind.DATASET and e.sought)
    return sum(1 + len(e.aliases) for e in known)


def _sections(extraction: Extraction) -> tuple[SectionLook, ...]:
    names = {e.id: e for e in extraction.entities}
    places: list[tuple[int, Entity]] = []
    for statement in extraction.statements:
        for identifier in (statement.subject, statement.object):
            if identifier in names:
                places += [(e.start, names[identifier]) for e in statement.evidence]
    looks = []
    for section in extraction.sections:
        here = {entity for start, entity in places if section.span.start <= start < section.span.end}
        looks.append(
            SectionLook(
                heading=section.heading,
                kind=section.kind,
                level=section.level,
                searched=section.kind is not SectionKind.REFERENCES,
                datasets=tuple(sorted(e.name for e in here if e.kind is EntityKind.DATASET)),
                models=tuple(sorted(e.name for e in here if e.kind is EntityKind.MODEL)),
            )
        )
    return tuple(looks)


def _decided(source: LineageSource, paper: Node) -> Decided:
    """What curators say that the paper does with each thing, by IRI and role."""
    roles = {*DATASET_ROLES, *MODEL_ROLES}
    edges = source.outgoing(paper.iri, roles)
    return {(e.object, e.predicate): said for e in edges if (said := tuple(p for p in e.evidence if p.curated))}


def _added_things(source: LineageSource, decided: Decided, named: Collection[str]) -> list[NamedThing]:
    """The things that curators alone say the paper uses."""
    things = []
    for iri in sorted({iri for iri, _ in decided} - {*named}):
        node = source.node(iri)
        if node is not None and node.kind is not NodeKind.PAPER:
            kind = EntityKind(node.kind.value)
            roles = tuple(Role(p, None, said) for (of, p), said in decided.items() if of == iri)
            things.append(NamedThing(iri, node.label, kind, (), roles, (), (), (), ()))
    return things


def _named_thing(
    source: LineageSource, paper: Node, extraction: Extraction, entity: Entity, decided: Decided
) -> NamedThing:
    about = [s for s in extraction.statements if entity.id in (s.subject, s.object)]
    references, wholes = _references(extraction, entity), _part_of(extraction, entity)
    cited = bool(references) or any(of_whole for _, of_whole in wholes)
    silent = [s for s in about if s.subject == entity.id and s.predicate is Predicate.DISCLOSURE]
    return NamedThing(
        iri=entity_iri(entity.id).value,
        name=entity.name,
        kind=entity.kind,
        surfaces=tuple(s for s in entity.surfaces if s != entity.name),
        roles=_roles(about, entity, decided),
        references=references,
        part_of=wholes,
        known_from=() if cited else tuple(i for i in _known_from(source, entity) if i.work.iri != paper.iri),
        relations=_relations(source, extraction, about, entity),
        undisclosed=_best(silent[0]) if silent else None,
        node=next(iter(source.find(entity.id)), None),
        disputes=_disputes(extraction, entity),
    )


def _roles(about: list[Statement], entity: Entity, decided: Decided) -> tuple[Role, ...]:
    order = DATASET_ROLES if entity.kind is EntityKind.DATASET else MODEL_ROLES
    found = {s.predicate: s for s in about if s.subject == PAPER and s.object == entity.id}
    iri = entity_iri(entity.id).value
    roles = [
        Role(p, _best(found[p], entity.name) if p in found else None, decided.get((iri, p), ()))
        for p in order
        if p in found or (iri, p) in decided
    ]
    return tuple(r for r in roles if r.predicate is not Predicate.MENTIONS or len(roles) == 1)


def _relations(
    source: LineageSource, extraction: Extraction, about: list[Statement], entity: Entity
) -> tuple[Relation, ...]:
    names = {e.id: e.name for e in extraction.entities}
    said = [s for s in about if s.subject == entity.id and s.predicate in LINEAGE and s.object in names]
    said.sort(key=lambda s: (LINEAGE.index(s.predicate), names[s.object], s.object))
    edges = source.outgoing(entity_iri(entity.id).value, {s.predicate for s in said})
    decided = {(e.predicate, e.object): tuple(p for p in e.evidence if p.curated) for e in edges}
    return tuple(
        Relation(
            entity.name,
            s.predicate,
            names[s.object],
            _best(s, names[s.object]),
            decided.get((s.predicate, entity_iri(s.object).value), ()),
        )
        for s in said
    )


def _references(extraction: Extraction, entity: Entity) -> tuple[Reference, ...]:
    by_node = {reference_node(r.key): r for r in extraction.references}
    said = [s for s in extraction.statements if s.subject == entity.id and s.predicate is Predicate.INTRODUCED_BY]
    said.sort(key=lambda s: (-s.confidence, s.object))
    return tuple(by_node[s.object] for s in said if s.object in by_node)


def _disputes(extraction: Extraction, entity: Entity) -> tuple[tuple[str, str], ...]:
    """The entries that the registry contradicts as introductions of the thing or of what it is part of, by key."""
    wholes = {s.subject for s in extraction.statements if s.predicate is Predicate.HAS_PART and s.object == entity.id}
    meant = {entity.id, *wholes}
    said = (s for s in extraction.statements if s.predicate is Predicate.INTRODUCED_BY and s.subject in meant)
    noted = {s.object: e.note for s in said for e in s.evidence if e.note}
    return tuple((r.key, noted[node]) for r in extraction.references if (node := reference_node(r.key)) in noted)


def _part_of(extraction: Extraction, entity: Entity) -> tuple[tuple[str, tuple[Reference, ...]], ...]:
    entities = {e.id: e for e in extraction.entities}
    said = (s for s in extraction.statements if s.object == entity.id and s.predicate is Predicate.HAS_PART)
    wholes = sorted((entities[s.subject] for s in said if s.subject in entities), key=lambda e: (e.name, e.id))
    return tuple((whole.name, _references(extraction, whole)) for whole in wholes)


def _known_from(source: LineageSource, entity: Entity) -> tuple[Introduction, ...]:
    """Who introduced the thing as the rest of the graph says; nothing where its name is shared by several."""
    found = [n for n in source.find(entity.name) if n.kind.value == entity.kind.value]
    exact = [n for n in found if fold(n.label) == fold(entity.name)] or found
    return believable(introductions(source, exact[0].iri)) if len(exact) == 1 else ()


def _best(statement: Statement, around: str = "") -> TextEvidence:
    """The quote to show: the one that reads best, then the first."""
    return min(statement.evidence, key=lambda e: (*quote_rank(e.quote, e.section, e.confidence, around), e.start))


def _standing(thing: NamedThing) -> tuple[int, str]:
    order = DATASET_ROLES if thing.kind is EntityKind.DATASET else MODEL_ROLES
    return min((order.index(r.predicate) for r in thing.roles), default=len(order)), thing.name
