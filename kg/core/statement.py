"""What a source says: triples with evidence."""

from dataclasses import dataclass
from enum import StrEnum

PAPER = "paper"
"""Stands for the paper in hand as subject; the store puts the work's IRI in its place."""

UNDISCLOSED = "undisclosed"
"""Object of DISCLOSURE: the source says that the training data are not disclosed. Never the same as "none"."""


def reference_node(key: str) -> str:
    """The node that stands for an entry of the paper's bibliography as object of INTRODUCED_BY."""
    return f"reference:{key}"


OWN_RUN = "rule:run-"
"""How the extractor of a training statement begins that tells what the paper itself did with a model.

What authors train a model on is true of their copy. It is true of the model only where it is their model.
"""


AS_BASELINE = "rule:run-as-baseline"
"""The extractor of a statement that a paper uses a model which it merely runs to compare with: nothing rests on it."""


class Predicate(StrEnum):
    """The relations that kg states."""

    # a paper and a dataset
    TRAINS_ON = "trains_on"
    EVALUATES_ON = "evaluates_on"
    # a paper and a model
    USES = "uses"
    COMPARES = "compares"
    # a paper and either
    INTRODUCES = "introduces"
    MENTIONS = "mentions"
    # a dataset or model and a bibliography entry
    INTRODUCED_BY = "introduced_by"
    # lineage
    TRAINED_ON = "trained_on"
    EVALUATED_ON = "evaluated_on"
    FINE_TUNED_FROM = "fine_tuned_from"
    ARCHITECTURE_FROM = "architecture_from"
    DERIVED_FROM = "derived_from"
    HAS_PART = "has_part"
    # a model and UNDISCLOSED
    DISCLOSURE = "disclosure"


DATASET_ROLES = (Predicate.INTRODUCES, Predicate.TRAINS_ON, Predicate.EVALUATES_ON, Predicate.MENTIONS)
MODEL_ROLES = (Predicate.INTRODUCES, Predicate.USES, Predicate.COMPARES, Predicate.MENTIONS)
LINEAGE = (
    Predicate.TRAINED_ON,
    Predicate.EVALUATED_ON,
    Predicate.FINE_TUNED_FROM,
    Predicate.ARCHITECTURE_FROM,
    Predicate.DERIVED_FROM,
    Predicate.HAS_PART,
)
CARRIES_DATA = frozenset({Predicate.TRAINED_ON, Predicate.FINE_TUNED_FROM, Predicate.DERIVED_FROM, Predicate.HAS_PART})
"""The lineage along which data reach the subject; architecture and evaluation carry none."""


@dataclass(frozen=True, slots=True, order=True)
class TextEvidence:
    """A quote at a place in a paper.

    quote is the text at start to end, to the letter; page counts from 1, None for a text without pages; section is the
    heading it stands under; prefix and suffix are up to 32 characters around it; extractor names the rule that read it;
    note is what the text says to limit the statement ("67.0%", "a filtered version of"), or what speaks against it, and
    empty where nothing does.
    """

    start: int
    end: int
    quote: str
    page: int | None
    section: str
    extractor: str
    confidence: float
    prefix: str = ""
    suffix: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.confidence <= 1:
            raise ValueError(f"confidence {self.confidence} is not between 0 and 1")
        if self.end - self.start != len(self.quote) or not self.quote:
            raise ValueError(f"quote of {len(self.quote)} characters does not fill {self.start}:{self.end}")


@dataclass(frozen=True, slots=True, order=True)
class BackgroundEvidence:
    """A fact out of a named collection, not out of a paper in hand.

    source names the collection ("Epoch AI models 2025-12"), licence its licence, work the paper the collection cites
    for it where it does (an arXiv id, DOI or URL).
    """

    source: str
    licence: str
    confidence: float
    work: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple that a paper states; it is who it is by subject, predicate and object, and its evidence may grow."""

    subject: str
    predicate: Predicate
    object: str
    evidence: tuple[TextEvidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError(f"{self.subject} {self.predicate} {self.object}: no statement without evidence")

    @property
    def triple(self) -> tuple[str, Predicate, str]:
        """Subject, predicate and object: what makes two statements the same."""
        return self.subject, self.predicate, self.object

    @property
    def confidence(self) -> float:
        """The greatest confidence of its evidence: quotes of one paper count once."""
        return max(e.confidence for e in self.evidence)


@dataclass(frozen=True, slots=True)
class Fact:
    """A triple of the registry, with where it came from."""

    subject: str
    predicate: Predicate
    object: str
    evidence: tuple[BackgroundEvidence, ...]
