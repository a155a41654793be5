"""The explorer in kg serve: the page, what it fetches, and the same without a browser."""

from pathlib import Path

import pytest
import rdflib
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.views.picture import lineage_picture, whole_picture
from kg.views.picture_json import picture_json
from tests.web.looking import Look
from tests.web.visiting import grave

SHOWN = ("iri", "kind", "name", "title", "year", "citation", "aliases", "silent")


def test_the_picture_is_that_of_the_single_page_without_its_quotes(client: TestClient, example_graph: Path):
    found = client.get("/lineage/picture.json").json()
    with Graph.open_read_only(example_graph) as graph:
        wanted = picture_json(whole_picture(GraphReader(graph)))
    assert [{k: n.get(k) for k in SHOWN} for n in found["nodes"]] == [
        {k: n.get(k) for k in SHOWN} for n in wanted["nodes"]
    ]
    about = ("source", "target", "relation", "belief", "sources")
    assert [{k: i[k] for k in about} for i in found["links"]] == [{k: i[k] for k in about} for i in wanted["links"]]
    assert not any("evidence" in link for link in found["links"])


@pytest.mark.parametrize("name", ["", "Quail-1"])
def test_evidence_for_a_link_is_all_that_the_single_page_has(client: TestClient, example_graph: Path, name: str):
    with Graph.open_read_only(example_graph) as graph:
        reader = GraphReader(graph)
        wanted = picture_json(lineage_picture(reader, name) if name else whole_picture(reader))
    for link in wanted["links"]:
        subject, target = (wanted["nodes"][link[end]]["iri"] for end in ("source", "target"))
        asked = {"subject": subject, "relation": link["relation"], "object": target, "name": name}
        found = client.get("/lineage/evidence.json", params=asked).json()["evidence"]
        rows = [wanted["evidence"][number] for number in link["evidence"]]
        assert found == [{k: v for k, v in row.items() if k != "node"} for row in rows]


def test_things_lead_to_their_pages(client: TestClient):
    nodes = client.get("/lineage/picture.json", params={"name": "Flightpath"}).json()["nodes"]
    assert all(client.get(node["address"], headers={"accept": "text/html"}).status_code == 200 for node in nodes)
    assert all(client.get(node["lineage"]).status_code == 200 for node in nodes)


@pytest.mark.parametrize("path", ["/lineage", "/lineage/picture.json", "/lineage.ttl"])
def test_an_unknown_name_is_not_found(client: TestClient, path: str):
    answer = client.get(path, params={"name": "Quail-9000"})
    assert answer.status_code == 404
    assert "Quail-9000" in answer.text


def test_a_relation_that_is_none_is_a_bad_request(client: TestClient):
    asked = {"subject": "https://example.org/a", "object": "https://example.org/b", "relation": "eats"}
    assert client.get("/lineage/evidence.json", params=asked).status_code == 400


def test_evidence_for_what_nobody_says_is_none(client: TestClient):
    asked = {"subject": "https://example.org/a", "object": "not an iri", "relation": "uses"}
    assert client.get("/lineage/evidence.json", params=asked).json() == {"evidence": []}


def test_turtle_of_a_lineage_holds_its_links_with_their_quotes(client: TestClient):
    answer = client.get("/lineage.ttl", params={"name": "Flightpath"})
    assert answer.headers["content-type"].startswith("text/turtle")
    graph = rdflib.Graph().parse(data=answer.text, format="turtle")
    asked = """
        PREFIX dataset: <https://w3id.org/kg/id/dataset/> PREFIX model: <https://w3id.org/kg/id/model/>
        SELECT ?quote WHERE {
            model:quail1 <https://w3id.org/fair4ml#trainedOn> dataset:marshbirds .
            ?said rdf:subject model:quail1 ; rdf:object dataset:marshbirds ; prov:wasDerivedFrom ?evidence .
            ?evidence oa:hasSelector/oa:exact ?quote
        }
    """
    oa = rdflib.Namespace("http://www.w3.org/ns/oa#")
    quotes = [str(row[0]) for row in graph.query(asked, initNs={"oa": oa, "prov": rdflib.PROV, "rdf": rdflib.RDF})]
    assert any("Marshbirds" in quote for quote in quotes)
    assert "dataset:waderbench" not in answer.text


@pytest.mark.browser
def test_the_page_asks_the_server_who_says_so(browser: Browser, site: str):
    with Look(browser, address=f"{site}/lineage?name=Flightpath") as look:
        assert look.page.title().startswith("Lineage of Flightpath")
        look.click("Marshbirds", kind="dataset")
        assert "How it gets there" in look.panel
        look.page.get_by_text("Who says so?").first.click()
        look.page.wait_for_selector("blockquote")
        assert "p. " in look.page.locator("blockquote footer").first.inner_text()
        look.page.get_by_role("link", name="Its page").click()
        look.page.wait_for_url("**/entity/dataset/marshbirds")


@pytest.mark.browser
def test_a_link_shows_its_evidence_and_the_address_brings_it_back(browser: Browser, site: str):
    with Look(browser, address=f"{site}/lineage?name=Flightpath") as look:
        look.page.evaluate("kgPage.selectLink(0)")
        look.page.wait_for_selector("blockquote")
        quote = look.page.locator("blockquote").first.inner_text()
        look.page.click("[data-part=link]")
        address = look.page.url
    with Look(browser, address=address) as again:
        again.page.wait_for_selector("blockquote")
        assert again.page.locator("blockquote").first.inner_text() == quote


@pytest.mark.browser
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1600, "light")])
def test_the_page_fits_and_axe_finds_nothing_serious(browser: Browser, site: str, width: int, scheme: str):
    with Look(browser, address=f"{site}/lineage", width=width, color_scheme=scheme) as look:
        assert look.page.evaluate("document.documentElement.scrollWidth") <= width
        assert grave(look.page) == []
