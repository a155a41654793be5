"""The graph as a file: the same graph, the same bytes, the same triples elsewhere."""

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, RdfFormat, parse

from kg.core.extraction import Extraction
from kg.store.graph import Graph
from kg.views.export import FORMATS, UnknownFormatError, export, export_text
from tests.samples import FACTS, KNOWN, citing, quail_1, quail_2
from tests.store.worlds import extractions

PAPERS = [quail_1(), quail_2(), citing("A third paper about reeds", quail_2().references[1])]


def build(folder: Path, papers: list[Extraction]) -> Path:
    with Graph.open(folder) as graph:
        for paper in papers:
            graph.put(paper)
        graph.put_background(KNOWN, FACTS)
        graph.settle()
    return folder


def exported(folder: Path, suffix: str) -> bytes:
    with Graph.open_read_only(folder) as graph:
        export(graph, folder / f"out{suffix}")
    return (folder / f"out{suffix}").read_bytes()


@pytest.mark.parametrize("suffix", FORMATS)
def test_two_exports_and_a_build_in_another_order_are_the_same_bytes(tmp_path: Path, suffix: str) -> None:
    one, other = build(tmp_path / "a", PAPERS), build(tmp_path / "b", PAPERS[::-1])
    assert exported(one, suffix) == exported(one, suffix) == exported(other, suffix)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(extractions(), min_size=1, max_size=2, unique_by=lambda e: e.source.sha256))
def test_whatever_papers_hold_turtle_reads_alike_in_two_parsers(
    tmp_path_factory: pytest.TempPathFactory, papers: list[Extraction]
) -> None:
    folder = build(tmp_path_factory.mktemp("export") / "g", papers)
    with Graph.open_read_only(folder) as graph:
        stored = {q.triple for q in graph.store.quads_for_pattern(None, None, None, DefaultGraph())}
        assert len(graph) == len(stored)
    data = exported(folder, ".ttl")
    assert {q.triple for q in parse(data, format=RdfFormat.TURTLE)} == stored
    assert len(rdflib.Graph().parse(data=data, format="turtle")) == len(stored)


def test_quads_keep_the_sources_and_their_union_is_the_turtle(tmp_path: Path) -> None:
    folder = build(tmp_path / "g", PAPERS)
    for suffix in (".trig", ".nq"):
        quads = list(parse(exported(folder, suffix), format=FORMATS[suffix]))
        assert len({q.graph_name for q in quads}) == len(PAPERS) + 2
        assert not any(isinstance(q.graph_name, DefaultGraph) for q in quads)
        assert {q.triple for q in quads} == {q.triple for q in parse(exported(folder, ".ttl"), format=RdfFormat.TURTLE)}


def test_turtle_is_prefixed_and_grouped_by_subject(tmp_path: Path) -> None:
    text = exported(build(tmp_path / "g", PAPERS), ".ttl").decode()
    header, _, body = text.partition("\n\n")
    assert header.startswith("@prefix kg: <https://w3id.org/kg/ns#> .")
    assert "<http" not in body
    subjects = [block.split(" ", 1)[0] for block in body.strip().split("\n\n")]
    assert len(subjects) == len(set(subjects))
    assert all(block.split(" ")[1] == "a" for block in body.strip().split("\n\n") if not block.startswith("doi:"))


def test_n_triples_and_n_quads_are_sorted_lines(tmp_path: Path) -> None:
    folder = build(tmp_path / "g", PAPERS)
    for suffix in (".nt", ".nq"):
        lines = exported(folder, suffix).decode().splitlines()
        assert len(lines) == len(set(lines))
    subjects = [line.split(" ", 1)[0] for line in exported(folder, ".nt").decode().splitlines()]
    assert subjects == sorted(subjects)


def test_a_text_stream_gets_the_same_text(tmp_path: Path) -> None:
    folder = build(tmp_path / "g", PAPERS)
    stream = io.StringIO()
    with Graph.open_read_only(folder) as graph:
        assert export_text(graph, stream, ".ttl") == len(graph)
    assert stream.getvalue().encode() == exported(folder, ".ttl")


def test_the_hash_seed_does_not_matter(tmp_path: Path) -> None:
    script = (
        "import sys; from kg.store.graph import Graph; from kg.views.export import export_text\n"
        "from tests.samples import *\n"
        "with Graph.open(sys.argv[1]) as g:\n"
        "    g.put(quail_2()); g.put(quail_1()); g.put_background(KNOWN, FACTS); g.settle()\n"
        "    export_text(g, sys.stdout, '.ttl')\n"
    )
    root = Path(__file__).parents[2]
    texts = set()
    for seed in ("0", "1", "2"):
        environment = {**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", script, str(tmp_path / seed)]
        texts.add(subprocess.run(command, check=True, capture_output=True, env=environment, cwd=root).stdout)
    assert len(texts) == 1


def test_an_unknown_suffix_names_those_there_are(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph, pytest.raises(UnknownFormatError, match=r"give one of .ttl"):
        export(graph, tmp_path / "graph.docx")


def test_a_failed_export_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        graph.put(replace(quail_1()))
        with pytest.raises(FileNotFoundError):
            export(graph, tmp_path / "nowhere" / "out.ttl")
    assert [p.name for p in tmp_path.iterdir()] == ["g"]
