"""The SPARQL endpoint, and the page on which queries are written."""

import re
from dataclasses import asdict

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.store import vocabulary as v
from kg.store.named_queries import NamedQuery, named_queries
from kg.store.vocabulary import PREFIXES
from kg.web.asked import text, texts
from kg.web.headers import EDITOR_POLICY
from kg.web.rendering import page
from kg.web.sparql.endpoint import EDITOR, sparql
from kg.web.sparql.protocol import DEFAULT_GRAPH, NAMED_GRAPH

FIRST = """\
PREFIX kg: <https://w3id.org/kg/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

# a paper may be cited by several spellings of its title; one of them is enough
SELECT ?paper (MIN(?titles) AS ?title) ?dataset (MIN(?names) AS ?name)
WHERE {
  ?paper kg:trainsOn ?dataset ; rdfs:label ?titles .
  ?dataset rdfs:label ?names .
}
GROUP BY ?paper ?dataset
ORDER BY ?title ?name
LIMIT 50
"""
"""The query that the editor begins with."""

_WHERE = re.compile(r"^WHERE \{\n", re.MULTILINE)


def editor(request: Request) -> Response:
    """The editor, with the named questions as examples and perhaps a query to begin with."""
    told = {
        "endpoint": "/sparql",
        "prefixes": PREFIXES,
        "first": text(request, "query") or FIRST,
        "given": bool(text(request, "query")),
        "defaultGraphs": texts(request, DEFAULT_GRAPH),
        "namedGraphs": texts(request, NAMED_GRAPH),
        "examples": [{**asdict(query), "text": _to_edit(query)} for query in named_queries()],
        "classes": _terms(capital=True),
        "properties": _terms(capital=False),
    }
    answer = page(request, "sparql.html.j2", {"title": "SPARQL", "told": told, "examples": named_queries()})
    answer.headers["content-security-policy"] = EDITOR_POLICY
    return answer


def _to_edit(query: NamedQuery) -> str:
    """The question's text with a line for each value that may be set, as a comment."""
    lines = "".join(
        f"  # VALUES ?{name} {{ <IRI> }}  (without the # it is asked of this one alone)\n" for name in query.parameters
    )
    return _WHERE.sub(lambda found: found.group() + lines, query.text, count=1)


def _terms(*, capital: bool) -> list[str]:
    """The terms that the graph is written in, classes by their capital; what names single things stays out."""
    terms = {node.value for node in vars(v).values() if isinstance(node, NamedNode)}
    local = {iri: iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1] for iri in terms}
    return sorted(iri for iri in terms if local[iri] and local[iri][0].isupper() is capital)


ROUTES = [
    Route("/sparql", sparql, methods=["GET", "POST"], name="sparql"),
    Route("/sparql/", sparql, methods=["GET", "POST"], include_in_schema=False),
    Route(EDITOR, editor, name="editor"),
]
