"""One request to an endpoint: bounded in time and bytes, repeated where the server asks for it, errors in words."""

import email.utils
import re
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import RawIOBase
from typing import TYPE_CHECKING

import httpx

from kg.core.errors import EndpointError
from kg.core.version import __version__
from kg.store.remote.address import Address

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

TIMEOUT_S = 60.0
MAX_BYTES = 256 * 2**20
_TRIES = 4
_LONGEST_WAIT_S = 60.0  # a server that wants to be left alone for longer is told of, not waited for
_BUSY = frozenset({429, 503})
_MOVED = frozenset({301, 302, 303, 307, 308})
_LONGEST_REASON = 200
_REPEATABLE = frozenset({"GET", "PUT", "DELETE"})

_WORDS = {
    401: "the server wants to know who asks; set KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD, or KG_ENDPOINT_TOKEN",
    403: "the server does not let this be done by whoever asks; check the name, password or token",
    404: "there is nothing at this address",
    405: "the server does not take such requests at this address",
    413: "the server does not take so much at a time",
}


class StatusError(EndpointError):
    """The server answered that it does not do this."""

    def __init__(self, url: str, reason: str, status: int = 0) -> None:
        super().__init__(url, reason)
        self.args = (url, reason, status)
        self.status = status


class LateError(EndpointError):
    """The answer did not come, or not whole, in the time that was given."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What every request goes by: seconds for one of them, bytes of one answer, and how waiting is done."""

    timeout_s: float = TIMEOUT_S
    max_bytes: int = MAX_BYTES
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Connection:
    """A connection to the server of an endpoint, kept open between requests."""

    def __init__(self, address: Address, asking: Asking | None = None) -> None:
        self.address, self.asking = address, asking or Asking()
        self._client = httpx.Client(
            auth=_Auth(address),
            headers={"User-Agent": f"kg/{__version__}"},
            timeout=httpx.Timeout(self.asking.timeout_s, connect=min(self.asking.timeout_s, 20.0)),
            trust_env=not address.on_this_machine,
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
    ) -> "Iterator[Answer]":
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
        deadline = self.asking.clock() + self.asking.timeout_s
        with self._in_words(url):
            response = self._sent(request, harmless)
            try:
                answer = Answer(url, response, deadline, self.asking)
                answer.check()
                yield answer
            finally:
                response.close()

    def _sent(self, request: httpx.Request, harmless: bool) -> httpx.Response:
        waited = 0.0
        for attempt in range(1, _TRIES + 1):
            try:
                response = self._client.send(request, stream=True)
            except (httpx.RemoteProtocolError, httpx.ReadError, httpx.WriteError):
                if not harmless or attempt > 1:
                    raise
                continue
            pause = _pause(response.headers, attempt) if response.status_code in _BUSY else None
            if pause is None or attempt == _TRIES or waited + pause > _LONGEST_WAIT_S:
                return response
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
            raise EndpointError(url, f"nobody answers there ({_plain(str(error))})") from error
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise EndpointError(url, f"the connection broke off ({_plain(str(error))})") from error


class Answer(RawIOBase):
    """What a server sends, as a file to read from, within its bounds of time and bytes."""

    def __init__(self, url: str, response: httpx.Response, deadline: float, asking: Asking) -> None:
        self._url, self._response, self._deadline, self._asking = url, response, deadline, asking
        self._parts = response.iter_bytes(2**16)
        self._rest, self._taken = b"", 0
        self.failure: Exception | None = None

    @property
    def media_type(self) -> str:
        """The kind of what is sent, in lower case and without parameters."""
        return str(self._response.headers.get("Content-Type", "")).split(";", 1)[0].strip().lower()

    @property
    def headers(self) -> Mapping[str, str]:
        """What the server says beside the answer."""
        return self._response.headers

    @property
    def status(self) -> int:
        """The status, a good one."""
        return self._response.status_code

    def check(self) -> None:
        """Make sure that the server did what it was asked.

        Raises:
            StatusError: it did not.
        """
        status = self._response.status_code
        if 200 <= status < 300:
            return
        if status in _MOVED:
            there = _plain(str(self._response.headers.get("Location", "another address")))
            raise StatusError(self._url, f"what was here has moved to {there}; give that address", status)
        said = self._first_words()
        reason = _WORDS.get(status) or f"the server answered {status}"
        if status in _BUSY:
            reason = "the server is too busy; try again later"
        raise StatusError(self._url, f"{reason} ({said})" if said else reason, status)

    def _first_words(self) -> str:
        """What the server says of an error, on one line and cut."""
        sent = b""
        with suppress(httpx.HTTPError, EndpointError):
            while len(sent) < 2**12 and (more := self.read(2**12)):
                sent += more
        text = sent.decode("utf-8", "replace")
        return "" if "<html" in text.lower() or self.media_type == "text/html" else _plain(text)

    def drain(self) -> None:
        """Read what is left, so that the connection can be used again."""
        while self.read(2**16):
            pass

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill the buffer with what comes next; 0 at the end.

        Raises:
            LateError: the time is over.
            EndpointError: the answer is longer than it may be.
        """
        view = memoryview(buffer)
        try:
            if not self._rest:
                self._rest = next(self._parts, b"")
                self._bounded(len(self._rest))
        except Exception as error:
            self.failure = error  # a parser that reads from here may tell of it in other words
            raise
        taken, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(taken)] = taken
        return len(taken)

    def _bounded(self, more: int) -> None:
        self._taken += more
        if self._taken > self._asking.max_bytes:
            raise EndpointError(self._url, f"the answer is longer than {self._asking.max_bytes // 2**20} MiB")
        if self._asking.clock() > self._deadline:
            raise LateError(self._url, f"no whole answer within {self._asking.timeout_s:g} seconds")


class _Auth(httpx.Auth):
    """A token, or a name with a password; the password hashed where the server asks for a digest.

    Over a connection that others can read, the password waits until the server asks for it.
    """

    def __init__(self, address: Address) -> None:
        known = self._credentials = address.credentials
        self._basic = httpx.BasicAuth(known.user, known.password)
        self._digest = httpx.DigestAuth(known.user, known.password)
        unread = address.on_this_machine or address.url.startswith("https:")
        self._scheme: httpx.Auth | None = self._basic if unread else None

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
            if self._scheme is not None:
                next(self._basic.auth_flow(request))  # sets the header
            response = yield request
            if response.status_code == 401 and self._scheme is not None and not _challenge(response):
                request.headers.pop("Authorization")  # Virtuoso tells what it wants only to those who send nothing
                response = yield request
            wanted = self._digest if _challenge(response).startswith("digest") else self._basic
            if response.status_code in {401, 403} and wanted is not self._scheme:
                self._scheme = wanted
                request.headers.pop("Authorization", None)
                yield from wanted.auth_flow(request)


def _challenge(response: httpx.Response) -> str:
    return str(response.headers.get("WWW-Authenticate", "")).lower()


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


def _plain(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_REASON else line[:_LONGEST_REASON] + " …"
