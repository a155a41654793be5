from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient

from kg.store.graph import Graph
from kg.web.pages import review
from tests.samples import FACTS, KNOWN, quail_1, quail_2
from tests.web.serving import TOKEN, application_over

BEARER = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Graph.open(tmp_path / "graph") as graph:
        graph.put(quail_1())
        graph.put(quail_2())
        graph.put_background(KNOWN, FACTS)
    return tmp_path / "graph"


@pytest.fixture
def curator(folder: Path) -> Iterator[TestClient]:
    with application_over(folder, curation=True, token=TOKEN) as client:
        client.post("/sign-in", data={"token": TOKEN})
        yield client


def first_statement(client: TestClient) -> str:
    page = client.get("/review?below=1").text
    return page.partition('name="statement" value="')[2].partition('"')[0]


def decide(client: TestClient, decision: str, **fields: str) -> str:
    answer = client.post("/review/decide", data={"decision": decision, "by": "Ada", "why": "I looked", **fields})
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].partition("done=")[2]


def test_without_the_flag_there_is_no_review(client: TestClient) -> None:
    assert client.get("/review").status_code == 404
    assert client.post("/review/decide", data={"decision": "reject"}).status_code == 404
    assert "/review" not in client.get("/").text


def test_without_the_token_nothing_is_shown_or_decided(folder: Path) -> None:
    with application_over(folder, curation=True, token=TOKEN) as client:
        assert client.get("/papers").status_code == 200
        assert client.get("/review", headers={"accept": "text/html"}).headers["location"] == "/sign-in?to=review"
        fields = {"decision": "reject", "statement": "x", "by": "Ada"}
        assert client.post("/review/decide", data=fields).status_code == 401
        assert client.post("/review/decide", data=fields, headers={"authorization": "Bearer no"}).status_code == 401
        cross = {"origin": "https://evil.example", **BEARER}
        assert client.post("/review/decide", data=fields, headers=cross).status_code == 403
    assert not (folder / "curation.tsv").exists()


def test_a_statement_is_rejected_and_the_rejection_taken_back(curator: TestClient) -> None:
    statement = first_statement(curator)
    before = curator.get("/review?below=1").text.count("data-doubt")
    made = decide(curator, "reject", statement=statement)
    page = curator.get("/review?below=1").text
    assert page.count("data-doubt") == before - 1
    assert made in page
    assert "I looked" in page
    decide(curator, "undo", which=made)
    page = curator.get("/review?below=1").text
    assert page.count("data-doubt") == before
    assert "undone" in page


def test_a_statement_is_accepted_and_believed(curator: TestClient) -> None:
    statement = first_statement(curator)
    decide(curator, "accept", statement=statement)
    assert statement not in curator.get("/review?below=1").text


def test_two_things_become_one(curator: TestClient) -> None:
    decide(curator, "merge", one="ReedSongs", other="Marshbirds")
    assert curator.get("/entity/dataset/marshbirds?format=json").json()["kind"] == "dataset"
    assert "ReedSongs" in curator.get("/entity/dataset/marshbirds?format=json").json()["aliases"]
    assert curator.get("/entity/dataset/reedsongs?format=json").status_code == 404


def test_who_decides_is_kept_for_the_next_time(curator: TestClient) -> None:
    decide(curator, "accept", statement=first_statement(curator))
    assert 'name="by" value="Ada"' in curator.get("/review?below=1").text


def test_programs_review_in_json_as_it_is_described(curator: TestClient) -> None:
    described = curator.get("/api/openapi.json").json()
    content = described["paths"]["/api/review"]["get"]["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": described["components"]}
    queue = curator.get("/api/review?below=1&limit=3").json()
    jsonschema.validate(queue, schema, cls=jsonschema.Draft202012Validator)
    assert len(queue["statements"]) == 3
    fields = {"decision": "reject", "by": "Ada", "why": "I looked", "statement": queue["statements"][0]["statement"]}
    content = described["paths"]["/api/review"]["post"]["responses"]["200"]["content"]
    schema = {**content["application/json"]["schema"], "components": described["components"]}
    answer = curator.post("/api/review", data=fields)
    jsonschema.validate(answer.json(), schema, cls=jsonschema.Draft202012Validator)
    (kept,) = answer.json()["decided"]
    after = curator.get("/api/review?below=1").json()
    assert [d["id"] for d in after["decisions"]] == [kept["id"]]
    assert fields["statement"] not in {s["statement"] for s in after["statements"]}
    assert curator.get("/api/review?relation=nonsense").status_code == 400


def test_programs_review_only_where_it_is_allowed_and_with_the_token(folder: Path) -> None:
    with application_over(folder) as client:
        assert client.get("/api/review").status_code == 404
        assert "/api/review" not in client.get("/api/openapi.json").json()["paths"]
    with application_over(folder, curation=True, token=TOKEN) as client:
        assert client.get("/api/review").status_code == 401
        assert client.post("/api/review", data={"decision": "reject"}).json()["error"] == "a token is needed"
        assert client.get("/api/review", headers=BEARER).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"decision": "nonsense", "by": "Ada"},
        {"decision": "reject", "by": "  ", "statement": "x"},
        {"decision": "reject", "by": "Ada", "statement": "x" * 3000},
        {"decision": "reject", "by": "Ada", "statement": "no such"},
        {"decision": "merge", "by": "Ada", "one": "Marshbirds", "other": "nothing at all"},
        {"decision": "merge", "by": "Ada", "one": "Marshbirds", "other": "Quail-2"},
        {"decision": "undo", "by": "Ada", "which": "abcdef"},
    ],
)
def test_what_cannot_be_decided_is_told_and_not_kept(curator: TestClient, fields: dict[str, str], folder: Path) -> None:
    assert curator.post("/review/decide", data=fields).status_code in {400, 404}
    assert not (folder / "curation.tsv").exists()


def test_a_graph_that_is_being_written_is_told(curator: TestClient, folder: Path) -> None:
    statement = first_statement(curator)
    with Graph.open(folder):
        fields = {"decision": "reject", "by": "Ada B", "why": "I <looked>", "statement": statement}
        answer = curator.post("/review/decide", data={**fields, "back": "/review?below=1"})
    assert answer.status_code == 503
    assert "Nothing was decided. Another kg uses the graph at the moment" in answer.text
    mine = answer.text.partition(f'value="{statement}"')[2].partition("</form>")[0]
    assert 'value="I &lt;looked&gt;"' in mine
    assert 'value="Ada B"' in mine
    assert answer.text.count("Ada B") == 1
    assert str(folder) not in answer.text
    assert "pid" not in answer.text


def test_the_queue_says_its_length_and_is_turned_over(curator: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    total = curator.get("/review?below=1").text.count("data-doubt")
    assert total >= 5
    monkeypatch.setattr(review, "_SHOWN", 2)
    first = curator.get("/review?below=1&page=1").text
    assert f"1 to 2 of {total}" in first
    assert 'rel="next" href="/review?below=1&amp;page=2"' in first
    second = curator.get("/review?below=1&page=2").text
    assert f"3 to 4 of {total}" in second
    assert 'rel="prev" href="/review?below=1&amp;page=1"' in second
    last = curator.get(f"/review?below=1&page={-(-total // 2)}").text
    assert 'rel="next"' not in last


def test_a_decision_leads_back_to_where_it_was_made(curator: TestClient) -> None:
    fields = {"decision": "accept", "by": "Ada", "statement": first_statement(curator)}
    answer = curator.post("/review/decide", data={**fields, "back": "/review?below=1&page=2"})
    assert answer.headers["location"].startswith("/review?below=1&page=2&done=")
    for elsewhere in ("https://evil.example/review", "//evil.example", "/reviewer", "/papers"):
        assert curator.post("/review/decide", data={**fields, "back": elsewhere}).status_code == 400
