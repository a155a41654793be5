"""A question that is asked for as long as somebody waits for the answer."""

import asyncio
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from kg.store.stopping import Stop

P = ParamSpec("P")
R = TypeVar("R")


async def while_there(request: Request, stop: Stop, answer: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What the function answers, in a thread of its own; the stop is pulled when the client goes away meanwhile.

    The body of the request must have been read.
    """
    watching = asyncio.create_task(_watch(request, stop))
    try:
        return await run_in_threadpool(answer, *args, **kwargs)
    finally:
        watching.cancel()


async def _watch(request: Request, stop: Stop) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    stop.pull()
