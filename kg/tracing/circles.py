"""Which nodes of what was reached rest on one another in a circle, and what of a way must be remembered there."""

import networkx as nx

from kg.tracing.lineage_graph import Reach

LARGEST = 12
"""How many nodes a circle may have for ways through it to be told apart exactly."""


class Circles:
    """The circles among the nodes of a reach.

    A simple path that has left a circle never comes back into it. So two ways that stand at one node, and have passed
    the same nodes of its circle, can be continued in the same ways; outside of circles all ways to a node can.
    """

    def __init__(self, reach: Reach) -> None:
        groups = [frozenset(g) for g in nx.strongly_connected_components(reach.graph) if len(g) > 1]
        self._circle = {iri: group for group in groups for iri in group}

    def of(self, iri: str) -> frozenset[str]:
        """The nodes of the circle that the node is in, empty where it is in none."""
        return self._circle.get(iri, frozenset())

    def remembered(self, at: str, visited: frozenset[str]) -> frozenset[str]:
        """Of the nodes visited those that decide how a way here can go on; none where the circle is too large."""
        circle = self.of(at)
        return visited & circle if len(circle) <= LARGEST else frozenset()
