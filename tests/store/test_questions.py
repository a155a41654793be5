"""Questions to the example graph: our path and rdflib, which shares no code with Oxigraph, give the same answers."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.building import build_graph
from kg.resources import shipped
from kg.store.graph import Graph
from kg.store.named_queries import named_queries
from kg.store.query import Limits, request_of, result_of
from kg.store.query_result import QueryKind, QueryResult
from kg.store.query_worker import evaluated
from kg.store.sparql_guard import refuse_changes_and_network
from kg.store.vocabulary import PREFIXES

_CASE = re.compile(r"^### (.+)\n((?:(?!### ).*\n?)+)", re.MULTILINE)
_DIGITS = Decimal("1e-9")

_SET = {"paper": f"{PREFIXES['work']}b2bb6d02d641529dee4b", "model": f"{PREFIXES['model']}bert"}
_SET["dataset"] = f"{PREFIXES['dataset']}marshbirds"

CASES = [
    *_CASE.findall((Path(__file__).parent / "questions.sparql").read_text("utf-8")),
    *((query.question, query.text) for query in named_queries()),
]
PARAMETERS = {query.question: query.parameters for query in named_queries()}
EMPTY = {
    "Which files could not be read, and why?",
    "Which datasets and models are different works said to have introduced, and who says so?",
    "Of which models that papers use does nobody say what they were trained on, and which unread work introduced each?",
}
"""Nothing of the sort is in the example graph."""

pytestmark = [pytest.mark.scispacy, pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning")]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    folder = tmp_path_factory.mktemp("questions") / "graph"
    build_graph([shipped("examples", "papers")], folder)
    with Graph.open_read_only(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def peer(graph: Graph) -> rdflib.Dataset:
    """The same named graphs in rdflib, whose default graph is their union."""
    dataset = rdflib.Dataset(default_union=True)
    named = (quad for quad in graph.store if isinstance(quad.graph_name, NamedNode))
    dataset.parse(data=serialize(named, format=RdfFormat.N_QUADS), format="nquads")
    return dataset


def test_there_are_sixty_questions_and_more() -> None:
    assert len({query for _, query in CASES}) == len(CASES) >= 60
    assert all(question.endswith("?") for question, _ in CASES)


@pytest.mark.parametrize(("question", "query"), CASES, ids=[question for question, _ in CASES])
def test_rdflib_gives_the_same_answer(graph: Graph, peer: rdflib.Dataset, question: str, query: str) -> None:
    values = {name: _SET[name] for name in PARAMETERS.get(question, ())}
    ours = asked(graph, query, values)
    bindings = {name: rdflib.URIRef(value) for name, value in values.items()}
    theirs = peer.query(query, initNs=PREFIXES, initBindings=bindings)
    if ours.kind is QueryKind.ASK:
        assert ours.rows == ((str(theirs.askAnswer).lower(),),)
        return
    rows = [tuple(map(comparable, row)) for row in ours.terms]
    if ours.kind is QueryKind.CONSTRUCT:
        assert {tuple(map(in_turn, triple)) for triple in theirs} == set(rows)
    else:
        columns = [str(variable) for variable in theirs.vars or ()]
        order = [columns.index(column) for column in ours.columns]
        expected = [tuple(in_turn(row[at]) for at in order) for row in theirs]
        assert Counter(rows) == Counter(expected)
        if "ORDER BY" in query and "ORDER BY ?name }" not in query:
            assert rows == expected
    assert bool(rows) is (question not in EMPTY)


def asked(graph: Graph, query: str, values: Mapping[str, str]) -> QueryResult:
    """What kg query does, in this process: sixty processes would take their time."""
    refuse_changes_and_network(query)
    terms = {name: NamedNode(value) for name, value in values.items()}
    return result_of(query, evaluated(graph.store, request_of(query, terms, Limits())))


def comparable(term: object) -> str | None:
    """The term as text; numbers by value, to nine places, for both divide in their own ways."""
    match term:
        case None:
            return None
        case Literal() if term.datatype.value.rpartition("#")[2] in {"integer", "decimal", "double"}:
            return f"number {(Decimal(term.value).quantize(_DIGITS)).normalize():f}"
        case Literal():
            return f'"{term.value}" {term.language or term.datatype.value}'
        case NamedNode():
            return f"<{term.value}>"
        case BlankNode() | Triple():
            raise AssertionError(f"{term} is none of kg's making")
    raise AssertionError(term)


def in_turn(term: object) -> str | None:
    """The same of a term of rdflib's."""
    match term:
        case None:
            return None
        case rdflib.Literal():
            datatype = None if term.datatype is None else NamedNode(str(term.datatype))
            return comparable(
                Literal(str(term), language=term.language) if term.language else Literal(str(term), datatype=datatype)
            )
        case rdflib.URIRef():
            return comparable(NamedNode(str(term)))
    raise AssertionError(term)
