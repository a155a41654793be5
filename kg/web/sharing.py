"""What pages of an origin that was named may do: read what programs read, and never as the person at the browser."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import Scope

from kg.web.settings import ServingSettings

_PLACES = ("/sparql", "/api", "/entity")
_PAGES_OF_PROGRAMS = ("/lineage.ttl", "/lineage/picture.json", "/lineage/evidence.json")
_READING = frozenset({"GET", "HEAD"})
_ASKING = "/sparql"  # where a query, which changes nothing, may come by POST


def shared_with(path: str, headers: Headers, settings: ServingSettings) -> str | None:
    """The origin that was named and asks for what it may read, or None."""
    origin = headers.get("origin")
    return origin if origin in settings.cors and _is_shared(path) else None


def only_reads(method: str, path: str) -> bool:
    """Whether a request, however it comes, changes nothing: all that pages of other origins may send."""
    return method in _READING or (method == "POST" and path.rstrip("/") == _ASKING)


def without_cookies(scope: Scope) -> Scope:
    """The request as somebody would send it who is not signed in.

    Cookies go to all ports of a machine, and ``SameSite`` calls them one site: what a page there sends bears the cookie
    of whoever sits before it, who did not ask for that.
    """
    return {**scope, "headers": [(name, value) for name, value in scope["headers"] if name.lower() != b"cookie"]}


def share(answer: MutableHeaders, origin: str) -> None:
    """Let pages of the origin read the answer; they are never allowed credentials that browsers send by themselves."""
    answer["access-control-allow-origin"] = origin
    answer["access-control-expose-headers"] = "Link, Warning, X-Kg-Truncated"
    answer["cross-origin-resource-policy"] = "cross-origin"
    answer.add_vary_header("Origin")


def preflight(path: str) -> Response:
    """What a browser is told that asks what a page of the origin may send there."""
    posting = ", POST" if only_reads("POST", path) else ""
    allowed = {
        "access-control-allow-methods": f"GET, HEAD{posting}, OPTIONS",
        "access-control-allow-headers": "Accept, Authorization, Content-Type",
        "access-control-max-age": "600",
    }
    return Response(status_code=204, headers=allowed)


def _is_shared(path: str) -> bool:
    return path in _PAGES_OF_PROGRAMS or any(path == place or path.startswith(f"{place}/") for place in _PLACES)
