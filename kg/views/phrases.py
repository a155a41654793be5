"""The relations, who says so, and what curators did, in words for people."""

from collections.abc import Iterable

from kg.core.lineage import EvidenceKind, SourcedEvidence
from kg.core.statement import Predicate

_FORWARD = {
    Predicate.TRAINS_ON: "trains on",
    Predicate.EVALUATES_ON: "evaluates on",
    Predicate.USES: "uses",
    Predicate.COMPARES: "compares with",
    Predicate.INTRODUCES: "introduces",
    Predicate.MENTIONS: "mentions",
    Predicate.INTRODUCED_BY: "introduced by",
    Predicate.TRAINED_ON: "trained on",
    Predicate.EVALUATED_ON: "evaluated on",
    Predicate.FINE_TUNED_FROM: "fine-tuned from",
    Predicate.ARCHITECTURE_FROM: "architecture from",
    Predicate.DERIVED_FROM: "derived from",
    Predicate.HAS_PART: "has part",
    Predicate.DISCLOSURE: "discloses",
}

_BACKWARD = {
    Predicate.TRAINS_ON: "trained on in",
    Predicate.EVALUATES_ON: "evaluated on in",
    Predicate.USES: "used by",
    Predicate.COMPARES: "compared with in",
    Predicate.INTRODUCES: "introduced by",
    Predicate.MENTIONS: "mentioned by",
    Predicate.INTRODUCED_BY: "introduces",
    Predicate.TRAINED_ON: "training data of",
    Predicate.EVALUATED_ON: "evaluation data of",
    Predicate.FINE_TUNED_FROM: "base of",
    Predicate.ARCHITECTURE_FROM: "architecture of",
    Predicate.DERIVED_FROM: "source of",
    Predicate.HAS_PART: "part of",
    Predicate.DISCLOSURE: "disclosure of",
}

_DECIDED = {"accept": "accepted", "add": "added", "rerole": "role given", "apart": "kept apart"}
_MARKS = {
    EvidenceKind.CURATED: "curated",
    EvidenceKind.IMPORTED: "imported",
    EvidenceKind.BACKGROUND: "background",
}
_SOURCES = {
    EvidenceKind.READ: "read here",
    EvidenceKind.BACKGROUND: "background fact",
    EvidenceKind.IMPORTED: "imported",
    EvidenceKind.CURATED: "a curator's word",
}


def phrase(predicate: Predicate) -> str:
    """The relation as it reads from subject to object.

    >>> phrase(Predicate.FINE_TUNED_FROM)
    'fine-tuned from'
    """
    return _FORWARD[predicate]


def phrase_backwards(predicate: Predicate) -> str:
    """The relation as it reads from object to subject.

    >>> phrase_backwards(Predicate.HAS_PART)
    'part of'
    """
    return _BACKWARD[predicate]


def decided_phrase(evidence: SourcedEvidence) -> str:
    """What a curator did, and who it was; the name stands to the letter.

    >>> decided_phrase(SourcedEvidence("p", "Ada", 1.0, "curator:accept", by="Ada", when="2026-01-15T10:00:00Z"))
    'curated: accepted by Ada'
    """
    kind = evidence.extractor.rpartition(":")[2]
    return f"curated: {_DECIDED.get(kind, kind)} by {evidence.by or 'a curator'}"


MARKS = "background, imported or curated: no paper read here was seen to say it"
"""What the marks mean that ``source_mark`` gives."""


def source_mark(evidence: Iterable[SourcedEvidence]) -> str:
    """What marks a statement that no paper read here was seen to say, empty for any other.

    >>> source_mark([SourcedEvidence("c", "Notes", 0.9, "registry", background=True)])
    'background'
    >>> source_mark([SourcedEvidence("p", "Bittern", 0.9, "rule:used", quote="We use Quail-1.")])
    ''
    """
    kinds = {piece.kind for piece in evidence}
    if EvidenceKind.READ in kinds:
        return ""
    return next((_MARKS[kind] for kind in _MARKS if kind in kinds), "")


def phrase_of_source(kind: EvidenceKind) -> str:
    """The kind of source that something was learnt from.

    >>> phrase_of_source(EvidenceKind.READ)
    'read here'
    """
    return _SOURCES[kind]
