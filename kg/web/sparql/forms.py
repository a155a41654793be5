"""Results of queries in the forms of SPARQL 1.1: JSON, XML, CSV and TSV for rows, and RDF for triples."""

import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize

from kg.store.query_result import QueryKind, QueryResult, Term
from kg.store.vocabulary import PREFIXES
from kg.views.export import turtle
from kg.views.json_text import json_text
from kg.views.query_text import query_csv, query_json, query_tsv

RESULTS_JSON = "application/sparql-results+json"
RESULTS_XML = "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, N_TRIPLES, JSON_LD, RDF_XML = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
)

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAMESPACE = "http://www.w3.org/2005/sparql-results#"
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def offered(kind: QueryKind) -> tuple[str, ...]:
    """The media types that a result of this kind can be had in, the one first that clients get who do not care."""
    if kind is QueryKind.CONSTRUCT:
        return (TURTLE, N_TRIPLES, JSON_LD, RDF_XML, "application/json", "text/plain")
    rows = (RESULTS_JSON, RESULTS_XML, "application/json", "application/xml")
    return rows if kind is QueryKind.ASK else (*rows, CSV, TSV)


def written(result: QueryResult, media_type: str) -> bytes:
    """The result in the form of the media type, which is one of those offered."""
    if result.kind is QueryKind.CONSTRUCT:
        return _TRIPLES[media_type](result)
    return _ROWS[media_type](result).encode("utf-8", "replace")


def _json(result: QueryResult) -> str:
    return json_text(query_json(result))


def _xml(result: QueryResult) -> str:
    """The SPARQL Query Results XML Format; characters that XML cannot hold become U+FFFD."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<sparql xmlns="{_NAMESPACE}">', "<head>"]
    if result.kind is QueryKind.ASK:
        return "\n".join([*lines, "</head>", f"<boolean>{result.rows[0][0]}</boolean>", "</sparql>"]) + "\n"
    lines += [f"<variable name={_attribute(column)}/>" for column in result.columns]
    lines += ["</head>", "<results>"]
    for row in result.terms:
        cells = zip(result.columns, row, strict=True)
        bound = (f"<binding name={_attribute(c)}>{_term(t)}</binding>" for c, t in cells if t is not None)
        lines.append(f"<result>{''.join(bound)}</result>")
    cut = ["<!-- truncated: there would have been more -->"] if result.truncated else []
    return "\n".join([*lines, "</results>", *cut, "</sparql>"]) + "\n"


def _term(term: Term) -> str:
    match term:
        case NamedNode():
            return f"<uri>{_content(term.value)}</uri>"
        case BlankNode():
            return f"<bnode>{_content(term.value)}</bnode>"
        case Triple():
            parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
            return f"<triple>{''.join(f'<{name}>{_term(part)}</{name}>' for name, part in parts)}</triple>"
        case Literal():
            if term.language:
                said = f" xml:lang={_attribute(term.language)}"
            else:
                said = "" if term.datatype.value == _STRING else f" datatype={_attribute(term.datatype.value)}"
            return f"<literal{said}>{_content(term.value)}</literal>"


def _content(text: str) -> str:
    return escape(_NOT_IN_XML.sub("\ufffd", text), {"\r": "&#13;"})


def _attribute(text: str) -> str:
    return quoteattr(_NOT_IN_XML.sub("\ufffd", text))


def _lines(result: QueryResult) -> bytes:
    return serialize(sorted(set(result.triples), key=str), format=RdfFormat.N_TRIPLES) or b""


def _json_ld(result: QueryResult) -> bytes:
    return serialize(sorted(set(result.triples), key=str), format=RdfFormat.JSON_LD, prefixes=PREFIXES) or b""


def _rdf_xml(result: QueryResult) -> bytes:
    return serialize(sorted(set(result.triples), key=str), format=RdfFormat.RDF_XML, prefixes=PREFIXES) or b""


def _turtle(result: QueryResult) -> bytes:
    cut = "# truncated: there would have been more\n" if result.truncated else ""
    return (cut + turtle(result.triples)).encode()


_ROWS: Mapping[str, Callable[[QueryResult], str]] = MappingProxyType(
    {
        RESULTS_JSON: _json,
        "application/json": _json,
        RESULTS_XML: _xml,
        "application/xml": _xml,
        CSV: query_csv,
        TSV: query_tsv,
    }
)
_TRIPLES: Mapping[str, Callable[[QueryResult], bytes]] = MappingProxyType(
    {
        TURTLE: _turtle,
        N_TRIPLES: _lines,
        "text/plain": _lines,
        JSON_LD: _json_ld,
        "application/json": _json_ld,
        RDF_XML: _rdf_xml,
    }
)
