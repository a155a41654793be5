"""Paths that begin alike as one tree, so that what they share is told once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.core.lineage import Edge, LineagePath, Node
from kg.views.path_text import LONG, hop_line, path_line, rank_evidence


@dataclass(frozen=True, slots=True)
class Branch:
    """A stretch of hops that paths share, or that one path has for itself.

    edges are the hops since the branch above; the last of them may be several, to ends that the same evidence leads to.
    ends are the IRIs of the nodes where a path ends here; belief is that of the whole way from the start.
    """

    depth: int
    edges: tuple[Edge, ...]
    ends: tuple[str, ...]
    belief: float


def branches(paths: Iterable[LineagePath], nodes: Mapping[str, Node]) -> tuple[Branch, ...]:
    """The paths as branches, each before those that go on from it; where several begin, in the order of the paths."""
    return tuple(_grown([path.edges for path in paths], 1.0, 0, nodes))


def branch_line(branch: Branch, nodes: Mapping[str, Node]) -> str:
    """The names and relations of the branch's hops, with arrows between, and the belief of the whole way."""
    return f"{path_line(branch.edges, nodes)}   belief {branch.belief:.2f}"


def branch_hops(branch: Branch, nodes: Mapping[str, Node], unread: Collection[str] = ()) -> list[str]:
    """For each hop its best evidence; hops to ends side by side share one. unread is as in ``hop_line``."""
    single = branch.edges[: len(branch.edges) - max(0, len(branch.ends) - 1)]
    return [hop_line(edge, nodes, unread) for edge in single]


def _grown(ways: Sequence[tuple[Edge, ...]], belief: float, depth: int, nodes: Mapping[str, Node]) -> list[Branch]:
    grown: list[list[Branch]] = []
    leaves: dict[object, int] = {}
    for same in _beginning_alike(ways):
        branch, further = _stretch(same, belief, depth)
        alike = None if further or len(branch.edges) > 1 else _likeness(branch, nodes)
        if alike is not None and alike in leaves:
            first = grown[leaves[alike]][0]
            grown[leaves[alike]] = [_joined(first, branch)]
            continue
        if alike is not None:
            leaves[alike] = len(grown)
        grown.append([branch, *_grown(further, branch.belief, depth + 1, nodes)])
    return [branch for group in grown for branch in group]


def _stretch(ways: Sequence[tuple[Edge, ...]], belief: float, depth: int) -> tuple[Branch, list[tuple[Edge, ...]]]:
    """The hops that all the ways share, and what is left of those that go on."""
    shared = 0
    while all(len(way) > shared for way in ways) and len({way[shared].triple for way in ways}) == 1:
        belief *= ways[0][shared].belief
        shared += 1
    edges = ways[0][:shared]
    further = [way[shared:] for way in ways if len(way) > shared]
    ends = (edges[-1].object,) if len(further) < len(ways) else ()
    return Branch(depth, edges, ends, belief), further


def _beginning_alike(ways: Sequence[tuple[Edge, ...]]) -> Iterable[list[tuple[Edge, ...]]]:
    groups: dict[tuple[str, str, str], list[tuple[Edge, ...]]] = {}
    for way in ways:
        groups.setdefault(way[0].triple, []).append(way)
    return groups.values()


def _likeness(branch: Branch, nodes: Mapping[str, Node]) -> object:
    """What is equal for leaves that one line can tell: the hop's words, its evidence and belief.

    None for a quote that would be cut, for it may be cut around one name and lose another.
    """
    edge = branch.edges[0]
    best = rank_evidence(edge.evidence, nodes[edge.object].label)[0]
    if len(best.quote or "") > LONG:
        return None
    shown_belief = f"{edge.belief:.2f} {branch.belief:.2f}"
    return edge.subject, edge.predicate, best, len(edge.evidence), shown_belief


def _joined(one: Branch, other: Branch) -> Branch:
    return Branch(one.depth, one.edges + other.edges, one.ends + other.ends, one.belief)
