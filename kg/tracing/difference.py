"""What one graph has otherwise than another, as values, and what graphs must offer to be compared."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.core.lineage import Node, SourcedEvidence, noisy_or
from kg.core.readings import ReadFile
from kg.tracing.source import LineageSource

DIGITS = 6
"""Beliefs that are equal to this many digits are equal."""

PARTS = ("papers_removed", "papers_added", "papers_reread", "renamed", "removed", "added", "changed")
"""The parts of a difference, in their order."""


class ComparableGraph(LineageSource, Protocol):
    """A graph whose statements can be gone through, and looked up by what they state."""

    def files(self) -> Iterable[ReadFile]:
        """The files that were read, in no order."""
        ...

    def file(self, iri: str) -> ReadFile | None:
        """The file with this IRI, None for one that was not read."""
        ...

    def is_read(self, work: str) -> bool:
        """Whether a file of the work was read."""
        ...

    def statements(self) -> Iterable[str]:
        """The names of all statements, in no order; the same triple has the same name in every graph."""
        ...

    def states(self, statement: str) -> bool:
        """Whether the graph has the statement."""
        ...

    def triple(self, statement: str) -> tuple[str, str, str]:
        """What is stated: subject, relation and object."""
        ...

    def name_of(self, triple: tuple[str, str, str]) -> str:
        """The name that a statement of this triple has, whether it is stated or not."""
        ...

    def evidence_keys(self, statement: str) -> frozenset[str]:
        """Equal for equal evidence."""
        ...

    def evidence(self, statement: str) -> tuple[SourcedEvidence, ...]:
        """All evidence for the statement, sorted."""
        ...


@dataclass(frozen=True, slots=True)
class Renamed:
    """A thing or work that goes by another identifier in the second graph, or was taken for another thing there."""

    before: Node
    after: Node


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A statement that only one graph has, or of which the evidence differs; before or after is empty where it is not.

    ends are names for subject and object as the graph that has the statement knows them.
    """

    subject: str
    relation: str
    object: str
    ends: tuple[str, str]
    before: tuple[SourcedEvidence, ...] = ()
    after: tuple[SourcedEvidence, ...] = ()
    lost: tuple[SourcedEvidence, ...] = ()
    gained: tuple[SourcedEvidence, ...] = ()

    @property
    def beliefs(self) -> tuple[float | None, float | None]:
        """How far it is believed in either graph, None where it is not stated."""
        one, other = (noisy_or(e) if e else None for e in (self.before, self.after))
        return one, other


@dataclass(frozen=True, slots=True)
class Difference:
    """What the second graph has otherwise than the first, each part sorted and cut at a limit.

    Papers are given as nodes: removed and added ones, and those read anew from other bytes or by another version of kg.
    counts says for each part how much there is in all.
    """

    papers_removed: tuple[Node, ...]
    papers_added: tuple[Node, ...]
    papers_reread: tuple[Node, ...]
    renamed: tuple[Renamed, ...]
    removed: tuple[ClaimChange, ...]
    added: tuple[ClaimChange, ...]
    changed: tuple[ClaimChange, ...]
    counts: Mapping[str, int]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not any(self.counts.values())
