"""Work that is done for as long as somebody waits for it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
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
    async with watched(request, stop):
        return await run_in_threadpool(answer, *args, **kwargs)


@asynccontextmanager
async def watched(request: Request, stop: Stop) -> AsyncIterator[None]:
    """As long as the block goes on, the stop is pulled when the client goes away."""
    watching = asyncio.create_task(_watch(request, stop))
    try:
        yield
    finally:
        watching.cancel()


async def _watch(request: Request, stop: Stop) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    stop.pull()
