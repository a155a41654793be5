"""Decisions that come from pages and programs: each is a line in the log beside the graph.

Nothing else that is served changes anything. It is there only where the server was told so, and for who has the token.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.core.errors import KgError, UnknownNameError
from kg.curating.deciding import Recorded, Told, accept, keep_apart, merge, reject, undo
from kg.views.decided import recorded_json
from kg.web.api.description import REVIEW
from kg.web.failing import BadRequestError, for_people, status_of
from kg.web.forms import form
from kg.web.json_answer import JsonAnswer
from kg.web.pages.review import CURATOR, REVIEW_PAGE, queue_page, unsigned
from kg.web.rendering import put
from kg.web.serving import serving

_YEAR_S = 365 * 24 * 3600
_LONGEST = 2_000
_LONGEST_NAME = 200
_LOG = logging.getLogger(__name__)


async def decide(request: Request) -> Response:
    """Accept or reject a statement, make one thing of two or keep them apart, or take a decision back."""
    if (answer := unsigned(request)) is not None:
        return answer
    fields = await form(request)
    place = _back(fields)
    try:
        told = _told(fields)
        recorded = await run_in_threadpool(_decided, request, fields, told)
    except KgError as error:
        if request.url.path == REVIEW:
            raise
        _LOG.warning("nothing was decided: %s", error)
        asked = _asked_again(request, place)
        answer = await run_in_threadpool(queue_page, asked, fields, _reason(error), status=status_of(error))
    else:
        if request.url.path == REVIEW:
            return JsonAnswer({"decided": [recorded_json(each) for each in recorded]})
        answer = RedirectResponse(put(place, "done", ",".join(each.decision.id for each in recorded)), 303)
    return _remembering(request, answer, " ".join(fields.get("by", "").split()))


def _reason(error: KgError) -> str:
    """Why nothing was decided, with the names that may have been meant."""
    return str(error) if isinstance(error, UnknownNameError) and error.nearest else for_people(error)


def _remembering(request: Request, answer: Response, by: str) -> Response:
    """The answer, with which the browser keeps who decides for the next time."""
    if 0 < len(by) <= _LONGEST_NAME:
        answer.set_cookie(
            CURATOR,
            quote(by),
            max_age=_YEAR_S,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
    return answer


def _back(fields: Mapping[str, str]) -> str:
    """The address of the part of the queue from which somebody decided."""
    place = fields.get("back") or REVIEW_PAGE
    if place.partition("?")[0] != REVIEW_PAGE:
        raise BadRequestError("back leads elsewhere")
    return place


def _asked_again(request: Request, place: str) -> Request:
    """The request for that part of the queue."""
    query = place.partition("?")[2].encode("ascii", "ignore")
    return Request({**request.scope, "method": "GET", "path": REVIEW_PAGE, "query_string": query})


def _decided(request: Request, fields: dict[str, str], told: Told) -> Sequence[Recorded]:
    """Write the decision, take a new snapshot, and give what was written."""
    state = serving(request)
    graph, what = state.settings.graph, fields.get("decision", "")
    one, other = _field(fields, "one"), _field(fields, "other")
    actions: dict[str, Callable[[], Sequence[Recorded]]] = {
        "accept": lambda: [accept(graph, [_field(fields, "statement")], told)],
        "reject": lambda: [reject(graph, [_field(fields, "statement")], told)],
        "merge": lambda: [merge(graph, one, other, told)],
        "apart": lambda: [keep_apart(graph, one, other, told)],
        "undo": lambda: undo(graph, [_field(fields, "which")], told),
    }
    if what not in actions:
        raise BadRequestError(f"{what[:20]}: decide one of {', '.join(actions)}")
    with state.deciding():
        recorded = actions[what]()
        state.renew()
    return recorded


def _told(fields: dict[str, str]) -> Told:
    by = " ".join(_field(fields, "by").split())
    if not by:
        raise BadRequestError("say who decides")
    return Told(by, datetime.now(UTC).replace(microsecond=0), _field(fields, "why"))


def _field(fields: dict[str, str], name: str) -> str:
    value = fields.get(name, "").strip()
    if len(value) > _LONGEST:
        raise BadRequestError(f"{name} is too long")
    return value


ROUTES = [
    Route(REVIEW, decide, methods=["POST"], name="api_decide"),
    Route("/review/decide", decide, methods=["POST"], name="decide"),
]
