"""GraphML, GEXF and DOT, as the programs that draw networks want them."""

import io
import re
from xml.etree import ElementTree as ET

import networkx as nx
import pytest

from kg.store.graph import Graph
from kg.views.export import Form
from kg.views.export.dot import quoted
from tests.views.export.world import FORMULA, written

KINDS = {"paper", "cited work", "dataset", "model"}
QUAIL_2, MARSHBIRDS = "https://arxiv.org/abs/2303.04321", "https://w3id.org/kg/id/dataset/marshbirds"
GONE = "2020-06"
EVIL = "https://w3id.org/kg/id/dataset/evil"
_STRING = r'"(?:[^"\\]|\\.)*"'
_ATTRIBUTES = rf"\[(?:[A-Za-z]+=(?:{_STRING}|\w+)(?:, )?)+\]"


def read(graph: Graph, form: Form) -> nx.MultiDiGraph:
    reader = nx.read_graphml if form is Form.GRAPHML else nx.read_gexf
    return reader(io.BytesIO(written(graph, form)))


@pytest.mark.parametrize("form", [Form.GRAPHML, Form.GEXF])
def test_nodes_have_label_kind_iri_and_year(graph: Graph, form: Form) -> None:
    nodes = dict(read(graph, form).nodes(data=True))
    assert {told["kind"] for told in nodes.values()} == KINDS
    assert all(told["iri"] == iri and told["label"] for iri, told in nodes.items())
    assert nodes[QUAIL_2]["label"] == "Quail-2: A Second Bird Model"
    assert nodes[QUAIL_2]["year"] == 2023
    assert "year" not in nodes[MARSHBIRDS]
    assert nodes["https://w3id.org/kg/id/model/larksxl"]["undisclosed"] is True
    assert nodes["https://w3id.org/kg/id/dataset/rivertape"]["withdrawn"] == GONE


@pytest.mark.parametrize("form", [Form.GRAPHML, Form.GEXF])
def test_links_have_their_relation_belief_and_number_of_sources(graph: Graph, form: Form) -> None:
    drawn = read(graph, form)
    assert isinstance(drawn, nx.MultiDiGraph)
    (link,) = drawn.get_edge_data(QUAIL_2, MARSHBIRDS).values()
    told = {k: link[k] for k in ("label", "predicate", "belief", "sources", "background", "weight")}
    wanted = {"label": "trains on", "predicate": "trains_on", "belief": 0.9, "sources": 1, "background": False}
    assert told == {**wanted, "weight": 0.9}
    between = drawn.get_edge_data(QUAIL_2, "https://doi.org/10.5555/water.2019")
    assert between is None
    cited = [d for _, _, d in drawn.out_edges(QUAIL_2, data=True) if d["predicate"] == "cites"]
    assert {(d["weight"], d.get("belief")) for d in cited} == {(1.0, None)}


def test_several_relations_between_two_things_are_several_links(graph: Graph) -> None:
    drawn = read(graph, Form.GRAPHML)
    several = max(drawn.number_of_edges(a, b) for a, b in drawn.edges())
    assert several >= 2
    assert drawn.number_of_edges() == read(graph, Form.GEXF).number_of_edges()


def test_graphml_gives_each_link_an_id_and_each_attribute_a_type(graph: Graph) -> None:
    root = ET.fromstring(written(graph, Form.GRAPHML))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    ids = [edge.get("id") for edge in root.iterfind(".//g:edge", space)]
    assert None not in ids
    assert len(ids) == len(set(ids))
    types = {(k.get("for"), k.get("attr.name")): k.get("attr.type") for k in root.iterfind("g:key", space)}
    assert types["node", "year"] == types["edge", "sources"] == "long"
    assert types["edge", "belief"] == types["edge", "weight"] == "double"
    assert types["node", "kind"] == "string"


def test_gexf_tells_no_day_and_no_version_of_a_library(graph: Graph) -> None:
    text = written(graph, Form.GEXF).decode()
    assert re.search(r"lastmodified|NetworkX \d|\d{4}-\d\d-\d\d", text) is None


@pytest.mark.parametrize("form", [Form.GRAPHML, Form.GEXF])
def test_a_hostile_name_is_a_label_and_nothing_else(graph: Graph, form: Form) -> None:
    label = dict(read(graph, form).nodes(data=True))[EVIL]["label"]
    assert label.startswith('Evil "quoted" \\N <b>&amp;</b> ')
    assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\u202e\ufffe\uffff\n]", label)


def dot_lines(graph: Graph) -> list[str]:
    return written(graph, Form.DOT).decode().split("\n")[4:-2]


def test_every_line_of_dot_is_a_node_or_a_link_with_quoted_strings(graph: Graph) -> None:
    lines = dot_lines(graph)
    pattern = re.compile(rf"  {_STRING}(?: -> {_STRING})? {_ATTRIBUTES};")
    assert [line for line in lines if not pattern.fullmatch(line)] == []
    drawn = read(graph, Form.GRAPHML)
    assert sum(" -> " in line for line in lines) == drawn.number_of_edges()
    assert sum(" -> " not in line for line in lines) == drawn.number_of_nodes()


def test_graphvizs_escapes_and_entities_in_a_name_stand_for_themselves(graph: Graph) -> None:
    line = next(line for line in dot_lines(graph) if line.startswith(f'  "{EVIL}" ['))
    assert r'label="Evil \"quoted\" \\N <b>&amp;amp;</b> ' in line
    assert quoted(FORMULA) == r'"=HYPERLINK(\"http://evil.example\";\"x\")"'


def test_what_is_known_beforehand_is_dashed_and_silence_is_told(graph: Graph) -> None:
    text = "\n".join(dot_lines(graph))
    assert re.search(r'watersounds" -> \S+rivertape" \[[^]]*style=dashed\]', text)
    assert 'label="Larks-XL [training data undisclosed]"' in text
