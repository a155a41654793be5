"""The question of licences: under which terms stand the data and models that something rests on?"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.core.licences import LicenceClass, classes_of, spdx_id
from kg.core.lineage import Licence, LineagePath, Node, NodeKind
from kg.tracing.ends import OpenEnd, open_ends
from kg.tracing.lineage import DEFAULT_DEPTH
from kg.tracing.lineage_graph import MAX_NODES, data_beneath, expand
from kg.tracing.naming import resolve
from kg.tracing.paths import best_paths
from kg.tracing.source import LineageSource


@dataclass(frozen=True, slots=True)
class Licensed:
    """A dataset or model on the way, what sources say of its licence, and the best path to it (None for a start)."""

    node: Node
    licences: tuple[Licence, ...]
    path: LineagePath | None

    @property
    def classes(self) -> tuple[LicenceClass, ...]:
        """What the licences oblige to, all of them together; UNKNOWN alone where nobody names one."""
        if not self.licences:
            return (LicenceClass.UNKNOWN,)
        found = {each for licence in self.licences for each in classes_of(licence.name)}
        return tuple(each for each in LicenceClass if each in found)

    @property
    def differing(self) -> bool:
        """Whether sources name different licences, be it only other versions of one."""
        return len({spdx_id(licence.name) or licence.name.casefold() for licence in self.licences}) > 1

    @property
    def contradicting(self) -> bool:
        """Whether sources name licences that oblige to different things."""
        return len({classes_of(licence.name) for licence in self.licences}) > 1


@dataclass(frozen=True, slots=True)
class Licences:
    """All datasets and models that the starts rest on with their licences: those of starts first, then best believed.

    undisclosed and unknown are the models beyond which licences cannot be known.
    """

    name: str
    starts: tuple[Node, ...]
    licensed: tuple[Licensed, ...]
    undisclosed: tuple[OpenEnd, ...]
    unknown: tuple[OpenEnd, ...]
    truncated: bool
    depth: int
    nodes: Mapping[str, Node]


def licences(
    source: LineageSource,
    name: str,
    *,
    depth: int = DEFAULT_DEPTH,
    min_belief: float = 0.0,
    max_nodes: int = MAX_NODES,
) -> Licences:
    """The licences met along the lineage of whatever goes by the name, its own among them.

    Raises:
        UnknownNameError: nothing goes by the name.
    """
    starts = resolve(source, name)
    reach = expand(source, starts, data_beneath, depth=depth, max_nodes=max_nodes)
    best = best_paths(reach, depth=depth, min_belief=min_belief)
    found = [
        Licensed(node, source.licences_of(iri), best[iri][0] if iri in best else None)
        for iri, node in reach.nodes().items()
        if node.kind is not NodeKind.PAPER and (iri in best or iri in reach.starts)
    ]
    undisclosed, unknown = open_ends(source, reach, best)
    return Licences(
        name=name,
        starts=starts,
        licensed=tuple(sorted(found, key=_standing)),
        undisclosed=undisclosed,
        unknown=unknown,
        truncated=reach.truncated,
        depth=depth,
        nodes=MappingProxyType(reach.nodes()),
    )


def _standing(licensed: Licensed) -> tuple[bool, float, int, str, str]:
    path, node = licensed.path, licensed.node
    if path is None:
        return False, -1.0, 0, node.label, node.iri
    return True, -round(path.belief, 12), len(path.edges), node.label, node.iri
