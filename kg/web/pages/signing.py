"""Signing in with the token, and out again."""

import hmac

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.web.forms import form
from kg.web.guards import has_token, session_name, session_value
from kg.web.rendering import page
from kg.web.serving import serving
from kg.web.settings import ServingSettings

_SECONDS = 12 * 3600


async def sign_in(request: Request) -> Response:
    """Ask for the token, or take it and set the cookie that stands for it."""
    settings = serving(request).settings
    if request.method != "POST":
        return page(request, "sign_in.html.j2", _values(request, settings, wrong=False))
    shown = (await form(request)).get("token", "")
    if settings.token is None or not hmac.compare_digest(shown.strip().encode(), settings.token.encode()):
        return page(request, "sign_in.html.j2", _values(request, settings, wrong=True), status=403)
    answer = RedirectResponse("/review" if request.query_params.get("to") == "review" else "/", 303)
    secure = request.url.scheme == "https"
    name, value = session_name(settings), session_value(settings)
    answer.set_cookie(name, value, max_age=_SECONDS, httponly=True, samesite="strict", secure=secure)
    return answer


async def sign_out(request: Request) -> Response:
    """Forget the token in this browser."""
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(session_name(serving(request).settings), httponly=True, samesite="strict")
    return answer


def _values(request: Request, settings: ServingSettings, *, wrong: bool) -> dict[str, object]:
    signed_in = has_token(request.headers, settings)
    return {"title": "Sign in", "wrong": wrong, "signed_in": signed_in, "needed": settings.token is not None}


ROUTES = [
    Route("/sign-in", sign_in, methods=["GET", "POST"], name="sign_in"),
    Route("/sign-out", sign_out, methods=["POST"], name="sign_out"),
]
