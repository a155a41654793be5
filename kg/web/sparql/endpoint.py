"""The endpoint: queries answered within bounds, a few at a time, by processes that can be killed."""

import asyncio
import math
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.core.errors import QueryError, QueryLimitError, UnknownNameError
from kg.core.stopping import StoppedError, stoppable
from kg.store.query import TOO_LONG, AskedGraphs, QueryKind, QueryResult, run_query
from kg.store.sparql_guard import refuse_changes_and_network
from kg.store.stopping import Stop
from kg.views.export import turtle
from kg.web.failing import BadRequestError
from kg.web.forms import FORM, parsed
from kg.web.negotiation import best_form
from kg.web.serving import Serving, serving
from kg.web.sparql.forms import JSON_LD, TURTLE, offered, written
from kg.web.sparql.protocol import DEFAULT_GRAPH, NAMED_GRAPH, Asked, ProtocolError, asked
from kg.web.sparql.service import service_description
from kg.web.turnstile import CrowdedError
from kg.web.waiting import watched

MAX_BYTES = 10_000_000
"""Bytes of terms that an answer has at most."""

EDITOR = "/sparql-editor"
_HTML = "text/html"
_KINDS = {"SELECT": QueryKind.SELECT, "ASK": QueryKind.ASK}


async def sparql(request: Request) -> Response:
    """Answer a request of the SPARQL 1.1 Protocol; a browser that comes without a query is shown the editor."""
    if request.method != "POST" and not {"query", "update"} & set(request.query_params):
        return _introduction(request)
    try:
        return await _answer(request, await _asked(request))
    except ProtocolError as error:
        return _refused(error.status, error.reason)
    except QueryLimitError as error:
        return _refused(503, str(error), retry_s=math.ceil(serving(request).settings.time_limit_s))
    except (QueryError, UnknownNameError, BadRequestError) as error:
        return _refused(400, str(error))


async def _asked(request: Request) -> Asked:
    content_type = request.headers.get("content-type", "")
    body = await request.body() if request.method == "POST" else b""
    is_form = content_type.partition(";")[0].strip().lower() == FORM
    query = parsed(request.url.query.encode())
    return asked(request.method, content_type, body, query, parsed(body) if is_form else {})


async def _answer(request: Request, told: Asked) -> Response:
    state = serving(request)
    accept = request.headers.get("accept")
    form = refuse_changes_and_network(told.query)
    media_type = best_form(accept, offered(_KINDS.get(form, QueryKind.CONSTRUCT)))
    if media_type is None:
        if best_form(accept, [_HTML]) and request.method != "POST":
            return RedirectResponse(_editor_with(told), 303)
        kinds = ", ".join(offered(_KINDS.get(form, QueryKind.CONSTRUCT)))
        raise ProtocolError(406, f"the answer can be had as {kinds}")
    try:
        async with state.queries.passing(), asyncio.timeout(state.settings.time_limit_s):
            result, content = await _found(request, state, told, media_type)
    except CrowdedError:
        return _refused(503, "too many queries are being answered; try again in a moment", retry_s=1)
    except StoppedError:
        return _refused(503, "the server is being stopped", retry_s=1)
    except TimeoutError:
        raise QueryLimitError(TOO_LONG.format(state.settings.time_limit_s)) from None
    return _told(result, content, media_type)


async def _found(request: Request, state: Serving, told: Asked, media_type: str) -> tuple[QueryResult, bytes]:
    """The result and its text from a thread that is told to stop when nobody waits for it any longer."""
    base = str(request.url_for("sparql"))
    with state.stopping() as stop:
        async with watched(request, stop):
            try:
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(state.askers, _written, state, told, base, stop, media_type)
            finally:
                stop.pull()


def _written(state: Serving, told: Asked, base: str, stop: Stop, media_type: str) -> tuple[QueryResult, bytes]:
    with stoppable(stop.pulled):
        result = _run(state, told, base, stop)
        return result, written(result, media_type)


def _editor_with(told: Asked) -> str:
    """The editor's address with the query, and the graphs that it is asked of."""
    asked_of = told.graphs or AskedGraphs((), ())
    fields = {"query": told.query, DEFAULT_GRAPH: asked_of.default, NAMED_GRAPH: asked_of.named}
    return f"{EDITOR}?{urlencode(fields, doseq=True)}"


def _run(state: Serving, told: Asked, base: str, stop: Stop) -> QueryResult:
    with state.holding() as held:
        return run_query(
            held.snapshot.graph,
            told.query,
            max_rows=state.settings.max_rows,
            max_bytes=MAX_BYTES,
            time_limit_s=state.settings.time_limit_s,
            graphs=told.graphs,
            base=base,
            stop=stop,
        )


def _told(result: QueryResult, content: bytes, media_type: str) -> Response:
    answer = Response(content, media_type=media_type)
    answer.headers["vary"] = "Accept"
    warnings = [note.replace('"', "'").encode("ascii", "replace").decode() for note in result.notes]
    if result.truncated:
        rows = len(result.terms)
        answer.headers["x-kg-truncated"] = str(rows)
        warnings.append(f"truncated at {rows} rows: there would have been more")
    if warnings:
        answer.headers["warning"] = ", ".join(f'199 kg "{warning}"' for warning in warnings)
    return answer


def _introduction(request: Request) -> Response:
    form = best_form(request.headers.get("accept"), [TURTLE, _HTML, JSON_LD])
    if form == _HTML:
        return RedirectResponse(EDITOR, 303)
    return Response(turtle(service_description(str(request.url_for("sparql")))), media_type=TURTLE)


def _refused(status: int, reason: str, *, retry_s: int | None = None) -> Response:
    headers = {} if retry_s is None else {"retry-after": str(retry_s)}
    return PlainTextResponse(f"{reason}\n", status, headers)
