"""The API in the words of OpenAPI 3.1."""

from collections.abc import Iterable
from typing import Any

from kg.core.version import __version__
from kg.store.query import QueryKind
from kg.web.api.endpoints import Endpoint, Parameter, text_of
from kg.web.api.schemas import SCHEMAS, ref
from kg.web.sparql.forms import offered
from kg.web.sparql.protocol import FORM, QUERY

Json = dict[str, Any]

_ERRORS = {
    "400": "A value makes no sense, or what is asked for cannot be had.",
    "401": "A token is needed.",
    "403": "The request comes from a page of another site.",
    "404": "Nothing goes by this name.",
    "410": "The file that a text was read from no longer lies there.",
    "421": "The server does not go by the name that the request calls it.",
    "503": "The answer took too long, or there are too many; the error says what to do.",
}
REVIEW = "/api/review"
"""Where programs decide, if the server lets anybody."""

SNAPSHOT = "/api/snapshot"
"""Where programs have the server take the newer graph."""

_ENTITY_FORMS = ("application/json", "application/ld+json", "text/turtle", "application/n-triples", "text/html")
_GRAPHS = (
    Parameter(
        "default-graph-uri", {"type": "array", "items": {"type": "string"}}, "Graphs whose union is the default graph."
    ),
    Parameter("named-graph-uri", {"type": "array", "items": {"type": "string"}}, "Graphs that the query may name."),
)


def openapi(endpoints: Iterable[Endpoint]) -> Json:
    """The description of these endpoints, of the entities and of the SPARQL endpoint."""
    paths = {e.path: {"get": _operation(e)} for e in endpoints}
    paths |= {"/entity/{path}": {"get": _entity_at()}, "/entity": {"get": _entity()}, "/sparql": _sparql()}
    paths |= {"/lineage.ttl": {"get": _lineage_turtle()}, SNAPSHOT: {"post": _take_newer()}}
    if REVIEW in paths:
        paths[REVIEW]["post"] = _decide()
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "kg",
            "version": __version__,
            "summary": "Which datasets papers rest on, directly and through the models they use, and who says so.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": dict(SCHEMAS),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _operation(endpoint: Endpoint) -> Json:
    return {
        "operationId": endpoint.name,
        "summary": endpoint.about,
        "parameters": [_parameter(p, where=_where(p, endpoint.path)) for p in endpoint.parameters],
        "responses": {"200": _response("The answer.", {"application/json": ref(endpoint.schema)}), **_errors()},
    }


def _where(parameter: Parameter, path: str) -> str:
    return "path" if f"{{{parameter.name}}}" in path else "query"


def _parameter(parameter: Parameter, *, where: str = "query") -> Json:
    return {
        "name": parameter.name,
        "in": where,
        "description": parameter.about,
        "required": parameter.needed or where == "path",
        "schema": dict(parameter.schema),
    }


def _errors() -> Json:
    return {
        status: _response(about, {"application/json": ref("Error")} if status in {"400", "404", "410", "503"} else {})
        for status, about in _ERRORS.items()
    }


def _response(about: str, content: dict[str, Json]) -> Json:
    shown = {"content": {form: {"schema": schema} for form, schema in content.items()}} if content else {}
    return {"description": about, **shown}


def _entity() -> Json:
    wanted = Parameter(
        "format", {"type": "string", "enum": ["html", "jsonld", "turtle", "ntriples", "json", "ttl", "nt"]}, "Form."
    )
    return _described(
        "entity", "The thing with this IRI, in the form that Accept names.", [text_of("iri", "Its IRI."), wanted]
    )


def _entity_at() -> Json:
    found = _described("entityAt", "The thing at its own address, in the form that Accept names.", [])
    path = Parameter("path", {"type": "string"}, "What follows https://w3id.org/kg/id/, or arxiv/ID, or doi/DOI.")
    found["parameters"] = [_parameter(path, where="path")]
    return found


def _described(name: str, about: str, parameters: list[Parameter]) -> Json:
    either = {"anyOf": [ref("Paper"), ref("Thing"), ref("Resource")]}
    content = {form: either if form == "application/json" else {"type": "string"} for form in _ENTITY_FORMS}
    return {
        "operationId": name,
        "summary": about,
        "parameters": [_parameter(p) for p in parameters],
        "responses": {"200": _response("What is known of it; HTML where Accept names none.", content), **_errors()},
    }


def _lineage_turtle() -> Json:
    name = text_of("name", "Whose lineage; without one, all that the papers name and what lies upstream of it.")
    return {
        "operationId": "lineageTurtle",
        "summary": "What a picture shows, with all evidence, as RDF.",
        "parameters": [_parameter(name)],
        "responses": {"200": _response("The triples.", {"text/turtle": {"type": "string"}}), **_errors()},
    }


def _take_newer() -> Json:
    return {
        "operationId": "takeNewer",
        "summary": "Take a new snapshot of the graph on disk, from which all requests that come then are answered.",
        "responses": {"200": _response("What is in it.", {"application/json": ref("Status")}), **_errors()},
    }


def _decide() -> Json:
    text = {"type": "string"}
    decision = {"type": "string", "enum": ["accept", "reject", "merge", "apart", "undo"]}
    fields = {"decision": decision, **dict.fromkeys(("by", "why", "statement", "one", "other", "which"), text)}
    schema = {"type": "object", "properties": fields, "required": ["decision", "by"]}
    return {
        "operationId": "decide",
        "summary": "Accept or reject a statement, make one thing of two or keep them apart, or take a decision back.",
        "requestBody": {"required": True, "content": {FORM: {"schema": schema}}},
        "responses": {"200": _response("What was kept.", {"application/json": ref("Decided")}), **_errors()},
    }


def _sparql() -> Json:
    forms = dict.fromkeys(form for kind in QueryKind for form in offered(kind))
    found = _response("The result, in the form that Accept names.", {form: {} for form in forms})
    found["headers"] = {
        "X-Kg-Truncated": {
            "description": "How many rows there are, where there would have been more.",
            "schema": {"type": "integer"},
        }
    }
    refusals = {
        "400": "The query has a mistake, or asks for what is refused.",
        "403": "Updates are refused.",
        "406": "No such form.",
        "413": "The query is too long.",
        "415": "The body is of another type.",
        "503": "The query took too long, or too many are being answered.",
    }
    responses = {"200": found, **{status: {"description": about} for status, about in refusals.items()}}
    query = text_of("query", "SPARQL 1.1; without one, the service describes itself.")
    fields = {"query": {"type": "string"}, **{p.name: dict(p.schema) for p in _GRAPHS}}
    body = {
        "required": True,
        "content": {
            FORM: {"schema": {"type": "object", "properties": fields, "required": ["query"]}},
            QUERY: {"schema": {"type": "string"}},
        },
    }
    get = {"operationId": "query", "summary": "Ask in SPARQL.", "responses": responses}
    post = {"operationId": "queryByPost", "summary": "Ask in SPARQL.", "requestBody": body, "responses": responses}
    graphs = [_parameter(p) for p in _GRAPHS]
    return {"get": {**get, "parameters": [_parameter(query), *graphs]}, "post": {**post, "parameters": graphs}}
