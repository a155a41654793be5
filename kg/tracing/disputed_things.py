"""What else cannot be: licences that differ, matches that somebody rejects, and things that rest on themselves."""

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations, product

import networkx as nx

from kg.core.disputes import DeniedMatch
from kg.core.licences import spdx_id
from kg.core.lineage import Edge, Licence, Node, origin_of
from kg.core.names import fold
from kg.tracing.claims import Claim, Conflict, claim_of
from kg.tracing.conflict_kinds import ConflictKind
from kg.tracing.disputed_statements import Cases, by_belief
from kg.tracing.lineage_graph import cycles, data_beneath, expand
from kg.tracing.source import LineageSource
from kg.tracing.whole import WholeGraph

_BESIDE = re.compile(r"\([^()]*\)|\bv(?=\d)", re.IGNORECASE)  # what the licence is of, or was before; "v1.0"
_BETWEEN = re.compile(r"[,;/&|]|\b(?:and|or)\b(?!-)")
_VERSION = re.compile(r"(?:v?\d+)?(?:only|orlater)?")
_NO_LICENCE = frozenset({"", "unknown", "other", "unspecified", "notspecified", "none", "na", "null"})


def licences_told(source: WholeGraph) -> Cases:
    """Things that different sources put under different licences."""
    things = sorted(source.licensed_otherwise())
    return len(things), (_licences(thing, source.licences_of(thing)) for thing in things)


def _licences(thing: str, licences: Iterable[Licence]) -> Conflict | None:
    """The licences given; a source may give several, and two sources agree if they share one."""
    by_source = defaultdict[str, list[str]](list)
    telling = [licence for licence in licences if _parts(licence.name)]
    for licence in telling:
        for origin in {origin_of(e) for e in licence.evidence}:
            by_source[origin].append(licence.name)
    if all(any(_agree(a, b) for a, b in product(one, other)) for one, other in combinations(by_source.values(), 2)):
        return None
    claims = by_belief(Claim(thing, "licence", licence.name, licence.evidence) for licence in telling)
    return Conflict(ConflictKind.LICENCE, (thing,), claims)


def _parts(licence: str) -> frozenset[str]:
    """The licences that a text names, folded; what stands in brackets, and what says nothing, stays out."""
    named = (fold(part) for part in _BETWEEN.split(_BESIDE.sub(" ", licence)))
    return frozenset(part for part in named if part not in _NO_LICENCE)


def _agree(one: str, other: str) -> bool:
    """Whether two texts name a licence that may be the same: a version is not told by everybody."""
    known = spdx_id(one), spdx_id(other)
    if None not in known:
        return known[0] == known[1]
    return any(
        longer.startswith(shorter) and _VERSION.fullmatch(longer.removeprefix(shorter))
        for a, b in product(_parts(one), _parts(other))
        for shorter, longer in (sorted((a, b), key=len),)
    )


def matches_told(source: WholeGraph) -> Cases:
    """Pairs that somebody says are one thing, and somebody that they are not."""
    denied = sorted(source.denied_matches(), key=lambda d: (d.one, d.other, d.relation))
    return len(denied), map(_match, denied)


def _match(denied: DeniedMatch) -> Conflict:
    asserted = Claim(denied.one, f"{denied.relation}_match", denied.other, denied.asserted)
    rejected = Claim(denied.one, "rejected_match", denied.other, denied.rejected)
    return Conflict(ConflictKind.MATCH, (denied.one, denied.other), (asserted, rejected))


def circles_told(source: WholeGraph) -> Cases:
    """Groups of things that carry data of one another, which cannot be."""
    graph: nx.DiGraph = nx.DiGraph()
    graph.add_edges_from(source.dependencies())
    groups = sorted(
        sorted(group)
        for group in nx.strongly_connected_components(graph)
        if len(group) > 1 or any(graph.has_edge(iri, iri) for iri in group)
    )
    return len(groups), (_circle(source, group) for group in groups)


def _circle(source: WholeGraph, group: list[str]) -> Conflict | None:
    """The statements that close a circle; what is not true at large closes none."""

    def within(asked: LineageSource, node: Node) -> tuple[Edge, ...]:
        return tuple(edge for edge in data_beneath(asked, node) if edge.object in members)

    members = set(group)
    nodes = [node for iri in group if (node := source.node(iri)) is not None]
    reach = expand(source, nodes, within, depth=1)
    circles = [{node.iri for node in circle} for circle in cycles(reach)]
    edges = [
        edge
        for _, _, edge in reach.graph.edges(data="edge")
        if any(edge.subject in circle and edge.object in circle for circle in circles)
    ]
    about = tuple(sorted({iri for circle in circles for iri in circle}))
    return Conflict(ConflictKind.CYCLE, about, by_belief(map(claim_of, edges))) if edges else None
