"""Where a paper with a DOI is free to read, as OpenAlex, Unpaywall and Crossref know."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import httpx

from kg.core.identifiers import arxiv_of_doi
from kg.fetching.cache import CACHE
from kg.fetching.errors import FetchCode, NoIdentifierError, NotFetchedError
from kg.fetching.services import Service, Services
from kg.fetching.wanted import Registry, Wanted, wanted

_MOST_BYTES = 8 * 2**20
_SELECT = "id,doi,best_oa_location,locations"


@dataclass(frozen=True, slots=True)
class OpenCopy:
    """A copy of a paper: at arXiv, or at an address that a service names."""

    service: Service
    url: str | None = None
    arxiv: Wanted | None = None


class Copies:
    """Asks one service after another, each only when the copies that those before it named will not do."""

    def __init__(self, client: httpx.Client, services: Services) -> None:
        self._client, self._services = client, services

    def of(self, name: str) -> Iterator[OpenCopy]:
        """The open copies of the paper with this DOI, each once.

        Raises:
            NotFetchedError: none of the services knows one; at the end, after all copies.
        """
        seen, silent = set[OpenCopy](), list[str]()
        asking = (
            (Service.OPENALEX, f"works/doi:{quote(name, safe='/')}?select={_SELECT}", _openalex),
            (Service.UNPAYWALL, f"v2/{quote(name, safe='/')}", _unpaywall),
            (Service.CROSSREF, f"works/{quote(name, safe='')}", _crossref),
        )
        for service, path, read in asking:
            if service is Service.UNPAYWALL and not self._services.email:
                silent.append("Unpaywall was not asked, for it wants an e-mail address (--email)")
                continue
            try:
                found = [_copy(service, url) for url in read(self._asked(service, path))]
            except NotFetchedError as error:
                if error.code is FetchCode.OFFLINE:
                    raise
                silent.append(error.reason)
                continue
            for copy in found:
                if copy is not None and (copy.url, copy.arxiv) not in {(c.url, c.arxiv) for c in seen}:
                    seen.add(copy)
                    yield copy
        if not seen:
            reason = "; ".join(["no service knows a copy that is free to read", *silent])
            raise NotFetchedError(FetchCode.NO_OPEN_COPY, reason)

    def _asked(self, service: Service, path: str) -> Any:
        """What the service says of the paper; empty where it does not know it."""
        try:
            data = self._read(service, path)
        except httpx.RequestError as error:
            reason = f"{service.value} cannot be asked ({type(error).__name__})"
            raise NotFetchedError(FetchCode.UNAVAILABLE, reason) from error
        except (sqlite3.Error, RuntimeError) as error:
            reason = f"what was kept of services cannot be read ({error}); delete {CACHE} in the folder"
            raise NotFetchedError(FetchCode.UNAVAILABLE, reason) from error
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise NotFetchedError(FetchCode.UNAVAILABLE, f"{service.value} does not answer with JSON") from None

    def _read(self, service: Service, path: str) -> bytes:
        with self._client.stream("GET", f"{self._services.addresses[service]}/{path}") as response:
            if response.status_code in {404, 410}:
                return b"{}"
            if response.status_code != 200:
                raise NotFetchedError(FetchCode.REFUSED, f"{service.value} answers with {response.status_code}")
            data = bytearray()
            for chunk in response.iter_bytes():
                data += chunk
                if len(data) > _MOST_BYTES:
                    raise NotFetchedError(FetchCode.TOO_LARGE, f"{service.value} says more than can be read")
        return bytes(data)


def _openalex(said: Any) -> Iterator[str]:
    places = [_get(said, "best_oa_location"), *_list(said, "locations")]
    for place in places:
        if _get(place, "is_oa"):
            yield from _texts(_get(place, "pdf_url"))
    yield from (url for place in places for url in _texts(_get(place, "landing_page_url")) if "arxiv.org/" in url)


def _unpaywall(said: Any) -> Iterator[str]:
    for place in [_get(said, "best_oa_location"), *_list(said, "oa_locations")]:
        yield from _texts(_get(place, "url_for_pdf"))
        yield from (url for url in _texts(_get(place, "url")) if "arxiv.org/" in url)


def _crossref(said: Any) -> Iterator[str]:
    message = _get(said, "message")
    for relation in ("has-preprint", "is-version-of", "is-same-as"):
        for other in _list(_get(message, "relation"), relation):
            names = _texts(_get(other, "id"))
            yield from (f"https://arxiv.org/abs/{number}" for name in names if (number := arxiv_of_doi(name)))
    for link in _list(message, "link"):
        if _get(link, "content-type") == "application/pdf":
            yield from _texts(_get(link, "URL"))


def _copy(service: Service, url: str) -> OpenCopy | None:
    """The copy at an address; those at arXiv are fetched as arXiv asks for, the others by HTTPS."""
    try:
        address = httpx.URL(url)
    except httpx.InvalidURL:
        return None
    if address.host == "arxiv.org" or address.host.endswith(".arxiv.org"):
        try:
            known = wanted(str(address))
        except NoIdentifierError:
            return None
        return OpenCopy(service, arxiv=known) if known.registry is Registry.ARXIV else None
    if address.scheme == "http" and address.port is None:
        address = address.copy_with(scheme="https")
    return OpenCopy(service, url=str(address))


def _get(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _list(value: Any, name: str) -> list[Any]:
    found = _get(value, name)
    return found if isinstance(found, list) else []


def _texts(value: Any) -> list[str]:
    return [value] if isinstance(value, str) and value else []
