"""Answers that are worked out over the graph within the server's time limit, a few at a time, and else given up."""

import asyncio
import math
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from kg.core.errors import KgError
from kg.core.stopping import StoppedError, stoppable
from kg.store.stopping import Stop
from kg.web.failing import failure
from kg.web.serving import Serving, serving
from kg.web.turnstile import CrowdedError
from kg.web.waiting import watched

Answer = Callable[[Request], Response]

_LONGEST_NAME = 80


class OverdueError(KgError):
    """An answer was not there in time."""

    def __init__(self, what: str, limit_s: float) -> None:
        super().__init__(what, limit_s)
        self.what, self.limit_s = what, limit_s

    def __str__(self) -> str:
        return (
            f"{self.what}: this took more than {self.limit_s:g} seconds and was given up; ask for less, such as fewer "
            "hops or one thing instead of all, ask kg on the command line, or start the server with a longer "
            "--time-limit"
        )


def in_time(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """The same answer from a thread, or 503 where it takes longer than the server's limit or too many wait.

    What is not wanted any longer is told to stop: when the time is over, the client goes or the server ends. The answer
    of 503 waits for nothing; until the work has stopped it keeps its place among those that are done at a time.
    """

    async def within(request: Request) -> Response:
        state = serving(request)
        limit_s = state.settings.time_limit_s
        try:
            async with asyncio.timeout(limit_s):
                return await _answered(request, state, answer)
        except TimeoutError:
            return _not_now(request, str(OverdueError(_what(request), limit_s)), retry_s=math.ceil(limit_s))
        except CrowdedError:
            return _not_now(request, "too many answers are being worked out; try again in a moment", retry_s=1)
        except StoppedError:
            return _not_now(request, "the server is being stopped", retry_s=1)

    return within


async def _answered(request: Request, state: Serving, answer: Answer) -> Response:
    loop = asyncio.get_running_loop()
    with state.stopping() as stop:
        async with state.answers.passing(), watched(request, stop):
            try:
                return await loop.run_in_executor(state.workers, _stoppably, stop, answer, request)
            finally:
                stop.pull()


def _stoppably(stop: Stop, answer: Answer, request: Request) -> Response:
    with stoppable(stop.pulled):
        try:
            return answer(request)
        finally:
            serving(request).memory.give_back()


def _what(request: Request) -> str:
    name = request.query_params.get("name", "").strip()
    cut = f"{name[:_LONGEST_NAME]}…" if len(name) > _LONGEST_NAME else name
    return f"{request.url.path} of {cut}" if cut else request.url.path


def _not_now(request: Request, reason: str, *, retry_s: int) -> Response:
    return failure(request, 503, reason, headers={"retry-after": str(retry_s)})
