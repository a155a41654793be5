"""Signing in with the token, and out again."""

import hmac

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from kg.web.forms import form
from kg.web.rendering import page
from kg.web.serving import serving, signed_in
from kg.web.sessions import LONGEST_S, session_name, session_secrets
from kg.web.settings import ServingSettings


async def sign_in(request: Request) -> Response:
    """Ask for the token, or take it and set a cookie with a secret that is new each time."""
    state = serving(request)
    settings = state.settings
    if request.method != "POST":
        return page(request, "sign_in.html.j2", _values(request, settings, wrong=False))
    shown = (await form(request)).get("token", "")
    if settings.token is None or not hmac.compare_digest(shown.strip().encode(), settings.token.encode()):
        return page(request, "sign_in.html.j2", _values(request, settings, wrong=True), status=403)
    answer = RedirectResponse("/review" if request.query_params.get("to") == "review" else "/", 303)
    _end_sessions(request)
    secure = request.url.scheme == "https"
    name, secret = session_name(settings), state.sessions.begin()
    answer.set_cookie(name, secret, max_age=LONGEST_S, httponly=True, samesite="strict", secure=secure)
    return answer


async def sign_out(request: Request) -> Response:
    """End what the browser's cookie stands for, here and in every copy of it, and have the browser forget it."""
    _end_sessions(request)
    answer = RedirectResponse("/sign-in", 303)
    secure = request.url.scheme == "https"
    answer.delete_cookie(session_name(serving(request).settings), httponly=True, samesite="strict", secure=secure)
    return answer


def _end_sessions(request: Request) -> None:
    state = serving(request)
    for secret in session_secrets(request.headers, state.settings):
        state.sessions.end(secret)


def _values(request: Request, settings: ServingSettings, *, wrong: bool) -> dict[str, object]:
    return {"title": "Sign in", "wrong": wrong, "signed_in": signed_in(request), "needed": settings.token is not None}


ROUTES = [
    Route("/sign-in", sign_in, methods=["GET", "POST"], name="sign_in"),
    Route("/sign-out", sign_out, methods=["POST"], name="sign_out"),
]
