"""The graph on disk: whole papers or nothing, the same for any order, and one node for one work."""

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.core.document import Reference, SourceFile
from kg.core.errors import GraphUnavailableError, ReasonCode
from kg.core.extraction import Extraction
from kg.core.statement import Predicate
from kg.store import vocabulary as v
from kg.store.graph import Graph, SourceStatus
from kg.store.terms import BACKGROUND_GRAPH, UNSETTLED_GRAPH, entity_iri
from kg.views.export import turtle
from tests.samples import FACTS, KNOWN, citing, quail_1, quail_2

TITLE = "A survey of ten thousand reeds"
REEDS = Reference("1", "A. Fenn. A survey of ten thousand reeds.", title=TITLE, authors=("Ada Fenn",))
BY_TITLE = citing("Paper that cites by title", REEDS)
BY_DOI = citing("Essay that cites by DOI", replace(REEDS, doi="10.1000/reeds"))
BY_ARXIV = citing("Note that cites by arXiv id", replace(REEDS, arxiv="2302.13971"))
REEDS_READ = replace(
    citing("A Survey of Ten-Thousand Reeds", Reference("1", "Nothing much.")), authors=("Ada Fenn", "Bo Marsh")
)
PAPERS = [quail_1(), quail_2(), BY_TITLE, BY_DOI, BY_ARXIV, REEDS_READ]


def union(graph: Graph) -> str:
    return turtle(q.triple for q in graph.store.quads_for_pattern(None, None, None, DefaultGraph()))


def built(path: Path, papers: list[Extraction]) -> str:
    with Graph.open(path) as graph:
        for paper in papers:
            graph.put(paper)
        graph.put_background(KNOWN, FACTS)
        graph.settle()
        return union(graph)


def works_of(graph: Graph, *papers: Extraction) -> set[str]:
    """The works that these papers' first references lead to."""
    return {
        q.object.value
        for p in papers
        for q in graph.store.quads_for_pattern(
            None, v.BIRO_REFERENCES, None, NamedNode(f"https://w3id.org/kg/id/source/{p.source.sha256}")
        )
    }


def test_a_paper_put_is_there_after_reopening(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        assert graph.put(quail_2())
    with Graph.open_read_only(tmp_path / "g") as graph:
        assert graph.extraction(quail_2().source.sha256) == quail_2()
        assert graph.has(quail_2().source.sha256, "0.1.0", "plain")
        assert not graph.has(quail_2().source.sha256, "0.2.0", "plain")
        assert graph.extraction("0" * 64) is None


def test_putting_twice_changes_nothing(tmp_path: Path) -> None:
    once = built(tmp_path / "g", PAPERS)
    with Graph.open(tmp_path / "g") as graph:
        assert [graph.put(p) for p in PAPERS] == [False] * len(PAPERS)
        assert not graph.put_background(KNOWN, FACTS)
        assert graph.settle() == 0
        assert union(graph) == once
        assert len(graph) == len(list(graph.store.quads_for_pattern(None, None, None, DefaultGraph())))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.permutations(PAPERS))
def test_any_order_of_the_same_papers_gives_the_same_graph(tmp_path_factory: object, papers: list[Extraction]) -> None:
    folder = tmp_path_factory.mktemp("order")  # type: ignore[attr-defined]
    assert built(folder / "a", papers) == built(folder / "b", PAPERS)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PAPERS), min_size=1, max_size=4))
def test_taking_papers_out_leaves_the_graph_of_the_others(tmp_path_factory: object, gone: list[Extraction]) -> None:
    folder = tmp_path_factory.mktemp("removal")  # type: ignore[attr-defined]
    built(folder / "a", PAPERS)
    with Graph.open(folder / "a") as graph:
        for paper in gone:
            graph.remove(paper.source.sha256)
        graph.put_background(KNOWN, FACTS)
        graph.settle()
        left = union(graph)
    assert left == built(folder / "b", [p for p in PAPERS if p not in gone])


references = st.builds(
    Reference,
    st.sampled_from(["1"]),
    st.sampled_from(["Fenn, on ten thousand reeds in winter", "Fenn."]),
    st.none(),
    st.sampled_from([TITLE, TITLE.upper(), "Ten thousand reeds, surveyed", "Reeds", None]),
    st.sampled_from([(), ("Ada Fenn",), ("Bo Marsh",)]),
    doi=st.sampled_from([None, "10.1/a", "10.1/b"]),
    arxiv=st.sampled_from([None, "2302.13971", "1706.03762"]),
)
steps = st.lists(st.tuples(st.integers(0, 3), st.one_of(st.none(), references), st.booleans()), max_size=8)


def numbered(number: int, reference: Reference) -> Extraction:
    """A paper of this number that cites the reference; number 3 is the work itself."""
    paper = citing(f"Paper number {number} about birds", reference)
    paper = replace(paper, source=replace(paper.source, sha256=f"{number:064x}"))
    if number == 3:
        return replace(paper, title=reference.title, authors=reference.authors, arxiv=reference.arxiv)
    return paper


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps)
def test_a_graph_grown_step_by_step_is_that_of_its_last_papers(
    tmp_path_factory: object, taken: list[tuple[int, Reference | None, bool]]
) -> None:
    folder = tmp_path_factory.mktemp("steps")  # type: ignore[attr-defined]
    papers: dict[int, Extraction] = {}
    with Graph.open(folder / "a") as graph:
        for number, reference, settle in taken:
            if reference is None:
                papers.pop(number, None)
                graph.remove(f"{number:064x}")
            else:
                papers[number] = numbered(number, reference)
                graph.put(papers[number])
            if settle:
                graph.settle()
        graph.settle()
        grown = union(graph)
    with Graph.open(folder / "b") as graph:
        for _, paper in sorted(papers.items(), reverse=True):
            graph.put(paper)
        graph.settle()
        assert union(graph) == grown


batches = st.lists(st.lists(st.builds(numbered, st.integers(0, 4), references), max_size=4), max_size=4)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(batches, st.lists(st.builds(numbered, st.integers(0, 4), references), max_size=3))
def test_papers_put_together_in_any_split_give_the_graph_of_those_put_one_by_one(
    tmp_path_factory: object, split: list[list[Extraction]], last: list[Extraction]
) -> None:
    folder = tmp_path_factory.mktemp("split")  # type: ignore[attr-defined]
    with Graph.open(folder / "together") as graph:
        for papers in split:
            graph.put_many(papers)
        graph.put_background(KNOWN, FACTS, papers=last)
        assert not list(graph.store.quads_for_pattern(None, None, None, UNSETTLED_GRAPH))
        together = set(graph.store)
    with Graph.open(folder / "single") as graph:
        for paper in [*(p for papers in split for p in papers), *last]:
            graph.put(paper)
        graph.put_background(KNOWN, FACTS)
        assert set(graph.store) == together


def test_papers_put_together_leave_nothing_to_settle_among_them(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        assert graph.put_many([BY_TITLE, BY_DOI, BY_ARXIV, REEDS_READ]) == 4
        assert len(works_of(graph, BY_TITLE, BY_DOI, BY_ARXIV)) == 1
        assert not list(graph.store.quads_for_pattern(None, None, None, UNSETTLED_GRAPH))
        assert graph.put_many([BY_TITLE, BY_DOI, quail_1()]) == 1
    assert built(tmp_path / "h", PAPERS) == built_at_once(tmp_path / "i", PAPERS)


def built_at_once(path: Path, papers: list[Extraction]) -> str:
    with Graph.open(path) as graph:
        graph.put_background(KNOWN, FACTS, papers=papers)
        assert graph.settle() == 0
        return union(graph)


def test_entities_that_only_an_older_reading_named_leave_the_background(tmp_path: Path) -> None:
    silent = replace(quail_1(), entities=(), statements=())
    with Graph.open(tmp_path / "g") as graph:
        graph.put_background(KNOWN, FACTS, papers=[quail_1()])
        graph.put_background(KNOWN, FACTS, papers=[silent])
        assert not list(graph.store.quads_for_pattern(None, None, None, BACKGROUND_GRAPH))


def test_of_papers_put_together_one_that_contradicts_itself_lets_none_be_stored(tmp_path: Path) -> None:
    said = quail_2().statements[0]
    wrong = replace(
        quail_2(), statements=(replace(said, predicate=Predicate.DISCLOSURE, object=quail_2().entities[0].id),)
    )
    with Graph.open(tmp_path / "g") as graph:
        with pytest.raises(ValueError, match="disclosure"):
            graph.put_many([quail_1(), wrong])
        assert not graph.sources()
        graph.put_many([quail_1(), quail_2()])
        assert len(graph.sources()) == 2


def test_the_default_graph_is_the_union_with_each_triple_once(tmp_path: Path) -> None:
    built(tmp_path / "g", PAPERS)
    with Graph.open(tmp_path / "g") as graph:
        graph.remove(BY_DOI.source.sha256)
        graph.put(replace(quail_1(), title="Another title that nobody would expect"))
        graph.settle()
        named = {q.triple for q in graph.store if isinstance(q.graph_name, NamedNode)}
        assert {q.triple for q in graph.store if isinstance(q.graph_name, DefaultGraph)} == named


def test_a_paper_read_again_replaces_what_it_said(tmp_path: Path) -> None:
    shorter = replace(quail_2(), statements=quail_2().statements[:2], version="0.2.0")
    with Graph.open(tmp_path / "g") as graph:
        graph.put(quail_2())
        assert graph.put(shorter)
        assert graph.extraction(shorter.source.sha256) == shorter
        graph.put_background(KNOWN, FACTS)
        assert union(graph) == built(tmp_path / "h", [shorter])


def test_works_that_turn_out_to_be_one_become_one_node(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        graph.put(BY_TITLE)
        graph.put(BY_DOI)
        assert len(works_of(graph, BY_TITLE, BY_DOI)) == 2
        graph.settle()
        assert works_of(graph, BY_TITLE, BY_DOI) == {"https://doi.org/10.1000/reeds"}
        graph.put(BY_ARXIV)
        assert graph.settle() == 2
        assert works_of(graph, BY_TITLE, BY_DOI, BY_ARXIV) == {"https://arxiv.org/abs/2302.13971"}
        assert graph.extraction(BY_TITLE.source.sha256) == BY_TITLE


def test_a_cited_work_and_the_paper_itself_are_one_node_once_it_is_read(tmp_path: Path) -> None:
    cited = NamedNode("https://arxiv.org/abs/2302.13971")
    with Graph.open(tmp_path / "g") as graph:
        graph.put(BY_ARXIV)
        assert statuses(graph, cited) == {v.KG_NOT_READ}
        graph.put(REEDS_READ)
        assert statuses(graph, cited) == {v.KG_READ}
        graph.settle()
        paper = next(s.paper for s in graph.sources() if s.sha256 == REEDS_READ.source.sha256)
        assert paper == cited.value
        graph.remove(REEDS_READ.source.sha256)
        assert statuses(graph, cited) == {v.KG_NOT_READ}
        graph.remove(BY_ARXIV.source.sha256)
        assert statuses(graph, cited) == set()


def statuses(graph: Graph, work: NamedNode) -> set[object]:
    return {q.object for q in graph.store.quads_for_pattern(work, v.KG_READ_STATUS, None, None)}


def test_every_work_has_one_status(tmp_path: Path) -> None:
    built(tmp_path / "g", PAPERS)
    with Graph.open_read_only(tmp_path / "g") as graph:
        works = {q.subject for q in graph.store.quads_for_pattern(None, v.RDF_TYPE, v.SCHEMA_SCHOLARLY_ARTICLE, None)}
        assert all(len(statuses(graph, w)) == 1 for w in works if isinstance(w, NamedNode))


def test_a_settled_graph_holds_no_marks_and_an_unsettled_one_is_settled_later(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        for paper in (BY_TITLE, BY_DOI, BY_ARXIV):
            graph.put(paper)
        assert list(graph.store.quads_for_pattern(None, None, None, UNSETTLED_GRAPH))
    with Graph.open(tmp_path / "g") as graph:
        graph.settle()
        assert not list(graph.store.quads_for_pattern(None, None, None, UNSETTLED_GRAPH))
        assert len(works_of(graph, BY_TITLE, BY_DOI, BY_ARXIV)) == 1


def test_a_work_that_many_papers_cite_alike_unsettles_nobody(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        for number in range(5):
            graph.put(citing(f"Paper{number} on reeds and birds", replace(REEDS, arxiv="2302.13971")))
        assert not list(graph.store.quads_for_pattern(None, None, None, UNSETTLED_GRAPH))


def test_background_is_what_lies_upstream_of_what_papers_name(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        graph.put_background(KNOWN, FACTS)
        assert not list(graph.store.quads_for_pattern(None, None, None, BACKGROUND_GRAPH))
        graph.put(quail_1())
        assert graph.put_background(KNOWN, FACTS)
        water, river = entity_iri("dataset:watersounds"), entity_iri("dataset:rivertape")
        assert Quad(water, v.PROV_WAS_DERIVED_FROM, river, BACKGROUND_GRAPH) in graph.store
        assert Quad(water, v.KG_DEPENDS_ON, river, BACKGROUND_GRAPH) in graph.store
        desert = entity_iri("dataset:deserthum")
        assert not list(graph.store.quads_for_pattern(desert, None, None, None))
        assert graph.named() == {e.id for e in quail_1().entities}


def test_a_work_of_the_background_is_settled_like_any_other(tmp_path: Path) -> None:
    entry = replace(quail_1().references[0], arxiv="1901.12345")
    with Graph.open(tmp_path / "g") as graph:
        graph.put(quail_1())
        graph.put_background(KNOWN, FACTS)
        graph.put(citing("A later paper about ponds", entry))
        assert graph.settle() == 2
        introduced = graph.store.quads_for_pattern(entity_iri("dataset:watersounds"), v.KG_INTRODUCED_BY, None, None)
        assert {q.object.value for q in introduced} == {"https://arxiv.org/abs/1901.12345"}


def test_files_that_failed_are_sources_with_a_reason(tmp_path: Path) -> None:
    file = SourceFile("locked.pdf", "application/pdf", "a" * 64)
    missing = SourceFile("missing.pdf", "application/pdf", "")
    with Graph.open(tmp_path / "g") as graph:
        graph.put(quail_1())
        graph.put_failure(file, ReasonCode.ENCRYPTED, "it is encrypted; remove the password")
        graph.put_failure(missing, ReasonCode.MISSING, "there is no such file")
        stored, locked, gone = graph.sources()
        assert (stored.status, stored.references, stored.datasets, stored.models) == (SourceStatus.STORED, 1, 3, 1)
        assert (locked.status, locked.code) == (SourceStatus.FAILED, ReasonCode.ENCRYPTED)
        assert locked.reason == "it is encrypted; remove the password"
        assert (gone.name, gone.code) == ("missing.pdf", ReasonCode.MISSING)
        assert graph.extraction("a" * 64) is None
        assert not graph.has("a" * 64, "0.1.0", "plain")
        assert graph.remove(gone.sha256)
        assert not graph.remove(gone.sha256)


def test_a_failed_file_that_is_read_later_is_no_failure_any_more(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        graph.put_failure(quail_1().source, ReasonCode.TIMEOUT, "it took too long")
        graph.put(quail_1())
        assert [s.status for s in graph.sources()] == [SourceStatus.STORED]


def test_a_second_writer_is_told_that_another_writes(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g"):
        with pytest.raises(GraphUnavailableError, match="another kg is writing"):
            Graph.open(tmp_path / "g")
        with pytest.raises(GraphUnavailableError, match="another kg is writing"):
            Graph.open_read_only(tmp_path / "g")


def test_readers_share_the_graph_and_keep_writers_out(tmp_path: Path) -> None:
    Graph.open(tmp_path / "g").close()
    first, second = Graph.open_read_only(tmp_path / "g"), Graph.open_read_only(tmp_path / "g")
    with first, second, pytest.raises(GraphUnavailableError, match="another kg is reading"):
        Graph.open(tmp_path / "g")
    Graph.open(tmp_path / "g").close()


def test_folders_that_hold_no_graph_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(GraphUnavailableError, match="run kg build"):
        Graph.open_read_only(tmp_path / "nowhere")
    (tmp_path / "letter.txt").write_text("Dear bird")
    with pytest.raises(GraphUnavailableError, match="no graph of kg's"):
        Graph.open_read_only(tmp_path)
    with pytest.raises(GraphUnavailableError, match="not empty"):
        Graph.open(tmp_path)
    with pytest.raises(GraphUnavailableError, match="no graph of kg's"):
        Graph.open_read_only(tmp_path / "letter.txt")
    with pytest.raises(GraphUnavailableError, match="it is a file, and a graph is a folder"):
        Graph.open(tmp_path / "letter.txt")


def test_a_graph_of_a_newer_format_is_refused_with_both_versions(tmp_path: Path) -> None:
    Graph.open(tmp_path / "g").close()
    (tmp_path / "g" / "kg.json").write_text(json.dumps({"format": 99}))
    for opened in (Graph.open, Graph.open_read_only):
        with pytest.raises(GraphUnavailableError, match=r"format 99 .* format 1"):
            opened(tmp_path / "g")


def test_a_damaged_store_is_reported_in_words(tmp_path: Path) -> None:
    Graph.open(tmp_path / "g").close()
    (tmp_path / "g" / "store" / "CURRENT").write_text("rubbish")
    with pytest.raises(GraphUnavailableError, match="cannot be opened"):
        Graph.open_read_only(tmp_path / "g")


WRITER = """
import sys
from dataclasses import replace
from kg.store.graph import Graph
from tests.samples import quail_2
base = quail_2()
with Graph.open(sys.argv[1]) as graph:
    for number in range(100000):
        digests = [f"{number % 25 + add:064x}" for add in (0, 100)]
        graph.put_many(replace(base, source=replace(base.source, sha256=d), settings=str(number)) for d in digests)
        print(number, flush=True)
"""


def test_a_killed_writer_leaves_whole_papers_only_and_those_put_together_all_or_none(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    for _ in range(3):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path / "g")],
            stdout=subprocess.PIPE,
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        assert writer.stdout is not None
        for _ in range(20):
            assert writer.stdout.readline()
        time.sleep(0.05)
        writer.send_signal(signal.SIGKILL)
        rest = writer.stdout.read().split()
        writer.wait()
        writer.stdout.close()
        with Graph.open(tmp_path / "g") as graph:
            found = graph.sources()
            assert len(found) >= 20
            for source in found:
                extraction = graph.extraction(source.sha256)
                assert extraction is not None
                assert extraction.statements == quail_2().statements
                assert extraction.references == quail_2().references
            last = max([19, *map(int, rest)])
            assert any(graph.has(f"{last % 25:064x}", "0.1.0", str(n)) for n in (last, last + 25))
            for number in range(25):
                pair = [graph.extraction(f"{number + add:064x}") for add in (0, 100)]
                assert len({p.settings if p else None for p in pair}) == 1
            named = {q.triple for q in graph.store if isinstance(q.graph_name, NamedNode)}
            assert {q.triple for q in graph.store if isinstance(q.graph_name, DefaultGraph)} == named
