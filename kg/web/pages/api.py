"""The API's routes, its description, and a page that tells of both."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.web.api import answers, questions
from kg.web.api.description import openapi
from kg.web.api.endpoints import Endpoint
from kg.web.deadlines import in_time
from kg.web.json_answer import JsonAnswer
from kg.web.pages import lineage
from kg.web.rendering import page

ENDPOINTS = (*answers.ENDPOINTS, *questions.ENDPOINTS)
"""The places under ``/api/``, which answer with JSON alone."""


def description(_: Request) -> Response:
    """The API in the words of OpenAPI."""
    return JsonAnswer(openapi((*ENDPOINTS, *lineage.ENDPOINTS)))


def overview(request: Request) -> Response:
    """What programs can ask, for people."""
    return page(request, "api.html.j2", {"title": "For programs", "endpoints": (*ENDPOINTS, *lineage.ENDPOINTS)})


def _route(endpoint: Endpoint) -> Route:
    def answer(request: Request) -> Response:
        return JsonAnswer(endpoint.answer(request))

    return Route(endpoint.path, in_time(answer), name=f"api_{endpoint.name}")


ROUTES = [
    Route("/api", overview, name="api"),
    Route("/api/openapi.json", description, name="openapi"),
    *(_route(endpoint) for endpoint in ENDPOINTS),
]
