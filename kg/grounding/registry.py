"""What is known before any paper is read: the shipped tables of datasets, models, their works and lineage."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from kg.core.entity import EntityKind
from kg.core.identifiers import arxiv_id, arxiv_of_doi
from kg.core.identifiers import doi as doi_of
from kg.core.names import fold
from kg.core.registry import KnownEntity, KnownLicence, KnownWithdrawal, Work
from kg.core.statement import UNDISCLOSED, BackgroundEvidence, Fact, Predicate
from kg.grounding.forms import frame, heads, version_of
from kg.resources import shipped

_SHORTEST_FRAMED = 6  # folded characters; in shorter names one letter makes another name
_LICENCE_CONFIDENCE = 0.8  # a collection's word, which is often a tag that somebody chose from a list
_WITHDRAWN_CONFIDENCE = 0.95  # each was looked up by hand
_UNDISCLOSED_CONFIDENCE = 0.8  # a source's word that something is not said anywhere is weaker than a quote


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """A collection that facts of the registry came from, with what its licence asks to be said."""

    id: str
    title: str
    licence: str
    homepage: str
    attribution: str


@dataclass(frozen=True)
class Registry:
    """Datasets and models, the works that introduced them and the lineage between them.

    entities are sorted by id, facts by triple. A fact carries one piece of evidence for each source that states it, so
    sources that contradict each other stand side by side.
    """

    entities: tuple[KnownEntity, ...]
    facts: tuple[Fact, ...]
    sources: tuple[Source, ...]
    _by_id: dict[str, KnownEntity] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {e.id: e for e in self.entities})

    def get(self, identifier: str) -> KnownEntity | None:
        """The entity with this id, or None.

        >>> load_registry().get("model:resnet").introduced_by.arxiv
        '1512.03385'
        """
        return self._by_id.get(identifier)

    def by_name(self, surface: str) -> tuple[KnownEntity, ...]:
        """The entities whose name or alias folds like the surface, sorted by id; a dataset and a model may share one.

        >>> [e.id for e in load_registry().by_name("CommonCrawl")]
        ['dataset:commoncrawl']
        """
        return self._by_name.get(fold(surface), ())

    def meant_by(self, surface: str, kind: EntityKind) -> KnownEntity | None:
        """The one entity of the kind that the bare name means, or None where it means none or several.

        Of several, one is meant where only its identifier is made of its name alone: it is the one known by that name.

        >>> load_registry().meant_by("common crawl", EntityKind.DATASET).id
        'dataset:commoncrawl'
        >>> load_registry().meant_by("ToolBench", EntityKind.DATASET) is None  # there are two
        True
        """
        found = [e for e in self.by_name(surface) if e.kind is kind]
        if len(found) > 1:
            found = [e for e in found if e.bare]
        return found[0] if len(found) == 1 else None

    def by_work(
        self, *, arxiv: str | None = None, doi: str | None = None, title: str | None = None
    ) -> tuple[KnownEntity, ...]:
        """The entities that the work with any of these identifiers introduced, sorted by id.

        An arXiv id may carry its version, a DOI may be arXiv's own; titles compare folded and need twelve characters.

        >>> [e.id for e in load_registry().by_work(arxiv="1910.10683v2")]
        ['dataset:c4', 'model:t5']
        """
        found = {e.id: e for key in _work_keys(arxiv, doi, title) for e in self._by_work.get(key, ())}
        return tuple(found[k] for k in sorted(found))

    def framed(self, kind: EntityKind, outline: str) -> tuple[tuple[str, KnownEntity], ...]:
        """The names of six characters or more with this frame, each with whom the bare name means."""
        return self._by_frame.get((kind, outline), ())

    def by_head(self, folded: str) -> tuple[KnownEntity, ...]:
        """The data whose name or alias is this and a noun for data, sorted by id.

        >>> [e.id for e in load_registry().by_head("penn")]
        ['dataset:penntreebank']
        """
        return self._by_head.get(folded, ())

    @cached_property
    def parts(self) -> dict[str, frozenset[str]]:
        """The ids of the parts of each dataset that has any, by its id.

        >>> "dataset:sst2" in load_registry().parts["dataset:glue"]
        True
        """
        found: dict[str, set[str]] = defaultdict(set)
        for fact in self.facts:
            if fact.predicate is Predicate.HAS_PART:
                found[fact.subject].add(fact.object)
        return {whole: frozenset(parts) for whole, parts in found.items()}

    def has_versions(self, kind: EntityKind, folded: str) -> bool:
        """Whether a name of this fold and a version is a name of something of the kind.

        >>> load_registry().has_versions(EntityKind.DATASET, "squad")
        True
        """
        return (kind, folded) in self._versioned

    def facts_about(self, identifier: str) -> tuple[Fact, ...]:
        """The facts with this subject, sorted by triple.

        >>> [f.object for f in load_registry().facts_about("model:bloom") if f.predicate == "trained_on"]
        ['dataset:roots']
        """
        return self._by_subject.get(identifier, ())

    @cached_property
    def _by_name(self) -> dict[str, tuple[KnownEntity, ...]]:
        return _index((fold(name), e) for e in self.entities for name in (e.name, *e.aliases, *e.lookup))

    @cached_property
    def _by_frame(self) -> dict[tuple[EntityKind, str], tuple[tuple[str, KnownEntity], ...]]:
        found = defaultdict[tuple[EntityKind, str], list[tuple[str, KnownEntity]]](list)
        for entity in self.entities:
            for name in (entity.name, *entity.aliases):
                if entity.bare and len(fold(name)) >= _SHORTEST_FRAMED:
                    found[entity.kind, frame(name)].append((name, entity))
        return {key: tuple(names) for key, names in found.items()}

    @cached_property
    def _by_head(self) -> dict[str, tuple[KnownEntity, ...]]:
        data = (e for e in self.entities if e.bare and e.kind is EntityKind.DATASET)
        return _index((head, e) for e in data for name in (e.name, *e.aliases) for head in heads(name))

    @cached_property
    def _versioned(self) -> frozenset[tuple[EntityKind, str]]:
        parts = ((e.kind, version_of(name)) for e in self.entities for name in (e.name, *e.aliases))
        return frozenset((kind, fold(found[0])) for kind, found in parts if found)

    @cached_property
    def _by_work(self) -> dict[str, tuple[KnownEntity, ...]]:
        return _index(
            (key, e)
            for e in self.entities
            if e.introduced_by
            for key in _work_keys(e.introduced_by.arxiv, e.introduced_by.doi, e.introduced_by.title)
        )

    @cached_property
    def _by_subject(self) -> dict[str, tuple[Fact, ...]]:
        found = defaultdict[str, list[Fact]](list)
        for fact in self.facts:
            found[fact.subject].append(fact)
        return {subject: tuple(facts) for subject, facts in found.items()}


@lru_cache(maxsize=1)
def load_registry() -> Registry:
    """The registry that travels with the program, read once a process.

    Raises:
        FileNotFoundError: the installation lacks it.
    """
    return read_registry(shipped("ontology", "registry"))


def read_registry(folder: Path) -> Registry:
    """The registry in a folder of tables as ``ontology/registry`` holds them."""
    sources = {row[0]: Source(*row) for row in rows_of(folder / "sources.tsv")}
    aliases, lookup = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for identifier, alias, sought, _ in rows_of(folder / "aliases.tsv"):
        (aliases if sought == "yes" else lookup)[identifier].append(alias)
    works = {row[0]: work_of(row) for row in rows_of(folder / "works.tsv") if row[1] == "1"}
    undisclosed = list(rows_of(folder / "disclosure.tsv"))
    silent = {row[0] for row in undisclosed}
    licences, withdrawn = _licences(folder, sources), _withdrawn(folder, sources)
    entities = []
    for kind in EntityKind:
        for row in rows_of(folder / f"{kind.value}s.tsv"):
            identifier, name, sought, ambiguous, licence, homepage, named_by, _ = row
            best = named_by.split(" ", 1)[0]
            entities.append(
                KnownEntity(
                    identifier,
                    kind,
                    name,
                    tuple(aliases.get(identifier, ())),
                    ambiguous == "yes",
                    works.get(identifier),
                    homepage or None,
                    licence or None,
                    identifier in silent,
                    sources[best].title,
                    sources[best].licence,
                    sought == "yes",
                    tuple(lookup.get(identifier, ())),
                    licences.get(identifier, ()),
                    withdrawn.get(identifier),
                )
            )
    return Registry(tuple(entities), _facts(folder, sources, undisclosed), tuple(sources.values()))


def _facts(folder: Path, sources: dict[str, Source], undisclosed: list[list[str]]) -> tuple[Fact, ...]:
    evidence = defaultdict[tuple[str, str, str], list[BackgroundEvidence]](list)
    same: dict[tuple[str, str, str, str], BackgroundEvidence] = {}  # a collection says many things in the same words
    for subject, predicate, target, source, work, confidence, note in rows_of(folder / "facts.tsv"):
        key = source, work, confidence, note
        if key not in same:
            known = sources[source]
            same[key] = BackgroundEvidence(known.title, known.licence, float(confidence), work or None, note or None)
        evidence[subject, predicate, target].append(same[key])
    for subject, _, source, work, note in undisclosed:
        known = sources[source]
        evidence[subject, Predicate.DISCLOSURE.value, UNDISCLOSED].append(
            BackgroundEvidence(known.title, known.licence, _UNDISCLOSED_CONFIDENCE, work or None, note or None)
        )
    predicates = {p.value: p for p in Predicate}
    return tuple(
        [
            Fact(subject, predicates[predicate], target, tuple(evidence[subject, predicate, target]))
            for subject, predicate, target in sorted(evidence)
        ]
    )


def _licences(folder: Path, sources: dict[str, Source]) -> dict[str, tuple[KnownLicence, ...]]:
    """The licences of each thing by name, with the collections that say so."""
    told = defaultdict[str, list[KnownLicence]](list)
    for identifier, _, name, stated_by in rows_of(folder / "licences.tsv"):
        saying = [sources[s] for s in stated_by.split(" ")]
        evidence = (BackgroundEvidence(s.title, s.licence, _LICENCE_CONFIDENCE) for s in saying)
        told[identifier].append(KnownLicence(name, tuple(sorted(evidence, key=lambda e: e.source))))
    return {identifier: tuple(sorted(said, key=lambda known: known.name)) for identifier, said in told.items()}


def _withdrawn(folder: Path, sources: dict[str, Source]) -> dict[str, KnownWithdrawal]:
    return {
        identifier: KnownWithdrawal(
            date or None,
            (
                BackgroundEvidence(
                    sources[source].title, sources[source].licence, _WITHDRAWN_CONFIDENCE, url, reason or None
                ),
            ),
        )
        for identifier, date, reason, url, source, _ in rows_of(folder / "withdrawn.tsv")
    }


def rows_of(path: Path) -> Iterator[list[str]]:
    """The rows below the heading of a tab-separated table; fields hold neither tabs nor line breaks."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return (line.split("\t") for line in lines[1:] if line)


def work_of(row: list[str]) -> Work:
    """The work that a row of ``works.tsv`` names."""
    _, _, title, arxiv, doi, year, author, url, _ = row
    authors = (author,) if author else ()
    return Work(title or None, authors, int(year) if year else None, arxiv or None, doi or None, url or None)


def _work_keys(arxiv: str | None, doi: str | None, title: str | None) -> Iterator[str]:
    """The keys a work is found by; arXiv's DOIs count as arXiv ids, short titles identify nothing."""
    number = arxiv_id(f"arxiv {arxiv}") if arxiv else None
    name = doi_of(doi) if doi else None
    if name and (of_doi := arxiv_of_doi(name)):
        number, name = number or of_doi, None
    folded = fold(title) if title else ""
    if number:
        yield f"arxiv:{number}"
    if name:
        yield f"doi:{name}"
    if len(folded) >= 12:
        yield f"title:{folded}"


def _index(pairs: Iterator[tuple[str, KnownEntity]]) -> dict[str, tuple[KnownEntity, ...]]:
    found = defaultdict[str, dict[str, KnownEntity]](dict)
    for key, entity in pairs:
        found[key][entity.id] = entity
    return {key: tuple(named[i] for i in sorted(named)) for key, named in found.items()}
