"""The first page."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.web.rendering import page


def start(request: Request) -> Response:
    """The search and what is in the graph."""
    return page(request, "start.html.j2", {"title": "Start"})


ROUTES = [Route("/", start, name="start")]
