"""Who may ask: requests that come by a strange name, from a stranger's page or without a token are turned away."""

import logging
from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.web.headers import add_headers
from kg.web.sessions import Sessions, has_token
from kg.web.settings import ServingSettings, is_loopback
from kg.web.sharing import only_reads, preflight, share, shared_with, without_cookies

_LOG = logging.getLogger(__name__)

MOST_BODY_BYTES = 1_000_000
OPEN_PATHS = ("/sign-in", "/assets/")
"""What may be asked for without a token."""

_TOO_LARGE = f"a request holds at most {MOST_BODY_BYTES} bytes"
_OWN_SITE = frozenset({"same-origin", "none"})


class Guard:
    """Turns requests away before the application sees them, and adds the headers of safety to all answers."""

    def __init__(self, app: ASGIApp, settings: ServingSettings, sessions: Sessions) -> None:
        self._app, self._settings, self._sessions = app, settings, sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the application answer it."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return  # no WebSockets here
        headers = Headers(scope=scope)
        if self._settings.proxied and _came_by_tls(headers):
            scope = {**scope, "scheme": "https"}
        ours = from_our_pages(scope["method"], headers)
        shared = None if ours else shared_with(scope["path"], headers, self._settings)
        if shared:
            scope = without_cookies(scope)

        async def guarded_send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                add_headers(answer)
                if shared:
                    share(answer, shared)
            await send(message)

        refused = self._refusal(scope, ours=ours, shared=shared is not None)
        if refused is not None:
            await refused(scope, receive, guarded_send)
            return
        await self._answer(scope, receive, guarded_send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the application answer; where it fails, the failure is logged and nothing of it told."""
        begun = False

        async def noticed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, _Bounded(receive), noticed)
        except ClientDisconnect:
            return  # who has gone needs no answer
        except Exception:
            _LOG.exception("%s %s failed", scope["method"], scope["path"])
            if begun:
                raise
            await _refused(500, "something went wrong here; the server's log tells what")(scope, receive, send)

    def _refusal(self, scope: Scope, *, ours: bool, shared: bool) -> Response | None:
        settings, headers, method, path = self._settings, Headers(scope=scope), scope["method"], scope["path"]
        if not host_is_ours(headers.getlist("host"), settings):
            return _refused(421, "this server does not go by that name; name it with --name if it should")
        if shared and method == "OPTIONS":
            return preflight(path)  # browsers ask it without the token that they mean to send
        if not ours and not shared:
            return _refused(403, "requests from pages of other sites are refused")
        if not ours and not only_reads(method, path):
            return _refused(403, "pages of other origins may read, and change nothing")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > MOST_BODY_BYTES:
            return _refused(413, _TOO_LARGE)
        open_to_all = not settings.remote or path.startswith(OPEN_PATHS)
        if not open_to_all and not has_token(headers, settings, self._sessions):
            return _unsigned(headers)
        return None


class _Bounded:
    """The body of a request, as far as the bound; what is longer breaks off as if the client had gone."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._taken = receive, 0

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._taken += len(message.get("body", b""))
            if self._taken > MOST_BODY_BYTES:
                raise BodyTooLargeError
        return message


class BodyTooLargeError(Exception):
    """The body of a request goes on beyond the bound."""

    def __str__(self) -> str:
        return _TOO_LARGE


def _came_by_tls(headers: Headers) -> bool:
    """Whether the proxy says that the browser spoke TLS to it, or to a proxy before it."""
    return "https" in (told.strip().lower() for told in headers.get("x-forwarded-proto", "").split(","))


def host_is_ours(hosts: Iterable[str], settings: ServingSettings) -> bool:
    """Whether a request names us in its one Host header.

    A page that makes its own name lead to this machine (DNS rebinding) still has its name in that header. So an address
    in figures is let in, as no page can have it for a name; of loopback, where only this machine can reach us.
    """
    named = list(hosts)
    if len(named) != 1:
        return False
    try:
        parts = urlsplit(f"//{named[0]}")
        host, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if parts.netloc != named[0] or "@" in named[0] or parts.path or parts.query or parts.fragment:
        return False
    if is_loopback(host) or host in {name.lower() for name in (*settings.names, settings.host)}:
        return True
    try:
        ip_address(host)
    except ValueError:
        return False
    return settings.remote


def from_our_pages(method: str, headers: Headers) -> bool:
    """Whether a request comes from a page of ours, from a person's hand, or from no browser at all.

    Following a link from elsewhere to a page is a person's hand, if it only reads and the page is to fill the window.
    """
    site = headers.get("sec-fetch-site")
    if site is not None and site not in _OWN_SITE:
        followed = headers.get("sec-fetch-mode") == "navigate" and headers.get("sec-fetch-dest") == "document"
        return followed and method in {"GET", "HEAD"} and headers.get("origin") is None
    origin = headers.get("origin")
    if origin is None or (origin == "null" and site == "same-origin"):  # so browsers hide where a form was sent from
        return True
    parts = urlsplit(origin)
    return parts.scheme in {"http", "https"} and parts.netloc.lower() == headers.get("host", "").lower()


def _refused(status: int, reason: str) -> Response:
    return PlainTextResponse(f"{reason}\n", status)


def _unsigned(headers: Headers) -> Response:
    if "text/html" in headers.get("accept", ""):
        return Response(status_code=303, headers={"location": "/sign-in"})
    return PlainTextResponse("a token is needed\n", 401, {"www-authenticate": "Bearer"})
