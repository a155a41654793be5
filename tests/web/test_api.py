import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jsonschema
import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from kg.web.app import routes
from kg.web.settings import ServingSettings

LINK = {
    "subject": "https://w3id.org/kg/id/model/quail1",
    "relation": "trained_on",
    "object": "https://w3id.org/kg/id/dataset/marshbirds",
}
JSON_PATHS = ("/api/", "/lineage/")
EXAMPLES = {
    "/api/search": ["?q=marsh", "?q=zzzz"],
    "/api/papers": ["", "?read=no", "?order=used", "?page=1"],
    "/lineage/picture.json": ["", "?name=Flightpath"],
    "/lineage/evidence.json": [f"?{urlencode(LINK)}"],
    "/entity": ["?iri=https://w3id.org/kg/id/dataset/marshbirds&format=json"],
}
NAMED = "?name=Flightpath&other=Quail-1&date=2024-05"


@pytest.fixture(scope="module")
def description(client: TestClient) -> dict[str, Any]:
    return client.get("/api/openapi.json").json()


def operations(description: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(path, item["get"]) for path, item in description["paths"].items() if "get" in item]


def file_read(client: TestClient) -> str:
    """The digest of a paper's file."""
    return next(
        s["sha256"] for s in client.get("/api/sources").json()["sources"] if s["kind"] == "read" and s["models"]
    )


def check(description: dict[str, Any], path: str, answer: Any) -> None:
    """That an answer is what the description says of it."""
    content = description["paths"][path]["get"]["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": description["components"]}
    jsonschema.validate(answer, schema, cls=jsonschema.Draft202012Validator)


def test_the_description_names_all_routes_and_no_others(description: dict[str, Any]) -> None:
    there = {
        r.path
        for r in routes(ServingSettings(Path()))
        if isinstance(r, Route) and r.path.startswith(("/api/", "/entity", "/sparql", "/lineage/", "/lineage.ttl"))
    }
    there -= {"/sparql/", "/sparql-editor", "/api/openapi.json", "/entity/{path:path}"}
    assert set(description["paths"]) == {*there, "/entity/{path}"}


def test_the_description_is_of_openapi_and_its_references_lead_somewhere(description: dict[str, Any]) -> None:
    assert description["openapi"] == "3.1.0"
    names = re.findall(r'"#/components/schemas/(\w+)"', json.dumps(description))
    assert set(names) <= set(description["components"]["schemas"])
    ids = [operation["operationId"] for item in description["paths"].values() for operation in item.values()]
    assert len(set(ids)) == len(ids)
    for schema in description["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_endpoint_answers_as_it_is_described(client: TestClient, description: dict[str, Any]) -> None:
    for path, operation in operations(description):
        if not path.startswith(JSON_PATHS):
            continue
        needed = [p["name"] for p in operation["parameters"] if p["required"]]
        for query in EXAMPLES.get(path, [NAMED if needed and "{" not in path else ""]):
            answer = client.get(path.replace("{sha256}", file_read(client)) + query)
            assert answer.status_code == 200, (path, answer.text)
            assert answer.headers["content-type"] == "application/json"
            check(description, path, answer.json())


def test_whatever_answers_with_json_is_described(client: TestClient, description: dict[str, Any]) -> None:
    paths = [r.path for r in client.app.routes if isinstance(r, Route) and "GET" in r.methods and "{" not in r.path]
    answers = {path: client.get(path, headers={"accept": "application/json"}) for path in paths}
    found = {p for p, a in answers.items() if a.status_code == 200 and a.headers["content-type"] == "application/json"}
    assert len(found) > 10
    assert found <= {*description["paths"], "/api/openapi.json"}


def test_every_parameter_is_heeded(client: TestClient, description: dict[str, Any]) -> None:
    for path, operation in operations(description):
        for parameter in operation["parameters"]:
            schema = parameter["schema"]
            wrong = {"integer": "-1", "number": "2"}.get(schema["type"], "nonsense" if "enum" in schema else None)
            assert parameter["in"] == ("path" if "{" in path else "query")
            if path.startswith("/api/") and wrong is not None:
                asked = f"{path}?name=Flightpath&q=x&{parameter['name']}={wrong}"
                assert client.get(asked).status_code == 400, asked


def test_the_text_of_a_paper_holds_its_quotes_and_names_at_their_places(client: TestClient) -> None:
    (paper,) = (p for p in client.get("/api/papers").json()["items"] if p["name"].startswith("Flightpath"))
    told = client.get(f"{paper['url']}?format=json").json()
    text = client.get(f"/api/text/{told['report']['read']['sha256']}").json()
    assert text["paper"] == paper["iri"]
    blocks = [block for section in text["sections"] for block in section["blocks"]]
    quotes = {
        block["text"][q["start"] - block["start"] : q["end"] - block["start"]]
        for block in blocks
        for q in block["quotes"]
    }
    places = [p for section in told["sections"] for p in section["places"]]
    assert places
    assert any(place["quote"] in quotes for place in places)
    assert all(any(b["start"] <= p["start"] < b["start"] + len(b["text"]) for b in blocks) for p in places)
    names = {(n["id"], b["text"][n["start"] - b["start"] : n["end"] - b["start"]]) for b in blocks for n in b["names"]}
    assert {("model:quail2", "Quail-2"), ("model:flightpath", "Flightpath")} & names


def test_a_text_that_cannot_be_had_is_told(client: TestClient) -> None:
    answer = client.get(f"/api/text/{'0' * 64}")
    assert answer.status_code == 404
    assert answer.json()["error"]


@pytest.mark.parametrize(
    "name", ["dataset/marshbirds", "model/quail2", "source/" + "0" * 64, "doi/10.5555/nothing", "arxiv/2201.01234"]
)
def test_entities_answer_as_they_are_described(client: TestClient, description: dict[str, Any], name: str) -> None:
    answer = client.get(f"/entity/{name}?format=json")
    if answer.status_code == 200:
        check(description, "/entity/{path}", answer.json())
    else:
        jsonschema.validate(answer.json(), description["components"]["schemas"]["Error"])


def test_every_paper_dataset_and_model_answers_in_every_form(client: TestClient, description: dict[str, Any]) -> None:
    entries = [e for kind in ("papers", "datasets", "models") for e in client.get(f"/api/{kind}").json()["items"]]
    entries += client.get("/api/papers?read=no").json()["items"]
    assert len(entries) > 20
    for entry in entries:
        answer = client.get(entry["url"], headers={"accept": "application/json"})
        assert answer.json()["iri"] == entry["iri"]
        check(description, "/entity/{path}", answer.json())
        for accept in ("text/html", "text/turtle", "application/ld+json", "application/n-triples"):
            answer = client.get(entry["url"], headers={"accept": accept})
            assert answer.status_code == 200
            assert answer.headers["content-type"].startswith(accept)
            assert answer.headers["vary"] == "Accept"


def test_who_likes_none_of_the_forms_of_a_thing_gets_the_page_and_no_refusal_is_described(
    client: TestClient, description: dict[str, Any]
) -> None:
    iri = "https://w3id.org/kg/id/dataset/marshbirds"
    for path, asked in (("/entity/{path}", "/entity/dataset/marshbirds"), ("/entity", f"/entity?iri={iri}")):
        answer = client.get(asked, headers={"accept": "image/png"})
        form = answer.headers["content-type"].partition(";")[0]
        assert (answer.status_code, form) == (200, "text/html")
        described = description["paths"][path]["get"]["responses"]
        assert form in described["200"]["content"]
        assert set(described) == {"200", "400", "401", "403", "404", "410", "421", "503"}


def test_an_unknown_name_offers_the_nearest(client: TestClient) -> None:
    answer = client.get("/api/trace?name=Flightpathh")
    assert answer.status_code == 404
    assert "Flightpath" in answer.json()["nearest"]


def test_an_unknown_place_is_told_in_json(client: TestClient) -> None:
    assert client.get("/api/nothing").json() == {"error": "there is no such page", "nearest": []}


@pytest.mark.parametrize("limit", ["101", "0000000000101", "0" * 4_000, "-1", "1e2", "²"])
def test_no_spelling_of_a_number_passes_its_bounds(client: TestClient, limit: str) -> None:
    assert client.get("/api/frontier", params={"limit": limit}).status_code == 400


def test_a_page_beyond_the_last_one_is_not_found(client: TestClient) -> None:
    for path in ("/api/papers", "/api/failures"):
        answer = client.get(f"{path}?page=99")
        assert (answer.status_code, answer.json()["error"]) == (404, "page=99: the last page is 1")
    assert client.get("/papers?page=99", headers={"accept": "text/html"}).status_code == 200


def test_who_likes_json_is_led_to_the_description_where_people_get_a_page(client: TestClient) -> None:
    answer = client.get("/api", headers={"accept": "application/json"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/api/openapi.json")
    answer = client.get("/api", headers={"accept": "text/html,*/*;q=0.8"})
    assert "/lineage.ttl" in answer.text
    assert "/api/snapshot" in answer.text
    assert answer.headers["vary"] == "Accept"


def test_pages_tell_of_what_is_not_there_without_commands(client: TestClient) -> None:
    for address in ("/entity/dataset/zzz", "/questions/trace?name=zzzzzz", "/lineage?name=zzzzzz"):
        answer = client.get(address, headers={"accept": "text/html"})
        assert answer.status_code == 404
        assert "nothing in the graph goes by this name" in answer.text
        assert "kg status" not in answer.text
