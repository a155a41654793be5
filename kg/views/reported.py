"""What a report on one paper holds."""

from dataclasses import dataclass

from kg.core.document import Reference, SectionKind
from kg.core.entity import EntityKind
from kg.core.extraction import Extraction
from kg.core.lineage import Node, SourcedEvidence
from kg.core.statement import Predicate, TextEvidence
from kg.tracing.introductions import Introduction
from kg.tracing.lineage import Trace


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

    names_known counts the names that were looked for, datasets_known the datasets that go by them. lineage is the trace
    of the paper. other_files are the names of further files of the paper, whose own words are not in this report.
    introducing is the dataset or model whose name stood for the paper, where it was none of the paper's own.
    """

    paper: Node
    extraction: Extraction
    sections: tuple[SectionLook, ...]
    datasets: tuple[NamedThing, ...]
    models: tuple[NamedThing, ...]
    names_known: int
    datasets_known: int
    lineage: Trace
    other_files: tuple[str, ...] = ()
    introducing: Node | None = None
