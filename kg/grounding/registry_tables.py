"""The tables of ``ontology/registry`` as values."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.core.entity import EntityKind
from kg.core.registry import KnownEntity, KnownLicence, KnownWithdrawal, Work
from kg.core.statement import UNDISCLOSED, BackgroundEvidence, Fact, Predicate

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


def read_tables(folder: Path) -> tuple[tuple[KnownEntity, ...], tuple[Fact, ...], tuple[Source, ...]]:
    """The things by kind in the order of their tables, the facts by triple, and the sources of both."""
    sources = {row[0]: Source(*row) for row in rows_of(folder / "sources.tsv")}
    undisclosed = list(rows_of(folder / "disclosure.tsv"))
    entities = _entities(folder, sources, silent={row[0] for row in undisclosed})
    return entities, _facts(folder, sources, undisclosed), tuple(sources.values())


def _entities(folder: Path, sources: dict[str, Source], *, silent: set[str]) -> tuple[KnownEntity, ...]:
    """The things with all that the tables say of each; silent are the models whose training data nobody discloses."""
    aliases, lookup = _other_names(folder)
    works = {row[0]: work_of(row) for row in rows_of(folder / "works.tsv") if row[1] == "1"}
    licences, withdrawn = _licences(folder, sources), _withdrawn(folder, sources)
    entities = []
    for kind in EntityKind:
        for row in rows_of(folder / f"{kind.value}s.tsv"):
            identifier, name, sought, ambiguous, licence, homepage, named_by, _ = row
            best = sources[named_by.split(" ", 1)[0]]
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
                    best.title,
                    best.licence,
                    sought == "yes",
                    tuple(lookup.get(identifier, ())),
                    licences.get(identifier, ()),
                    withdrawn.get(identifier),
                )
            )
    return tuple(entities)


def _other_names(folder: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The names of each thing beside its own: those sought in texts, and those by which alone it is looked up."""
    aliases, lookup = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for identifier, alias, sought, _ in rows_of(folder / "aliases.tsv"):
        (aliases if sought == "yes" else lookup)[identifier].append(alias)
    return aliases, lookup


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
