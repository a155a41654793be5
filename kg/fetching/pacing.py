"""How long to wait before a service is asked again, within a run and from one run to the next."""

import re
import time
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol

from kg.fetching.services import INTERVALS, Service

_RATE = re.compile(r"\s*(\d+)\s*")
_SECONDS = re.compile(r"\s*(\d+)\s*(?:s\s*)?")


class Clock(Protocol):
    """Tells the time in seconds since 1970, and waits."""

    def now(self) -> float:
        """The time."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait so long."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> float:
        """The time."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait so long."""
        time.sleep(seconds)


class Pace:
    """Keeps requests to each service apart.

    When a service was asked last is noted in a file of the folder, so that one run after another keeps to the rule too.
    """

    def __init__(self, clock: Clock, folder: Path) -> None:
        self._clock, self._folder = clock, folder
        self._intervals = dict(INTERVALS)

    def wait(self, service: Service) -> None:
        """Wait until the service may be asked again, and note that it is asked now."""
        interval, now = self._intervals[service], self._clock.now()
        passed = now - self._last(service)
        if 0 <= passed < interval:  # a time to come is that of a clock which was wrong
            self._clock.sleep(interval - passed)
        self._note(service).write_text(repr(self._clock.now()), encoding="ascii")

    def slow_down(self, service: Service, headers: dict[str, str]) -> None:
        """Heed the rate that a service allows, as its headers tell: so many requests in so many seconds."""
        rate = _RATE.fullmatch(headers.get("x-rate-limit-limit", ""))
        span = _SECONDS.fullmatch(headers.get("x-rate-limit-interval", ""))
        if rate and span and int(rate[1]):
            self._intervals[service] = max(INTERVALS[service], int(span[1]) / int(rate[1]))

    def _last(self, service: Service) -> float:
        try:
            return float(self._note(service).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return float("-inf")

    def _note(self, service: Service) -> Path:
        return self._folder / f"asked-{service.value.lower()}"


def retry_after(text: str | None, now: float) -> float | None:
    """The seconds to wait that a Retry-After header asks for, as a number or a date; None where it says neither.

    >>> retry_after("7", 0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", 50), retry_after("soon", 0)
    (7.0, 10.0, None)
    """
    given = (text or "").strip()
    if given.isascii() and given.isdigit():
        return float(given)
    try:
        return max(0.0, parsedate_to_datetime(given).timestamp() - now)
    except (TypeError, ValueError, OverflowError):
        return None
