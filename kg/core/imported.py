"""What users bring: things, claims and matches as a file states them, and as they stand in the graph."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum

from kg.core.document import Reference
from kg.core.entity import Entity, EntityKind
from kg.core.statement import UNDISCLOSED, Predicate, reference_node

IMPORTED = "import"
"""The extractor of what no rule of kg's read."""


def is_iri(text: str) -> bool:
    """Whether the text names a thing by an address or another absolute IRI, and not by kg's own identifier."""
    return "://" in text or text.startswith("urn:")


def evidence_order(evidence: "ImportedEvidence") -> tuple[str | float, ...]:
    """A key to sort evidence by."""
    e = evidence
    return e.record, e.confidence, e.work or "", e.note or "", e.quote or "", e.extractor


class MatchKind(StrEnum):
    """How two things correspond; REJECTED says that somebody looked and found that they do not."""

    EXACT = "exact"
    CLOSE = "close"
    BROAD = "broad"
    NARROW = "narrow"
    RELATED = "related"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ImportedEvidence:
    """The word of a source that a user brought.

    record says where in the source it stands ("glue/README.md", "facts.csv, line 3"); quote is what a paper says where
    the source gives its words, work the paper (arXiv id, DOI or IRI) that the source has it from, note what limits it.
    extractor is the rule that read it, where another kg did.
    """

    record: str
    confidence: float
    work: str | None = None
    note: str | None = None
    quote: str | None = None
    extractor: str = IMPORTED

    def __post_init__(self) -> None:
        if not 0 < self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")


@dataclass(frozen=True, slots=True)
class Named:
    """A dataset or model as a record names it.

    kind is None where the record does not tell. identifier is the one of its own collection, e.g. a repository's
    "org/name" or a CURIE, or kg's own ("dataset:c4"). work is the one that introduced it, as far as it helps to know
    the thing again. borrowed says that another thing is its base, so that a part of its name proves nothing.
    """

    kind: EntityKind | None
    name: str
    identifier: str | None = None
    aliases: tuple[str, ...] = ()
    work: Reference | None = None
    licence: str | None = None
    homepage: str | None = None
    borrowed: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """A triple as a record states it.

    object None is "undisclosed"; predicate None says only that the subject needs the object.
    """

    subject: Named | Reference
    predicate: Predicate | None
    object: Named | Reference | None
    evidence: ImportedEvidence


@dataclass(frozen=True, slots=True)
class Match:
    """That two names mean one thing, or do not, as a record states it."""

    subject: Named
    kind: MatchKind
    object: Named
    evidence: ImportedEvidence


@dataclass(frozen=True, slots=True, order=True)
class PassedOver:
    """A record, or a part of one, that was not taken, and why, as a clause."""

    record: str
    reason: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that the files of a source state, in their order, before it is known which things they mean.

    licences are those under which the source itself stands, as it says.
    """

    things: tuple[Named, ...] = ()
    claims: tuple[Claim, ...] = ()
    matches: tuple[Match, ...] = ()
    references: tuple[Reference, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    licences: tuple[str, ...] = ()


def together(parts: Iterable[Gathered]) -> Gathered:
    """The parts as one, in their order."""
    listed = list(parts)
    joined = {f.name: tuple(item for part in listed for item in getattr(part, f.name)) for f in fields(Gathered)}
    return Gathered(**joined)


@dataclass(frozen=True, slots=True)
class ImportedEntity:
    """A dataset or model of a source, with what the source says of it; contradictions stand side by side."""

    entity: Entity
    identifiers: tuple[str, ...] = ()
    licences: tuple[str, ...] = ()
    homepages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedFact:
    """A triple that a source states; its ends are entity ids or reference nodes, the object may be UNDISCLOSED."""

    subject: str
    predicate: Predicate
    object: str
    evidence: tuple[ImportedEvidence, ...]


@dataclass(frozen=True, slots=True)
class ImportedMatch:
    """A match between two things: by entity id, or by IRI where a thing is no known dataset or model."""

    subject: str
    kind: MatchKind
    object: str
    evidence: tuple[ImportedEvidence, ...]


@dataclass(frozen=True, slots=True)
class ImportedSource:
    """One source that a user brought, ready to be stored; it goes by its name.

    form says in which form its files are, sha256 is the digest of them all, failures are its files that could not be
    read, with the reason. entities are sorted by id, facts and matches by triple, references have unique keys. labels
    name the IRIs that matches speak of.
    """

    name: str
    form: str
    sha256: str
    licence: str | None = None
    entities: tuple[ImportedEntity, ...] = ()
    facts: tuple[ImportedFact, ...] = ()
    matches: tuple[ImportedMatch, ...] = ()
    references: tuple[Reference, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    failures: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        keys = {reference_node(r.key) for r in self.references}
        if len(keys) != len(self.references):
            raise ValueError(f"{self.name}: two works share a key")
        known = {UNDISCLOSED, *keys, *(e.entity.id for e in self.entities)}
        said: list[ImportedFact | ImportedMatch] = [*self.facts, *self.matches]
        for each in said:
            ends = {each.subject, each.object} - known
            if not each.evidence or any(isinstance(each, ImportedFact) or not is_iri(end) for end in ends):
                raise ValueError(f"{self.name}: {each.subject} {each.object} lacks evidence or is not listed")
