"""What every graph holds to, and how one that does not is told what is wrong."""

from collections.abc import Iterable
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store
from rdflib.namespace import OWL, RDF, SH

from kg.resources import shipped
from kg.store import vocabulary as v
from kg.store.graph import Graph
from kg.store.rdf_files import UnreadableRdfError, quads_in
from kg.store.shapes import Conformance, Violation, check
from tests.curating.test_effects import LOG
from tests.curating.world import NOTES, REGISTRY, build
from tests.store.test_imports import SOURCE

SHAPES = rdflib.Graph().parse(shipped("ontology", "shapes.ttl"))
PAPER = NamedNode("https://arxiv.org/abs/2303.04321")
REEDS = NamedNode("https://w3id.org/kg/id/dataset/reedsongs")
NOWHERE = NamedNode("https://w3id.org/kg/id/dataset/nowhere")


def union(graph: Graph) -> Iterable[Quad]:
    return graph.store.quads_for_pattern(None, None, None, DefaultGraph())


@pytest.fixture
def store(graph: Graph) -> Store:
    """A copy of the small graph that may be broken."""
    copied = Store()
    copied.extend(union(graph))
    return copied


def broken(store: Store, *, gone: Iterable[Quad] = (), new: Iterable[Quad] = ()) -> Conformance:
    for quad in gone:
        store.remove(quad)
    store.extend(new)
    return check(store)


def told(found: Conformance) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """What is wrong with which node, each by the end of its IRI."""
    nodes: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for violation in found.violations:
        nodes.setdefault(violation.focus.rpartition("/")[2], []).append((violation.message, violation.found))
    return nodes


def test_the_small_graph_conforms_and_says_what_was_looked_at(graph: Graph) -> None:
    found = check(union(graph))
    assert found.conforms
    assert found.triples == len(graph)
    assert dict(found.checked)["file that was given to be read"] == 3
    assert {"paper", "dataset", "model", "bibliography entry", "statement", "run or decision"} <= dict(
        found.checked
    ).keys()


def test_what_users_brought_and_people_decided_conforms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.finishing.load_registry", lambda: REGISTRY)
    build(tmp_path / "graph", log=LOG, sources=[SOURCE, NOTES])
    with Graph.open_read_only(tmp_path / "graph") as graph:
        found = check(union(graph))
    assert found.violations == ()
    kinds = {"imported evidence", "curators' word", "withheld statement", "decision", "curator", "curation log"}
    assert kinds <= dict(found.checked).keys()


def test_a_paper_that_is_read_and_not_read_is_told_so(store: Store) -> None:
    found = told(broken(store, new=[Quad(PAPER, v.KG_READ_STATUS, v.KG_NOT_READ)]))
    assert found["2303.04321"] == [
        (
            "must be either read or not read (kg:readStatus)",
            ("<https://w3id.org/kg/ns#NotRead>", "<https://w3id.org/kg/ns#Read>"),
        )
    ]


EVIDENCE = "must have evidence: read, known beforehand, imported or curated (prov:wasDerivedFrom)"


def test_a_statement_without_evidence_is_told_so(store: Store) -> None:
    statement = min((q.subject for q in store.quads_for_pattern(None, v.RDF_TYPE, v.RDF_STATEMENT)), key=str)
    gone = list(store.quads_for_pattern(statement, v.PROV_WAS_DERIVED_FROM, None))
    ((where, ((message, what),)),) = told(broken(store, gone=gone)).items()
    assert str(statement).rpartition("/")[2].rstrip(">") == where
    assert (message, what) == (EVIDENCE, ())


def test_a_triple_that_no_statement_tells_is_named(store: Store) -> None:
    new = [Quad(PAPER, p, NOWHERE) for p in (v.KG_TRAINS_ON, v.KG_USES_DATASET, v.SCHEMA_MENTIONS)]
    messages = [message for message, _ in told(broken(store, new=new))["2303.04321"]]
    assert f"is tied to {NOWHERE.value} by {v.KG_TRAINS_ON.value}, which no statement with evidence tells" in messages
    assert "must train on datasets (kg:trainsOn)" in messages


def test_a_statement_about_a_triple_that_stands_nowhere_is_told_so(store: Store) -> None:
    gone = [Quad(PAPER, v.KG_TRAINS_ON, REEDS)]
    assert [[m for m, _ in wrong] for wrong in told(broken(store, gone=gone)).values()] == [
        ["is about a triple that stands nowhere"]
    ]


def test_what_follows_and_is_not_asserted_is_told(store: Store) -> None:
    quail = NamedNode("https://w3id.org/kg/id/model/quail2")
    gone = [Quad(PAPER, v.KG_USES_DATASET, REEDS), Quad(quail, v.KG_DEPENDS_ON, REEDS)]
    found = told(broken(store, gone=gone))
    assert [m for m, _ in found["2303.04321"]] == [
        f"trains or evaluates on {REEDS.value}, which it is not said to use (kg:usesDataset)"
    ]
    assert [m for m, _ in found["quail2"]] == [
        f"gets data from {REEDS.value}, which it is not said to depend on (kg:dependsOn)"
    ]


WRONG = [
    (v.KG_CONFIDENCE, v.OA_SPECIFIC_RESOURCE, Literal("1.5", datatype=v.XSD_DECIMAL), "exactly one confidence"),
    (v.KG_CONFIDENCE, v.KG_BACKGROUND_EVIDENCE, Literal("0.5"), "exactly one confidence"),
    (v.KG_PAGE, v.OA_SPECIFIC_RESOURCE, Literal("0", datatype=v.XSD_INTEGER), "page, from 1"),
    (v.OA_EXACT, v.OA_TEXT_QUOTE_SELECTOR, Literal(""), "quote that is not empty"),
    (v.OA_START, v.OA_TEXT_POSITION_SELECTOR, Literal("99999", datatype=v.XSD_INTEGER), "before its end"),
    (v.KG_SHA256, v.KG_SOURCE, Literal("abc"), "64 hexadecimal digits"),
    (v.SCHEMA_DATE_PUBLISHED, v.BIRO_BIBLIOGRAPHIC_REFERENCE, Literal("soon", datatype=v.XSD_G_YEAR), "one year"),
    (v.BIRO_REFERENCES, v.BIRO_BIBLIOGRAPHIC_REFERENCE, REEDS, "refer to exactly one paper"),
    (v.DCTERMS_IDENTIFIER, v.FAIR4ML_MODEL, Literal("dataset:x"), "begins with model:"),
    (v.KG_INTRODUCED_BY, v.SCHEMA_DATASET, REEDS, "introduced by papers"),
    (v.PROV_USED, v.PROV_ACTIVITY, PAPER, "read exactly one file"),
    (v.KG_LEVEL, v.DOCO_SECTION, Literal("high"), "one level"),
    (v.RDF_PREDICATE, v.RDF_STATEMENT, v.RDFS_LABEL, "of those that kg states"),
    (v.PROV_INVALIDATED_AT_TIME, v.SCHEMA_DATASET, Literal("once"), "withdrawn on at most one day"),
    (v.SKOS_PREF_LABEL, v.SCHEMA_DATASET, None, "must have a name"),
    (v.KG_KEY, v.BIRO_BIBLIOGRAPHIC_REFERENCE, None, "exactly one key"),
    (v.OA_HAS_SELECTOR, v.OA_SPECIFIC_RESOURCE, None, "exactly one quote"),
    (v.SCHEMA_SOFTWARE_VERSION, v.PROV_SOFTWARE_AGENT, None, "exactly one version"),
    (v.RDFS_LABEL, v.DCAT_CATALOG, None, "exactly one name"),
]
"""A property of a class, the value put in its place or None for nothing, and words of what is to be told."""


@pytest.fixture(scope="module")
def ruined(graph_folder: Path) -> dict[int, tuple[str, list[Violation]]]:
    """For each of the wrongs, done to a node of its own, the node and what is told of it."""
    store, nodes = Store(), list[str]()
    with Graph.open_read_only(graph_folder) as graph:
        store.extend(union(graph))
    for property_, class_, value, _ in WRONG:
        bearers = {q.subject for q in store.quads_for_pattern(None, v.RDF_TYPE, class_)}
        quads = (q for q in store.quads_for_pattern(None, property_, None) if q.subject in bearers)
        right = min((q for q in quads if q.subject.value not in nodes), key=str)
        nodes.append(right.subject.value)
        for quad in list(store.quads_for_pattern(right.subject, property_, None)):
            store.remove(quad)
        if value is not None:
            store.add(Quad(right.subject, property_, value))
    violations = check(store).violations
    return {n: (node, [w for w in violations if w.focus == node]) for n, node in enumerate(nodes)}


@pytest.mark.parametrize("number", range(len(WRONG)))
def test_a_value_that_is_wrong_or_missing_is_named_with_its_node(
    ruined: dict[int, tuple[str, list[Violation]]], number: int
) -> None:
    property_, _, value, words = WRONG[number]
    _, found = ruined[number]
    (wrong,) = [w for w in found if w.path == property_.value and words in w.message]
    assert len(wrong.found) == (value is not None)


def test_a_source_that_neither_was_read_nor_failed_is_told_so(store: Store) -> None:
    locked = NamedNode(f"https://w3id.org/kg/id/source/{'f' * 64}")
    gone = list(store.quads_for_pattern(locked, v.KG_REASON_CODE, None))
    ((message, _),) = told(broken(store, gone=gone))["f" * 64]
    assert message.startswith("must either be read, with its paper")


def test_every_class_and_property_that_is_shaped_is_one_that_kg_writes() -> None:
    written = {term.value for term in vars(v).values() if isinstance(term, NamedNode)}
    named = {str(o) for p in (SH.path, SH.targetClass, SH.hasValue, SH["class"]) for o in SHAPES.objects(None, p)}
    assert {iri for iri in named if iri.startswith("http")} <= written


def test_every_class_that_kg_writes_has_a_shape(graph: Graph) -> None:
    shaped = {str(c) for c in SHAPES.objects(None, SH.targetClass)} | {v.FABIO_RESEARCH_PAPER.value}
    used = {q.object.value for q in graph.store.quads_for_pattern(None, v.RDF_TYPE, None)}
    ontology = rdflib.Graph().parse(shipped("ontology", "kg.ttl"))
    own = {str(c) for c in ontology.subjects(RDF.type, OWL.Class) if isinstance(c, rdflib.URIRef)}
    own -= {v.KG_DISCLOSURE_CLASS.value, v.KG_READ_STATUS_CLASS.value}  # their members are listed
    assert used | own <= shaped


def test_every_shape_speaks_in_words() -> None:
    for shape in SHAPES.subjects(RDF.type, SH.PropertyShape):
        assert SHAPES.value(shape, SH.message), shape
    for select in SHAPES.objects(None, SH.sparql):
        assert SHAPES.value(select, SH.message), select


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.ttl", "a b c d", "no Turtle that can be read"),
        ("a.jsonld", '{"@context": "http://127.0.0.1:9/x", "p": 1}', "no JSON-LD that can be read"),
        ("a.rdf", "<rdf/>", "no RDF goes by this suffix"),
    ],
)
def test_a_file_that_is_no_rdf_is_refused_in_words(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(UnreadableRdfError, match=words):
        list(quads_in(tmp_path / name))
    with pytest.raises(UnreadableRdfError, match="no such file"):
        list(quads_in(tmp_path / "none.nt"))
