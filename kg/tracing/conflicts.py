"""Where sources disagree: what each says, side by side."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.core.lineage import Node
from kg.tracing.claims import Conflict
from kg.tracing.conflict_kinds import ConflictKind
from kg.tracing.disputed_statements import (
    Cases,
    bases_told,
    disclosures_told,
    introductions_told,
    training_told,
    weights_told,
)
from kg.tracing.disputed_things import circles_told, licences_told, matches_told
from kg.tracing.whole import WholeGraph

_CASES: Mapping[ConflictKind, Callable[[WholeGraph], Cases]] = MappingProxyType(
    {
        ConflictKind.INTRODUCTION: introductions_told,
        ConflictKind.DISCLOSURE: disclosures_told,
        ConflictKind.TRAINING: training_told,
        ConflictKind.BASE: bases_told,
        ConflictKind.WEIGHTS: weights_told,
        ConflictKind.LICENCE: licences_told,
        ConflictKind.MATCH: matches_told,
        ConflictKind.CYCLE: circles_told,
    }
)


@dataclass(frozen=True, slots=True)
class Conflicts:
    """The conflicts by kind, those first of which both sides are believed.

    left_out counts, for kinds of which there may be more, the cases that were not looked at. nodes holds every node
    that a conflict speaks of by its IRI.
    """

    found: tuple[Conflict, ...]
    left_out: Mapping[ConflictKind, int]
    nodes: Mapping[str, Node]


def conflicts(
    source: WholeGraph, *, kinds: Iterable[ConflictKind] = ConflictKind, limit: int = 20, skip: int = 0
) -> Conflicts:
    """What sources say against one another, at most ``limit`` conflicts of each kind, the first ``skip`` left out.

    One pass over a relation finds what may be a conflict, and only that is looked at, up to the limit. A source that
    says more than another does not contradict it; nor do works of the same title.
    """
    wanted = set(kinds)
    found: list[Conflict] = []
    left_out: dict[ConflictKind, int] = {}
    for kind in (k for k in ConflictKind if k in wanted):
        count, cases = _CASES[kind](source)
        seen: list[Conflict] = []
        for looked_at, conflict in enumerate(cases, 1):
            if conflict is not None:
                seen.append(conflict)
            if len(seen) == skip + limit and looked_at < count:
                left_out[kind] = count - looked_at
                break
        found += sorted(seen[skip:], key=_standing)
    iris = {iri for c in found for iri in (*c.about, *(e for x in c.claims for e in (x.subject, x.object)))}
    nodes = {iri: node for iri in sorted(iris) if (node := source.node(iri)) is not None}
    return Conflicts(tuple(found), MappingProxyType(left_out), MappingProxyType(nodes))


def _standing(conflict: Conflict) -> tuple[float, float, tuple[str, ...]]:
    """Those first whose second claim is believed most, then by the first, then by what they are about."""
    first, second, *_ = (*sorted(-round(claim.belief, 12) for claim in conflict.claims), 0.0)
    return second, first, conflict.about
