"""The same graph, the same bytes and the same hash, however it came about."""

import hashlib
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import CanonicalizationAlgorithm, Dataset, DefaultGraph, NamedNode, Quad
from rdflib.compare import to_canonical_graph

from kg.building import build_graph
from kg.resources import shipped
from kg.store.graph import Graph
from kg.views.export import Form, graph_hash
from kg.views.export.sorting import sorted_lines
from tests.views.export.world import PAPERS, build, written

FORMS = sorted(Form)


def everything(folder: Path) -> dict[Form, bytes]:
    with Graph.open_read_only(folder) as graph:
        return {form: written(graph, form) for form in FORMS}


def test_every_form_is_the_same_bytes_for_any_order_of_papers(export_folder: Path, tmp_path: Path) -> None:
    first = everything(export_folder)
    orders = [list(PAPERS), list(PAPERS[::-1]), random.Random(7).sample(PAPERS, len(PAPERS))]
    for number, order in enumerate(orders):
        other = everything(build(tmp_path / str(number), order))
        assert [form for form in FORMS if other[form] != first[form]] == []


@pytest.mark.scispacy
def test_every_form_is_the_same_bytes_for_any_number_of_jobs(tmp_path: Path) -> None:
    papers = [str(p) for p in sorted(shipped("examples", "papers").iterdir()) if p.suffix in {".md", ".txt"}][:2]
    found = []
    for jobs, order in ((1, papers), (2, papers[::-1])):
        build_graph(order, tmp_path / str(jobs), jobs=jobs)
        with Graph.open_read_only(tmp_path / str(jobs)) as graph:
            found.append({form: written(graph, form) for form in FORMS if form is not Form.CROISSANT})
    assert len(papers) == 2
    assert [form for form in found[0] if found[0][form] != found[1][form]] == []


def test_the_hash_seed_does_not_matter(export_folder: Path, tmp_path: Path) -> None:
    script = (
        "import hashlib, sys; from pathlib import Path; from tests.views.export.test_hash import *\n"
        "for form, data in everything(build(Path(sys.argv[1]))).items():\n"
        "    print(form, hashlib.sha256(data).hexdigest())\n"
    )
    root = Path(__file__).parents[3]
    environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": "1"}
    command = [sys.executable, "-c", script, str(tmp_path / "g")]
    told = subprocess.run(command, check=True, capture_output=True, env=environment, cwd=root, text=True).stdout
    here = {form: hashlib.sha256(data).hexdigest() for form, data in everything(export_folder).items()}
    assert dict(line.split(" ") for line in told.splitlines()) == here


def test_the_hash_is_that_of_rdfc_1_0_as_oxigraph_canonicalises(graph: Graph) -> None:
    named = Dataset(q for q in graph.store if isinstance(q.graph_name, NamedNode))
    union = Dataset(Quad(q.subject, q.predicate, q.object) for q in graph.store if q.graph_name == DefaultGraph())
    for dataset, of_union in ((named, False), (union, True)):
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        lines = sorted(f"{quad} .\n" for quad in dataset)
        assert hashlib.sha256("".join(lines).encode()).hexdigest() == graph_hash(graph, union=of_union)


def test_the_canonical_form_is_that_of_another_library(graph: Graph) -> None:
    data = written(graph, Form.N_TRIPLES).decode()
    canonical = to_canonical_graph(rdflib.Graph().parse(data=data, format="nt"))
    assert len(canonical) == len(data.split("\n")) - 1
    assert not any(isinstance(term, rdflib.BNode) for triple in canonical for term in triple)


@pytest.mark.parametrize(("form", "union"), [(Form.N_QUADS, False), (Form.N_TRIPLES, True)])
def test_the_hash_of_the_file_of_lines_is_the_hash_of_the_graph(graph: Graph, form: Form, union: bool) -> None:
    assert hashlib.sha256(written(graph, form)).hexdigest() == graph_hash(graph, union=union)


def test_a_paper_more_is_another_hash(graph: Graph, tmp_path: Path) -> None:
    with Graph.open_read_only(build(tmp_path / "g", PAPERS[:2])) as fewer:
        assert graph_hash(fewer) != graph_hash(graph)


def test_many_lines_are_sorted_in_files() -> None:
    lines = [f"{n * 7919 % 1000} é\n" for n in range(1000)]
    assert list(sorted_lines(iter(lines), most=64)) == sorted(lines)
    assert list(sorted_lines([])) == []
