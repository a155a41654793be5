"""The program's IRIs and the ontology agree, and foreign IRIs exist where they are said to."""

import json
import os
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, NamedNode
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SH, SKOS, XSD

from kg.core.statement import CARRIES_DATA, Predicate
from kg.resources import shipped
from kg.store import vocabulary as v
from kg.store.graph import Graph
from tests.curating.test_effects import LOG
from tests.curating.world import REGISTRY, build
from tests.store.test_imports import SOURCE

OWN = rdflib.Graph().parse(shipped("ontology", "kg.ttl"))
SHAPES = rdflib.Graph().parse(shipped("ontology", "shapes.ttl"))
TERMS = {name: term.value for name, term in vars(v).items() if isinstance(term, NamedNode)}
CLOSED = {str(n._NS): n for n in (DCTERMS, OWL, PROV, RDF, RDFS, SH, SKOS, XSD)}  # rdflib knows their terms by heart
OUR_OWN = ("https://w3id.org/kg/", "https://spdx.org/licenses/")
LINKED_PAPERS_WITH_CODE = {  # as its own programs write them; it has published no file of its terms
    f"https://linkedpaperswithcode.com/{term}"
    for term in (
        *("class/dataset", "class/method", "class/model", "class/paper"),
        *("property/hasModel", "property/introducedBy", "property/usesDataset"),
    )
}
WIDEST = str(PROV.wasInfluencedBy)  # so wide that it is left to those who reason
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
        above = {str(o) for o in OWN.transitive_objects(term, RDFS.subPropertyOf)} - {str(term), WIDEST}
        assert {t.value for t in also} == above, predicate


def test_every_relation_has_a_term() -> None:
    assert set(v.PREDICATE_TERMS) == set(Predicate)


def foreign(*graphs: rdflib.Graph) -> set[str]:
    """The IRIs of others that the graphs use, without mere namespaces, datatypes of literals among them."""
    terms = {term for g in graphs for triple in g for term in triple}
    named = {str(t) for t in terms if isinstance(t, rdflib.URIRef)}
    named |= {str(t.datatype) for t in terms if isinstance(t, rdflib.Literal) and t.datatype}
    return {iri for iri in named if not iri.startswith(OUR_OWN)}


def test_terms_of_the_w3c_and_dcmi_exist() -> None:
    for iri in {*TERMS.values(), *foreign(OWN, SHAPES)}:
        for namespace, closed in CLOSED.items():
            if iri.startswith(namespace):
                assert rdflib.URIRef(iri) in closed, iri


def test_terms_of_other_vocabularies_exist_in_their_published_files() -> None:
    folder = os.environ.get("KG_ONTOLOGIES")
    if not folder:
        pytest.skip("set KG_ONTOLOGIES to a folder with the published vocabularies")
    used = {*TERMS.values(), *foreign(OWN, SHAPES)}
    checked = set()
    for prefix, name in FILES.items():
        namespace = v.PREFIXES[prefix]
        wanted = {iri for iri in used if iri.startswith(namespace) and iri != namespace}
        text = (Path(folder) / name).read_text(encoding="utf-8")
        if name.endswith(".jsonld"):
            defined = {i for i in wanted if f'"fair4ml:{i.removeprefix(namespace)}"' in text}
        else:
            defined = {str(s) for s in rdflib.Graph().parse(data=text, format="turtle").subjects()}
        assert wanted <= defined, wanted - defined
        checked |= wanted
    rest = {i for i in used - checked if not i.startswith((*OUR_OWN, *CLOSED))}
    assert rest == LINKED_PAPERS_WITH_CODE


def test_the_context_of_json_ld_speaks_of_terms_that_the_program_knows() -> None:
    context = json.loads(shipped("ontology", "context.jsonld").read_text("utf-8"))["@context"]
    named = (name.split(":") for name in context if ":" in name)
    assert {v.PREFIXES[prefix] + local for prefix, local in named} <= set(TERMS.values())


def test_the_ontology_tells_its_version_and_what_changed_in_it() -> None:
    (ontology,) = OWN.subjects(RDF.type, OWL.Ontology)
    version = str(OWN.value(ontology, OWL.versionInfo))
    assert str(OWN.value(ontology, OWL.versionIRI)) == f"{ontology}/{version}"
    changes = [str(note).partition(": ")[0] for note in OWN.objects(ontology, SKOS.changeNote)]
    assert max(changes) == version
    assert len(changes) == len(set(changes))


def classes(node: rdflib.term.Node) -> set[str]:
    """The class, or those of a union."""
    members = OWN.value(node, OWL.unionOf)
    return {str(c) for c in Collection(OWN, members)} if members is not None else {str(node)}


def test_domains_and_ranges_are_true_of_what_the_program_writes(
    graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.finishing.load_registry", lambda: REGISTRY)
    build(tmp_path / "curated", log=LOG, sources=[SOURCE])
    with Graph.open_read_only(tmp_path / "curated") as other:
        quads = [q for g in (graph, other) for q in g.store.quads_for_pattern(None, None, None, DefaultGraph())]
    types: dict[str, set[str]] = {}
    for quad in quads:
        if quad.predicate == v.RDF_TYPE:
            types.setdefault(quad.subject.value, set()).add(quad.object.value)
    types[v.KG_UNDISCLOSED.value] = {v.KG_DISCLOSURE_CLASS.value}
    types |= {status.value: {v.KG_READ_STATUS_CLASS.value} for status in (v.KG_READ, v.KG_NOT_READ)}
    met = set()
    for quad in quads:
        term = rdflib.URIRef(quad.predicate.value)
        for domain in OWN.objects(term, RDFS.domain):
            assert types.get(quad.subject.value, set()) & classes(domain), quad
        for range_ in OWN.objects(term, RDFS.range):
            value = quad.object
            kinds = types.get(value.value, set()) if isinstance(value, NamedNode) else {value.datatype.value}
            assert kinds & classes(range_), quad
        met |= {str(term)} if term.startswith(v.KG) else set()
    unmet = {str(s) for s in OWN.subjects(RDFS.range)} - met
    assert unmet == {f"{v.KG}{name}" for name in ("architectureFrom", "unreadPage", "unsettled")}
