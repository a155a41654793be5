"""Work that is done for as long as somebody waits for it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request

from kg.store.stopping import Stop


@asynccontextmanager
async def watched(request: Request, stop: Stop) -> AsyncIterator[None]:
    """As long as the block goes on, the stop is pulled when the client goes away.

    The body of the request must have been read.
    """
    watching = asyncio.create_task(_watch(request, stop))
    try:
        yield
    finally:
        watching.cancel()


async def _watch(request: Request, stop: Stop) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    stop.pull()
