"""Review: the statements that are least certain, decided about one by one, and the decisions made so far.

These are the only pages that change anything: a decision is a line in the log beside the graph. They are there only
where the server was told so, and answer only to who has the token.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.core.decisions import stamp
from kg.core.errors import GraphUnavailableError
from kg.core.statement import Predicate
from kg.curating.deciding import Recorded, Told, accept, keep_apart, merge, reject, undo
from kg.curating.listing import Listing, listing
from kg.curating.queue import DEFAULT_BELOW, Doubt, review_queue
from kg.views.decided import decision_text, listing_json, recorded_json
from kg.views.doubts import doubts_json
from kg.web.api.description import REVIEW
from kg.web.api.endpoints import Endpoint, Parameter, text_of, whole
from kg.web.asked import choice, fraction, number, text
from kg.web.deadlines import in_time
from kg.web.failing import NOT_NOW, BadRequestError
from kg.web.forms import form
from kg.web.json_answer import JsonAnswer
from kg.web.rendering import page, put
from kg.web.serving import holding, serving, signed_in

_MOST = 100
_SHOWN = 20
_MOST_PAGES = 50
_CURATOR = "kg-curator"
_YEAR_S = 365 * 24 * 3600
_LONGEST = 2_000
_REVIEW_PAGE = "/review"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Found:
    """What is to be decided and what was, and what was asked for; total is how much there is to decide, if known."""

    doubts: tuple[Doubt, ...]
    total: int | None
    told: Listing
    paper: str | None
    predicate: Predicate | None
    below: float


def review(request: Request) -> Response:
    """The queue, a page at a time, and the log."""
    if (answer := _unsigned(request)) is not None:
        return answer
    return _page(request)


def _page(request: Request, kept: Mapping[str, str] = MappingProxyType({}), refused: str = "") -> Response:
    """The page; kept holds what was filled in where it was refused for this reason."""
    shown = number(request, "page", 1, least=1, most=_MOST_PAGES)
    found = _found(request, shown * _SHOWN + 1)
    doubts = found.doubts[(shown - 1) * _SHOWN : shown * _SHOWN]
    values = {
        "title": "Review",
        "doubts": doubts,
        "first": (shown - 1) * _SHOWN + 1,
        "total": found.total,
        "shown": shown,
        "size": _SHOWN,
        "more": len(found.doubts) > shown * _SHOWN and shown < _MOST_PAGES,
        "kept": kept,
        "refused": refused,
        "asked": {"paper": found.paper, "predicate": found.predicate, "below": found.below},
        "relations": tuple(Predicate),
        "decisions": found.told.decisions[::-1],
        "unreadable": found.told.unreadable,
        "decision_text": decision_text,
        "titles": found.told.titles,
        "stamp": stamp,
        "curator": unquote(request.cookies.get(_CURATOR, "")),
        "done": text(request, "done"),
    }
    return page(request, "review.html.j2", values, status=503 if refused else 200)


def review_json(request: Request) -> Response:
    """The same for programs."""
    if (answer := _unsigned(request)) is not None:
        return answer
    found = _found(request, number(request, "limit", _SHOWN, least=1, most=_MOST))
    return JsonAnswer({**doubts_json(found.doubts), **listing_json(found.told)})


def _found(request: Request, limit: int) -> _Found:
    paper, relation = text(request, "paper") or None, choice(request, "relation", tuple(Predicate))
    below = fraction(request, "below", DEFAULT_BELOW)
    predicate = Predicate(relation) if relation else None
    with holding(request) as held:
        doubts = review_queue(held.reader, limit, predicate=predicate, paper=paper, below=below)
        told = listing(held.snapshot.folder)
        total = len(doubts) if len(doubts) < limit else None
        if total is None and paper is None and (open_ := held.findings.undecided.get()) is not None:
            total = sum(belief < below and predicate in {None, said} for belief, said in open_)
    return _Found(doubts, total, told, paper, predicate, below)


async def decide(request: Request) -> Response:
    """Accept or reject a statement, make one thing of two or keep them apart, or take a decision back."""
    if (answer := _unsigned(request)) is not None:
        return answer
    fields = await form(request)
    told, place = _told(fields), _back(fields)
    try:
        recorded = await run_in_threadpool(_decided, request, fields, told)
    except GraphUnavailableError as error:
        if request.url.path == REVIEW:
            raise
        _LOG.warning("nothing was decided: %s", error)
        return await run_in_threadpool(_page, _asked_again(request, place), fields, NOT_NOW)
    if request.url.path == REVIEW:
        return JsonAnswer({"decided": [recorded_json(each) for each in recorded]})
    done = ",".join(each.decision.id for each in recorded)
    back = RedirectResponse(put(place, "done", done), 303)
    back.set_cookie(
        _CURATOR,
        quote(told.by),
        max_age=_YEAR_S,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return back


def _back(fields: Mapping[str, str]) -> str:
    """The address of the part of the queue from which somebody decided."""
    place = fields.get("back") or _REVIEW_PAGE
    if place.partition("?")[0] != _REVIEW_PAGE:
        raise BadRequestError("back leads elsewhere")
    return place


def _asked_again(request: Request, place: str) -> Request:
    """The request for that part of the queue."""
    query = place.partition("?")[2].encode("ascii", "ignore")
    return Request({**request.scope, "method": "GET", "path": _REVIEW_PAGE, "query_string": query})


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
    with state.deciding:  # two at a time would find the graph in use
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


def _unsigned(request: Request) -> Response | None:
    if signed_in(request):
        return None
    if request.url.path == REVIEW:
        return JsonAnswer({"error": "a token is needed", "nearest": []}, 401, {"www-authenticate": "Bearer"})
    if request.method == "GET" and "text/html" in request.headers.get("accept", "*/*"):
        return RedirectResponse("/sign-in?to=review", 303)
    return Response("a token is needed\n", 401, {"www-authenticate": "Bearer"}, media_type="text/plain")


ENDPOINTS = (
    Endpoint(
        REVIEW,
        "review",
        "The statements that are believed least, and all decisions so far; it needs the token.",
        (
            text_of("paper", "Only what this paper says."),
            Parameter("relation", {"type": "string", "enum": [p.value for p in Predicate]}, "Only this relation."),
            Parameter(
                "below",
                {"type": "number", "minimum": 0, "maximum": 1, "default": DEFAULT_BELOW},
                "What is believed less than this.",
            ),
            whole("limit", "Statements at most.", least=1, most=_MOST, default=_SHOWN),
        ),
        review_json,
        "Review",
    ),
)
"""What there is to ask for where people may decide."""

ROUTES = [
    Route(_REVIEW_PAGE, in_time(review), name="review"),
    Route(REVIEW, in_time(review_json), name="api_review"),
    Route(REVIEW, decide, methods=["POST"], name="api_decide"),
    Route("/review/decide", decide, methods=["POST"], name="decide"),
]
