"""What a source says itself, read back from its graph whatever people have decided about it."""

import json
from collections.abc import Mapping
from typing import Any

from pyoxigraph import NamedNode

from kg.core.entity import Entity, EntityKind
from kg.store import vocabulary as v
from kg.store.entities import entity_at, entity_nodes
from kg.store.terms import clean
from kg.store.triples import TripleIndex

Extra = Mapping[str, Any]
"""What else a source says of a thing, as values that JSON holds."""


def kept_text(entity: Entity, extra: Extra) -> str:
    """What the source says of the thing, to be kept at the node where it stands now."""
    said = {"id": entity.id, "name": clean(entity.name), "surfaces": sorted({clean(s) for s in entity.surfaces})}
    return json.dumps(said | dict(extra), ensure_ascii=False, sort_keys=True)


def read_things(index: TripleIndex, *, curated: bool = False) -> list[tuple[Entity, Extra | None, NamedNode]]:
    """The things that the source names, sorted by id, each with what was kept of it and its node.

    None is kept of a thing that no decision changed: it stands at its node. curated gives things as people see them.
    """
    found: list[tuple[Entity, Extra | None, NamedNode]] = []
    for node in entity_nodes(index):
        kept = [] if curated else index.all(node, v.KG_ORIGINAL)
        found += [(*_kept(text), node) for text in kept] or [(entity_at(index, node), None, node)]
    return sorted(found, key=lambda item: item[0].id)


def read_statements(index: TripleIndex, *, curated: bool = False) -> list[tuple[NamedNode, NamedNode]]:
    """The statements of the source, each with a piece of its evidence; curated leaves those taken back out."""
    standing = [(s, v.PROV_WAS_DERIVED_FROM) for s in index.typed(v.RDF_STATEMENT)]
    withheld = [] if curated else [(s, v.KG_WITHHELD_EVIDENCE) for s in index.typed(v.KG_WITHHELD_STATEMENT)]
    return [(s, NamedNode(e)) for s, property_ in (*standing, *withheld) for e in index.all(s, property_)]


def _kept(text: str) -> tuple[Entity, Extra]:
    said = json.loads(text)
    kind = EntityKind(said["id"].partition(":")[0])
    return Entity(said["id"], kind, said["name"], tuple(said["surfaces"])), said
