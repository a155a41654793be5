"""Nodes and edges as questions of lineage see them."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.core.imported import ImportedEntity, ImportedSource
from kg.core.lineage import NodeKind
from kg.core.statement import Predicate
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from tests.samples import FACTS, KNOWN, dataset, quail_1, quail_2

ID = "https://w3id.org/kg/id"
QUAIL_2 = "https://arxiv.org/abs/2303.04321"


@pytest.fixture
def reader(graph: Graph) -> GraphReader:
    return GraphReader(graph)


def labels(reader: GraphReader, name: str) -> list[tuple[NodeKind, str]]:
    return [(n.kind, n.label) for n in reader.find(name)]


@pytest.mark.parametrize(
    "name",
    [
        "Quail-2: A Second Bird Model",
        "quail 2 a second bird model",
        "quail2.pdf",
        "2303.04321",
        "arXiv:2303.04321v2",
        QUAIL_2,
        f"<{QUAIL_2}>",
    ],
)
def test_a_paper_goes_by_title_file_name_arxiv_id_and_iri(reader: GraphReader, name: str) -> None:
    assert (NodeKind.PAPER, "Quail-2: A Second Bird Model") in labels(reader, name)


def test_a_short_title_names_the_paper_and_the_model_alike_papers_first(reader: GraphReader) -> None:
    assert [k for k, _ in labels(reader, "quail-2")] == [NodeKind.PAPER, NodeKind.MODEL]


def test_cited_works_are_found_by_title_and_doi(reader: GraphReader) -> None:
    by_title = reader.find("WaterSounds, a corpus of ponds and rivers")
    assert by_title == reader.find("doi:10.5555/water.2019")
    assert [n.read for n in by_title] == [False]
    assert by_title[0].citation == (
        "E. Teal. WaterSounds, a corpus of ponds and rivers. Journal of Wet Places, 2019. doi:10.5555/water.2019"
    )


def test_a_title_printed_in_capitals_stands_as_references_spell_it(tmp_path: Path) -> None:
    loud = replace(quail_1(), title="QUAIL-1: A FIRST MODEL OF MARSH BIRDS")
    with Graph.open(tmp_path / "g") as graph:
        graph.put(loud)
        assert labels(GraphReader(graph), "Quail-1")[0][1] == "QUAIL-1: A FIRST MODEL OF MARSH BIRDS"
        graph.put(quail_2())
        graph.settle()
        assert labels(GraphReader(graph), "Quail-1")[0][1] == "Quail-1: a first model of marsh birds"


def test_datasets_go_by_alias_id_and_name_with_article(reader: GraphReader) -> None:
    for name in ("water sounds corpus", "dataset:watersounds", "the WaterSounds", f"{ID}/dataset/watersounds"):
        assert (NodeKind.DATASET, "WaterSounds") in labels(reader, name), name


@pytest.mark.parametrize(
    "name", ["", "nobody", "<>", "http://[", "http://x y", "\ud800", "((", "10.1/zzz", "2501.00001"]
)
def test_unknown_and_odd_names_find_nothing(reader: GraphReader, name: str) -> None:
    assert reader.find(name) == ()


def test_every_name_that_is_offered_is_found(reader: GraphReader) -> None:
    names = list(reader.names())
    assert names == sorted(set(names))
    assert {"Quail-2", "WaterSounds", "Water Sounds Corpus", "MarshBirds: ten thousand hours of reeds"} <= set(names)
    for name in names:
        assert reader.find(name), name


def test_nodes_that_are_no_paper_dataset_or_model_are_none(reader: GraphReader) -> None:
    for iri in (f"{ID}/source/{'f' * 64}", "https://nowhere.example/", "no iri", "https://w3id.org/kg/ns#Undisclosed"):
        assert reader.node(iri) is None


def test_undisclosed_models_carry_who_says_so_quotes_before_background(reader: GraphReader) -> None:
    node = reader.node(f"{ID}/model/larksxl")
    assert node is not None
    assert [(e.background, e.label) for e in node.undisclosed] == [
        (False, "Quail-2: A Second Bird Model"),
        (True, "model-list"),
    ]
    other = reader.node(f"{ID}/model/quail1")
    assert other is not None
    assert other.undisclosed == ()


def test_one_statement_is_looked_up_by_itself(reader: GraphReader) -> None:
    duck = f"{ID}/dataset/duckbench"
    (edge,) = reader.outgoing(QUAIL_2, {Predicate.EVALUATES_ON})
    assert reader.edge(QUAIL_2, Predicate.EVALUATES_ON, duck) == edge
    assert reader.edge(QUAIL_2, Predicate.TRAINS_ON, duck) is None
    assert reader.edge("no iri", Predicate.TRAINS_ON, duck) is None
    (itself,) = reader.outgoing(QUAIL_2, {Predicate.INTRODUCES})
    assert reader.edge(QUAIL_2, Predicate.INTRODUCES, itself.object) == itself


def test_what_was_withdrawn_says_when_and_who_reported_it(reader: GraphReader) -> None:
    node = reader.node(f"{ID}/dataset/rivertape")
    assert node is not None
    assert node.withdrawn is not None
    assert node.withdrawn.date == "2020-06"
    (told,) = node.withdrawn.evidence
    assert (told.label, told.work, told.note) == (
        "withdrawn sounds",
        "https://river.example/gone",
        "its makers took it offline",
    )
    assert [d.label for d in reader.datasets() if d.withdrawn] == ["RiverTape"]


def test_licences_tell_which_collection_says_so(reader: GraphReader) -> None:
    (licence,) = reader.licences_of(f"{ID}/dataset/watersounds")
    assert (licence.name, [e.label for e in licence.evidence]) == ("CC-BY-4.0", ["bird-registry 2024"])
    assert reader.licences_of(f"{ID}/dataset/duckbench") == reader.licences_of("no iri") == ()


def test_licences_of_imported_sources_stand_beside_those_known_before(tmp_path: Path) -> None:
    water = ImportedEntity(dataset("WaterSounds"), licences=("CC-BY-NC-4.0",))
    with Graph.open(tmp_path / "g") as graph:
        graph.put(quail_1())
        graph.put_import(ImportedSource("cards", "hf-card", "a" * 64, entities=(water,)))
        graph.put_background(KNOWN, FACTS)
        told = GraphReader(graph).licences_of(f"{ID}/dataset/watersounds")
    assert [(licence.name, [(e.label, e.kind.value) for e in licence.evidence]) for licence in told] == [
        ("CC-BY-4.0", [("bird-registry 2024", "background")]),
        ("CC-BY-NC-4.0", [("cards", "imported")]),
    ]


def test_what_is_undisclosed_or_evaluated_is_listed_for_the_whole_graph(reader: GraphReader) -> None:
    assert list(reader.undisclosed()) == [f"{ID}/model/larksxl"]
    assert list(reader.evaluated(Predicate.EVALUATES_ON)) == [QUAIL_2]
    assert list(reader.evaluated(Predicate.EVALUATED_ON)) == []


def test_an_edge_tells_quote_page_section_file_and_work(reader: GraphReader) -> None:
    (edge,) = reader.outgoing(QUAIL_2, {Predicate.EVALUATES_ON})
    (evidence,) = edge.evidence
    assert edge.object == f"{ID}/dataset/duckbench"
    assert evidence.quote == "We evaluate on DuckBench and mention PondNoise in passing."
    assert (evidence.page, evidence.section, evidence.file) == (1, "2 Evaluation", "quail2.pdf")
    assert (evidence.source, evidence.label) == (QUAIL_2, "Quail-2: A Second Bird Model")
    assert not edge.background


def test_super_properties_are_no_mentions(reader: GraphReader) -> None:
    mentioned = reader.outgoing(QUAIL_2, {Predicate.MENTIONS})
    assert [e.object for e in mentioned] == [f"{ID}/dataset/pondnoise"]


def test_background_edges_name_collection_licence_and_work(reader: GraphReader) -> None:
    (edge,) = reader.outgoing(f"{ID}/dataset/watersounds", {Predicate.DERIVED_FROM})
    (evidence,) = edge.evidence
    assert edge.background
    assert (evidence.label, evidence.licence, evidence.work, evidence.note) == (
        "bird-registry 2024",
        "CC0-1.0",
        "1901.00001",
        "checked by hand",
    )
    assert evidence.source.startswith(f"{ID}/collection/")


def test_edges_keep_their_direction_whichever_way_they_are_asked_for(reader: GraphReader) -> None:
    model = f"{ID}/model/quail1"
    incoming = {(e.predicate, e.subject) for e in reader.incoming(model, set(Predicate))}
    paper = reader.find("fenn-first-model")[0].iri
    assert incoming == {
        (Predicate.USES, QUAIL_2),
        (Predicate.INTRODUCES, paper),
        (Predicate.FINE_TUNED_FROM, f"{ID}/model/quail2"),
    }
    outgoing = {(e.predicate, e.object) for e in reader.outgoing(model, set(Predicate))}
    assert outgoing == {(Predicate.INTRODUCED_BY, paper), (Predicate.TRAINED_ON, f"{ID}/dataset/pondnoise")}


def test_introducing_is_what_a_paper_says_itself_and_introduced_by_what_anybody_says(reader: GraphReader) -> None:
    paper = reader.find("fenn-first-model")[0].iri
    (itself,) = reader.outgoing(paper, {Predicate.INTRODUCES})
    (anybody,) = reader.outgoing(f"{ID}/model/quail1", {Predicate.INTRODUCED_BY})
    assert [e.label for e in itself.evidence] == ["Quail-1: A First Model of Marsh Birds"]
    assert {e.label for e in anybody.evidence} == {
        "Quail-1: A First Model of Marsh Birds",
        "Quail-2: A Second Bird Model",
    }
    assert reader.incoming(paper, {Predicate.INTRODUCED_BY}) == (anybody,)


def test_two_files_of_one_paper_are_one_source_of_belief(tmp_path: Path) -> None:
    copy = replace(quail_2(), source=replace(quail_2().source, sha256="0" * 64, name="copy.pdf"))
    with Graph.open(tmp_path / "g") as graph:
        graph.put(quail_2())
        graph.put(copy)
        (edge,) = GraphReader(graph).outgoing(QUAIL_2, {Predicate.EVALUATES_ON})
    assert len(edge.evidence) == 1  # the second file repeats the first
    assert edge.belief == pytest.approx(0.9)


def test_papers_datasets_and_models_are_listed_read_ones_first(reader: GraphReader) -> None:
    assert [(p.label, p.read) for p in reader.papers()] == [
        ("Quail-1: A First Model of Marsh Birds", True),
        ("Quail-2: A Second Bird Model", True),
        ("MarshBirds: ten thousand hours of reeds", False),
        ("WaterSounds, a corpus of ponds and rivers", False),
    ]
    assert [d.label for d in reader.datasets()] == [
        "DuckBench",
        "FrogTapes",
        "MarshBirds",
        "PondNoise",
        "ReedSongs",
        "RiverTape",
        "WaterSounds",
    ]
    assert [m.label for m in reader.models()] == ["Larks-XL", "Quail-1", "Quail-2"]


def test_a_read_paper_that_nobody_cites_gets_its_citation_from_itself(reader: GraphReader) -> None:
    (paper,) = reader.find("2303.04321")
    assert paper.citation == "Ada Fenn, Bo Marsh. Quail-2: A Second Bird Model. arXiv:2303.04321. 2023"
    assert reader.outgoing("no iri", set(Predicate)) == ()
