import httpx
import pytest

from kg.fetching.errors import NotFetchedError, UnusableAddressError
from kg.fetching.forms import suffix_of
from kg.fetching.pacing import retry_after
from kg.fetching.services import Service, configured


@pytest.mark.parametrize(
    ("url", "service"),
    [
        ("https://export.arxiv.org/pdf/2302.13971", Service.ARXIV),
        ("https://arxiv.org/pdf/2302.13971", Service.ELSEWHERE),
        ("https://api.openalex.org/works/doi:10.5555/x", Service.OPENALEX),
        ("https://www.aclanthology.org/N19-1423.pdf", Service.ELSEWHERE),
        ("http://aclanthology.org/N19-1423.pdf", None),
        ("https://notaclanthology.org/N19-1423.pdf", None),
        ("https://reeds.example/paper.pdf", None),
    ],
)
def test_an_address_is_that_of_a_service_of_a_known_host_or_nobody(url: str, service: Service | None) -> None:
    assert configured({}).service_of(httpx.URL(url)) is service


def test_further_hosts_are_configured() -> None:
    services = configured({"KG_FETCH_HOSTS": "reeds.example, .ponds.example"}, hosts=["Lakes.example"])
    for host in ("reeds.example", "www.ponds.example", "lakes.example"):
        assert services.service_of(httpx.URL(f"https://{host}/x.pdf")) is Service.ELSEWHERE


def test_addresses_come_from_the_environment() -> None:
    services = configured({"KG_ARXIV_URL": "http://127.0.0.1:8000/mirror/", "KG_EMAIL": "ada@marsh.example"})
    assert str(services.addresses[Service.ARXIV]) == "http://127.0.0.1:8000/mirror"
    assert services.service_of(httpx.URL("http://127.0.0.1:8000/mirror/pdf/1")) is Service.ARXIV
    assert services.service_of(httpx.URL("https://export.arxiv.org/pdf/1")) is Service.ELSEWHERE
    assert services.known_to(Service.UNPAYWALL) == {"email": "ada@marsh.example"}


def test_services_at_one_address_are_told_apart_by_path() -> None:
    services = configured({"KG_ARXIV_URL": "http://127.0.0.1:1/a", "KG_CROSSREF_URL": "http://127.0.0.1:1/a/b"})
    assert services.service_of(httpx.URL("http://127.0.0.1:1/a/b/works/x")) is Service.CROSSREF
    assert services.service_of(httpx.URL("http://127.0.0.1:1/a/pdf/x")) is Service.ARXIV


def test_a_key_is_told_to_its_service_alone() -> None:
    services = configured({"KG_OPENALEX_KEY": "secret"})
    assert [s for s in Service if "secret" in services.known_to(s).values()] == [Service.OPENALEX]


@pytest.mark.parametrize("address", ["ftp://x.example", "nonsense", "http://", "https://x.example/?a=b", "http://[::1"])
def test_an_address_of_no_use_is_named(address: str) -> None:
    with pytest.raises(UnusableAddressError, match="KG_CROSSREF_URL"):
        configured({"KG_CROSSREF_URL": address})


@pytest.mark.parametrize("head", [b"", b"\x1f\x8b", b"\x1f\x8b" + b"\xff" * 600, b"%!PS-Adobe", b"<?xml x"])
def test_only_papers_get_a_suffix(head: bytes) -> None:
    with pytest.raises(NotFetchedError):
        suffix_of(head, source=False)


def test_a_packing_that_cannot_be_opened_is_kept_for_its_reader_to_judge() -> None:
    assert suffix_of(b"\x1f\x8b" + b"\xff" * 600, source=True) == ".gz"


@pytest.mark.parametrize("text", [None, "", "soon", "-5", "1e9", "Thu, 99 Foo 9999"])
def test_a_retry_after_of_no_use_is_passed_over(text: str | None) -> None:
    assert retry_after(text, 0.0) is None
