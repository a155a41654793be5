"""Answers to queries as a table, and in the forms that other programs read."""

import csv
import io
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, serialize
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kg.core.errors import QueryError
from kg.store.query import QueryKind, QueryResult, Term
from kg.views.export import turtle
from kg.views.shown import plural, shown

_NARROWEST = 100


def query_table(result: QueryResult, *, width: int = _NARROWEST) -> str:
    """The rows as a table for people, fit to be shown, and how many there are; cut off visibly."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="")
    for column in result.columns:
        table.add_column(shown(column), overflow="fold")
    for row in result.rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    console = Console(width=max(width, _NARROWEST), color_system=None, force_terminal=False, highlight=False)
    with console.capture() as captured:
        if result.rows:
            console.print(table)
    lines = [line.rstrip() for line in captured.get().splitlines()]
    cut = ", truncated: there are more" if result.truncated else ""
    return "\n".join([*lines, plural(len(result.rows), "row") + cut]) + "\n"


def query_json(result: QueryResult) -> dict[str, Any]:
    """The answer in the SPARQL 1.1 Query Results JSON Format, with "truncated" beside it."""
    if result.kind is QueryKind.ASK:
        return {"head": {}, "boolean": result.rows[0][0] == "true", "truncated": result.truncated}
    bindings = [
        {column: _binding(term) for column, term in zip(result.columns, row, strict=True) if term is not None}
        for row in result.terms
    ]
    return {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}, "truncated": result.truncated}


def query_csv(result: QueryResult) -> str:
    """The rows in the SPARQL 1.1 CSV format: plain values under a heading."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(result.columns)
    writer.writerows(result.rows)
    return stream.getvalue()


def query_tsv(result: QueryResult) -> str:
    """The rows in the SPARQL 1.1 TSV format: terms as in Turtle under a heading of variables."""
    lines = ["\t".join(f"?{column}" for column in result.columns)]
    lines += ["\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in result.terms]
    return "\n".join(lines) + "\n"


def query_rdf(result: QueryResult, form: RdfFormat) -> str:
    """The triples of a CONSTRUCT or DESCRIBE as Turtle or N-Quads, sorted.

    Raises:
        QueryError: the query gives rows, not triples.
    """
    if result.kind is not QueryKind.CONSTRUCT:
        raise QueryError("only CONSTRUCT and DESCRIBE give triples; take table, json, csv or tsv")
    if form is RdfFormat.TURTLE:
        return turtle(result.triples)
    quads = sorted((Quad(t.subject, t.predicate, t.object) for t in result.triples), key=str)
    return (serialize(quads, format=form) or b"").decode("utf-8")


def _binding(term: Term) -> dict[str, Any]:
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Literal():
            found: dict[str, Any] = {"type": "literal", "value": term.value}
            if term.language:
                found["xml:lang"] = term.language
            elif term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
                found["datatype"] = term.datatype.value
            return found
        case Triple():
            parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
            return {"type": "triple", "value": {name: _binding(part) for name, part in parts}}
