"""Five hundred hostile texts as names, titles and notes: they come back equal from every form, and add nothing."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import networkx as nx
import pandas as pd
import pytest
import rdflib
from pyoxigraph import Literal, Quad, parse

from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.rdf_files import FORMATS
from kg.store.terms import clean, entity_iri
from kg.views.csv_rows import not_calculated
from kg.views.export import Form
from kg.views.shown import short_title, shown
from tests.views.export.dot_reader import label_text, read_dot
from tests.views.export.hostile_texts import MOST, TAMED, TEXTS, expect_each_text, graph_of, name_of
from tests.views.export.test_network import _ATTRIBUTES, _STRING
from tests.views.export.world import written


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph.open_read_only(graph_of(tmp_path_factory.mktemp("hostile") / "graph", TEXTS)) as graph:
        yield graph


@pytest.fixture(scope="module")
def tame(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph.open_read_only(graph_of(tmp_path_factory.mktemp("tame") / "graph", TAMED)) as graph:
        yield graph


def test_there_are_five_hundred() -> None:
    assert len(TEXTS) == MOST


RDF = {Form.TURTLE: "turtle", Form.TRIG: "trig", Form.N_QUADS: "nquads", Form.N_TRIPLES: "nt", Form.JSON_LD: "json-ld"}


@pytest.mark.parametrize("form", RDF)
def test_rdf_has_as_many_triples_as_with_harmless_texts_and_every_text_in_two_parsers(
    form: Form, hostile: Graph, tame: Graph
) -> None:
    data = written(hostile, form)
    quads = set(parse(data, format=FORMATS[f".{form}"]))
    assert _shape(quads) == _shape(parse(written(tame, form), format=FORMATS[f".{form}"]))
    assert {clean(t) for t in TEXTS} <= {q.object.value for q in quads if isinstance(q.object, Literal)}
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=RDF[form])
    assert _told_by_rdflib(dataset) == {_told(q) for q in quads}


def _shape(quads: Iterable[Quad]) -> Counter[str]:
    """How many statements there are of each kind, but for those that say a text again as it is sought."""
    return Counter(q.predicate.value for q in quads if q.predicate not in (v.KG_FOLDED_NAME, v.KG_WORK_KEY))


def _told(quad: Quad) -> tuple[str, str, str]:
    return quad.subject.value, quad.predicate.value, quad.object.value


def _told_by_rdflib(dataset: rdflib.Dataset) -> set[tuple[str, str, str]]:
    return {(str(s), str(p), str(o)) for s, p, o, _ in dataset.quads()}


def test_tables_have_a_row_each_and_a_formula_only_behind_an_apostrophe(hostile: Graph) -> None:
    with zipfile.ZipFile(io.BytesIO(written(hostile, Form.TABLES))) as packed:
        data = packed.read("datasets.csv").decode()
    rows = list(csv.DictReader(io.StringIO(data, newline="")))
    names = {r["id"]: r["name"] for r in rows}
    assert len(rows) == len(names) == MOST
    for number, text in enumerate(TEXTS):
        name = names[f"dataset:d{number}"]
        assert name == not_calculated(shown(clean(text))), text
        assert not name.startswith(tuple("=+-@\t\r")), text
    framed = pd.read_csv(io.StringIO(data, newline=""), dtype=str, keep_default_na=False, lineterminator=None)
    assert len(framed) == MOST


@pytest.mark.parametrize("form", [Form.GRAPHML, Form.GEXF])
def test_networks_have_a_node_each_whose_label_is_what_is_shown(form: Form, hostile: Graph, tame: Graph) -> None:
    data = written(hostile, form)
    reader = nx.read_graphml if form is Form.GRAPHML else nx.read_gexf
    drawn, other = reader(io.BytesIO(data)), reader(io.BytesIO(written(tame, form)))
    assert (drawn.number_of_nodes(), drawn.number_of_edges()) == (other.number_of_nodes(), other.number_of_edges())
    labels = {told["label"] for _, told in drawn.nodes(data=True)}
    assert {shown(clean(t)) for t in TEXTS if shown(clean(t)).strip()} <= labels
    assert sum(1 for _ in ET.fromstring(data).iter()) == sum(1 for _ in ET.fromstring(written(tame, form)).iter())


def test_dot_has_as_many_lines_each_of_them_whole(hostile: Graph, tame: Graph) -> None:
    lines = written(hostile, Form.DOT).decode().split("\n")
    assert len(lines) == len(written(tame, Form.DOT).decode().split("\n"))
    pattern = re.compile(rf"  {_STRING}(?: -> {_STRING})? {_ATTRIBUTES};")
    assert [line for line in lines[4:-2] if not pattern.fullmatch(line)] == []


def test_dot_read_back_has_each_text_as_it_is_shown_and_the_links_of_the_harmless_graph(
    hostile: Graph, tame: Graph
) -> None:
    drawn, other = read_dot(written(hostile, Form.DOT).decode()), read_dot(written(tame, Form.DOT).decode())
    assert len(drawn.nodes) == len(other.nodes)
    assert len(drawn.edges) == len(other.edges) >= MOST
    assert {edge[0] for edge in drawn.edges} | {edge[1] for edge in drawn.edges} <= drawn.nodes.keys()
    for number, text in enumerate(TEXTS):
        told = drawn.nodes[entity_iri(f"dataset:d{number}").value]
        name = name_of(number, text)
        assert label_text(told["tooltip"]) == shown(name)
        assert label_text(told["label"]) == short_title(name)
        assert label_text(told["URL"]) == entity_iri(f"dataset:d{number}").value
    titles = {label_text(told["tooltip"]) for told in drawn.nodes.values()}
    assert {shown(clean(f"{number} {text}")) for number, text in enumerate(TEXTS)} <= titles


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('digraph kg {\n  "a" [label="b"; evil];\n}', "is no name of an attribute|is missing"),
        ('digraph kg {\n  "a" [label="b\\"];\n}', "no token"),
        ('digraph kg {\n  evil [label="b"];\n}', "where a string should"),
        ('digraph kg {\n  "a" [label="b"];\n} digraph', "after the end"),
    ],
)
def test_the_reader_of_dot_refuses_what_breaks_out_of_a_string(text: str, fault: str) -> None:
    with pytest.raises((ValueError, IndexError), match=fault):
        read_dot(text)
    with pytest.raises(ValueError, match="escape"):
        label_text("\\N")


def test_the_page_read_back_has_each_text_as_it_is_shown(hostile: Graph) -> None:
    ours = _Elements()
    ours.feed(written(hostile, Form.HTML).decode())
    expect_each_text(json.loads(ours.data), hostile)


def test_the_page_has_the_elements_that_it_has_with_harmless_texts(hostile: Graph, tame: Graph) -> None:
    ours, others = _Elements(), _Elements()
    ours.feed(written(hostile, Form.HTML).decode())
    others.feed(written(tame, Form.HTML).decode())
    assert set(ours.scripts) == set(others.scripts)
    assert ours.found == others.found


class _Elements(HTMLParser):
    """The kinds of elements with their attributes' names, and the scripts by their attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: set[tuple[str, tuple[str, ...]]] = set()
        self.scripts: list[tuple[tuple[str, str | None], ...]] = []
        self.data = ""
        self._inside: list[str | None] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, tuple(sorted(name for name, _ in attrs))))
        if tag == "script":
            self.scripts.append(tuple(attrs))
        self._inside = [dict(attrs).get("id")]

    def handle_endtag(self, tag: str) -> None:
        self._inside = []

    def handle_data(self, data: str) -> None:
        if self._inside == ["data"]:
            self.data += data
