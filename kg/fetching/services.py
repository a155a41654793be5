"""The services that papers are asked of: their addresses, their rules, and the hosts that copies are taken from."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

import httpx

from kg.core.version import __version__
from kg.fetching.errors import UnusableAddressError


class Service(StrEnum):
    """A service that kg knows how to ask; ELSEWHERE is any other host that keeps copies of papers."""

    ARXIV = "arXiv"
    OPENALEX = "OpenAlex"
    UNPAYWALL = "Unpaywall"
    CROSSREF = "Crossref"
    ELSEWHERE = "elsewhere"


_ADDRESSES = {
    Service.ARXIV: ("KG_ARXIV_URL", "https://export.arxiv.org"),
    Service.OPENALEX: ("KG_OPENALEX_URL", "https://api.openalex.org"),
    Service.UNPAYWALL: ("KG_UNPAYWALL_URL", "https://api.unpaywall.org"),
    Service.CROSSREF: ("KG_CROSSREF_URL", "https://api.crossref.org"),
}

INTERVALS = {
    Service.ARXIV: 3.1,  # one request in three seconds, as its own clock sees them arrive; one connection
    Service.OPENALEX: 0.1,  # single records are free; a hundred requests a second are allowed
    Service.UNPAYWALL: 0.9,  # a hundred thousand a day
    Service.CROSSREF: 0.2,  # five single records a second without an address, ten with one; headers may ask for less
    Service.ELSEWHERE: 1.0,
}
"""Seconds from the start of one request to the next that each service asks for."""

HOSTS = (
    *("arxiv.org", "aclanthology.org", "aclweb.org", "openreview.net", "proceedings.mlr.press", "jmlr.org"),
    *("papers.nips.cc", "proceedings.neurips.cc", "openaccess.thecvf.com", "ijcai.org", "ojs.aaai.org"),
    *("isca-archive.org", "lrec-conf.org", "biorxiv.org", "medrxiv.org", "zenodo.org", "hal.science", "osf.io"),
    *("europepmc.org", "ncbi.nlm.nih.gov", "plos.org", "frontiersin.org", "mdpi.com", "peerj.com"),
    *("elifesciences.org", "biomedcentral.com", "link.springer.com", "nature.com"),
)
"""Hosts, with all beneath them, that copies of papers are taken from; each keeps papers that are free to read."""


@dataclass(frozen=True, slots=True)
class Services:
    """Where to ask and as whom: base addresses, an e-mail address for the services that want one, and a key.

    hosts are those that copies are taken from besides. The e-mail address and the key are sent to their services alone.
    """

    addresses: Mapping[Service, httpx.URL]
    email: str | None = None
    openalex_key: str | None = None
    hosts: tuple[str, ...] = HOSTS

    @property
    def user_agent(self) -> str:
        """What kg calls itself, with a way to reach whoever runs it."""
        return f"kg-provenance/{__version__}" + (f" (mailto:{self.email})" if self.email else "")

    def service_of(self, url: httpx.URL) -> Service | None:
        """Whose address this is; None for an address that kg must not go to.

        A service's own address is as it was configured. Everything else must be HTTPS on its usual port, at one of the
        hosts.
        """
        own = [
            (not url.path.startswith(base.path.rstrip("/") + "/"), -len(base.path), service)
            for service, base in self.addresses.items()
            if (url.scheme, url.host, url.port) == (base.scheme, base.host, base.port)
        ]
        if own:
            return min(own)[2]
        usual = url.scheme == "https" and url.port is None and not url.userinfo
        host = url.host.lower().rstrip(".")
        known = any(host == allowed or host.endswith(f".{allowed}") for allowed in self.hosts)
        return Service.ELSEWHERE if usual and known else None

    def known_to(self, service: Service) -> dict[str, str]:
        """What is added to a request of the service so that it knows who asks."""
        if service is Service.OPENALEX and self.openalex_key:
            return {"api_key": self.openalex_key}
        if service is Service.UNPAYWALL and self.email:
            return {"email": self.email}
        if service is Service.CROSSREF and self.email:
            return {"mailto": self.email}
        return {}


def configured(
    environment: Mapping[str, str] = os.environ, *, email: str | None = None, hosts: Iterable[str] = ()
) -> Services:
    """The services as the environment has them: KG_ARXIV_URL and the like, KG_EMAIL, KG_OPENALEX_KEY, KG_FETCH_HOSTS.

    Raises:
        UnusableAddressError: an address is none of HTTP.
    """
    addresses = {}
    for service, (name, usual) in _ADDRESSES.items():
        given = environment.get(name) or usual
        try:
            url = httpx.URL(given.rstrip("/"))
        except httpx.InvalidURL:
            raise UnusableAddressError(name, given) from None
        if url.scheme not in {"http", "https"} or not url.host or url.query or url.fragment:
            raise UnusableAddressError(name, given)
        addresses[service] = url
    more = (*environment.get("KG_FETCH_HOSTS", "").split(","), *hosts)
    return Services(
        addresses,
        email or environment.get("KG_EMAIL") or None,
        environment.get("KG_OPENALEX_KEY") or None,
        (*HOSTS, *(host.strip().lower().lstrip(".") for host in more if host.strip())),
    )
