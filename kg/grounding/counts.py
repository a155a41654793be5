"""How much the registry holds, by kind and by collection."""

from collections import Counter
from dataclasses import dataclass

from kg.core.entity import EntityKind
from kg.core.statement import Predicate
from kg.grounding.dossiers import Dossier, Dossiers
from kg.grounding.registry_tables import Source


@dataclass(frozen=True, slots=True)
class KindCount:
    """Entries of one kind: how many, sought in texts, with names, works, and what cannot be told by name or at all."""

    kind: EntityKind
    entries: int
    sought: int
    other_names: int
    with_work: int
    contradicted: int
    ambiguous: int
    undisclosed: int


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What one collection contributes: entries that it lists, and facts that it states."""

    source: Source
    entries: int
    alone: int
    facts: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Both kinds, the facts by predicate, the collections by how many entries they list."""

    kinds: tuple[KindCount, ...]
    facts: tuple[tuple[Predicate, int], ...]
    sources: tuple[SourceCount, ...]


def count(dossiers: Dossiers) -> Counts:
    """The counts of a registry; a fact that two collections state is one fact, and counts for each of them."""
    entries = list(dossiers.all())
    facts = Counter(f.predicate for f in dossiers.registry.facts)
    return Counts(
        tuple(_of_kind(kind, [d for d in entries if d.entity.kind is kind]) for kind in EntityKind),
        tuple(sorted(facts.items())),
        tuple(sorted(_of_sources(dossiers, entries), key=lambda s: (-s.entries, s.source.id))),
    )


def _of_kind(kind: EntityKind, entries: list[Dossier]) -> KindCount:
    return KindCount(
        kind,
        entries=len(entries),
        sought=sum(d.entity.sought for d in entries),
        other_names=sum(len(d.names) for d in entries),
        with_work=sum(bool(d.works) for d in entries),
        contradicted=sum(len(d.works) > 1 for d in entries),
        ambiguous=sum(d.entity.ambiguous for d in entries),
        undisclosed=sum(d.entity.undisclosed for d in entries),
    )


def _of_sources(dossiers: Dossiers, entries: list[Dossier]) -> list[SourceCount]:
    listed = Counter(source.id for d in entries for source in d.sources)
    alone = Counter(d.sources[0].id for d in entries if len(d.sources) == 1)
    stated = Counter(e.source for f in dossiers.registry.facts for e in f.evidence)
    return [SourceCount(s, listed[s.id], alone[s.id], stated[s.title]) for s in dossiers.registry.sources]
