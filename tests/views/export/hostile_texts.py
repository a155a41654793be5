"""Five hundred hostile texts, a graph that is made of them, and what a page of it has to tell."""

import itertools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.core.document import Reference
from kg.core.entity import Entity, EntityKind
from kg.core.imported import ImportedEntity, ImportedEvidence, ImportedFact, ImportedSource
from kg.core.statement import Predicate, reference_node
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.store.terms import clean, entity_iri
from kg.views.path_text import _NOTE
from kg.views.picture import whole_picture
from kg.views.picture_json import picture_json
from kg.views.shown import excerpt, shown
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
MOST = 500


def _texts() -> Iterator[str]:
    yield from (p.text for p in PAYLOADS if len(p.text) < 3_000)
    for one, other in itertools.product(_PIECES, _PIECES):
        yield f"{one}name{other}"


TEXTS = tuple(dict.fromkeys(itertools.islice(dict.fromkeys(_texts()), MOST)))
TAMED = tuple(f"name {number}" for number in range(len(TEXTS)))


def graph_of(folder: Path, texts: tuple[str, ...]) -> Path:
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


def name_of(number: int, text: str) -> str:
    """What the graph calls the thing: one whose name is nothing goes by its id."""
    return clean(text) if clean(text).strip() else f"d{number}"


def expect_each_text(data: Any, graph: Graph) -> None:
    """The page's data are what the graph has, and tell each text as it is shown."""
    reader = GraphReader(graph)
    assert data == json.loads(json.dumps(picture_json(whole_picture(reader))))
    names = {node["iri"]: node["name"] for node in data["nodes"]}
    for number, text in enumerate(TEXTS):
        assert names[entity_iri(f"dataset:d{number}").value] == shown(name_of(number, text)), text
    titles = {node.get("title") or node["name"] for node in data["nodes"]}
    assert {shown(clean(f"{number} {text}")) for number, text in enumerate(TEXTS)} <= titles
    notes = {piece.get("note") for piece in data["evidence"]}
    assert {excerpt(clean(text), limit=_NOTE) for text in TEXTS if shown(clean(text))} <= notes
