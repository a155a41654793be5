"""What questions about a whole graph ask of it, whatever keeps it."""

from collections import Counter
from collections.abc import Iterable
from typing import Protocol

from kg.core.disputes import DeniedMatch
from kg.core.statement import Predicate
from kg.tracing.source import LineageSource


class WholeGraph(LineageSource, Protocol):
    """A graph that can be gone through once, besides being walked node by node.

    Each of these costs one pass over the statements of the relations that it speaks of, and no more than that; what
    they give comes in no order, for whoever asks sorts what remains.
    """

    def unquoted(self) -> "WholeGraph":
        """The same graph, its evidence without quotes and places: for weighing much of which little is told."""
        ...

    def unread_introductions(self) -> Iterable[tuple[str, str]]:
        """Datasets and models with the works, cited and not read, that somebody says introduced them."""
        ...

    def dependencies(self) -> Iterable[tuple[str, str]]:
        """Datasets and models with what somebody says they carry data of: subject and object."""
        ...

    def users(self) -> Counter[str]:
        """For each dataset and model at least as many as the papers that rest on it directly."""
        ...

    def papers_using(self, iri: str) -> frozenset[str]:
        """The papers that rest on the thing directly: use, introduce or train on it; no mere baselines."""
        ...

    def is_read(self, work: str) -> bool:
        """Whether a file of the work was read."""
        ...

    def citing(self, iri: str) -> int:
        """How many papers cite the work."""
        ...

    def stated_by(self, predicate: Predicate) -> Iterable[tuple[str, str, str]]:
        """The statements of a relation with the source that makes them, once for each source."""
        ...

    def licensed_otherwise(self) -> Iterable[str]:
        """The datasets and models that have several licences."""
        ...

    def denied_matches(self) -> Iterable[DeniedMatch]:
        """The pairs that somebody matched and somebody rejected."""
        ...
