from urllib.parse import unquote

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from kg.core.entity import EntityKind, entity_id
from kg.core.names import fold
from kg.store.identity import KeyTable, WorkKeys, resolve
from kg.store.terms import entity_iri
from kg.views.pages import outward
from kg.web.links import entity_address, entity_iri_at

MARSHBIRDS = "https://w3id.org/kg/id/dataset/marshbirds"


def test_an_entity_answers_in_the_form_that_the_client_likes(client: TestClient) -> None:
    here = "/entity/dataset/marshbirds"
    for accept, expected in (
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("text/turtle", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/json;q=0.9, text/turtle;q=0.8", "application/json"),
        ("*/*", "text/html"),
    ):
        answer = client.get(here, headers={"accept": accept})
        assert answer.headers["content-type"].partition(";")[0] == expected
        assert f'<{here}?format=turtle>; rel="alternate"; type="text/turtle"' in answer.headers["link"]


@pytest.mark.parametrize("accept", ["image/png", "nonsense", ";;;,,,/", "text/html;q=0", "*/*;q=0", "", "a" * 9_000])
def test_whoever_likes_no_form_is_shown_the_page(client: TestClient, accept: str) -> None:
    for here in ("/entity/dataset/marshbirds", "/", "/papers", "/questions/trace?name=Flightpath", "/lineage"):
        answer = client.get(here, headers={"accept": accept})
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/html")


def test_a_form_that_there_is_not_is_refused(client: TestClient) -> None:
    answer = client.get("/entity/dataset/marshbirds?format=nonsense")
    assert answer.status_code == 400
    assert "turtle" in answer.json()["error"]


@pytest.mark.parametrize("form", ["turtle", "jsonld"])
def test_a_papers_rdf_holds_every_quote_that_its_page_shows(client: TestClient, form: str) -> None:
    (paper,) = (p for p in client.get("/api/papers").json()["items"] if p["name"].startswith("Flightpath"))
    told = client.get(paper["url"], params={"format": "json"}).json()
    parser = {"turtle": "turtle", "jsonld": "json-ld"}[form]
    found = rdflib.Graph().parse(data=client.get(paper["url"], params={"format": form}).text, format=parser)
    quotes = {str(quote) for quote in found.objects(None, rdflib.URIRef("http://www.w3.org/ns/oa#exact"))}
    own = {place["quote"] for section in told["sections"] for place in section["places"]}
    reached = {
        e["quote"]
        for path in told["report"]["trace"]["paths"]
        for hop in path["hops"]
        for e in hop["evidence"]
        if e.get("quote")
    }
    assert own
    assert reached - own
    assert own | reached <= quotes


def test_the_forms_of_rdf_say_the_same_and_hold_the_evidence(client: TestClient) -> None:
    here = "/entity/dataset/marshbirds"
    turtle = rdflib.Graph().parse(data=client.get(f"{here}?format=turtle").text, format="turtle")
    for form, parser in (("ntriples", "nt"), ("jsonld", "json-ld")):
        same = rdflib.Graph().parse(data=client.get(f"{here}?format={form}").text, format=parser)
        assert set(same) == set(turtle)
    exact = rdflib.URIRef("http://www.w3.org/ns/oa#exact")
    quotes = list(turtle.objects(None, exact))
    assert quotes
    assert (rdflib.URIRef(MARSHBIRDS), rdflib.RDF.type, rdflib.URIRef("https://schema.org/Dataset")) in turtle


def test_the_same_entity_gives_the_same_bytes(client: TestClient) -> None:
    for form in ("turtle", "jsonld", "ntriples", "json", "html"):
        one, other = (client.get(f"/entity/dataset/marshbirds?format={form}").content for _ in range(2))
        assert one == other


def test_statements_evidence_and_files_have_pages_too(client: TestClient) -> None:
    query = "SELECT ?s { ?s a rdf:Statement } LIMIT 3"
    statements = [b["s"]["value"] for b in client.get("/sparql", params={"query": query}).json()["results"]["bindings"]]
    for iri in statements:
        answer = client.get(entity_address(iri), headers={"accept": "text/html"})
        assert answer.status_code == 200
        assert "rdf:predicate" in answer.text


@pytest.mark.parametrize(
    "iri", ["", "x", "https://example.org/nothing", "javascript:alert(1)", "dataset/\u202e", "a b"]
)
def test_what_is_not_there_is_not_found(client: TestClient, iri: str) -> None:
    assert client.get("/entity", params={"iri": iri}).status_code == 404


@given(st.text(min_size=1, max_size=30).filter(fold))
def test_the_address_of_any_dataset_leads_back_to_its_iri(name: str) -> None:
    iri = entity_iri(entity_id(EntityKind.DATASET, name)).value
    address = entity_address(iri)
    assert address.startswith("/entity/dataset/")
    assert entity_iri_at(_path(address)) == iri


@pytest.mark.parametrize(
    "keys",
    [
        WorkKeys(arxiv="2302.13971"),
        WorkKeys(arxiv="cmp-lg/9905001"),
        WorkKeys(doi="10.1000/abc"),
        WorkKeys(doi="10.1/x#y%20(2):a;b<c>"),
        WorkKeys(title="awholelongtitleofsomework", surname="fenn"),
    ],
)
def test_the_address_of_any_work_leads_back_to_its_iri(keys: WorkKeys) -> None:
    iri = resolve(keys, KeyTable())
    assert entity_iri_at(_path(entity_address(iri))) == iri


def _path(address: str) -> str:
    return unquote(address.removeprefix("/entity/"))


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "data:text/html,x", "//example.org", "https://", "http://a b", "ftp://x.org",
     "https://exämple.org", "\x01javascript:alert(1)", "java\nscript:alert(1)", "https://[", "vbscript:x"],
)  # fmt: skip
def test_only_plain_addresses_of_the_web_are_linked(address: str) -> None:
    assert outward(address) is None


@pytest.mark.parametrize(("short", "long"), [("ttl", "turtle"), ("nt", "ntriples")])
def test_a_form_goes_by_the_end_of_its_files_too(client: TestClient, short: str, long: str) -> None:
    answers = [client.get(f"/entity/dataset/marshbirds?format={form}") for form in (short, long)]
    assert answers[0].content == answers[1].content
    assert answers[0].headers["content-type"] == answers[1].headers["content-type"]
