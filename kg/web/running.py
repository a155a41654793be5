"""The server that the application runs in, until it is stopped."""

import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

import uvicorn

from kg.core.errors import KgError
from kg.web.app import application
from kg.web.arriving import Arriving
from kg.web.memory import share_among_threads
from kg.web.settings import ServingSettings

_WAITING_CONNECTIONS = 64
_MOST_REQUESTS = 200  # at a time; whoever comes then is told to come again
_GRACE_S = 3  # for answers that are under way when the server is stopped


class PortUnavailableError(KgError):
    """The server cannot listen where it was told to."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(host, port, reason)
        self.host, self.port, self.reason = host, port, reason

    def __str__(self) -> str:
        return f"{self.host}, port {self.port}: {self.reason}; give another with --port, or 0 for any that is free"


def serve(settings: ServingSettings, *, ready: Callable[[str], None]) -> None:
    """Serve the graph until Ctrl-C or a signal to end; ``ready`` is told the address, once, when all is ready.

    Raises:
        PortUnavailableError: the port is taken, or the host none of this machine.
        GraphUnavailableError: there is no graph that can be read now.
    """
    share_among_threads()
    with _listening(settings.host, settings.port) as listener:
        settings = replace(settings, port=listener.getsockname()[1])
        app = application(settings)
        config = uvicorn.Config(
            app,
            http=Arriving,
            ws="none",
            lifespan="on",
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=_MOST_REQUESTS,
            timeout_graceful_shutdown=_GRACE_S,
        )

        def listening() -> None:
            app.state.serving.prepare()
            ready(address(settings))

        with suppress(KeyboardInterrupt):  # the server has ended everything by then
            _Server(config, listening, app.state.serving.end).run([listener])


def address(settings: ServingSettings) -> str:
    """Where a browser finds the server.

    >>> from pathlib import Path
    >>> address(ServingSettings(Path("kg-graph"), host="::1", port=8080))
    'http://[::1]:8080/'
    """
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{settings.port}/"


class _Server(uvicorn.Server):
    """Uvicorn's server, which says when it listens and when it is about to end."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready, self._ending = ready, ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        await super().shutdown(sockets)


def _listening(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        try:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(place)
            listener.listen(_WAITING_CONNECTIONS)
        except BaseException:
            listener.close()
            raise
    except (OSError, OverflowError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise PortUnavailableError(host, port, reason) from error
    return listener
