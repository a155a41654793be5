"""Datasets and models as nodes with the names they go by."""

from pyoxigraph import NamedNode

from kg.core.entity import Entity, EntityKind
from kg.store import vocabulary as v
from kg.store.terms import entity_iri, literal
from kg.store.triples import TripleIndex, TripleSet
from kg.store.works import add_names


def add_entity(triples: TripleSet, entity: Entity) -> None:
    """Add a dataset or model with the names it goes by."""
    node = entity_iri(entity.id)
    kinds = (v.SCHEMA_DATASET, v.DCAT_DATASET) if entity.kind is EntityKind.DATASET else (v.FAIR4ML_MODEL,)
    triples.add(node, v.RDF_TYPE, *kinds)
    triples.text(node, v.DCTERMS_IDENTIFIER, entity.id)
    triples.text(node, v.RDFS_LABEL, entity.name)
    triples.text(node, v.SKOS_PREF_LABEL, entity.name)
    triples.add(node, v.KG_SURFACE, *(literal(s) for s in entity.surfaces))
    triples.add(node, v.SKOS_ALT_LABEL, *(literal(s) for s in entity.surfaces if s != entity.name))
    add_names(triples, node, entity.name, *entity.surfaces)


def entity_nodes(index: TripleIndex) -> list[NamedNode]:
    """The nodes of datasets and models."""
    return index.typed(v.SCHEMA_DATASET) + index.typed(v.FAIR4ML_MODEL)


def entity_at(index: TripleIndex, node: NamedNode) -> Entity:
    """The thing as it stands at its node, with its surfaces sorted."""
    identifier = index.one(node, v.DCTERMS_IDENTIFIER)
    kind = EntityKind(identifier.partition(":")[0])
    return Entity(identifier, kind, index.one(node, v.SKOS_PREF_LABEL), tuple(sorted(index.all(node, v.KG_SURFACE))))
