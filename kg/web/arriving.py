"""Connections on which nothing comes, or a request drop by drop: they are let go, for there are only so many."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

PATIENCE_S = 10.0
"""How long a connection may stay where it is in the head or the body of a request; at most twice that goes by."""

_ARRIVING = (h11.IDLE, h11.SEND_BODY)
_ANSWERED = object()  # what was seen where nothing was awaited from the client


class Arriving(H11Protocol):
    """Uvicorn's protocol, which looks now and then whether the request gets on."""

    _seen: RequestResponseCycle | object | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection up, as Uvicorn does."""
        super().connection_made(transport)
        self.loop.call_later(PATIENCE_S, self._look)

    def _look(self) -> None:
        if self.transport.is_closing():
            return
        arriving = self.conn.their_state in _ARRIVING
        if arriving and self.cycle is self._seen:
            self.transport.close()
            return
        self._seen = self.cycle if arriving else _ANSWERED
        self.loop.call_later(PATIENCE_S, self._look)
