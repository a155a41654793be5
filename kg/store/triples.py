"""Triples gathered while encoding, and looked up while decoding."""

import json
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from kg.store.terms import clean, integer, literal, year_literal
from kg.store.vocabulary import RDF_TYPE

Object = NamedNode | Literal


class TripleSet:
    """Triples gathered for one named graph; what is added twice is there once."""

    def __init__(self, graph: NamedNode) -> None:
        self._graph = graph
        self._quads: set[Quad] = set()

    def add(self, subject: NamedNode, predicate: NamedNode, *objects: Object) -> None:
        """Add one triple for each object."""
        for each in objects:
            self._quads.add(Quad(subject, predicate, each, self._graph))

    def text(self, subject: NamedNode, predicate: NamedNode, value: str | None) -> None:
        """Add the value as a string; nothing for None."""
        if value is not None:
            self.add(subject, predicate, literal(value))

    def number(self, subject: NamedNode, predicate: NamedNode, value: int | None) -> None:
        """Add the value as an integer; nothing for None."""
        if value is not None:
            self.add(subject, predicate, integer(value))

    def year(self, subject: NamedNode, predicate: NamedNode, value: int | None) -> None:
        """Add the value as a year; nothing for None."""
        if value is not None:
            self.add(subject, predicate, year_literal(value))

    def ordered(self, subject: NamedNode, predicate: NamedNode, values: tuple[str, ...]) -> None:
        """Add the values as one JSON array, so that their order survives; nothing for none."""
        if values:
            self.text(subject, predicate, json.dumps([clean(v) for v in values], ensure_ascii=False))

    def quads(self) -> list[Quad]:
        """The triples as quads of the graph, sorted."""
        return sorted(self._quads, key=str)


class TripleIndex:
    """The triples of one named graph by subject and predicate. A literal is given as its text."""

    def __init__(self, quads: Iterable[Quad]) -> None:
        self._objects: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        self._typed: dict[str, list[NamedNode]] = defaultdict(list)
        for quad in sorted(quads, key=str):
            if not isinstance(quad.subject, NamedNode) or not isinstance(quad.object, NamedNode | Literal):
                raise ValueError(f"{quad} is no triple of kg's own making")
            self._objects[quad.subject.value][quad.predicate.value].append(quad.object.value)
            if quad.predicate == RDF_TYPE:
                self._typed[quad.object.value].append(quad.subject)

    def typed(self, kind: NamedNode) -> list[NamedNode]:
        """The subjects of this class, sorted."""
        return self._typed.get(kind.value, [])

    def all(self, subject: NamedNode, predicate: NamedNode) -> list[str]:
        """The values of the property, sorted."""
        return self._objects[subject.value].get(predicate.value, [])

    def get(self, subject: NamedNode, predicate: NamedNode) -> str | None:
        """The first value of the property, or None."""
        return next(iter(self.all(subject, predicate)), None)

    def one(self, subject: NamedNode, predicate: NamedNode) -> str:
        """The first value of the property.

        Raises:
            ValueError: there is none.
        """
        value = self.get(subject, predicate)
        if value is None:
            raise ValueError(f"{subject} has no {predicate}")
        return value

    def node(self, subject: NamedNode, predicate: NamedNode) -> NamedNode:
        """The node that the property leads to.

        Raises:
            ValueError: there is none.
        """
        return NamedNode(self.one(subject, predicate))

    def number(self, subject: NamedNode, predicate: NamedNode) -> int | None:
        """The value as an integer, or None."""
        value = self.get(subject, predicate)
        return None if value is None else int(value)

    def ordered(self, subject: NamedNode, predicate: NamedNode) -> tuple[str, ...]:
        """The values in the order they were encoded in."""
        return read_list(self.get(subject, predicate))


def read_list(text: str | None) -> tuple[str, ...]:
    """The values that ``TripleSet.ordered`` wrote."""
    return () if text is None else tuple(json.loads(text))
