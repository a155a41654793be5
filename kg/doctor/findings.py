"""What may be amiss with a graph."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of faults: stable words that scripts may rely on."""

    FORMAT = "format"
    STORE = "store"
    HALF_SOURCE = "half-source"
    ORPHAN = "orphan-evidence"
    STRAY = "stray-triples"
    DANGLING = "dangling-reference"
    FOREIGN = "foreign-graph"
    UNION = "union"
    STATUS = "read-status"
    UNFINISHED = "unfinished"
    LOG = "log"
    PLACES = "places"
    LOST = "lost-paper"
    UNNOTED = "unnoted-paper"
    LEFT_OVER = "left-over"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One fault: of which kind, where, and what is amiss as a clause that says what to do where it cannot be mended."""

    kind: Kind
    where: str
    what: str
    mendable: bool = True


@dataclass(frozen=True, slots=True)
class Examination:
    """What was looked at, what is amiss now, and what was mended, each as a sentence."""

    sources: int
    triples: int
    findings: tuple[Finding, ...]
    mended: tuple[str, ...] = ()

    @property
    def well(self) -> bool:
        """Whether nothing is amiss."""
        return not self.findings
