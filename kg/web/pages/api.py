"""The API's routes, its description, and a page that tells of both."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.web.api import answers, questions
from kg.web.api.description import SNAPSHOT, openapi
from kg.web.api.endpoints import Endpoint
from kg.web.deadlines import in_time
from kg.web.json_answer import JsonAnswer
from kg.web.negotiation import best_form
from kg.web.pages import lineage, review, text
from kg.web.rendering import page
from kg.web.serving import serving

ENDPOINTS = (*answers.ENDPOINTS, *text.ENDPOINTS, *questions.ENDPOINTS)
"""The places under ``/api/``, which answer with JSON alone."""

_FORMS = (_HTML, _JSON) = ("text/html", "application/json")


def description(request: Request) -> Response:
    """The API in the words of OpenAPI."""
    return JsonAnswer(openapi(_all(request)))


async def take_newer(request: Request) -> Response:
    """Take a new snapshot of the graph, and tell what is in it."""
    await run_in_threadpool(serving(request).renew)
    return JsonAnswer(await run_in_threadpool(answers.status, request))


def overview(request: Request) -> Response:
    """What programs can ask, for people; programs are led to the description."""
    if best_form(request.headers.get("accept"), _FORMS) == _JSON:
        answer: Response = RedirectResponse("/api/openapi.json", 303)
    else:
        answer = page(request, "api.html.j2", {"title": "For programs", "endpoints": _all(request)})
    answer.headers["vary"] = "Accept"
    return answer


def _all(request: Request) -> tuple[Endpoint, ...]:
    """What there is to ask for, decisions where this server lets people decide."""
    deciding = review.ENDPOINTS if serving(request).settings.curation else ()
    return (*ENDPOINTS, *deciding, *lineage.ENDPOINTS)


def _route(endpoint: Endpoint) -> Route:
    def answer(request: Request) -> Response:
        return JsonAnswer(endpoint.answer(request))

    return Route(endpoint.path, in_time(answer), name=f"api_{endpoint.name}")


ROUTES = [
    Route("/api", overview, name="api"),
    Route("/api/openapi.json", description, name="openapi"),
    Route(SNAPSHOT, take_newer, methods=["POST"], name="api_snapshot"),
    *(_route(endpoint) for endpoint in ENDPOINTS),
]
