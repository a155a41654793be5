"""The SPARQL endpoint, and the page on which queries are written."""

from starlette.routing import Route

from kg.web.sparql.endpoint import sparql

ROUTES = [
    Route("/sparql", sparql, methods=["GET", "POST"], name="sparql"),
    Route("/sparql/", sparql, methods=["GET", "POST"], include_in_schema=False),
]
