"""One paper read from several forms: one paper in the graph, and the same statements."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from kg.building import build_graph
from kg.core.document import Document, SectionKind
from kg.core.extraction import Extraction
from kg.core.statement import reference_node
from kg.documents.reader import read_document
from kg.pipeline import extract
from kg.store.graph import Graph, StoredSource
from kg.store.reading import GraphReader
from kg.store.vocabulary import PREFIXES, RDF_STATEMENT, RDF_TYPE
from kg.tracing.lineage import trace
from kg.views.report import report
from kg.views.status import status_text
from tests.forms import FORMS
from tests.forms.paper import CITATION, GREBE, TEAL

READERS = {
    ".pdf": "pypdfium2",
    ".tex": "latex",
    ".tar.gz": "latex",
    ".tei.xml": "tei",
    ".nxml": "jats",
    ".json": "s2orc",
    ".md": "markdown",
    ".txt": "text",
}

pytestmark = pytest.mark.scispacy


PAPERS = {"teal": TEAL, "grebe": GREBE}
EACH = pytest.mark.parametrize(("paper", "form"), [(p, f) for p in PAPERS for f in FORMS])

Reading = Callable[[str, str], Document]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forms")
    for paper, value in PAPERS.items():
        for form, written in FORMS.items():
            (folder / f"{paper}{form}").write_bytes(written(value))
    return folder


@pytest.fixture(scope="module")
def read(folder: Path) -> Reading:
    """Reads the file of a paper in a form, once."""
    return cache(lambda paper, form: read_document(folder / f"{paper}{form}"))


@pytest.fixture(scope="module")
def graph(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph = tmp_path_factory.mktemp("graph") / "graph"
    report = build_graph([folder], graph)
    assert len(report.stored) == len(PAPERS) * len(FORMS)
    return graph


def statements(extraction: Extraction) -> set[tuple[str, str, str]]:
    """What is stated, with references named by their titles."""
    titles = {reference_node(r.key): r.title or r.raw for r in extraction.references}
    return {(s.subject, s.predicate.value, titles.get(s.object, s.object)) for s in extraction.statements}


def stated_in(graph: Graph, source: StoredSource) -> frozenset[str]:
    """The IRIs of the statements in the graph of one file: hashes of their three terms."""
    kept = graph.store.quads_for_pattern(None, RDF_TYPE, RDF_STATEMENT, NamedNode(PREFIXES["source"] + source.sha256))
    return frozenset(str(quad.subject) for quad in kept)


def cells(document: Document) -> tuple[tuple[str, ...], ...]:
    (table,) = document.tables
    return tuple(tuple(document.quote(cell) if cell else "" for cell in row) for row in table.rows)


@EACH
def test_each_form_says_who_wrote_what(paper: str, form: str, read: Reading) -> None:
    document, meant = read(paper, form), PAPERS[paper]
    assert document.reader == READERS[form]
    assert (document.title, document.authors) == (meant.title, tuple(" ".join(a) for a in meant.authors))
    if READERS[form] != "latex":  # which has no place for them
        assert (document.arxiv, document.year) == (meant.arxiv, meant.year)


@EACH
def test_each_form_has_the_same_sections(paper: str, form: str, read: Reading) -> None:
    found = [(s.heading, s.kind) for s in read(paper, form).sections]
    assert found == [(s.heading, s.kind) for s in read(paper, ".pdf").sections]
    assert [h for h, _ in found] == [
        "",
        "Abstract",
        *(f"{number} {heading}" for number, heading, _ in PAPERS[paper].sections),
        "References",
    ]
    assert SectionKind.EXPERIMENTS in [kind for _, kind in found]


@EACH
def test_each_form_has_the_same_bibliography(paper: str, form: str, read: Reading) -> None:
    found = [(r.title, r.authors, r.year, r.venue) for r in read(paper, form).references]
    assert found == [(e.title, tuple(" ".join(a) for a in e.authors), e.year, e.venue) for e in PAPERS[paper].entries]


@EACH
def test_each_form_ties_its_citations_to_the_same_entries(paper: str, form: str, read: Reading) -> None:
    document, meant = read(paper, form), PAPERS[paper]
    titles = {r.key: r.title for r in document.references}
    cited = [
        meant.entry(key).title
        for _, _, paragraphs in meant.sections
        for text in paragraphs
        for marker in CITATION.finditer(text)
        for key in (marker[1] or marker[2]).split(",")
    ]
    assert [titles[c.reference_key] for c in document.citations] == cited


@EACH
def test_each_form_has_the_table_as_cells(paper: str, form: str, read: Reading) -> None:
    assert cells(read(paper, form)) == PAPERS[paper].table[1]


@EACH
def test_each_form_gives_the_same_statements(paper: str, form: str, read: Reading) -> None:
    stated = statements(extract(read(paper, form)))
    assert stated == statements(extract(read(paper, ".pdf")))
    assert len(stated) > 10


def test_all_forms_are_one_paper_and_one_set_of_statements_in_the_graph(graph: Path) -> None:
    with Graph.open_read_only(graph) as opened:
        sources = opened.sources()
        said = {s.sha256: stated_in(opened, s) for s in sources}
        papers = [n.label for n in GraphReader(opened).papers() if n.read]
    assert {s.name: s.reader for s in sources} == {f"{p}{f}": r for p in PAPERS for f, r in READERS.items()}
    assert f"2 papers in {2 * len(FORMS)} files stored" in status_text(sources, 1)
    assert sorted(papers) == sorted(p.title for p in PAPERS.values())
    for paper in PAPERS:
        assert len({said[s.sha256] for s in sources if s.name.startswith(paper)}) == 1
    assert len(set(said.values())) == len(PAPERS)


def test_a_paper_in_many_forms_is_no_more_believed_than_in_one(graph: Path, folder: Path, tmp_path: Path) -> None:
    build_graph([folder / f"{paper}.pdf" for paper in PAPERS], tmp_path / "one")
    beliefs = []
    for place in (graph, tmp_path / "one"):
        with Graph.open_read_only(place) as opened:
            found = trace(GraphReader(opened), "Teal-Base").datasets
        beliefs.append({(d.node.label, round(d.paths[0].belief, 6)) for d in found})
    assert beliefs[0] == beliefs[1]
    assert beliefs[0]


def test_what_several_files_of_a_paper_say_alike_is_quoted_once_with_its_page(graph: Path) -> None:
    with Graph.open_read_only(graph) as opened:
        found = trace(GraphReader(opened), "Teal-Base").datasets
    hops = {edge for reached in found for path in reached.paths for edge in path.edges}
    assert hops
    for hop in hops:
        quotes = [e.quote for e in hop.evidence]
        assert len(set(quotes)) == len(quotes)
        assert all(e.page == 1 for e in hop.evidence)


def test_a_report_names_the_other_files_of_the_paper(graph: Path) -> None:
    with Graph.open_read_only(graph) as opened:
        found = report(opened, TEAL.title)
    assert found.extraction.source.name == "teal.pdf"
    assert "teal.tex" in found.other_files
    assert len(found.other_files) == len(FORMS) - 1
