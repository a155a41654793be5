"""Whom a name may mean: candidates, each with its reason in words, and the decision among them."""

from dataclasses import dataclass
from enum import StrEnum

from kg.core.entity import EntityKind


class Sign(StrEnum):
    """What speaks for a candidate, the strongest first."""

    CITED = "cited"
    NAME = "name"
    ALIAS = "alias"
    ABBREVIATION = "abbreviation"
    FAMILY = "family"
    PART = "part of the name"
    SIMILAR = "similar name"
    NEW = "new"


STRENGTH = {
    Sign.CITED: 0.95,
    Sign.NAME: 0.9,
    Sign.ALIAS: 0.85,
    Sign.ABBREVIATION: 0.8,
    Sign.FAMILY: 0.75,
    Sign.PART: 0.65,
    Sign.SIMILAR: 0.55,
    Sign.NEW: 0.5,
}
"""How the signs rank. These are ranks and no probabilities: nobody has calibrated them."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean: its id and name, the sign that speaks for it, and the reason in words."""

    entity_id: str
    name: str
    sign: Sign
    reason: str

    @property
    def score(self) -> float:
        """The rank of its sign, above 0 and at most 1."""
        return STRENGTH[self.sign]


@dataclass(frozen=True, slots=True)
class Weighed:
    """A candidate, and why it was refused; None for one that nothing speaks against."""

    candidate: Candidate
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Whom one name of a paper means: the first of what was weighed, best first, that was not refused.

    surfaces are the spellings decided about, sorted; variants those that name a size of the thing.
    """

    kind: EntityKind
    name: str
    surfaces: tuple[str, ...]
    weighed: tuple[Weighed, ...]
    variants: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if all(w.refused for w in self.weighed):
            raise ValueError(f"nothing is left that {self.name!r} could mean")

    @property
    def chosen(self) -> Candidate:
        """The candidate that won."""
        return next(w.candidate for w in self.weighed if not w.refused)
