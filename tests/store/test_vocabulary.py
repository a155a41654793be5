"""The program's IRIs and the ontology agree, and foreign IRIs exist where they are said to."""

import os
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS, XSD

from kg.core.statement import CARRIES_DATA, Predicate
from kg.resources import shipped
from kg.store import vocabulary as v

OWN = rdflib.Graph().parse(shipped("ontology", "kg.ttl"))
TERMS = {name: term.value for name, term in vars(v).items() if isinstance(term, NamedNode)}
CLOSED = {str(n._NS): n for n in (DCTERMS, PROV, RDF, RDFS, SKOS, XSD)}  # rdflib knows their terms by heart
FILES = {
    "biro": "biro.ttl",
    "cito": "cito.ttl",
    "dcat": "dcat3.ttl",
    "doco": "doco.ttl",
    "fabio": "fabio.ttl",
    "fair4ml": "fair4ml-0.1.0.jsonld",
    "oa": "oa.ttl",
    "schema": "schemaorg-16-https.ttl",
}


def test_the_program_and_the_ontology_know_the_same_terms_of_our_own() -> None:
    used = {iri for iri in TERMS.values() if iri.startswith(v.KG)}
    defined = {str(s) for s in OWN.subjects() if str(s).startswith(v.KG)}
    assert used == defined


def test_every_term_of_our_own_has_a_label_and_a_definition() -> None:
    for subject in {s for s in OWN.subjects() if str(s).startswith(v.KG)}:
        assert OWN.value(subject, RDFS.label), subject
        assert OWN.value(subject, SKOS.definition), subject


def test_every_iri_belongs_to_a_declared_prefix_and_stands_there_once() -> None:
    assert len(set(TERMS.values())) == len(TERMS)
    for iri in TERMS.values():
        assert any(iri.startswith(namespace) for namespace in v.PREFIXES.values()), iri


def test_what_carries_data_is_asserted_as_dependence_and_nothing_else_is() -> None:
    dependent = {p for p, also in v.ALSO_ASSERTED.items() if v.KG_DEPENDS_ON in also}
    assert dependent == CARRIES_DATA


def test_super_properties_in_the_program_are_those_of_the_ontology() -> None:
    for predicate, also in v.ALSO_ASSERTED.items():
        term = rdflib.URIRef(v.PREDICATE_TERMS[predicate].value)
        above = {str(o) for o in OWN.transitive_objects(term, RDFS.subPropertyOf)} - {str(term)}
        assert {t.value for t in also} == above, predicate


def test_every_relation_has_a_term() -> None:
    assert set(v.PREDICATE_TERMS) == set(Predicate)


def test_terms_of_the_w3c_and_dcmi_exist() -> None:
    for iri in TERMS.values():
        for namespace, closed in CLOSED.items():
            if iri.startswith(namespace):
                assert rdflib.URIRef(iri) in closed, iri


def test_terms_of_other_vocabularies_exist_in_their_published_files() -> None:
    folder = os.environ.get("KG_ONTOLOGIES")
    if not folder:
        pytest.skip("set KG_ONTOLOGIES to a folder with the published vocabularies")
    checked = set()
    for prefix, name in FILES.items():
        namespace = v.PREFIXES[prefix]
        wanted = {*TERMS.values(), *map(str, OWN.all_nodes()), *map(str, OWN.predicates())}
        wanted = {iri for iri in wanted if iri.startswith(namespace) and iri != namespace}
        text = (Path(folder) / name).read_text(encoding="utf-8")
        if name.endswith(".jsonld"):
            defined = {i for i in wanted if f'"fair4ml:{i.removeprefix(namespace)}"' in text}
        else:
            defined = {str(s) for s in rdflib.Graph().parse(data=text, format="turtle").subjects()}
        assert wanted <= defined, wanted - defined
        checked |= wanted
    elsewhere = {i for i in TERMS.values() if i.startswith((v.KG, *CLOSED))}
    assert set(TERMS.values()) <= checked | elsewhere
