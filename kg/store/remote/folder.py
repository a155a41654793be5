"""An endpoint in the place of a graph's folder, for those who read."""

from pathlib import Path
from typing import cast

from pyoxigraph import Store

from kg.core.errors import GraphUnavailableError
from kg.store.remote.address import Address, read_address
from kg.store.remote.answer import Asking
from kg.store.remote.client import Client
from kg.store.remote.manifest import read_log_sha256
from kg.store.remote.quads import RemoteQuads


class RemoteFolder:
    """An endpoint that is read like a graph's folder."""

    writable = False

    def __init__(self, client: Client) -> None:
        self.quads = RemoteQuads(client)
        self.store = cast(Store, self.quads)  # it answers as Oxigraph's store does to those who only look

    @property
    def address(self) -> Address:
        """Where the endpoint is."""
        return self.quads.client.address

    @property
    def path(self) -> Path:
        """There is none.

        Raises:
            GraphUnavailableError: always.
        """
        reason = "it is an endpoint, and this needs the graph's folder; give that with --graph"
        raise GraphUnavailableError(self.address.url, reason)

    def log_sha256(self) -> str | None:
        """The digest of the log of decisions as it was pushed, or None."""
        return read_log_sha256(self.quads)

    def close(self) -> None:
        """Let go of the connection."""
        self.quads.client.close()


def open_endpoint(url: str, *, asking: Asking | None = None) -> RemoteFolder:
    """The graph that was pushed to the endpoint, with the credentials of the environment.

    Raises:
        EndpointError: it is no address, or no endpoint answers.
    """
    client = Client(read_address(url), asking)
    try:
        client.server()
    except BaseException:
        client.close()
        raise
    return RemoteFolder(client)
