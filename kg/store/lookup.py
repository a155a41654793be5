"""Single look-ups in a store, in the union of its graphs."""

from collections.abc import Iterator
from itertools import islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from kg.core.stopping import go_on

_UNION = DefaultGraph()


class Lookup:
    """Answers from Oxigraph's indexes, without repetition and sorted; each costs what it gives."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def nodes(self, subject: NamedNode, property_: NamedNode) -> list[NamedNode]:
        """The nodes that the property leads to."""
        quads = self._quads(subject, property_, None, _UNION)
        return _by_value({q.object for q in quads if isinstance(q.object, NamedNode)})

    def subjects(self, property_: NamedNode, target: NamedNode | Literal) -> list[NamedNode]:
        """The nodes whose property has this value."""
        quads = self._quads(None, property_, target, _UNION)
        return _by_value({q.subject for q in quads if isinstance(q.subject, NamedNode)})

    def texts(self, subject: NamedNode, property_: NamedNode) -> list[str]:
        """The texts of the property, one for each graph that has it, sorted: what is said most stands there most."""
        quads = self._quads(subject, property_, None, None)
        return sorted(q.object.value for q in quads if isinstance(q.object, Literal) and q.graph_name != _UNION)

    def different_texts(self, subject: NamedNode, property_: NamedNode) -> list[str]:
        """The texts of the property, each once, sorted; it costs no more however many graphs have them."""
        quads = self._quads(subject, property_, None, _UNION)
        return sorted({q.object.value for q in quads if isinstance(q.object, Literal)})

    def some_subjects(self, property_: NamedNode, target: NamedNode, most: int) -> list[NamedNode]:
        """The nodes whose property has this value, no more than so many of them, as the store has them in order."""
        quads = self._quads(None, property_, target, _UNION)
        return _by_value({q.subject for q in islice(quads, most) if isinstance(q.subject, NamedNode)})

    def texts_in(self, graph: NamedNode, subject: NamedNode, property_: NamedNode) -> list[str]:
        """The texts that one graph has."""
        quads = self._quads(subject, property_, None, graph)
        return sorted(q.object.value for q in quads if isinstance(q.object, Literal))

    def texts_by_graph(self, subject: NamedNode, property_: NamedNode) -> list[tuple[str, NamedNode]]:
        """The texts of the property, each with the graph that has it, sorted."""
        quads = self._quads(subject, property_, None, None)
        found = {
            (q.object.value, q.graph_name.value)
            for q in quads
            if isinstance(q.object, Literal) and isinstance(q.graph_name, NamedNode)
        }
        return [(text, NamedNode(graph)) for text, graph in sorted(found)]

    def nodes_in(self, graph: NamedNode, subject: NamedNode, property_: NamedNode) -> list[NamedNode]:
        """The nodes that the property leads to in one graph."""
        quads = self._quads(subject, property_, None, graph)
        return _by_value({q.object for q in quads if isinstance(q.object, NamedNode)})

    def subjects_with(self, property_: NamedNode) -> list[str]:
        """The IRIs of the nodes that have the property, sorted."""
        quads = self._quads(None, property_, None, _UNION)
        return sorted({q.subject.value for q in quads if isinstance(q.subject, NamedNode)})

    def text(self, subject: NamedNode, property_: NamedNode) -> str | None:
        """The first text of the property, or None."""
        return next(iter(self.different_texts(subject, property_)), None)

    def properties(self, subject: NamedNode) -> dict[str, str]:
        """All properties of a node that has one value for each."""
        quads = self._quads(subject, None, None, _UNION)
        return {q.predicate.value: q.object.value for q in quads if isinstance(q.object, NamedNode | Literal)}

    def literals(self, property_: NamedNode) -> Iterator[tuple[NamedNode, str]]:
        """All values of a property in the graph, with repetition, in no order."""
        for quad in self._quads(None, property_, None, _UNION):
            go_on()
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject, quad.object.value

    def has(self, subject: NamedNode, property_: NamedNode, target: NamedNode) -> bool:
        """Whether any graph has the triple."""
        return next(iter(self._quads(subject, property_, target, _UNION)), None) is not None

    def graph_of(self, subject: NamedNode) -> NamedNode:
        """The graph that tells of the node, the first of several.

        Raises:
            ValueError: none does.
        """
        quads = self._quads(subject, None, None, None)
        return min((q.graph_name for q in quads if isinstance(q.graph_name, NamedNode)), key=str)

    def _quads(
        self,
        subject: NamedNode | None,
        property_: NamedNode | None,
        target: NamedNode | Literal | None,
        graph: NamedNode | DefaultGraph | None,
    ) -> Iterator[Quad]:
        go_on()
        return self._store.quads_for_pattern(subject, property_, target, graph)


def _by_value(nodes: set[NamedNode]) -> list[NamedNode]:
    return sorted(nodes, key=lambda n: n.value)
