"""Answers as DataFrames: numbers are numbers, and what is not there is not there."""

import sys

import pandas as pd
import pytest

from kg.api import query
from kg.core.errors import MissingExtraError
from kg.store.graph import Graph
from kg.store.query_result import QueryKind, QueryResult

XSD = "http://www.w3.org/2001/XMLSchema#"


def column(graph: Graph, *values: str) -> pd.Series:
    rows = " ".join(f"({value})" for value in values)
    return query(graph, f"SELECT ?x {{ VALUES (?x) {{ {rows} }} }}").to_dataframe()["x"]


@pytest.mark.parametrize(
    ("values", "dtype", "held"),
    [
        (("1", "-2"), "Int64", [1, -2]),
        (("1", "UNDEF"), "Int64", [1, None]),
        (("'2019'^^xsd:gYear", "3"), "Int64", [2019, 3]),
        (("0.5", "1e3", "2"), "float64", [0.5, 1000.0, 2.0]),
        (("'INF'^^xsd:double", "'-INF'^^xsd:float"), "float64", [float("inf"), float("-inf")]),
        (("99999999999999999999",), "object", [99999999999999999999]),
        (("true", "UNDEF", "false"), "boolean", [True, None, False]),
        (("'2023-02-01'^^xsd:date", "UNDEF"), "object", [pd.Timestamp("2023-02-01").date(), None]),
        (("'2023-02-01T10:00:00Z'^^xsd:dateTime",), "object", [pd.Timestamp("2023-02-01T10:00:00Z")]),
        (("'a'", "'b'@en", "<http://x/>"), "object", ["a", "b", "http://x/"]),
        (("1", "'a'"), "object", ["1", "a"]),
        (("'one'^^xsd:integer", "2"), "object", ["one", "2"]),
        (("UNDEF",), "object", [None]),
        (("'1'^^<http://x/integer>",), "object", ["1"]),
    ],
)
def test_a_column_has_the_type_of_all_its_values(
    graph: Graph, values: tuple[str, ...], dtype: str, held: list[object]
) -> None:
    found = column(graph, *values)
    assert str(found.dtype) == dtype
    assert [None if pd.isna(value) else value for value in found] == held


def test_a_named_question_gives_a_frame(graph: Graph) -> None:
    found = query(graph, "papers-by-dataset", {"dataset": "PondNoise"}).to_dataframe()
    assert list(found.columns) == ["dataset", "name", "role", "paper", "title", "firstPage", "belief"]
    assert (found["belief"].dtype, str(found["firstPage"].dtype), len(found)) == (float, "Int64", 2)


def test_no_rows_keep_their_columns_and_columns_their_names() -> None:
    empty = QueryResult(QueryKind.SELECT, ("a", "b"), ()).to_dataframe()
    assert (list(empty.columns), len(empty)) == (["a", "b"], 0)
    assert len(QueryResult(QueryKind.SELECT, (), ((), ())).to_dataframe()) == 2


def test_truth_and_triples_are_rows_too(graph: Graph) -> None:
    assert query(graph, "ASK { ?s a kg:Source }").to_dataframe()["answer"].tolist() == [True]
    built = query(graph, "CONSTRUCT { ?x kg:page ?n } WHERE { ?x kg:page ?n }").to_dataframe()
    assert list(built.columns) == ["subject", "predicate", "object"]
    assert str(built["object"].dtype) == "Int64"


def test_without_pandas_the_way_out_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtraError, match=r'pip install "path/to/kg\[dataframe\]"'):
        QueryResult(QueryKind.SELECT, ("a",), ()).to_dataframe()
