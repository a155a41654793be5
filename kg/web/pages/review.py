"""Review: the statements that are least certain, to be decided about one by one, and the decisions made so far.

It is there only where the server was told so, and answers only to who has the token; ``deciding`` takes decisions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.core.decisions import stamp
from kg.core.errors import AmbiguousNameError, NotReadError, UnknownNameError
from kg.core.statement import Predicate
from kg.curating.desk import Desk
from kg.curating.listing import Listing, listing
from kg.curating.queue import DEFAULT_BELOW, Doubt, Open, review_queue
from kg.views.decided import decision_text, listing_json
from kg.views.doubts import doubts_json
from kg.web.api.description import REVIEW
from kg.web.api.endpoints import Endpoint, Parameter, text_of, whole
from kg.web.asked import choice, fraction, number, text
from kg.web.deadlines import in_time
from kg.web.failing import for_people
from kg.web.json_answer import JsonAnswer
from kg.web.rendering import page
from kg.web.serving import holding, signed_in

_MOST = 100
_SHOWN = 20
_MOST_PAGES = 50
REVIEW_PAGE = "/review"
CURATOR = "kg-curator"
"""The cookie that holds who decided last."""


@dataclass(frozen=True, slots=True)
class _Found:
    """What is to be decided and what was, and what was asked for.

    total is how much there is to decide, if known; about is how much there was before the last decision; lost is why a
    paper or thing could not be asked about.
    """

    doubts: tuple[Doubt, ...]
    total: int | None
    about: int | None
    lost: str
    told: Listing
    paper: str | None
    thing: str | None
    predicate: Predicate | None
    below: float


def review(request: Request) -> Response:
    """The queue, a page at a time, and the log."""
    if (answer := unsigned(request)) is not None:
        return answer
    return queue_page(request)


def queue_page(
    request: Request, kept: Mapping[str, str] = MappingProxyType({}), refused: str = "", *, status: int = 200
) -> Response:
    """The page; kept holds what was filled in where it was refused for this reason."""
    shown = number(request, "page", 1, least=1, most=_MOST_PAGES)
    found = _found(request, shown * _SHOWN + 1, even_lost=True)
    doubts = found.doubts[(shown - 1) * _SHOWN : shown * _SHOWN]
    values = {
        "title": "Review",
        "doubts": doubts,
        "first": (shown - 1) * _SHOWN + 1,
        "total": found.total,
        "about": found.about,
        "lost": found.lost,
        "shown": shown,
        "size": _SHOWN,
        "more": len(found.doubts) > shown * _SHOWN and shown < _MOST_PAGES,
        "kept": kept,
        "refused": refused,
        "asked": {"paper": found.paper, "thing": found.thing, "predicate": found.predicate, "below": found.below},
        "relations": tuple(Predicate),
        "decisions": found.told.decisions[::-1],
        "unreadable": found.told.unreadable,
        "decision_text": decision_text,
        "titles": found.told.titles,
        "stamp": stamp,
        "curator": unquote(request.cookies.get(CURATOR, "")),
        "done": text(request, "done"),
    }
    return page(request, "review.html.j2", values, status=404 if found.lost and status == 200 else status)


def review_json(request: Request) -> Response:
    """The same for programs."""
    if (answer := unsigned(request)) is not None:
        return answer
    found = _found(request, number(request, "limit", _SHOWN, least=1, most=_MOST))
    return JsonAnswer({**doubts_json(found.doubts), **listing_json(found.told)})


def _found(request: Request, limit: int, *, even_lost: bool = False) -> _Found:
    """What is to be decided; even_lost takes a name that nothing goes by, or several things, for no reason to end."""
    paper, thing = text(request, "paper") or None, text(request, "thing") or None
    relation, below = choice(request, "relation", tuple(Predicate)), fraction(request, "below", DEFAULT_BELOW)
    predicate = Predicate(relation) if relation else None
    total = about = None
    lost = ""
    with holding(request) as held:
        try:
            doubts = review_queue(held.reader, limit, predicate=predicate, paper=paper, thing=thing, below=below)
        except (UnknownNameError, NotReadError, AmbiguousNameError) as error:
            if not even_lost:
                raise
            doubts, lost = (), for_people(error)
        told = listing(held.snapshot.folder)
        if len(doubts) < limit:
            total = len(doubts)
        elif paper is None:
            of = Desk(held.reader.graph).thing(thing).iri if thing is not None else None
            total = _counted(held.findings.undecided.get(), of, predicate, below)
            about = _counted(held.undecided_before, of, predicate, below)
    return _Found(doubts, total, about, lost, told, paper, thing, predicate, below)


def _counted(there: tuple[Open, ...] | None, of: str | None, predicate: Predicate | None, below: float) -> int | None:
    """How many of what is open are asked about; None where that is not known."""
    if there is None:
        return None
    return sum(belief < below and predicate in {None, said[1]} and (of is None or of in said) for belief, said in there)


def unsigned(request: Request) -> Response | None:
    """What whoever has not shown the token is answered; None for whoever has."""
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
            text_of("thing", "Only what is said of this dataset or model."),
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
    Route(REVIEW_PAGE, in_time(review), name="review"),
    Route(REVIEW, in_time(review_json), name="api_review"),
]
