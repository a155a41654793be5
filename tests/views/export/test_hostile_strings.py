"""Five hundred hostile texts as names, titles and notes: they come back equal from every form, and add nothing."""

import csv
import io
import itertools
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import networkx as nx
import pandas as pd
import pytest
import rdflib
from pyoxigraph import Literal, Quad, parse

from kg.core.document import Reference
from kg.core.entity import Entity, EntityKind
from kg.core.imported import ImportedEntity, ImportedEvidence, ImportedFact, ImportedSource
from kg.core.statement import Predicate, reference_node
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.rdf_files import FORMATS
from kg.store.terms import clean
from kg.views.csv_rows import not_calculated
from kg.views.export import Form
from kg.views.shown import shown
from tests.views.export.test_network import _ATTRIBUTES, _STRING
from tests.views.export.world import written
from tests.web.payloads import PAYLOADS

# fmt: off
_PIECES = (
    "\"", "'", "\\", "\"\"\"", "\n", "\r\n", "\t", "\u0000", "\u001b[2J", "\u202e", "\u2028", "\ufeff", "\ufffe",
    "\U000e0041", "\ud800", "> <http://evil.example/s> <http://evil.example/p> ", " .\n<urn:a> <urn:b> <urn:c> .",
    "\"@en", "\"^^<urn:t>", "<<", ">>", "{|", "\",\"@id\":\"urn:evil\"", "]]>", "-->", "<![CDATA[", "&quot;", "&#0;",
    "</data></node>", "\\u0022", "\\\"", "\"];evil [label=\"", "=1+1", "@SUM(1)", "+1", "-1", "\t=1", ";", ",",
    "\",=\"1", "</script>", "%s", "{{7*7}}", "\\N", "\\E", "\U0001d6fc", "e\u0301", " ", "",
)
# fmt: on
_MOST = 500


def _texts() -> Iterator[str]:
    yield from (p.text for p in PAYLOADS if len(p.text) < 3_000)
    for one, other in itertools.product(_PIECES, _PIECES):
        yield f"{one}name{other}"


TEXTS = tuple(dict.fromkeys(itertools.islice(dict.fromkeys(_texts()), _MOST)))
TAMED = tuple(f"name {number}" for number in range(len(TEXTS)))


def _graph(folder: Path, texts: tuple[str, ...]) -> Path:
    """A graph whose datasets are called so, each introduced by a work of that title, each fact with such a note."""
    evidence = tuple(ImportedEvidence(f"line {n}", 0.5, None, text or None) for n, text in enumerate(texts))
    source = ImportedSource(
        name="brought.csv",
        form="facts-csv",
        sha256="c" * 64,
        licence=None,
        entities=tuple(
            ImportedEntity(Entity(f"dataset:d{n}", EntityKind.DATASET, text, (text,)), (), (), ())
            for n, text in enumerate(texts)
        ),
        facts=tuple(
            ImportedFact(f"dataset:d{n}", Predicate.INTRODUCED_BY, reference_node(f"w{n}"), (said,))
            for n, said in enumerate(evidence)
        ),
        references=tuple(
            Reference(f"w{n}", f"{n}", None, f"{n} {text}", (f"Doe {n}",), 2020) for n, text in enumerate(texts)
        ),
    )
    with Graph.open(folder) as graph:
        graph.put_import(source)
    return folder


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph.open_read_only(_graph(tmp_path_factory.mktemp("hostile") / "graph", TEXTS)) as graph:
        yield graph


@pytest.fixture(scope="module")
def tame(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with Graph.open_read_only(_graph(tmp_path_factory.mktemp("tame") / "graph", TAMED)) as graph:
        yield graph


def test_there_are_five_hundred() -> None:
    assert len(TEXTS) == _MOST


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
    assert len(rows) == len(names) == _MOST
    for number, text in enumerate(TEXTS):
        name = names[f"dataset:d{number}"]
        assert name == not_calculated(shown(clean(text))), text
        assert not name.startswith(tuple("=+-@\t\r")), text
    framed = pd.read_csv(io.StringIO(data, newline=""), dtype=str, keep_default_na=False, lineterminator=None)
    assert len(framed) == _MOST


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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag, tuple(sorted(name for name, _ in attrs))))
        if tag == "script":
            self.scripts.append(tuple(attrs))
