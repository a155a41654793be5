"""Where an endpoint is, and who asks: what is secret is kept out of every text."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from kg.core.errors import EndpointError, GraphUnavailableError

_ADDRESS = re.compile(r"https?:/+", re.IGNORECASE)
_USER, _PASSWORD, _TOKEN = "KG_ENDPOINT_USER", "KG_ENDPOINT_PASSWORD", "KG_ENDPOINT_TOKEN"


@dataclass(frozen=True, slots=True)
class Credentials:
    """What an endpoint wants to see: a name with a password, or a token; never shown."""

    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] | None = None) -> "Credentials":
        """What KG_ENDPOINT_USER, KG_ENDPOINT_PASSWORD and KG_ENDPOINT_TOKEN say."""
        found = os.environ if environment is None else environment
        return cls(found.get(_USER, ""), found.get(_PASSWORD, ""), found.get(_TOKEN, ""))

    def __bool__(self) -> bool:
        return bool(self.user or self.token)


@dataclass(frozen=True, slots=True)
class Address:
    """An endpoint's address without what is secret, and the credentials that go with it."""

    url: str
    credentials: Credentials = Credentials()

    @property
    def on_this_machine(self) -> bool:
        """Whether it is a loopback address, which no proxy leads to."""
        host = urlsplit(self.url).hostname or ""
        try:
            return ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    @property
    def is_private(self) -> bool:
        """Whether nobody can read on the way what goes there."""
        return self.on_this_machine or self.url.startswith("https:")

    def sibling(self, url: str) -> "Address":
        """Another address of the same server, asked by the same person."""
        return Address(read_address(url).url, self.credentials)


def is_address(text: str) -> bool:
    """Whether the text is an address on the web and no folder; a path may have swallowed one of its slashes.

    >>> is_address("https://example.org/query"), is_address("https:/example.org/query"), is_address("kg-graph")
    (True, True, False)
    """
    return _ADDRESS.match(text) is not None


def read_address(text: str, credentials: Credentials | None = None) -> Address:
    """The address of an endpoint; a name and a password in it go to the credentials, unless these are given.

    >>> read_address("https://me:secret@example.org/query?x=1", Credentials()).url
    'https://example.org/query?x=1'

    Raises:
        EndpointError: it is no address on the web.
    """
    whole = _ADDRESS.sub(lambda found: f"{found.group().split(':')[0].lower()}://", text, count=1)
    bare = re.sub(r"(?<=//)[^/?#]*@", "", whole)
    try:
        parts = urlsplit(whole)
        named = bool(parts.hostname) and parts.scheme in {"http", "https"} and parts.port != 0
    except ValueError:
        named = False
    if not named or re.search(r"[\s<>\"\\^`{|}\x00-\x1f]", bare):
        raise EndpointError(bare, "it is no address of an endpoint; give one such as https://example.org/sparql")
    known = Credentials.of_environment() if credentials is None else credentials
    if not known and parts.username:
        known = Credentials(unquote(parts.username), unquote(parts.password or ""))
    return Address(bare.split("#", 1)[0], known)


def refuse_endpoint(place: str) -> None:
    """Let a folder's name pass.

    Raises:
        GraphUnavailableError: it is the address of an endpoint, where a change of many graphs cannot be made at once.
    """
    if is_address(place):
        where = read_address(place).url
        raise GraphUnavailableError(
            where, "a graph is written in a folder; do this there, then kg push to the endpoint"
        )
