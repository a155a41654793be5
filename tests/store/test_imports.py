"""What users bring, in the graph."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.core.curation import Curation
from kg.core.document import Reference
from kg.core.entity import Entity, EntityKind
from kg.core.imported import (
    ImportedEntity,
    ImportedEvidence,
    ImportedFact,
    ImportedMatch,
    ImportedSource,
    MatchKind,
)
from kg.core.lineage import EvidenceKind
from kg.core.statement import UNDISCLOSED, Predicate, reference_node
from kg.store.graph import Graph
from kg.store.held import held_sources, imported_source
from kg.store.identity import KeyTable, WorkKeys, resolve
from kg.store.imports import decode_import, encode_import
from kg.store.named_queries import named_query
from kg.store.query import run_query
from kg.store.reading import GraphReader
from kg.views.export import export
from tests.samples import FACTS, KNOWN, quail_1, quail_2

SAID = ImportedEvidence("facts.csv, line 2", 0.7, "2303.04321", "seen in a talk", 'It heard "all of it".\n', "rule:x")


def identity(keys: WorkKeys) -> str:
    return resolve(keys, KeyTable())


def thing(identifier: str, name: str, *others: str) -> ImportedEntity:
    kind = EntityKind(identifier.partition(":")[0])
    return ImportedEntity(
        Entity(identifier, kind, name, tuple(sorted({name, *others}))), others, ("MIT", "odd"), ("x",)
    )


SOURCE = ImportedSource(
    name="mine: of birds",
    form="facts-csv",
    sha256="a" * 64,
    licence="CC-BY-4.0",
    entities=(
        thing("dataset:lakehum", "LakeHum", "marsh-lab/lakehum"),
        thing("dataset:pondnoise", "PondNoise"),
        thing("model:quail2", "Quail-2"),
    ),
    facts=(
        ImportedFact("dataset:lakehum", Predicate.INTRODUCED_BY, reference_node("w1"), (SAID,)),
        ImportedFact("model:quail2", Predicate.DISCLOSURE, UNDISCLOSED, (ImportedEvidence("line 9", 1.0),)),
        ImportedFact("model:quail2", Predicate.TRAINED_ON, "dataset:lakehum", (SAID, ImportedEvidence("line 1", 0.5))),
        ImportedFact(reference_node("w2"), Predicate.USES, "model:quail2", (SAID,)),
    ),
    matches=(
        ImportedMatch("dataset:lakehum", MatchKind.REJECTED, "dataset:pondnoise", (SAID,)),
        ImportedMatch("https://a.example/1", MatchKind.CLOSE, "https://a.example/2%203", (SAID,)),
    ),
    references=(
        Reference(
            "w1", "E. Teal. The hum of lakes. 2020.", None, "The hum of lakes", ("E. Teal",), 2020, "Wet", "10.5555/hum"
        ),
        Reference("w2", "arXiv:2303.04321.", None, None, (), None, None, None, "2303.04321"),
    ),
    labels=(("https://a.example/1", "one"),),
    failures=("bad.bib: it is empty",),
)


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    graph = Graph.open(tmp_path / "graph")
    graph.put(quail_1())
    graph.put(quail_2())
    graph.put_background(KNOWN, FACTS)
    return graph


def bring(graph: Graph, source: ImportedSource) -> bool:
    changed = graph.put_import(source)
    graph.put_background(KNOWN, FACTS)
    return changed


def take_out(graph: Graph, name: str) -> bool:
    there = graph.remove_import(name)
    graph.put_background(KNOWN, FACTS)
    return there


def written(graph: Graph, path: Path) -> bytes:
    export(graph, path)
    return path.read_bytes()


def test_what_was_encoded_is_decoded() -> None:
    assert decode_import(encode_import(SOURCE, identity)) == SOURCE


def test_facts_that_name_what_is_not_listed_or_lack_evidence_do_not_exist() -> None:
    fact = ImportedFact("model:quail2", Predicate.TRAINED_ON, "dataset:nowhere", (SAID,))
    with pytest.raises(ValueError, match="not listed"):
        ImportedSource("x", "rdf", "a" * 64, facts=(fact,))


def test_importing_again_changes_nothing(graph: Graph) -> None:
    assert bring(graph, SOURCE)
    assert not bring(graph, SOURCE)


def test_after_a_removal_the_graph_is_as_it_was(graph: Graph, tmp_path: Path) -> None:
    before = written(graph, tmp_path / "before.nq")
    bring(graph, SOURCE)
    assert written(graph, tmp_path / "with.nq") != before
    assert take_out(graph, SOURCE.name)
    assert not take_out(graph, SOURCE.name)
    assert written(graph, tmp_path / "after.nq") == before


def test_a_bibliography_that_joins_works_of_papers_lets_go_of_them_again(graph: Graph, tmp_path: Path) -> None:
    before = written(graph, tmp_path / "before.nq")
    water = Reference(
        "b",
        "x",
        None,
        "Quail-1: a first model of marsh birds",
        ("Ada Fenn",),
        2022,
        "Bird Computing",
        None,
        "2201.99999",
    )
    bring(graph, ImportedSource("library.bib", "bibtex", "b" * 64, references=(water,)))
    (paper,) = [n for n in GraphReader(graph).find("Quail-1: A First Model of Marsh Birds") if n.kind == "paper"]
    assert paper.iri == "https://arxiv.org/abs/2201.99999"
    take_out(graph, "library.bib")
    assert written(graph, tmp_path / "after.nq") == before


def test_the_order_of_papers_and_imports_changes_nothing(graph: Graph, tmp_path: Path) -> None:
    other = ImportedSource("b", "rdf", "c" * 64, entities=(thing("dataset:x", "X"),), references=SOURCE.references)
    bring(graph, SOURCE)
    bring(graph, other)
    with Graph.open(tmp_path / "other") as backwards:
        bring(backwards, other)
        bring(backwards, SOURCE)
        for paper in (quail_2(), quail_1()):
            backwards.put(paper)
        backwards.put_background(KNOWN, FACTS)
        assert written(backwards, tmp_path / "b.nq") == written(graph, tmp_path / "a.nq")


def test_an_edge_tells_source_licence_and_record(graph: Graph) -> None:
    bring(graph, SOURCE)
    edges = GraphReader(graph).outgoing("https://w3id.org/kg/id/model/quail2", {Predicate.TRAINED_ON})
    (edge,) = [e for e in edges if e.object.endswith("lakehum")]
    assert {e.kind for e in edge.evidence} == {EvidenceKind.IMPORTED}
    assert {(e.label, e.licence) for e in edge.evidence} == {("mine: of birds", "CC-BY-4.0")}
    assert {e.record for e in edge.evidence} == {"line 1", "facts.csv, line 2"}
    assert edge.background


def test_a_source_that_hands_on_a_papers_word_is_not_independent_of_it(graph: Graph) -> None:
    told = ImportedEvidence("line 1", 0.9, work="2303.04321")
    fact = ImportedFact("model:quail2", Predicate.TRAINED_ON, "dataset:marshbirds", (told,))
    source = ImportedSource(
        "a",
        "rdf",
        "d" * 64,
        entities=(thing("dataset:marshbirds", "MarshBirds"), thing("model:quail2", "Quail-2")),
        facts=(fact,),
    )
    bring(graph, source)
    edges = GraphReader(graph).outgoing("https://w3id.org/kg/id/model/quail2", {Predicate.TRAINED_ON})
    (edge,) = [e for e in edges if e.object.endswith("marshbirds")]
    assert {e.kind for e in edge.evidence} == {EvidenceKind.READ, EvidenceKind.IMPORTED}
    assert round(edge.belief, 6) == 0.9


def test_sparql_sees_imported_facts_as_plain_triples_with_their_evidence(graph: Graph) -> None:
    bring(graph, SOURCE)
    result = run_query(
        graph,
        """SELECT ?source ?record WHERE {
             ?m fair4ml:trainedOn ?d ; kg:dependsOn ?d .
             ?s rdf:subject ?m ; rdf:predicate fair4ml:trainedOn ; rdf:object ?d ; prov:wasDerivedFrom ?e .
             ?e a kg:ImportedEvidence ; kg:record ?record ; dcterms:source/rdfs:label ?source . } ORDER BY ?record""",
        {},
    )
    assert len(result.rows) == 2


def test_a_rejected_pair_stands_beside_those_who_say_otherwise(graph: Graph) -> None:
    bring(graph, SOURCE)
    same = ImportedMatch("dataset:lakehum", MatchKind.EXACT, "dataset:pondnoise", (SAID,))
    bring(graph, ImportedSource("other", "sssom", "e" * 64, entities=SOURCE.entities[:2], matches=(same,)))
    query = "SELECT ?p WHERE { ?a ?p ?b . FILTER(?p IN (skos:exactMatch, kg:rejectedMatch)) }"
    assert len(run_query(graph, query, {}).rows) == 2


def test_sources_are_listed_by_kind(graph: Graph) -> None:
    bring(graph, SOURCE)
    held = held_sources(graph)
    assert [s.kind for s in held].count(EvidenceKind.READ) == 2
    assert {s.name for s in held if s.kind is EvidenceKind.BACKGROUND} == {
        "bird-registry 2024",
        "model-list",
        "withdrawn sounds",
    }
    mine = imported_source(graph, "mine: of birds")
    assert mine == held[0]
    assert mine is not None
    assert (mine.form, mine.licence, mine.datasets, mine.models, mine.references, mine.statements) == (
        "facts-csv",
        "CC-BY-4.0",
        2,
        1,
        2,
        6,
    )
    assert imported_source(graph, "nobody's") is None


def test_an_imported_source_is_no_paper(graph: Graph) -> None:
    before = len(graph.sources())
    bring(graph, SOURCE)
    assert len(graph.sources()) == before


def test_named_questions_hear_imported_sources_and_keep_licences_apart(graph: Graph) -> None:
    bring(graph, SOURCE)
    trained = run_query(graph, named_query("models-and-training-data").text, {"model": "Quail-2"})
    assert "mine: of birds" in str(trained.rows)
    water = ImportedEntity(
        Entity("dataset:watersounds", EntityKind.DATASET, "WaterSounds", ("WaterSounds",)), (), ("MIT",)
    )
    bring(graph, ImportedSource("other", "hf-card", "f" * 64, entities=(water,)))
    told = run_query(graph, named_query("licences").text, {"thing": "WaterSounds"})
    said = {tuple(str(cell) for cell in row) for row in told.rows if "watersounds" in str(row)}
    assert len(said) == 2  # each licence beside the source that tells it, not beside the other's


def test_the_name_of_what_no_match_leads_to_is_not_kept() -> None:
    told = replace(SOURCE, labels=(*SOURCE.labels, ("https://a.example/passed-over", "another")))
    assert encode_import(told, identity, Curation()) == encode_import(SOURCE, identity, Curation())
