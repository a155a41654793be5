"""Paths that begin alike as a tree, to be unfolded hop by hop."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.core.lineage import Edge, LineagePath


@dataclass(frozen=True, slots=True)
class Twig:
    """A hop, the belief of the whole way up to its end, whether a path ends there, and the hops that go on from it."""

    edge: Edge
    belief: float
    ends: bool
    further: tuple["Twig", ...]

    def beyond(self, *, upward: bool = False) -> frozenset[str]:
        """The IRIs of the things at which paths end further on; upward where the tree is read from the paths' ends."""
        here = ((t.edge.subject if upward else t.edge.object) for t in self.further if t.ends)
        return frozenset(here).union(*(t.beyond(upward=upward) for t in self.further))


def lineage_tree(paths: Iterable[LineagePath]) -> tuple[Twig, ...]:
    """The paths as twigs, in the order in which the first path of each comes."""
    return _grown([path.edges for path in paths], 1.0)


def upward_tree(paths: Iterable[LineagePath]) -> tuple[Twig, ...]:
    """The same read from the ends of the paths, for questions that go from a thing to what rests on it."""
    return _grown([path.edges[::-1] for path in paths], 1.0)


def _grown(ways: Sequence[tuple[Edge, ...]], belief: float) -> tuple[Twig, ...]:
    groups = defaultdict[tuple[str, str, str], list[tuple[Edge, ...]]](list)
    for way in ways:
        groups[way[0].triple].append(way)
    twigs = []
    for same in groups.values():
        edge = same[0][0]
        here = belief * edge.belief
        further = [way[1:] for way in same if len(way) > 1]
        twigs.append(Twig(edge, here, len(further) < len(same), _grown(further, here) if further else ()))
    return tuple(twigs)
