"""What the product was thought up for: chains of provenance across real papers, with a quote for every hop."""

import random
from pathlib import Path

import pytest
import rdflib

from kg.api import open_graph, trace
from kg.building import build_graph
from kg.core.statement import Predicate
from kg.store.query import run_query
from kg.store.reading import GraphReader
from kg.tracing.lineage import Trace
from kg.views.export import export
from kg.views.report import report
from kg.views.report_text import report_text
from kg.web.single_page import single_page

pytestmark = [pytest.mark.papers, pytest.mark.scispacy]


def traced(graph: Path, name: str) -> Trace:
    with open_graph(graph) as opened:
        return trace(opened, name)


def reached(found: Trace) -> dict[str, object]:
    return {d.node.label: d for d in found.datasets}


def test_a_paper_without_datasets_says_so_and_names_its_models(mission: Path) -> None:
    with open_graph(mission) as graph:
        answer = report(graph, "DISTFLASHATTN")
    text = " ".join(report_text(answer).split())
    assert "No dataset is named in this paper." in text
    assert "LLaMA: uses" in text
    assert "Llama: Open and efficient foundation language models" in text
    assert "Megatron-LM: uses" in text  # it is the baseline that is run there


def test_all_of_it_is_one_page_below_three_megabytes(mission: Path) -> None:
    with open_graph(mission) as graph:
        assert 100_000 < len(single_page(GraphReader(graph)).encode()) < 3_000_000


def test_a_paper_without_datasets_rests_on_those_of_the_model_it_uses(mission: Path) -> None:
    found = reached(traced(mission, "DISTFLASHATTN"))
    expected = {"Common Crawl", "C4", "GitHub", "Wikipedia", "Project Gutenberg", "Books3", "arXiv", "Stack Exchange"}
    assert expected <= set(found)
    assert "RealNews" not in found  # what its baseline was trained on it does not rest on
    for name in expected:
        uses, trained = found[name].paths[0].edges
        assert (uses.predicate, trained.predicate) == (Predicate.USES, Predicate.TRAINED_ON)
        quotes = [e for e in trained.evidence if not e.background]
        assert quotes
        assert {e.file for e in quotes} == {"llama_2302.13971v1.pdf"}
        assert all(e.quote and e.page for e in quotes)
        assert 0 < found[name].paths[0].belief < 1


def test_variants_share_an_architecture_and_no_data(mission: Path) -> None:
    with open_graph(mission) as graph:
        rows = run_query(
            graph,
            "SELECT ?llama ?name WHERE { ?variant kg:architectureFrom ?llama ; skos:prefLabel ?name }",
            {"llama": "<https://w3id.org/kg/id/model/llama>"},
        ).rows
    assert {"LLaMA-GQA", "LLaMA-33H", "LLaMA-16H"} <= {name for _, name in rows}


def test_megatron_rests_on_its_aggregate_and_its_bert_on_books(mission: Path) -> None:
    found = reached(traced(mission, "Megatron-LM"))
    assert {"Wikipedia", "CC-Stories", "RealNews", "OpenWebText", "BooksCorpus"} <= set(found)
    books = found["BooksCorpus"].paths[0].edges[-1]
    assert books.predicate is Predicate.TRAINED_ON
    assert any("For BERT models" in (e.quote or "") for e in books.evidence)


def test_an_abstract_leads_to_what_is_undisclosed_and_to_background(mission: Path) -> None:
    found = traced(mission, "petals_abstract_2312.08361")
    assert "Llama 2" in {end.node.label for end in found.undisclosed}
    roots = reached(found)["ROOTS"].paths[0].edges[-1]
    assert roots.background
    assert all(e.licence for e in roots.evidence)


def test_detection_data_are_not_upstream_of_the_backbone(mission: Path) -> None:
    found = reached(traced(mission, "rockmate_abstract_2307.01236"))
    assert {"ImageNet", "CIFAR-10"} <= set(found)
    resnet = set(reached(traced(mission, "ResNet")))
    assert {"ImageNet", "CIFAR-10"} <= resnet
    assert not {name for name in resnet if "COCO" in name or "VOC" in name}


def test_the_export_is_whole_and_the_same_in_any_order(mission: Path, papers: Path, tmp_path: Path) -> None:
    files = sorted((papers / "mission").iterdir())
    random.Random(3).shuffle(files)
    build_graph(files[:4], tmp_path / "graph")
    build_graph(files[4:], tmp_path / "graph", jobs=1)
    outputs = []
    for number, graph in enumerate((mission, mission, tmp_path / "graph")):
        with open_graph(graph) as opened:
            export(opened, tmp_path / f"{number}.ttl")
            triples = len(opened)
        outputs.append((tmp_path / f"{number}.ttl").read_bytes())
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(rdflib.Graph().parse(tmp_path / "0.ttl")) == triples
