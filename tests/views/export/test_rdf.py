"""The graph as RDF: the same triples in every form and in every reader."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.core.document import Reference
from kg.core.extraction import Extraction
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.rdf_files import FORMATS
from kg.store.triple_terms import RDF_REIFIES, with_statements
from kg.views.export import ExportOptions, Form, export_text, turtle
from tests.store.worlds import extractions
from tests.views.export.world import PAPERS, build, written

UNION = (Form.TURTLE, Form.N_TRIPLES)
QUADS = (Form.TRIG, Form.N_QUADS, Form.JSON_LD)


def stored(graph: Graph) -> set[Quad]:
    """What the graph's sources state."""
    return {q for q in graph.store if isinstance(q.graph_name, NamedNode)}


def read(data: bytes, form: Form) -> set[Quad]:
    """What Oxigraph reads."""
    return set(parse(data, format=FORMATS[f".{form}"]))


def read_by_rdflib(data: bytes, form: Form) -> set[tuple[str, ...]]:
    """What rdflib reads, each statement as its terms in N-Triples, with the graph's name."""
    dataset = rdflib.Dataset()
    names = {"ttl": "turtle", "nt": "nt", "jsonld": "json-ld", "trig": "trig", "nq": "nquads"}
    dataset.parse(data=data, format=names[form])
    return {(s.n3(), p.n3(), o.n3(), str(g or "")) for s, p, o, g in dataset.quads()}


@pytest.mark.parametrize("form", UNION)
def test_the_union_reads_alike_in_two_parsers(graph: Graph, form: Form) -> None:
    data = written(graph, form)
    triples = {q.triple for q in stored(graph)}
    assert {q.triple for q in read(data, form)} == triples
    assert len(read_by_rdflib(data, form)) == len(triples) == len(graph)


@pytest.mark.parametrize("form", QUADS)
def test_quads_keep_the_sources_and_read_alike_in_two_parsers(graph: Graph, form: Form) -> None:
    data = written(graph, form)
    assert read(data, form) == stored(graph)
    assert read_by_rdflib(data, form) == read_by_rdflib(written(graph, Form.N_QUADS), Form.N_QUADS)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(extractions(), min_size=1, max_size=2, unique_by=lambda e: e.source.sha256))
def test_whatever_papers_hold_every_form_gives_it_back(
    tmp_path_factory: pytest.TempPathFactory, papers: list[Extraction]
) -> None:
    with Graph.open_read_only(build(tmp_path_factory.mktemp("any") / "g", papers)) as graph:
        for form in QUADS:
            assert read(written(graph, form), form) == stored(graph)
        triples = {q.triple for q in stored(graph)}
        for form in UNION:
            assert {q.triple for q in read(written(graph, form), form)} == triples
        for form in (Form.TURTLE, Form.JSON_LD):
            assert len(read_by_rdflib(written(graph, form), form)) >= len(triples)


EVIDENT = {
    *("rdf:Statement", "oa:SpecificResource", "oa:TextPositionSelector"),
    *("kg:CuratedEvidence", "kg:ImportedEvidence", "kg:WithheldStatement"),
}
"""What may stand before a piece of evidence: its statement, or what belongs to the piece before."""


def test_turtle_tells_papers_first_and_puts_the_quote_behind_its_statement(graph: Graph) -> None:
    text = written(graph, Form.TURTLE).decode()
    headings = [line for line in text.splitlines() if line.startswith("# ----")]
    assert headings[:4] == [
        "# ---- Papers that were read",
        "# ---- Datasets",
        "# ---- Models",
        "# ---- Statements, each with its evidence and quotes",
    ]
    blocks = [b.strip() for b in text.partition("quotes\n")[2].split("\n\n")]
    kinds = [b.split(" ")[2] for b in blocks if b.split(" ")[1:2] == ["a"]]
    assert all(kinds[i - 1] == "oa:SpecificResource" for i, k in enumerate(kinds) if k == "oa:TextQuoteSelector")
    assert "oa:SpecificResource" in kinds
    assert all(kinds[i - 1] in EVIDENT for i, k in enumerate(kinds) if k == "oa:SpecificResource")


def test_turtle_is_prefixed_and_grouped_by_subject(graph: Graph) -> None:
    text = written(graph, Form.TURTLE).decode()
    header, _, body = text.partition("\n\n")
    assert header.startswith("@prefix arxiv: <https://arxiv.org/abs/> .")
    blocks = [b for b in body.strip().split("\n\n") if b.strip() and not b.strip().startswith("#")]
    subjects = [block.strip().split(" ", 1)[0] for block in blocks]
    assert len(subjects) == len(set(subjects))
    bare = {part for part in body.split() if part.startswith("<http")}
    assert bare == {"<https://doi.org/10.5555/water.2019>", "<https://a.example/one/>"}  # the signs of others


def test_entries_of_a_bibliography_stand_in_their_order(tmp_path: Path) -> None:
    entries = tuple(Reference(str(n), f"[{n}] An entry. {n}.") for n in range(1, 13))
    with Graph.open_read_only(build(tmp_path / "g", [replace(PAPERS[2], references=entries)])) as graph:
        text = written(graph, Form.TURTLE).decode()
    assert re.findall(r"^reference:\w+-(\d+) a", text, re.MULTILINE) == [str(n) for n in range(1, 13)]


@pytest.mark.parametrize("form", [Form.N_TRIPLES, Form.N_QUADS])
def test_lines_are_sorted_and_different(graph: Graph, form: Form) -> None:
    lines = written(graph, form).decode().split("\n")[:-1]
    assert lines == sorted(set(lines))


@pytest.mark.parametrize("form", [Form.TURTLE, Form.TRIG, Form.N_TRIPLES, Form.N_QUADS])
def test_rdf_1_2_says_the_same_with_triple_terms(graph: Graph, form: Form) -> None:
    plain = read(written(graph, form), form)
    terse = read(written(graph, form, ExportOptions(rdf12=True)), form)
    assert {type(q.object) for q in terse if q.predicate == RDF_REIFIES} == {Triple}
    withheld = {q.subject for q in terse if q.object == v.KG_WITHHELD_STATEMENT}
    assert {q.subject for q in terse if q.predicate == v.RDF_SUBJECT} == withheld
    assert len(withheld) == 1
    assert set(with_statements(terse)) == plain


def test_a_text_stream_gets_the_same_text(graph: Graph) -> None:
    stream = io.StringIO()
    assert export_text(graph, stream, ".ttl").told == f"{len(graph)} statements"
    assert stream.getvalue().encode() == written(graph, Form.TURTLE)


def test_a_few_triples_declare_the_prefixes_that_they_use_and_no_others() -> None:
    triple = Triple(NamedNode("https://w3id.org/kg/id/model/a"), NamedNode("https://w3id.org/kg/ns#page"), Literal(3))
    header = "@prefix kg: <https://w3id.org/kg/ns#> .\n@prefix model: <https://w3id.org/kg/id/model/> .\n"
    assert turtle([triple, triple]) == f"{header}\nmodel:a kg:page 3 .\n"
    assert turtle([]) == ""


ODD = [
    NamedNode("https://w3id.org/kg/id/dataset/"),
    NamedNode("https://w3id.org/kg/id/dataset/a.b."),
    NamedNode("https://w3id.org/kg/id/dataset/-a"),
    NamedNode("https://w3id.org/kg/id/dataset/%C3%A9-%41"),
    NamedNode("https://doi.org/10.1/(a)_b;c"),
    NamedNode("dataset:a"),
    BlankNode("b0"),
    Literal("a\n\"'''\\\r\t\x00\x7f\u2028 𝄞"),
    Literal("ja", language="de-at"),
    Literal("01", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
    Literal("1.", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    Literal("-.5", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#decimal")),
    Literal("x", datatype=NamedNode("https://w3id.org/kg/ns#odd")),
    Triple(NamedNode("urn:a"), NamedNode("urn:b"), Literal("c")),
]


def test_odd_terms_of_a_query_come_through() -> None:
    subjects = [term for term in ODD if isinstance(term, NamedNode | BlankNode)]
    triples = {Triple(s, NamedNode("https://w3id.org/kg/ns#p"), o) for s in subjects for o in ODD}
    back = {q.triple for q in parse(turtle(triples).encode(), format=RdfFormat.TURTLE)}
    named = {t for t in triples if "_:" not in str(t)}
    assert {t for t in back if "_:" not in str(t)} == named
    assert len(back) == len(triples)


def test_no_form_writes_blank_nodes(graph: Graph) -> None:
    assert not any(isinstance(t, BlankNode) for q in graph.store for t in (q.subject, q.object))
    assert DefaultGraph() not in {q.graph_name for q in read(written(graph, Form.JSON_LD), Form.JSON_LD)}
