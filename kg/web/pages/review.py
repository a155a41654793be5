"""Review: the statements that are least certain, decided about one by one, and the decisions made so far.

These are the only pages that change anything: a decision is a line in the log beside the graph. They are there only
where the server was told so, and answer only to who has the token.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, unquote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.core.decisions import stamp
from kg.core.statement import Predicate
from kg.curating.deciding import Told, accept, keep_apart, merge, reject, undo
from kg.curating.listing import listing
from kg.curating.queue import DEFAULT_BELOW, review_queue
from kg.views.decided import decision_text
from kg.web.asked import choice, fraction, number, text
from kg.web.deadlines import in_time
from kg.web.failing import BadRequestError
from kg.web.forms import form
from kg.web.rendering import page
from kg.web.serving import holding, serving, signed_in

_MOST = 100
_CURATOR = "kg-curator"
_YEAR_S = 365 * 24 * 3600
_LONGEST = 2_000


def review(request: Request) -> Response:
    """The queue and the log."""
    if (answer := _unsigned(request)) is not None:
        return answer
    paper, relation = text(request, "paper") or None, choice(request, "relation", tuple(Predicate))
    below, limit = fraction(request, "below", DEFAULT_BELOW), number(request, "limit", 20, least=1, most=_MOST)
    predicate = Predicate(relation) if relation else None
    with holding(request) as held:
        doubts = review_queue(held.reader, limit, predicate=predicate, paper=paper, below=below)
        told = listing(held.snapshot.folder)
    values = {
        "title": "Review",
        "doubts": doubts,
        "asked": {"paper": paper, "predicate": relation, "below": below},
        "relations": tuple(Predicate),
        "decisions": told.decisions[::-1],
        "unreadable": told.unreadable,
        "decision_text": decision_text,
        "titles": told.titles,
        "stamp": stamp,
        "curator": unquote(request.cookies.get(_CURATOR, "")),
        "done": text(request, "done"),
    }
    return page(request, "review.html.j2", values)


async def decide(request: Request) -> Response:
    """Accept or reject a statement, make one thing of two or keep them apart, or take a decision back."""
    if (answer := _unsigned(request)) is not None:
        return answer
    fields = await form(request)
    told = _told(fields)
    done = await run_in_threadpool(_decided, request, fields, told)
    back = RedirectResponse(f"/review?done={quote(done)}", 303)
    back.set_cookie(
        _CURATOR,
        quote(told.by),
        max_age=_YEAR_S,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return back


def _decided(request: Request, fields: dict[str, str], told: Told) -> str:
    """Write the decision, take a new snapshot, and give the ids of what was written."""
    state = serving(request)
    graph, what = state.settings.graph, fields.get("decision", "")
    one, other = _field(fields, "one"), _field(fields, "other")
    actions: dict[str, Callable[[], Any]] = {
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
    return ",".join(r.decision.id for r in recorded)


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
    if request.method == "GET" and "text/html" in request.headers.get("accept", "*/*"):
        return RedirectResponse("/sign-in?to=review", 303)
    return Response("a token is needed\n", 401, {"www-authenticate": "Bearer"}, media_type="text/plain")


ROUTES = [
    Route("/review", in_time(review), name="review"),
    Route("/review/decide", decide, methods=["POST"], name="decide"),
]
