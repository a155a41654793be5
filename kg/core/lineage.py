"""What a question of lineage walks over: nodes, edges with sourced evidence, and paths."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from math import prod

from kg.core.identifiers import arxiv_id
from kg.core.statement import Predicate


class NodeKind(StrEnum):
    """What stands at a node."""

    PAPER = "paper"
    DATASET = "dataset"
    MODEL = "model"


class EvidenceKind(StrEnum):
    """Where evidence comes from: read in a paper, known before any was read, brought by a user, or a curator's word."""

    READ = "read"
    BACKGROUND = "background"
    IMPORTED = "imported"
    CURATED = "curated"


@dataclass(frozen=True, slots=True, order=True)
class SourcedEvidence:
    """Evidence as the graph holds it: a quote out of a paper, or a fact out of a named collection.

    source is the IRI of the paper or collection and counts for belief; label its title; file the name of the file read.
    background says that no paper in hand was seen to say so; imported, that a user brought the collection. quote, page
    and section are None for background facts, but for an imported one that hands a paper's words on; licence
    is None for quotes; note limits what is said. record says where in its source an imported fact stands. by and when
    are set for a curator's word alone: who decided, and when as the log has it; work is then what the curator cites.
    """

    source: str
    label: str
    confidence: float
    extractor: str
    background: bool = False
    file: str | None = None
    quote: str | None = None
    page: int | None = None
    section: str | None = None
    start: int | None = None
    end: int | None = None
    licence: str | None = None
    work: str | None = None
    note: str | None = None
    imported: bool = False
    record: str | None = None
    by: str | None = None
    when: str | None = None

    @property
    def curated(self) -> bool:
        """Whether it is a curator's word."""
        return self.by is not None

    @property
    def kind(self) -> EvidenceKind:
        """Whether it was read in a paper, known beforehand, imported, or decided by a curator."""
        if self.curated:
            return EvidenceKind.CURATED
        if self.imported:
            return EvidenceKind.IMPORTED
        return EvidenceKind.BACKGROUND if self.background else EvidenceKind.READ


_HANDED_ON = ("https://w3id.org/kg/id/work/", "https://w3id.org/kg/id/collection/", "https://doi.org/")


def noisy_or(evidence: tuple[SourcedEvidence, ...]) -> float:
    """The belief in a statement: independent sources combine by noisy-or, quotes of one source count by their maximum.

    A collection that names the paper it has a fact from is not independent of that paper. A curator's word beats all
    others, and a later one an earlier one.

    >>> a = SourcedEvidence("p1", "P1", 0.8, "x"); b = SourcedEvidence("p2", "P2", 0.5, "x")
    >>> round(noisy_or((a, a, b)), 3)
    0.9
    >>> told = SourcedEvidence("https://arxiv.org/abs/2302.13971", "LLaMA", 0.8, "x")
    >>> noted = SourcedEvidence("collection", "Notes", 0.9, "registry", background=True, work="2302.13971")
    >>> noisy_or((told, noted))
    0.9
    >>> noisy_or((told, SourcedEvidence("person", "Ada", 0.3, "curator:accept", by="Ada", when="2026-01-15T10:00:00Z")))
    0.3
    """
    if curated := [e for e in evidence if e.curated]:
        return max(curated, key=lambda e: ((e.when or "").rstrip("Z"), e.confidence)).confidence
    best: dict[str, float] = defaultdict(float)
    for e in evidence:
        origin = origin_of(e)
        best[origin] = max(best[origin], e.confidence)
    return 1 - prod(1 - c for _, c in sorted(best.items()))


def origin_of(evidence: SourcedEvidence) -> str:
    """The IRI of the work that the evidence stems from: for a background fact the paper that its collection names."""
    work = (evidence.work or "") if evidence.background else ""
    if evidence.imported and work.startswith(_HANDED_ON):
        return work
    arxiv = arxiv_id(work)
    return f"https://arxiv.org/abs/{arxiv}" if arxiv else evidence.source


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a dataset or model was taken back, and who says so.

    date is ISO 8601 as exactly as it is known ("2019", "2023-07", "2020-06-29"), None where it is not. Of a piece of
    evidence the work is where it was reported, and the note why.
    """

    date: str | None
    evidence: tuple[SourcedEvidence, ...]


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence of a dataset or model as sources print it, and who says so."""

    name: str
    evidence: tuple[SourcedEvidence, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A paper, dataset or model in the graph.

    For papers: citation is the full reference string, read says whether the paper itself was read, year when it came
    out, where that is known. undisclosed holds the evidence that a model's training data are not disclosed, empty where
    nothing says so; withdrawn says that the thing was taken back.
    """

    iri: str
    kind: NodeKind
    label: str
    aliases: tuple[str, ...] = ()
    citation: str | None = None
    read: bool = False
    undisclosed: tuple[SourcedEvidence, ...] = ()
    withdrawn: Withdrawal | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement between two nodes, by IRI, with all evidence for it sorted."""

    subject: str
    predicate: Predicate
    object: str
    evidence: tuple[SourcedEvidence, ...]

    @property
    def belief(self) -> float:
        """How far the statement is believed, between 0 and 1."""
        return noisy_or(self.evidence)

    @property
    def triple(self) -> tuple[str, str, str]:
        """Subject, predicate and object: what makes two edges the same, and an order for them."""
        return self.subject, self.predicate.value, self.object

    @property
    def background(self) -> bool:
        """Whether no paper in hand says it, only background facts."""
        return all(e.background for e in self.evidence)


@dataclass(frozen=True, slots=True)
class LineagePath:
    """A chain of edges, each beginning where the one before ended."""

    edges: tuple[Edge, ...]

    def __post_init__(self) -> None:
        if any(a.object != b.subject for a, b in zip(self.edges, self.edges[1:], strict=False)):
            raise ValueError("the edges of a path do not join")

    @property
    def belief(self) -> float:
        """The product of its hops: a chain is weaker than its weakest link."""
        return prod(e.belief for e in self.edges)
