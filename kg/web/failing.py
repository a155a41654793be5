"""What is answered when a request cannot be met: a page for people, JSON for programs, in one sentence."""

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from kg.core.errors import (
    GraphUnavailableError,
    KgError,
    NotReadError,
    QueryError,
    UnknownNameError,
    UnknownSourceError,
)
from kg.web.json_answer import JsonAnswer
from kg.web.missing import is_review, meant, named_by
from kg.web.rendering import page
from kg.web.texts import TextGoneError

NOT_NOW = (
    "Another kg uses the graph at the moment, or it cannot be opened; wait until that one is done, then try again. "
    "The server's log tells more."
)
"""What people are told of a graph that cannot be had, without the paths and processes of the machine."""

REVIEW_IS_OFF = (
    "Nobody may decide on this server: review is switched on where it is started, by kg serve --allow-curation, "
    "with a token of 16 characters or more in KG_TOKEN"
)
"""What whoever looks for the page of review is told where it is off."""

_LOG = logging.getLogger(__name__)
_TITLES = {400: "That cannot be answered", 404: "Not found", 405: "Not allowed", 410: "No longer there", 503: "Not now"}


class BadRequestError(KgError):
    """A request gives a value that makes no sense."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


class NoPageError(KgError):
    """A list has no page of this number."""

    def __init__(self, page: int, pages: int) -> None:
        super().__init__(page, pages)
        self.page, self.pages = page, pages

    def __str__(self) -> str:
        return f"page={self.page}: the last page is {self.pages}"


_STATUS: tuple[tuple[type[KgError], int], ...] = (
    (UnknownNameError, 404),
    (UnknownSourceError, 404),
    (NotReadError, 404),
    (NoPageError, 404),
    (TextGoneError, 410),
    (GraphUnavailableError, 503),
    (QueryError, 400),
)


def unmet(request: Request, error: Exception) -> Response:
    """The answer to a request that met one of our errors."""
    nearest = error.nearest if isinstance(error, UnknownNameError) else ()
    reason = str(error) if for_programs(request) else for_people(error)
    return failure(request, status_of(error), reason, nearest=nearest)


def status_of(error: Exception) -> int:
    """The status of HTTP that one of our errors is answered with."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), 400)


def for_people(error: Exception) -> str:
    """The error in words for a page, which has links instead of commands, and shows nothing of the machine."""
    if isinstance(error, GraphUnavailableError):
        _LOG.warning("%s", error)
        return NOT_NOW
    if isinstance(error, UnknownNameError) and error.name.strip():
        return f"{error.name}: nothing in the graph goes by this name"
    if isinstance(error, NotReadError) and not error.reason:
        return f"{error.name}: the graph knows of it, but no paper of this name has been read"
    return str(error)


def refused(request: Request, error: Exception) -> Response:
    """The answer to a request that found no page, or no such way to ask for it."""
    assert isinstance(error, HTTPException)
    reason = _missing(request) if error.status_code == 404 else str(error.detail)
    return failure(request, error.status_code, reason, headers=dict(error.headers or {}))


def _missing(request: Request) -> str:
    return REVIEW_IS_OFF if is_review(request.url.path) else "there is no such page"


def too_large(_: Request, error: Exception) -> Response:
    """The answer to a request whose body does not end."""
    return PlainTextResponse(f"{error}\n", 413, {"connection": "close"})


def failure(
    request: Request,
    status: int,
    reason: str,
    *,
    nearest: tuple[str, ...] = (),
    headers: dict[str, str] | None = None,
) -> Response:
    """A page that says why, or JSON where a program asked."""
    if for_programs(request):
        if status == 404 and not nearest:
            nearest = tuple(node.label for node in meant(request, ()))
        answer: Response = JsonAnswer({"error": reason, "nearest": list(nearest)}, status)
    else:
        answer = page(request, "failure.html.j2", _told(request, status, reason, nearest), status=status)
    answer.headers.update(headers or {})
    return answer


def for_programs(request: Request) -> bool:
    """Whether a program asks, which is answered in JSON."""
    return request.url.path.startswith("/api") or "text/html" not in request.headers.get("accept", "text/html")


def _told(request: Request, status: int, reason: str, nearest: tuple[str, ...]) -> dict[str, object]:
    lost = status == 404
    return {
        "title": _TITLES.get(status, "That went wrong"),
        "reason": reason,
        "lost": lost,
        "named": named_by(request) if lost else "",
        "meant": meant(request, nearest) if lost else (),
    }
