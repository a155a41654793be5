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
from kg.core.registry import KnownEntity
from kg.core.statement import Fact, Predicate
from kg.grounding.forms import frame, heads, version_of
from kg.grounding.registry_tables import Source, read_tables
from kg.resources import shipped

_SHORTEST_FRAMED = 6  # folded characters; in shorter names one letter makes another name


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
    return Registry(*read_tables(folder))


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
