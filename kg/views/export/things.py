"""What a graph says of a dataset or model beside its names and what is stated of it."""

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.store import vocabulary as v
from kg.store.lookup import Lookup


@dataclass(frozen=True, slots=True)
class Thing:
    """A dataset or model: its id, what it goes by elsewhere, licences as printed, homepages, who introduced it (IRIs).

    Contradictions stand side by side, sorted.
    """

    identifier: str | None
    identifiers: tuple[str, ...]
    licences: tuple[str, ...]
    homepages: tuple[str, ...]
    introduced_by: tuple[str, ...]


def thing_at(look: Lookup, iri: str) -> Thing:
    """The dataset or model at the IRI."""
    node = NamedNode(iri)

    def texts(property_: NamedNode) -> tuple[str, ...]:
        return tuple(sorted(set(look.texts(node, property_))))

    return Thing(
        next(iter(texts(v.DCTERMS_IDENTIFIER)), None),
        texts(v.SCHEMA_IDENTIFIER),
        texts(v.KG_LICENCE_NAME),
        texts(v.SCHEMA_URL),
        tuple(work.value for work in look.nodes(node, v.KG_INTRODUCED_BY)),
    )
