"""Answers to queries as a table, and in the forms that other programs read."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)
from rich.cells import cell_len, set_cell_size

from kg.core.errors import QueryError
from kg.core.stopping import go_on
from kg.store.query_result import Cut, QueryKind, QueryResult, Term, text_of
from kg.store.vocabulary import PREFIXES
from kg.views.csv_rows import not_calculated
from kg.views.shown import plural, shown

# the longest first, so that "dataset:c4" wins over what its IRI begins with too
_SHORT = dict(sorted(PREFIXES.items(), key=lambda p: (-len(p[1]), p[0])))
_NARROWEST = 100
_WIDEST = 56
_GAP = 3  # what the table puts between two columns
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBER = re.compile(r"[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]INF")
_RULE = "─"
_KEPT_WHOLE = 24  # a cell up to here is never shortened


def query_table(result: QueryResult, *, width: int = _NARROWEST) -> str:
    """The rows as a table for people, one line each, and how many there are; cut off visibly.

    IRIs are shortened by the usual prefixes, and long text to what fits; the other forms have everything in full.
    """
    cells = [[short_term(term) for term in row] for row in result.terms]
    headings = [shown(column) for column in result.columns]
    widths = _widths([max(map(len, column)) for column in zip(headings, *cells, strict=True)], max(width, _NARROWEST))
    lines = [
        _line(headings, widths),
        _RULE * (sum(widths) + _GAP * (len(widths) - 1)),
        *(_line(r, widths) for r in cells),
    ]
    cut = ", truncated: there are more" if result.truncated else ""
    return "\n".join([*(lines if result.rows else ()), plural(len(result.rows), "row") + cut]) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    """The cells side by side, each of its width; rich's own tables do the same, and take longer to load than to ask."""
    fit = [
        text if cell_len(text) <= wide else set_cell_size(text, wide - 1) + "…"
        for text, wide in zip(cells, widths, strict=True)
    ]
    return (" " * _GAP).join(map(set_cell_size, fit, widths)).rstrip()


def _widths(longest: list[int], width: int) -> list[int]:
    """Column widths that fit the width, taken from the widest columns first and never below what is kept whole."""
    widths = [min(n, _WIDEST) for n in longest]
    while sum(widths) + _GAP * len(widths) > width and max(widths, default=0) > _KEPT_WHOLE:
        widths[widths.index(max(widths))] -= 1
    return widths


def short_term(term: Term | None) -> str:
    """The term fit to be shown, IRIs shortened by the usual prefixes; empty where a variable is unbound."""
    if isinstance(term, NamedNode):
        for prefix, iri in _SHORT.items():
            if term.value.startswith(iri):
                return shown(f"{prefix}:{term.value.removeprefix(iri)}")
    return "" if term is None else shown(str(term) if isinstance(term, Triple | BlankNode) else term.value)


def cut_reason(cut: Cut) -> str:
    """Why an answer was cut off, as a clause."""
    match cut:
        case Cut.ROWS:
            return "--max-rows raises the limit"
        case Cut.SIZE:
            return "it is too long to be shown; ask for fewer columns or rows"
        case Cut.SERVER:
            return "the endpoint sends no more; ask for less at a time"


def query_json(result: QueryResult) -> dict[str, Any]:
    """The answer in the SPARQL 1.1 Query Results JSON Format, with "truncated" and "notes" beside it."""
    return query_sparql_json(result) | {"truncated": result.truncated, "notes": list(result.notes)}


def _rows(result: QueryResult) -> Iterator[tuple[Term | None, ...]]:
    """The rows one after the other, as long as somebody waits for them."""
    for row in result.terms:
        go_on()
        yield row


def query_sparql_json(result: QueryResult) -> dict[str, Any]:
    """The answer in the SPARQL 1.1 Query Results JSON Format and no more; triples as rows of three columns."""
    if result.kind is QueryKind.ASK:
        return {"head": {}, "boolean": result.rows[0][0] == "true"}
    bindings = [
        {column: _binding(term) for column, term in zip(result.columns, row, strict=True) if term is not None}
        for row in _rows(result)
    ]
    return {"head": {"vars": list(result.columns)}, "results": {"bindings": bindings}}


def query_xml(result: QueryResult) -> str:
    """The answer in the SPARQL Query Results XML Format; characters that XML cannot hold become U+FFFD."""
    found = parse_query_results(json.dumps(_fit_for_xml(query_sparql_json(result))), QueryResultsFormat.JSON)
    return (found.serialize(format=QueryResultsFormat.XML) or b"").decode("utf-8") + "\n"


def _fit_for_xml(value: Any) -> Any:
    if isinstance(value, str):
        return _NOT_IN_XML.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _fit_for_xml(inner) for key, inner in value.items()}
    return [_fit_for_xml(inner) for inner in value] if isinstance(value, list) else value


def query_csv(result: QueryResult) -> str:
    """The rows in the SPARQL 1.1 CSV format: plain values under a heading.

    Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers are left as they are.
    """
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(result.columns)
    writer.writerows([_harmless(term) for term in row] for row in _rows(result))
    return stream.getvalue()


def _harmless(term: Term | None) -> str:
    text = str(term) if isinstance(term, BlankNode) else text_of(term)
    number = isinstance(term, Literal) and _NUMBER.fullmatch(text) is not None
    return text if number else not_calculated(text)


def query_tsv(result: QueryResult) -> str:
    """The rows in the SPARQL 1.1 TSV format: terms as in Turtle under a heading of variables."""
    lines = ["\t".join(f"?{column}" for column in result.columns)]
    lines += [
        "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row) for row in _rows(result)
    ]
    return "\n".join(lines) + "\n"


def query_rdf(result: QueryResult, form: RdfFormat) -> str:
    """The triples of a CONSTRUCT or DESCRIBE as Turtle or N-Quads, sorted.

    Raises:
        QueryError: the query gives rows, not triples.
    """
    if result.kind is not QueryKind.CONSTRUCT:
        raise QueryError("only CONSTRUCT and DESCRIBE give triples; take table, json, csv or tsv")
    if form is RdfFormat.TURTLE:
        from kg.views.export import turtle  # noqa: PLC0415 - tables, the rule, need none of the exports

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
