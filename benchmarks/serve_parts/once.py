"""Every address once: pages, data and questions of all that a graph holds, each asked for the first time."""

import random
import threading
from collections.abc import Iterator
from contextlib import suppress
from urllib.parse import quote

import httpx

from serve_parts.servers import resident_mib

_KINDS = ("papers?read=yes", "papers?read=no", "datasets?order=name", "models?order=name")
_WHOLE = 100  # of each question about the whole graph
_PATIENCE_S = 300.0


def asked_once(url: str, pid: int, *, clients: int, most: int) -> list[tuple[int, float]]:
    """How much memory the server holds, in MiB, after so many different addresses."""
    with httpx.Client(base_url=url, timeout=_PATIENCE_S) as client:
        addresses = list(dict.fromkeys(_different(client)))
    random.Random(0).shuffle(addresses)
    addresses = addresses[:most]
    found, lock, left = [(0, resident_mib(pid))], threading.Lock(), iter(enumerate(addresses, 1))

    def ask() -> None:
        with httpx.Client(base_url=url, timeout=_PATIENCE_S) as client:
            while True:
                with lock:
                    number, address = next(left, (0, ""))
                if not address:
                    return
                with suppress(httpx.TransportError):  # a connection that was let go just as it was used again
                    client.get(address)
                if number % max(1, len(addresses) // 20) == 0:
                    found.append((number, resident_mib(pid)))

    threads = [threading.Thread(target=ask) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [*found, (len(addresses), resident_mib(pid))]


def _different(client: httpx.Client) -> Iterator[str]:
    for item in (item for kind in _KINDS for item in _items(client, kind)):
        name = quote(item["iri"], safe="")
        yield from (
            item["url"],
            f"/?q={quote(item['name'][:12])}",
            f"/lineage?name={name}",
            f"/lineage.ttl?name={name}",
        )
        yield from (f"/entity?iri={name}&format={form}" for form in ("turtle", "jsonld"))
        for question in ("trace", "impact", "licenses", "leaks"):
            yield from (f"/questions/{question}?name={name}&depth={depth}" for depth in (4, 8))
        yield from (f"/api/trace?name={name}", f"/api/impact?name={name}", f"/lineage/picture.json?name={name}")
        yield from (f"/questions/trace?name={name}&{how}" for how in ("all=on", "format=csv"))
    for number in range(1, _WHOLE + 1):
        yield from (f"/{place}/{q}?limit={number}" for place in ("questions", "api") for q in ("frontier", "conflicts"))
        yield from (f"/api/leaks?min_belief=0.{number}", f"/lineage.ttl?number={number}")


def _items(client: httpx.Client, kind: str) -> Iterator[dict[str, str]]:
    page, pages = 1, 1
    while page <= pages:
        told = client.get(f"/api/{kind}&page={page}").json()
        yield from told["items"]
        page, pages = page + 1, told["pages"]
