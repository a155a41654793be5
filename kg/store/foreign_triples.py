"""Triples of RDF files of others, looked up by subject and predicate."""

from collections import defaultdict
from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.store import vocabulary as v

NAMES = (v.SKOS_PREF_LABEL, v.RDFS_LABEL, v.SCHEMA_NAME, NamedNode("http://schema.org/name"), v.DCTERMS_TITLE)
"""The properties that name a thing, best first."""

_LONGEST_TEXT = 100_000


class ForeignTriples:
    """Triples by subject and predicate; nodes go by their IRI, blank ones by their label."""

    def __init__(self) -> None:
        self.objects: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self.bearers: dict[str, set[str]] = defaultdict(set)
        self.count = 0

    def add(self, statement: Quad | Triple) -> None:
        """Take note of a triple; one about a triple is left out."""
        subject, target = statement.subject, statement.object
        if not isinstance(subject, NamedNode | BlankNode) or not isinstance(target, NamedNode | BlankNode | Literal):
            return
        value = target.value if len(target.value) <= _LONGEST_TEXT else ""
        value = str(target) if isinstance(target, BlankNode) else value
        self.objects[str(subject)][statement.predicate.value].add(value)
        self.count += 1
        if statement.predicate in {v.BIRO_REFERENCES, v.SCHEMA_ENCODES_CREATIVE_WORK}:
            self.bearers[target.value].add(str(subject))

    def all(self, node: str, property_: NamedNode) -> list[str]:
        """The values of the property, sorted."""
        found = self.objects.get(node if node.startswith("_:") else f"<{node}>", {})
        return sorted(found.get(property_.value, ()))

    def one(self, node: str, *properties: NamedNode) -> str | None:
        """The first value of the first property that has one; None where none has."""
        return next((values[0] for p in properties if (values := self.all(node, p)) and values[0]), None)

    def nodes(self) -> Iterator[tuple[str, dict[str, set[str]]]]:
        """Yield each subject with its values by property, blank nodes in an order of chance."""
        for node in sorted(self.objects):
            yield node if node.startswith("_:") else node[1:-1], self.objects[node]
