"""Matches that somebody denies."""

from dataclasses import dataclass

from kg.core.lineage import SourcedEvidence


@dataclass(frozen=True, slots=True, order=True)
class DeniedMatch:
    """Two things of which somebody says that they are one, and somebody that they are not.

    Things are IRIs, the first in order first; relation is the match asserted ("exact", "close", ...).
    """

    one: str
    other: str
    relation: str
    asserted: tuple[SourcedEvidence, ...]
    rejected: tuple[SourcedEvidence, ...]
