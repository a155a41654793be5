"""Who asks, shown to a server in the way that it wants."""

from collections.abc import Generator

import httpx

from kg.store.remote.address import Address


class Auth(httpx.Auth):
    """A token, or a name with a password; the password hashed where the server asks for a digest.

    Over a connection that others can read, the password waits until the server asks for it.
    """

    def __init__(self, address: Address) -> None:
        known = self._credentials = address.credentials
        self._basic = httpx.BasicAuth(known.user, known.password)
        self._digest = httpx.DigestAuth(known.user, known.password)
        self._scheme: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request with what the server wants to see, once more where it wants something else."""
        if self._credentials.token:
            request.headers["Authorization"] = f"Bearer {self._credentials.token}"
            yield request
        elif not self._credentials.user:
            yield request
        elif self._scheme is self._digest:
            yield from self._digest.auth_flow(request)
        else:
            shown = self._scheme is self._basic or Address(str(request.url)).is_private
            if shown:
                next(self._basic.auth_flow(request))  # sets the header
            response = yield request
            if response.status_code == 401 and shown and not _challenge(response):
                request.headers.pop("Authorization")  # Virtuoso tells what it wants only to those who send nothing
                response = yield request
            wanted = self._digest if _challenge(response).startswith("digest") else self._basic
            if response.status_code in {401, 403} and not (shown and wanted is self._basic):
                self._scheme = wanted
                request.headers.pop("Authorization", None)
                yield from wanted.auth_flow(request)


def _challenge(response: httpx.Response) -> str:
    return str(response.headers.get("WWW-Authenticate", "")).lower()
