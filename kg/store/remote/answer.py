"""What a server sends, read within bounds of time and bytes; what it refuses, in words."""

import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import RawIOBase
from typing import TYPE_CHECKING

import httpx

from kg.core.errors import EndpointError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

TIMEOUT_S = 60.0
MAX_BYTES = 256 * 2**20
BUSY = frozenset({429, 503})
_MOVED = frozenset({301, 302, 303, 307, 308})
_LONGEST_REASON = 200

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
            there = one_line(str(self._response.headers.get("Location", "another address")))
            raise StatusError(self._url, f"what was here has moved to {there}; give that address", status)
        said = self._first_words()
        reason = _WORDS.get(status) or f"the server answered {status}"
        if status in BUSY:
            reason = "the server is too busy; try again later"
        raise StatusError(self._url, f"{reason} ({said})" if said else reason, status)

    def _first_words(self) -> str:
        """What the server says of an error, on one line and cut."""
        sent = b""
        with suppress(httpx.HTTPError, EndpointError):
            while len(sent) < 2**12 and (more := self.read(2**12)):
                sent += more
        text = sent.decode("utf-8", "replace")
        return "" if "<html" in text.lower() or self.media_type == "text/html" else one_line(text)

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
            reason = f"the answer is longer than {self._asking.max_bytes // 2**20} MiB; ask for less"
            raise EndpointError(self._url, reason)
        if self._asking.clock() > self._deadline:
            reason = f"no whole answer within {self._asking.timeout_s:g} seconds; ask for less, or try again"
            raise LateError(self._url, reason)


def one_line(text: str) -> str:
    """The text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_REASON else line[:_LONGEST_REASON] + " …"
