"""Results of queries in the forms of SPARQL 1.1: JSON, XML, CSV and TSV for rows, and RDF for triples."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from pyoxigraph import RdfFormat, serialize

from kg.store.query_result import QueryKind, QueryResult
from kg.store.vocabulary import PREFIXES
from kg.views.export import turtle
from kg.views.export.json_ld import json_ld
from kg.views.json_text import json_text
from kg.views.query_text import query_csv, query_json, query_tsv, query_xml

RESULTS_JSON = "application/sparql-results+json"
RESULTS_XML = "application/sparql-results+xml"
CSV, TSV = "text/csv", "text/tab-separated-values"
TURTLE, N_TRIPLES, JSON_LD, RDF_XML = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
)


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
    """The XML of results, with a comment where it is cut; "<" of a text never stands there as it is."""
    cut = "<!-- truncated: there would have been more --></sparql>"
    return query_xml(result).replace("</sparql>", cut) if result.truncated else query_xml(result)


def _lines(result: QueryResult) -> bytes:
    return serialize(sorted(set(result.triples), key=str), format=RdfFormat.N_TRIPLES) or b""


def _json_ld(result: QueryResult) -> bytes:
    return json_ld(result.triples)


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
