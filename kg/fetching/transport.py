"""The way out: nothing leaves but through here, at the pace and to the hosts that are allowed."""

import ssl
from functools import cache
from urllib.request import getproxies, proxy_bypass

import httpx

from kg.fetching.errors import FetchCode, NotFetchedError
from kg.fetching.pacing import Clock, Pace, retry_after
from kg.fetching.services import Service, Services

TRIES = 4
"""How often a request is made that a service puts off or that breaks down."""

LONGEST_WAIT_S = 120.0
"""The longest that is waited because a service asks for it; one that wants more is left alone for this run."""

_BACKOFF_S = 2.0  # before the second try; twice as long before each further one
_PUT_OFF = frozenset({429, 503})
_BROKEN = frozenset({500, 502, 504})


class PoliteTransport(httpx.BaseTransport):
    """Sends each request once its service may be asked, and again where it was put off; one connection at a time.

    Redirects come back here, so that what holds for a request holds for each address that it is sent on to. What tells
    a service who asks is added here, behind any cache, so that none keeps it.
    """

    def __init__(self, services: Services, pace: Pace, clock: Clock, *, offline: bool = False) -> None:
        self._services, self._pace, self._clock, self._offline = services, pace, clock, offline
        self._limits = httpx.Limits(max_connections=1, max_keepalive_connections=1)
        self._direct = httpx.HTTPTransport(verify=_trusted(), limits=self._limits)
        proxy = getproxies().get("https")
        self._proxied = (
            httpx.HTTPTransport(verify=_trusted(), limits=self._limits, proxy=proxy) if proxy else self._direct
        )
        self._resting: dict[Service, NotFetchedError] = {}

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, whatever its status but for those that put off.

        Raises:
            NotFetchedError: kg is offline, the host is not allowed, or the service cannot be had.
        """
        service = self._services.service_of(request.url)
        if self._offline:
            raise NotFetchedError(FetchCode.OFFLINE, "kg is offline; leave out --offline and KG_OFFLINE to fetch it")
        if service is None:
            raise NotFetchedError(FetchCode.HOST, _not_allowed(request.url))
        if service in self._resting:
            raise self._resting[service]
        headers = {**request.headers, "user-agent": self._services.user_agent}
        url = request.url.copy_merge_params(self._services.known_to(service))
        asked = httpx.Request(request.method, url, headers=headers, extensions=request.extensions)
        return self._sent(asked, service)

    def _sent(self, request: httpx.Request, service: Service) -> httpx.Response:
        reason, whole = "", False
        for attempt in range(1, TRIES + 1):
            self._pace.wait(service)
            wait: float | None = None
            whole = True  # whether it is the service that cannot be had, and not this one answer
            try:
                response = self._route(request).handle_request(request)
            except httpx.TransportError as error:
                reason = f"{_who(service, request.url)} cannot be reached ({_cause(error)})"
            else:
                self._pace.slow_down(service, dict(response.headers))
                if response.status_code not in _PUT_OFF | _BROKEN:
                    return response
                response.close()
                wait = retry_after(response.headers.get("retry-after"), self._clock.now())
                reason = f"{_who(service, request.url)} answers with {response.status_code}"
                whole = response.status_code in _PUT_OFF
            wait = _BACKOFF_S * 2 ** (attempt - 1) if wait is None else wait
            if wait > LONGEST_WAIT_S:
                reason = f"{_who(service, request.url)} asks to be left alone for {wait:.0f} seconds; try again then"
                raise self._rest(service, FetchCode.RATE_LIMITED, reason)
            if attempt < TRIES:
                self._clock.sleep(wait)
        reason = f"{reason}, {TRIES} times in a row; try again later"
        raise self._rest(service, FetchCode.UNAVAILABLE, reason) if whole else _unavailable(reason)

    def _rest(self, service: Service, code: FetchCode, reason: str) -> NotFetchedError:
        """Leave a service alone for this run; hosts elsewhere are many, and one's word is not another's."""
        error = NotFetchedError(code, reason)
        if service is not Service.ELSEWHERE:
            self._resting[service] = error
        return error

    def _route(self, request: httpx.Request) -> httpx.HTTPTransport:
        proxied = request.url.scheme == "https" and not proxy_bypass(request.url.host)
        return self._proxied if proxied else self._direct

    def close(self) -> None:
        """Close the connection."""
        self._direct.close()
        self._proxied.close()


@cache
def _trusted() -> ssl.SSLContext:
    """Whom to trust, read once: there are a hundred and more of them."""
    return httpx.create_ssl_context()


def _who(service: Service, url: httpx.URL) -> str:
    return url.host if service is Service.ELSEWHERE else service.value


def _unavailable(reason: str) -> NotFetchedError:
    return NotFetchedError(FetchCode.UNAVAILABLE, reason)


def _not_allowed(url: httpx.URL) -> str:
    if url.scheme != "https":
        return f"it would have to be fetched from {url.scheme}://{url.host}, which is not HTTPS"
    if url.port is not None:
        return f"a copy lies at port {url.port} of {url.host}, and kg keeps to the usual one"
    return f"a copy lies at {url.host}, which kg does not fetch from; allow it with --host {url.host}"


def _cause(error: httpx.TransportError) -> str:
    """What broke down, in a word that does not depend on the machine."""
    return "no answer in time" if isinstance(error, httpx.TimeoutException) else type(error).__name__
