"""What sources say, as it will stand once the graphs that are about to be replaced have been."""

from collections.abc import Collection, Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.store import vocabulary as v
from kg.store.terms import CURATION_GRAPH

_LOOKED_FOR = frozenset(
    {v.RDF_TYPE, v.KG_FORMER_ID, v.KG_ORIGINAL, v.KG_WITHHELD_EVIDENCE, v.SCHEMA_ENCODES_CREATIVE_WORK}
)


class Presence:
    """Looks up what decisions have an effect on in the graphs of sources, the new quads before the stored ones."""

    def __init__(self, store: Store, fresh: Mapping[NamedNode, Iterable[Quad]]) -> None:
        self._store = store
        self._replaced = {CURATION_GRAPH, *fresh}
        self._fresh: dict[tuple[str, str], set[tuple[str, str]]] = {}
        for graph, quads in fresh.items():
            for quad in quads:
                if graph != CURATION_GRAPH and quad.predicate in _LOOKED_FOR:
                    key = str(quad.subject), quad.predicate.value
                    self._fresh.setdefault(key, set()).add((str(quad.object), graph.value))

    def has(
        self,
        subject: NamedNode,
        property_: NamedNode,
        target: NamedNode | Literal | None = None,
        *,
        but_in: Collection[NamedNode] = (),
    ) -> bool:
        """Whether a source says so; any value will do for None."""
        passed = {graph.value for graph in but_in}
        new = self._fresh.get((str(subject), property_.value), ())
        if any((target is None or value == str(target)) and graph not in passed for value, graph in new):
            return True
        quads = self._store.quads_for_pattern(subject, property_, target, None)
        graphs = (q.graph_name for q in quads if isinstance(q.graph_name, NamedNode))
        return any(g not in self._replaced and g.value not in passed for g in graphs)

    def withheld(self, statement: NamedNode, paper: NamedNode) -> list[NamedNode]:
        """The evidence that files of the paper have for a statement which they do not assert, sorted."""
        key = str(statement), v.KG_WITHHELD_EVIDENCE.value
        found = {(value, NamedNode(graph)) for value, graph in self._fresh.get(key, ())}
        for quad in self._store.quads_for_pattern(statement, v.KG_WITHHELD_EVIDENCE, None, None):
            if isinstance(quad.graph_name, NamedNode) and quad.graph_name not in self._replaced:
                found.add((str(quad.object), quad.graph_name))
        of_paper = (value for value, graph in found if self.has(graph, v.SCHEMA_ENCODES_CREATIVE_WORK, paper))
        return [NamedNode(value[1:-1]) for value in sorted(set(of_paper))]
