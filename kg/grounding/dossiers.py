"""All that the registry's tables say of one entry: every name, work and fact with the collections they come from."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from kg.core.entity import EntityKind
from kg.core.registry import KnownEntity, Work
from kg.core.statement import Fact
from kg.grounding.registry import Registry, load_registry
from kg.grounding.registry_tables import Source, rows_of, work_of
from kg.resources import shipped


@dataclass(frozen=True, slots=True)
class OtherName:
    """Another name of an entry; sought in texts or only for looking it up, from its best source."""

    name: str
    sought: bool
    source: Source


@dataclass(frozen=True, slots=True)
class Introduction:
    """A work that collections name as introducing an entry; rank 1 is the one kg uses, higher ranks contradict it."""

    work: Work
    rank: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class StatedLicence:
    """A licence that collections name for an entry; rank 1 is the one kg uses, higher ranks contradict it."""

    licence: str
    rank: int
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An entry with its names, works, licences and collections, best first, and the facts with it as subject."""

    entity: KnownEntity
    names: tuple[OtherName, ...]
    works: tuple[Introduction, ...]
    licences: tuple[StatedLicence, ...]
    sources: tuple[Source, ...]
    checked: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Dossiers:
    """The tables of a registry, indexed by entry."""

    registry: Registry
    _names: dict[str, list[OtherName]]
    _works: dict[str, list[Introduction]]
    _licences: dict[str, list[StatedLicence]]
    _named_by: dict[str, tuple[tuple[Source, ...], str]]

    def of(self, entity: KnownEntity) -> Dossier:
        """The dossier of an entry of the registry."""
        sources, checked = self._named_by[entity.id]
        return Dossier(
            entity,
            tuple(self._names.get(entity.id, ())),
            tuple(sorted(self._works.get(entity.id, ()), key=lambda w: w.rank)),
            tuple(sorted(self._licences.get(entity.id, ()), key=lambda stated: stated.rank)),
            sources,
            checked,
            self.registry.facts_about(entity.id),
        )

    def all(self) -> Iterator[Dossier]:
        """The dossiers of all entries, sorted by identifier within datasets and within models."""
        return map(self.of, self.registry.entities)


@lru_cache(maxsize=1)
def load_dossiers() -> Dossiers:
    """The dossiers of the registry that travels with the program, read once a process."""
    return read_dossiers(shipped("ontology", "registry"), load_registry())


def read_dossiers(folder: Path, registry: Registry) -> Dossiers:
    """The dossiers of the registry that was read from the folder."""
    known = {s.id: s for s in registry.sources}
    names, works = defaultdict[str, list[OtherName]](list), defaultdict[str, list[Introduction]](list)
    for identifier, alias, sought, source in rows_of(folder / "aliases.tsv"):
        names[identifier].append(OtherName(alias, sought == "yes", known[source]))
    for row in rows_of(folder / "works.tsv"):
        sources = tuple(known[s] for s in row[-1].split(" "))
        works[row[0]].append(Introduction(work_of(row), int(row[1]), sources))
    licences = defaultdict[str, list[StatedLicence]](list)
    for identifier, rank, licence, stated_by in rows_of(folder / "licences.tsv"):
        licences[identifier].append(StatedLicence(licence, int(rank), tuple(known[s] for s in stated_by.split(" "))))
    named_by = {}
    for kind in EntityKind:
        for *columns, named, checked in rows_of(folder / f"{kind.value}s.tsv"):
            named_by[columns[0]] = tuple(known[s] for s in named.split(" ")), checked
    return Dossiers(registry, dict(names), dict(works), dict(licences), named_by)
