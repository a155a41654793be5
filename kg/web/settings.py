"""What is served, to whom, and within which bounds."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from kg.core.errors import KgError
from kg.store.query import MAX_ROWS

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000
SHORTEST_TOKEN = 16
"""Characters that a token has at least, so that nobody guesses it."""

_TOKEN = re.compile(r"[\x21-\x7e]+")
_ANSWER_SECONDS = 10.0


class UnsafeServingError(KgError):
    """What was asked for would let strangers in."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True)
class ServingSettings:
    """What ``kg serve`` is told.

    names are host names, beside the loopback ones and all addresses in figures, by which browsers may call the server.
    token is asked of everybody where remote is set, and of whoever curates. cors are the origins whose pages may read
    the API, without cookies. time_limit_s is what any answer over the graph may take. queries is how many queries in
    SPARQL are answered at a time. proxied says that a proxy stands before the server, whose word on TLS is taken.
    """

    graph: Path
    host: str = DEFAULT_HOST
    port: int = DEFAULT_PORT
    remote: bool = False
    names: tuple[str, ...] = ()
    token: str | None = None
    cors: tuple[str, ...] = ()
    curation: bool = False
    max_rows: int = MAX_ROWS
    time_limit_s: float = _ANSWER_SECONDS
    queries: int = 4
    proxied: bool = False

    def __post_init__(self) -> None:
        if not is_loopback(self.host) and not self.remote:
            raise UnsafeServingError(
                f"{self.host} can be reached from other machines; add --allow-remote if that is meant"
            )
        if (self.remote or self.curation) and self.token is None:
            raise UnsafeServingError("a token is needed; set KG_TOKEN to it, or give it with --token")
        if self.token is not None and (len(self.token) < SHORTEST_TOKEN or not _TOKEN.fullmatch(self.token)):
            raise UnsafeServingError(
                f"the token is too easy to guess; take {SHORTEST_TOKEN} or more letters, digits and signs"
            )
        for origin in self.cors:
            if not is_origin(origin):
                raise UnsafeServingError(f"--cors {origin}: write an origin such as https://example.org")


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach the host.

    >>> is_loopback("localhost"), is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_origin(text: str) -> bool:
    """Whether the text is an origin as browsers send it: scheme, host and perhaps a port, and no more.

    >>> is_origin("https://example.org"), is_origin("https://example.org/"), is_origin("*")
    (True, False, False)
    """
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and text == f"{parts.scheme}://{parts.netloc}"
