from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from starlette.testclient import TestClient

from kg.store.graph import Graph
from kg.web import serving
from kg.web.findings import Later
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
    told = client.get("/review", headers={"accept": "text/html"}).text
    assert "kg serve --allow-curation" in told
    assert "Did you mean" not in told
    assert 'value="review"' not in told
    assert "--allow-curation" in client.get("/api/review").json()["error"]
    assert "Review what" not in client.get("/entity/dataset/marshbirds").text


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


REFUSED = (
    ({"one": "Marshbirds", "other": "nothing <at> all"}, 404, "nothing &lt;at&gt; all: nothing in the graph goes by"),
    ({"one": "Marshbirds", "other": "Quail-2"}, 400, "Nothing was decided: this cannot be decided"),
    ({"one": "Marshbrids", "other": "Quail-2"}, 404, "nothing in the graph goes by this name; did you mean MarshBirds"),
)


@pytest.mark.parametrize(("fields", "status", "why"), REFUSED)
def test_a_refused_merge_keeps_what_was_filled_in_and_the_graph_has_not_changed(
    curator: TestClient, fields: dict[str, str], status: int, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_LOOK_S", 0.0)
    filled = {"decision": "merge", "by": "Ada", "why": "I looked", "back": "/review?below=1", **fields}
    answer = curator.post("/review/decide", data=filled)
    assert answer.status_code == status
    assert "Nothing was decided" in answer.text
    assert why in answer.text
    assert f'name="one" value="{fields["one"]}"' in answer.text
    assert 'name="why" value="I looked"' in answer.text
    assert 'href="#merge"' in answer.text
    assert 'name="back" value="/review?below=1"' in answer.text
    assert 'value="decide"' not in answer.text
    for page in (answer.text, curator.get("/papers").text):
        assert "has changed since" not in page


def test_a_graph_that_did_change_is_told_although_a_merge_was_refused(
    curator: TestClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "_LOOK_S", 0.0)
    (folder / "beside.txt").write_text("somebody else was here")
    curator.post("/review/decide", data={"decision": "merge", "by": "Ada", "one": "Marshbirds", "other": "nothing"})
    assert "has changed since" in curator.get("/papers").text


def test_who_decides_is_kept_although_the_decision_was_refused(curator: TestClient) -> None:
    curator.post("/review/decide", data={"decision": "merge", "by": " Ada  Lu ", "one": "a", "other": "b"})
    assert 'name="by" value="Ada Lu"' in curator.get("/review").text


def test_one_goes_from_a_thing_or_a_paper_to_what_is_said_of_it(curator: TestClient) -> None:
    everything = curator.get("/review?below=1").text.count("data-doubt")
    reviewed = []
    for address in ("/entity/dataset/marshbirds", "/entity/arxiv/2303.04321"):
        page = curator.get(address, headers={"accept": "text/html"})
        link = page.text.partition('href="/review?below=1&amp;')[2].partition('"')[0]
        assert link, address
        reviewed.append(curator.get(f"/review?below=1&{link}").text.split("data-doubt")[1:])
        assert 0 < len(reviewed[-1]) < everything
    assert all("MarshBirds" in card for card in reviewed[0])
    assert 'name="one" value="Marshbirds"' in curator.get("/review?thing=Marshbirds").text
    few = curator.get("/api/review?below=1&thing=Marshbirds").json()["statements"]
    assert 0 < len(few) < everything
    assert curator.get("/api/review?thing=nothing").status_code == 404


def test_a_queue_of_something_that_is_gone_leads_back_to_the_whole_one(curator: TestClient) -> None:
    page = curator.get("/review?thing=nothing")
    assert page.status_code == 404
    assert "nothing in the graph goes by this name" in page.text
    assert 'href="/review#decide"' in page.text
    assert 'id="merge"' in page.text


def test_the_parts_of_the_page_are_reached_from_its_head(curator: TestClient) -> None:
    page = curator.get("/review?below=1").text
    for part in ("decide", "merge", "decided"):
        assert page.index(f'href="#{part}"') < page.index(f'id="{part}"')
    assert page.index('href="#decided"') < page.index("data-doubt")
    for field in ("one", "other", "thing"):
        assert 'data-suggest data-kinds="dataset model"' in page.partition(f'id="{field}"')[2].partition(">")[0]


def test_until_it_is_counted_anew_the_queue_says_how_long_it_was_before(
    curator: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    total = curator.get("/review?below=1").text.count("data-doubt")
    monkeypatch.setattr(review, "_SHOWN", 2)
    assert f"1 to 2 of {total}<" in curator.get("/review?below=1").text
    monkeypatch.setattr(Later, "get", lambda _: None)
    assert "1 to 2, and more, being counted" in curator.get("/review?below=1").text
    decide(curator, "accept", statement=first_statement(curator))
    assert f"1 to 2 of about {total}, being counted" in curator.get("/review?below=1").text
    monkeypatch.undo()
    monkeypatch.setattr(review, "_SHOWN", 2)
    assert f"1 to 2 of {total - 1}<" in curator.get("/review?below=1").text
    few = len(curator.get("/api/review?below=1&thing=Marshbirds&limit=100").json()["statements"])
    assert f"1 to 2 of {few}<" in curator.get("/review?below=1&thing=Marshbirds").text
    assert "1 to 2, and more<" in curator.get("/review?below=1&paper=Quail-2").text
