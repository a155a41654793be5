"""Claims that contradict one another, as values."""

from dataclasses import dataclass

from kg.core.lineage import Edge, SourcedEvidence, noisy_or
from kg.tracing.conflict_kinds import ConflictKind


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim among those that contradict one another, with its evidence.

    relation is a predicate's value, "licence", or a match's ("exact_match", "rejected_match"); subject and object are
    IRIs, but for the object of a licence, which is its name. by_makers says, of training data, that the paper which
    introduced the model names them.
    """

    subject: str
    relation: str
    object: str
    evidence: tuple[SourcedEvidence, ...]
    by_makers: bool = False

    @property
    def belief(self) -> float:
        """How far the claim is believed."""
        return noisy_or(self.evidence)


@dataclass(frozen=True, slots=True)
class Conflict:
    """What sources claim against one another of some things."""

    kind: ConflictKind
    about: tuple[str, ...]
    claims: tuple[Claim, ...]


def claim_of(edge: Edge, *, by_makers: bool = False) -> Claim:
    """A statement as a claim."""
    return Claim(edge.subject, edge.predicate.value, edge.object, edge.evidence, by_makers=by_makers)
