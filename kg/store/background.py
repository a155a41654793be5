"""What is known before any paper is read, as RDF: facts of collections, marked as background."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pyoxigraph import NamedNode, Quad

from kg.core.curation import Curation
from kg.core.document import Reference
from kg.core.entity import Entity, EntityKind
from kg.core.registry import KnownEntity, Work
from kg.core.statement import LINEAGE, UNDISCLOSED, BackgroundEvidence, Fact, Predicate
from kg.store import vocabulary as v
from kg.store.evidence import add_background_evidence, add_collection, read_background_evidence
from kg.store.identity import Identity, WorkKeys, reference_keys
from kg.store.lens import NONE, UNDISCLOSED_END, Lens, work_end
from kg.store.originals import Extra, read_statements, read_things
from kg.store.standing import add_standing, kept_standing, read_licences, read_withdrawal, standing_kept
from kg.store.terms import BACKGROUND_GRAPH, hashed_iri
from kg.store.triples import TripleIndex, TripleSet
from kg.store.works import add_keys, add_reference, read_references

_INTRODUCED = 0.9  # a collection's word for who introduced a thing
_UNDISCLOSED = 0.8  # ... and for what nobody says
_STATED = frozenset({*LINEAGE, Predicate.DISCLOSURE})
_PREDICATES = {v.PREDICATE_TERMS[p].value: p for p in _STATED}


def upstream(facts: Iterable[Fact], named: Iterable[str]) -> tuple[Fact, ...]:
    """The facts about the named entities and about all that these facts lead to, sorted by triple."""
    about = defaultdict[str, list[Fact]](list)
    for fact in facts:
        about[fact.subject].append(fact)
    reached, waiting = set[str](), sorted(named)
    found: list[Fact] = []
    while waiting:
        identifier = waiting.pop()
        if identifier not in reached:
            reached.add(identifier)
            found.extend(about.get(identifier, ()))
            waiting.extend(f.object for f in about.get(identifier, ()))
    return tuple(sorted(found, key=lambda f: (f.subject, f.predicate.value, f.object)))


def background_of(
    entities: Iterable[KnownEntity], facts: Iterable[Fact], named: Iterable[str]
) -> tuple[tuple[KnownEntity, ...], tuple[Fact, ...]]:
    """What is known of the named entities and upstream of them, both sorted."""
    named = set(named)
    reached = upstream(facts, named)
    wanted = (
        named | {f.subject for f in reached} | {f.object for f in reached if f.predicate is not Predicate.DISCLOSURE}
    )
    known = {e.id: e for e in entities if e.id in wanted}
    ends = wanted & ({f.subject for f in reached} | {f.object for f in reached})
    for identifier in sorted(ends - known.keys()):
        kind, _, name = identifier.partition(":")
        known[identifier] = KnownEntity(identifier, EntityKind(kind), name)
    return tuple(known[i] for i in sorted(known)), _with_disclosure(known.values(), reached)


def _with_disclosure(entities: Iterable[KnownEntity], facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts, and one for each entity marked as undisclosed that no fact says it of."""
    said = {f.subject for f in facts if f.predicate is Predicate.DISCLOSURE}
    silent = [
        Fact(e.id, Predicate.DISCLOSURE, UNDISCLOSED, (_word_of(e, _UNDISCLOSED),))
        for e in entities
        if e.undisclosed and e.id not in said
    ]
    return tuple(sorted([*facts, *silent], key=lambda f: (f.subject, f.predicate.value, f.object)))


def _word_of(entity: KnownEntity, confidence: float, work: str | None = None) -> BackgroundEvidence:
    return BackgroundEvidence(entity.source, entity.source_licence, confidence, work)


def encode_background(
    entities: Iterable[KnownEntity], facts: Iterable[Fact], identity: Identity, curation: Curation = NONE
) -> list[Quad]:
    """The sorted quads of the background graph, as people's decisions have it; ``decode_background`` undoes them.

    Each fact is a statement like those of papers; its evidence is of class kg:BackgroundEvidence and names collection
    and licence. What helps only to recognise an entity (ambiguous) is not stored.

    Raises:
        ValueError: a fact has no evidence or states no lineage.
    """
    triples = TripleSet(BACKGROUND_GRAPH)
    lens = Lens(triples, curation)
    known = tuple(entities)
    lens.add_things((Entity(e.id, e.kind, e.name, e.aliases), _kept(e)) for e in known)
    for entity in known:
        _add_known(triples, lens, entity, identity)
    for fact in facts:
        if fact.predicate not in _STATED or not fact.evidence:
            raise ValueError(f"{fact.subject} {fact.predicate} {fact.object} is no fact that can be stored")
        target = UNDISCLOSED_END if fact.predicate is Predicate.DISCLOSURE else lens.end(fact.object)
        of = (fact.subject, fact.predicate.value, fact.object)
        evidence = [add_background_evidence(triples, e, of=of) for e in fact.evidence]
        lens.state(lens.end(fact.subject), fact.predicate, target, evidence)
    return triples.quads()


def background_keys(entities: Iterable[KnownEntity]) -> list[WorkKeys]:
    """The keys of the works that introduced these entities, as ``encode_background`` stores them."""
    found = (_introduction(e) for e in entities)
    return [reference_keys(reference, "background") for reference in found if reference]


def _introduction(entity: KnownEntity) -> Reference | None:
    """The work that introduced the entity, as a reference would print it; None where no collection tells one."""
    work = entity.introduced_by
    raw = _citation(work) if work and entity.source else ""
    if work is None or not raw:
        return None
    return Reference(entity.id, raw, None, work.title, work.authors, work.year, None, work.doi, work.arxiv, work.url)


def _kept(entity: KnownEntity) -> Extra:
    """What is kept of the entity beside its names where people made another one of it."""
    e = entity
    told = {"homepage": e.homepage, "licence": e.licence, "source": e.source, "source_licence": e.source_licence}
    return told | kept_standing(e)


def _add_known(triples: TripleSet, lens: Lens, entity: KnownEntity, identity: Identity) -> None:
    node = lens.end(entity.id).node
    add_standing(triples, node, entity)
    triples.text(node, v.SCHEMA_URL, entity.homepage)
    if entity.source:
        collection = add_collection(triples, entity.source, entity.source_licence)
        triples.add(node, v.DCTERMS_SOURCE, collection)
        triples.text(node, v.KG_SOURCE_LICENCE, entity.source_licence)
        if reference := _introduction(entity):
            _add_introduction(triples, lens, entity, reference, collection, identity)


def _add_introduction(
    triples: TripleSet,
    lens: Lens,
    entity: KnownEntity,
    reference: Reference,
    collection: NamedNode,
    identity: Identity,
) -> None:
    keys = reference_keys(reference, "background")
    iri, node = NamedNode(identity(keys)), hashed_iri("reference", "background", entity.id)
    add_reference(triples, node, reference, position=1, owner=collection, work=iri)
    add_keys(triples, node, keys)
    word = _word_of(entity, _INTRODUCED, reference.arxiv or reference.doi or reference.url)
    evidence = add_background_evidence(triples, word, of=(entity.id, Predicate.INTRODUCED_BY.value))
    triples.add(evidence, v.KG_VIA_REFERENCE, node)
    lens.state(lens.end(entity.id), Predicate.INTRODUCED_BY, work_end(iri), [evidence])


def _citation(work: Work) -> str:
    """The work as a reference would print it; empty where nothing is known of it."""
    number = f"arXiv:{work.arxiv}" if work.arxiv else f"doi:{work.doi}" if work.doi else work.url
    year = f" ({work.year})" if work.year else ""
    authors, title = ", ".join(work.authors), work.title or ""
    parts = (authors + year, title, number) if authors else (title + year if title else "", number)
    return ". ".join(part for part in parts if part)


def decode_background(quads: Iterable[Quad]) -> tuple[tuple[KnownEntity, ...], tuple[Fact, ...]]:
    """The entities and facts that the background graph encodes, sorted."""
    index = TripleIndex(quads)
    works = {r.key: Work(r.title, r.authors, r.year, r.arxiv, r.doi, r.url) for _, r in read_references(index)}
    facts = _read_facts(index)
    silent = {f.subject for f in facts if f.predicate is Predicate.DISCLOSURE}
    entities = (_read_known(index, *thing, works) for thing in read_things(index))
    return tuple(replace(e, undisclosed=e.id in silent) for e in entities), facts


def _read_known(
    index: TripleIndex, entity: Entity, kept: Extra | None, node: NamedNode, works: dict[str, Work]
) -> KnownEntity:
    licences, withdrawn = standing_kept(kept) if kept else (read_licences(index, node), read_withdrawal(index, node))
    if kept is None:
        collection = index.get(node, v.DCTERMS_SOURCE)
        kept = {
            "homepage": index.get(node, v.SCHEMA_URL),
            "licence": index.get(node, v.KG_LICENCE_NAME),
            "source": index.one(NamedNode(collection), v.RDFS_LABEL) if collection else "",
            "source_licence": index.get(node, v.KG_SOURCE_LICENCE) or "",
        }
    return KnownEntity(
        id=entity.id,
        kind=entity.kind,
        name=entity.name,
        aliases=entity.surfaces,
        introduced_by=works.get(entity.id),
        homepage=kept["homepage"],
        licence=kept["licence"],
        source=kept["source"],
        source_licence=kept["source_licence"],
        licences=licences,
        withdrawn=withdrawn,
    )


def _read_facts(index: TripleIndex) -> tuple[Fact, ...]:
    said = defaultdict[tuple[str, Predicate, str], list[BackgroundEvidence]](list)
    for statement, evidence in read_statements(index):
        term = index.one(statement, v.RDF_PREDICATE)
        if term in _PREDICATES:
            predicate = _PREDICATES[term]
            subject = index.get(evidence, v.KG_ORIGINAL_SUBJECT) or _id_at(index, statement, v.RDF_SUBJECT)
            silent = predicate is Predicate.DISCLOSURE
            original = UNDISCLOSED if silent else index.get(evidence, v.KG_ORIGINAL_OBJECT)
            target = original or _id_at(index, statement, v.RDF_OBJECT)
            said[subject, predicate, target].append(read_background_evidence(index, evidence))
    facts = (Fact(*triple, tuple(sorted(found, key=_rank))) for triple, found in said.items())
    return tuple(sorted(facts, key=lambda f: (f.subject, f.predicate.value, f.object)))


def _id_at(index: TripleIndex, statement: NamedNode, end: NamedNode) -> str:
    return index.one(index.node(statement, end), v.DCTERMS_IDENTIFIER)


def _rank(evidence: BackgroundEvidence) -> tuple[str, str, float, str, str]:
    return evidence.source, evidence.licence, evidence.confidence, evidence.work or "", evidence.note or ""
