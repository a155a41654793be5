"""JSON-LD: compact under kg's context, which tells of each property what the vocabulary says of it."""

import json

import rdflib
from rdflib.namespace import OWL, RDF, RDFS, XSD

from kg.resources import shipped
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.views.export import Form
from kg.views.export.json_ld import context
from kg.views.export.names import prefixed
from tests.views.export.world import BROUGHT, written

OWN = rdflib.Graph().parse(shipped("ontology", "kg.ttl"))


def document(graph: Graph) -> dict[str, object]:
    return json.loads(written(graph, Form.JSON_LD))


def test_the_context_stands_in_the_file_so_that_nothing_is_fetched(graph: Graph) -> None:
    assert document(graph)["@context"] == context()


def test_the_context_has_the_prefixes_of_the_program() -> None:
    assert {k: iri for k, iri in context().items() if isinstance(iri, str)} == v.PREFIXES


def test_the_context_takes_values_for_what_the_ontology_says_they_are() -> None:
    kinds = {XSD.integer: "xsd:integer", XSD.decimal: "xsd:decimal"}
    for term in OWN.subjects(RDF.type, OWL.DatatypeProperty):
        told = context().get(prefixed(str(term)), {}).get("@type")
        assert told == kinds.get(OWN.value(term, RDFS.range)), term
    for term in OWN.subjects(RDF.type, OWL.ObjectProperty):
        assert context()[prefixed(str(term))] == {"@type": "@id"}, term


def test_a_source_is_a_graph_and_a_node_is_told_in_short(graph: Graph) -> None:
    graphs = {g["@id"]: {n["@id"]: n for n in g["@graph"]} for g in document(graph)["@graph"]}
    assert {name.partition(":")[0] for name in graphs} == {"graph", "source", "collection"}
    nodes = next(nodes for name, nodes in graphs.items() if "arxiv:2303.04321" in nodes and name.startswith("source:"))
    paper = nodes["arxiv:2303.04321"]
    assert paper["kg:trainsOn"] == ["dataset:marshbirds", "dataset:reedsongs"]
    assert paper["schema:datePublished"] == "2023"
    evidence = next(n for n in nodes.values() if n.get("@type") == "oa:SpecificResource")
    assert (evidence["kg:page"], evidence["kg:confidence"]) == (1, "0.9")


def test_names_of_any_script_are_kept(graph: Graph) -> None:
    text = written(graph, Form.JSON_LD).decode()
    assert BROUGHT.entities[1].entity.name in text
    assert "dataset:%E9%B3%A5" in text


def test_a_node_stands_on_a_line_of_its_own(graph: Graph) -> None:
    lines = written(graph, Form.JSON_LD).decode().split("\n")
    nodes = [line for line in lines if line.startswith('{"@id"') and '"@graph"' not in line]
    assert len(nodes) == sum(len(g["@graph"]) for g in document(graph)["@graph"])
