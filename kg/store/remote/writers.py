"""Two ways to put a graph into an endpoint: the Graph Store Protocol, and SPARQL Update in bounded batches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Protocol
from urllib.parse import urlsplit, urlunsplit

from pyoxigraph import NamedNode

from kg.core.errors import EndpointError
from kg.store.remote.answer import StatusError
from kg.store.remote.client import Client
from kg.store.terms import MANIFEST_GRAPH

_GSP_BYTES = 8 * 2**20  # what servers take at a time without being told to
_UPDATE_BYTES = 256 * 2**10
_UPDATE_TRIPLES = 1_000  # Virtuoso's parser gives up at about 5,000


class Writer(Protocol):
    """Replaces and drops graphs, one at a time."""

    @property
    def url(self) -> str:
        """Where it writes."""
        ...

    @property
    def name(self) -> str:
        """How it writes, in words."""
        ...

    def replace(self, graph: NamedNode, lines: Sequence[str]) -> None:
        """Make the lines of N-Triples the whole of the graph."""
        ...

    def drop(self, graph: NamedNode) -> None:
        """Drop the graph, if it is there."""
        ...


@dataclass(frozen=True, slots=True)
class GraphStore:
    """Writes by the Graph Store Protocol: a graph of the usual size is replaced in one request, whole or not at all."""

    client: Client
    url: str
    name: str = "Graph Store Protocol"

    def replace(self, graph: NamedNode, lines: Sequence[str]) -> None:
        """Put the first part, and add what does not fit in it."""
        parts = _parts(lines, _GSP_BYTES, len(lines))
        self.client.replace(self.url, graph, next(parts, b""))
        for part in parts:
            self.client.add(self.url, graph, part)

    def drop(self, graph: NamedNode) -> None:
        """Delete the graph."""
        self.client.drop(self.url, graph)


@dataclass(frozen=True, slots=True)
class Updates:
    """Writes by SPARQL Update: what was in the graph goes with the first batch."""

    client: Client
    url: str
    name: str = "SPARQL Update"

    def replace(self, graph: NamedNode, lines: Sequence[str]) -> None:
        """Drop the graph and insert the first batch in one request, then the others."""
        parts = _parts(lines, _UPDATE_BYTES, _UPDATE_TRIPLES)
        dropped = f"DROP SILENT GRAPH {graph}"
        for start, part in zip(chain([f"{dropped} ;\n"], _forever("")), parts, strict=False):
            self.client.update(self.url, f"{start}INSERT DATA {{ GRAPH {graph} {{\n{part.decode('utf-8')}}} }}")
        if not lines:
            self.client.update(self.url, dropped)

    def drop(self, graph: NamedNode) -> None:
        """Drop the graph."""
        self.client.update(self.url, f"DROP SILENT GRAPH {graph}")


def find_writer(
    client: Client, *, gsp_url: str | None = None, update_url: str | None = None, look_only: bool = False
) -> Writer:
    """The way to write to the endpoint: at the addresses given, else where its kind of server has them.

    The Graph Store Protocol is taken where it is spoken. Whether updates are taken shows only by one, which changes
    nothing; with ``look_only`` that is left out and the likeliest address given.

    Raises:
        EndpointError: no endpoint answers, or no address to write to was given or found.
    """
    server = client.server()
    if gsp_url or update_url:
        stated = client.address.sibling(gsp_url or update_url or "").url
        return GraphStore(client, stated) if gsp_url else Updates(client, stated)
    if "virtuoso" in server:  # it lets nobody look whether it is there, and hangs at wrong addresses
        who = "-auth" if client.address.credentials else ""
        return GraphStore(client, _beside(client.address.url, f"sparql-graph-crud{who}"))
    for url in _stores(client.address.url):
        if client.keeps_graphs_at(url):
            return GraphStore(client, url)
    for url in _updates(client.address.url):
        updates = Updates(client, url)
        if look_only or _works(updates):
            return updates
    raise EndpointError(client.address.url, "no address to write to was found; give it with --gsp-url or --update-url")


def _stores(url: str) -> Iterator[str]:
    """Where the Graph Store Protocol may be: as RDF4J, Oxigraph and Fuseki have it, or at the endpoint itself."""
    if "/repositories/" in url:
        yield f"{url}/rdf-graphs/service"
    yield from (_beside(url, "store"), _beside(url, "data"), url)


def _updates(url: str) -> Iterator[str]:
    if "/repositories/" in url:
        yield f"{url}/statements"
    yield from (_beside(url, "update"), url)


def _works(updates: Updates) -> bool:
    """Whether updates are taken there, shown by one that changes nothing: what is listed is written first of all.

    Raises:
        EndpointError: there is such an address, and whoever asks may not write.
    """
    try:
        updates.drop(NamedNode(f"{MANIFEST_GRAPH.value}/none"))
    except StatusError as error:
        if error.status in {401, 403}:
            raise
        return False
    return True


def _beside(url: str, name: str) -> str:
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc, f"{parts.path.rpartition('/')[0]}/{name}", "", ""))


def _parts(lines: Sequence[str], most_bytes: int, most_lines: int) -> Iterator[bytes]:
    """The lines in portions within the bounds; a single line may be longer."""
    part, size = list[bytes](), 0
    for line in lines:
        data = line.encode("utf-8")
        if part and (size + len(data) > most_bytes or len(part) >= most_lines):
            yield b"".join(part)
            part, size = [], 0
        part.append(data)
        size += len(data)
    if part:
        yield b"".join(part)


def _forever(text: str) -> Iterator[str]:
    while True:
        yield text
