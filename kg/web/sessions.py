"""Who is signed in: kept by the server, so that a cookie that was copied is worth nothing after signing out."""

import hashlib
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from threading import Lock

from starlette.datastructures import Headers

from kg.web.settings import ServingSettings

LONGEST_S = 12 * 3600
"""How long somebody stays signed in."""

_MOST = 1_000  # whoever signs in more often lets go of the oldest


class Sessions:
    """One secret for each time that somebody signed in, known until he signs out, time is over or the server ends.

    Only digests are kept and looked up, which tells nobody how near a guess was.
    """

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._ends: OrderedDict[str, float] = OrderedDict()

    def begin(self) -> str:
        """A new secret, for the cookie of who has shown the token."""
        secret = secrets.token_urlsafe(32)
        with self._lock:
            self._ends[_digest(secret)] = self._clock() + LONGEST_S
            while len(self._ends) > _MOST:
                self._ends.popitem(last=False)
        return secret

    def end(self, secret: str) -> None:
        """Know the secret no longer, whoever shows it."""
        with self._lock:
            self._ends.pop(_digest(secret), None)

    def holds(self, secret: str) -> bool:
        """Whether somebody who shows the secret is signed in."""
        with self._lock:
            return self._ends.get(_digest(secret), 0.0) > self._clock()


def has_token(headers: Headers, settings: ServingSettings, sessions: Sessions) -> bool:
    """Whether the request shows the token as a bearer, or the cookie of somebody who is signed in."""
    if settings.token is None:
        return False
    scheme, _, shown = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return hmac.compare_digest(shown.strip().encode(), settings.token.encode())
    return any(sessions.holds(secret) for secret in session_secrets(headers, settings))


def session_name(settings: ServingSettings) -> str:
    """The name of our cookie; browsers share cookies between the ports of a machine."""
    return f"kg-session-{settings.port}"


def session_secrets(headers: Headers, settings: ServingSettings) -> Iterator[str]:
    """What cookies of that name hold."""
    cookies = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
    return (value for name, _, value in cookies if name == session_name(settings))


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
