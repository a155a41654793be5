"""One request to an endpoint: repeated where the server asks for it, errors in words."""

import email.utils
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

import httpx

from kg.core.errors import EndpointError
from kg.core.version import __version__
from kg.store.remote.address import Address
from kg.store.remote.answer import BUSY, Answer, Asking, LateError, one_line
from kg.store.remote.auth import Auth

_TRIES = 4
_LONGEST_WAIT_S = 60.0  # a server that wants to be left alone for longer is told of, not waited for
_REPEATABLE = frozenset({"GET", "PUT", "DELETE"})


class Connection:
    """A connection to the server of an endpoint, kept open between requests."""

    def __init__(self, address: Address, asking: Asking | None = None) -> None:
        self.address, self.asking = address, asking or Asking()
        self._client = httpx.Client(
            auth=Auth(address),
            headers={"User-Agent": f"kg/{__version__}"},
            timeout=httpx.Timeout(self.asking.timeout_s, connect=min(self.asking.timeout_s, 20.0)),
            trust_env=not address.on_this_machine,
            verify=address.url.startswith("https:"),  # what checks certificates takes its time to load
            follow_redirects=False,  # elsewhere, whoever answers is not whom the password is for
        )

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    @contextmanager
    def answered(
        self,
        method: str,
        url: str,
        *,
        accept: str = "*/*",
        params: Sequence[tuple[str, str]] = (),
        form: Sequence[tuple[str, str]] = (),
        content: bytes | None = None,
        content_type: str = "",
        repeatable: bool | None = None,
    ) -> Iterator[Answer]:
        """The answer to a request, read as far as the caller likes; what the server refuses is an error.

        A server that is busy is asked again when it says so, a connection that it dropped is opened once more where
        asking twice does no harm.

        Raises:
            StatusError: the server refused.
            LateError: it took too long.
            EndpointError: nobody answers, or not in HTTP.
        """
        headers = {"Accept": accept} | ({"Content-Type": content_type} if content_type else {})
        request = self._client.build_request(
            method, url, params=[*httpx.URL(url).params.multi_items(), *params], headers=headers,
            content=content, data=_form(form) if form else None,
        )  # fmt: skip
        harmless = method in _REPEATABLE if repeatable is None else repeatable
        started = self.asking.clock()
        with self._in_words(url):
            response, waited = self._sent(request, harmless)
            deadline = started + waited + self.asking.timeout_s
            try:
                answer = Answer(url, response, deadline, self.asking)
                answer.check()
                yield answer
            finally:
                response.close()

    def _sent(self, request: httpx.Request, harmless: bool) -> tuple[httpx.Response, float]:
        """The response, unread, and how long the server wanted to be waited for."""
        waited, most = 0.0, min(_LONGEST_WAIT_S, self.asking.timeout_s)
        for attempt in range(1, _TRIES + 1):
            try:
                response = self._client.send(request, stream=True)
            except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
                if not harmless or attempt > 1:
                    raise
                continue
            pause = _pause(response.headers, attempt) if response.status_code in BUSY else None
            if pause is None or attempt == _TRIES or waited + pause > most:
                return response, waited
            response.close()
            waited += pause
            self.asking.sleep(pause)
        raise AssertionError("unreachable")

    @contextmanager
    def _in_words(self, url: str) -> Iterator[None]:
        try:
            yield
        except httpx.TimeoutException as error:
            given = f"no answer within {self.asking.timeout_s:g} seconds; ask for less, or give it longer"
            raise LateError(url, given) from error
        except httpx.ConnectError as error:
            reason = f"nobody answers there ({one_line(str(error))}); check the address, and that the server runs"
            raise EndpointError(url, reason) from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise EndpointError(url, f"the connection broke off ({one_line(str(error))}); try again") from error


def _form(pairs: Sequence[tuple[str, str]]) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for name, value in pairs:
        data.setdefault(name, []).append(value)
    return data


def _pause(headers: Mapping[str, str], attempt: int) -> float:
    """Seconds to wait before asking again: those that the server wants, else more each time."""
    wanted = headers.get("Retry-After", "")
    if re.fullmatch(r"\d{1,6}", wanted):
        return float(wanted)
    with suppress(ValueError, TypeError):
        when = email.utils.parsedate_to_datetime(wanted)
        return max(0.0, when.timestamp() - time.time())
    return float(2 ** (attempt - 1))
