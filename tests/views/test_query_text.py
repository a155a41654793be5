"""Answers in the forms that programs read: each says the same, and none does harm."""

import json
import xml.etree.ElementTree as ET

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, parse_query_results

from kg.store.query_result import Cut, QueryKind, QueryResult
from kg.views.query_text import cut_reason, query_csv, query_json, query_sparql_json, query_table, query_tsv, query_xml

ROWS = QueryResult(
    QueryKind.SELECT,
    ("a", "b"),
    (
        (NamedNode("http://x/1"), Literal('two\n"lines" & <tags>\t')),
        (BlankNode("b0"), None),
        (Literal("x", language="en"), Literal(5)),
    ),
    Cut.ROWS,
)
ASKED = QueryResult(QueryKind.ASK, ("answer",), ((Literal(True),),))


@pytest.mark.parametrize(
    ("text", "form"),
    [
        (query_xml(ROWS), QueryResultsFormat.XML),
        (json.dumps(query_sparql_json(ROWS)), QueryResultsFormat.JSON),
        (query_tsv(ROWS), QueryResultsFormat.TSV),
    ],
    ids=["xml", "sparql-json", "tsv"],
)
def test_a_form_of_the_w3c_reads_back_as_it_was(text: str, form: QueryResultsFormat) -> None:
    found = parse_query_results(text, form)
    assert tuple(tuple(row) for row in found) == ROWS.terms


def test_our_json_says_that_it_was_cut_and_the_w3cs_has_no_room_for_it() -> None:
    assert query_json(ROWS)["truncated"] is True
    assert set(query_sparql_json(ROWS)) == {"head", "results"}
    assert "truncated: there are more" in query_table(ROWS)


def test_an_ask_is_true_in_every_form() -> None:
    assert query_sparql_json(ASKED) == {"head": {}, "boolean": True}
    assert ET.fromstring(query_xml(ASKED))[1].text == "true"
    assert query_csv(ASKED) == "answer\r\ntrue\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-cmd|x", "@SUM(A1)", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_run_is_only_text(text: str) -> None:
    for term in (Literal(text), Literal(text, language="en")):
        cell = query_csv(QueryResult(QueryKind.SELECT, ("x",), ((term,),))).split("\r\n", 1)[1]
        assert cell.lstrip('"').startswith(f"'{text[0]}")


@pytest.mark.parametrize("number", ["-5", "+1.5e3", "-INF", "-.5"])
def test_numbers_keep_their_sign(number: str) -> None:
    double = NamedNode("http://www.w3.org/2001/XMLSchema#double")
    assert (
        query_csv(QueryResult(QueryKind.SELECT, ("x",), ((Literal(number, datatype=double),),))) == f"x\r\n{number}\r\n"
    )


def test_every_cut_has_its_reason() -> None:
    assert len({cut_reason(cut) for cut in Cut}) == len(Cut)
