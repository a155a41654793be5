from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.web.search import NameIndex
from kg.web.settings import ServingSettings, UnsafeServingError
from tests.web.serving import TOKEN, application_over, chromium, running

ELSEWHERE = "MAP marsh.example 127.0.0.1"  # a name that is no loopback to the browser

PAGES = (
    "/",
    "/papers",
    "/entity/dataset/marshbirds",
    "/sparql?query=ASK+%7B%7D",
    "/api/status",
    "/nowhere",
    "/assets/kg.css",
)
HOSTS = """
evil.example evil.example:8000 localhost.evil.example 127.0.0.1.evil.example 10.0.0.7:8000 a@127.0.0.1
127.0.0.1/evil [::1 0.0.0.0:8000
"""
PATHS = """
/assets/../app.py /assets/%2e%2e/app.py /assets/..%2fapp.py /assets/%2e%2e%2f%2e%2e%2fpyproject.toml /assets//etc/passwd
/assets/%2fetc%2fpasswd /assets/....//app.py /assets/vendored/../../app.py /assets/\\..\\app.py /text/../../etc/passwd
/text/%2fetc%2fpasswd
"""


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_carries_the_headers_of_safety(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-cache"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("host", [*HOSTS.split(), ""])
def test_a_foreign_host_is_misdirected(client: TestClient, path: str, host: str) -> None:
    assert client.get(path, headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000", "localhost.", "127.0.0.1"]
)
def test_every_name_of_this_machine_alone_is_let_in(client: TestClient, host: str) -> None:
    assert client.get("/api/status", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9000"},
        {"origin": "http://127.0.0.1:8000.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script"},
        {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe"},
        {"sec-fetch-site": "nonsense"},
    ],
)
@pytest.mark.parametrize("path", PAGES)
def test_what_comes_from_pages_of_other_sites_is_refused(
    client: TestClient, path: str, headers: dict[str, str]
) -> None:
    assert client.get(path, headers=headers).status_code == 403
    assert client.post(path, headers=headers).status_code == 403


def test_a_link_from_elsewhere_may_be_followed_and_a_form_may_not(client: TestClient) -> None:
    followed = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document"}
    assert client.get("/papers", headers=followed).status_code == 200
    assert client.post("/snapshot", headers=followed, data={"back": "/"}).status_code == 403


def test_our_own_pages_may_ask(client: TestClient) -> None:
    ours = {"origin": "http://127.0.0.1:8000", "sec-fetch-site": "same-origin"}
    assert client.post("/sparql", data={"query": "ASK {}"}, headers=ours).status_code == 200
    form = {"origin": "null", "sec-fetch-site": "same-origin"}  # what browsers send under our referrer policy
    assert client.post("/sparql", data={"query": "ASK {}"}, headers=form).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "POST"])
@pytest.mark.parametrize("path", ["/", "/papers", "/entity/dataset/marshbirds", "/api/status"])
def test_nothing_can_be_changed(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, path).status_code == 405


def test_a_body_has_bounds_whether_it_says_its_length_or_not(client: TestClient) -> None:
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post("/sparql", content=b"query=" + b"a" * 1_000_001, headers=form).status_code == 413
    endless = (b"a" * 100_000 for _ in range(20))
    assert client.post("/sparql", content=endless, headers=form).status_code == 413
    assert client.post("/sparql", headers={**form, "content-length": "-1"}).status_code == 413


@pytest.mark.parametrize("path", [*PATHS.split(), "/text/" + "f" * 64])
def test_no_path_leads_out_of_what_is_served(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_other_machines_need_a_flag_and_a_token() -> None:
    for settings in (
        {"host": "0.0.0.0"},
        {"host": "example.org"},
        {"host": "0.0.0.0", "remote": True},
        {"host": "0.0.0.0", "remote": True, "token": "short"},
        {"curation": True},
        {"cors": ("*",)},
        {"cors": ("https://example.org/path",)},
    ):
        with pytest.raises(UnsafeServingError):
            ServingSettings(Path("graph"), **settings)
    assert ServingSettings(Path("graph"), host="0.0.0.0", remote=True, token=TOKEN).remote


def test_a_remote_server_answers_only_to_who_has_the_token(example_graph: Path) -> None:
    with application_over(example_graph, host="0.0.0.0", remote=True, token=TOKEN, names=("marsh.example",)) as client:
        there = {"host": "marsh.example"}
        assert client.get("/api/status", headers=there).status_code == 401
        assert client.get("/", headers={**there, "accept": "text/html"}).headers["location"] == "/sign-in"
        assert client.get("/", headers={**there, "authorization": f"Bearer {TOKEN}x"}).status_code == 401
        assert client.get("/", headers={**there, "authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/", headers={"host": "192.0.2.1", "authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert client.get("/", headers={"host": "other.example"}).status_code == 421
        assert client.get("/assets/kg.css", headers=there).status_code == 200


def test_signing_in_sets_a_cookie_that_holds_no_token(example_graph: Path) -> None:
    with application_over(example_graph, host="0.0.0.0", remote=True, token=TOKEN) as client:
        assert client.get("/sign-in").status_code == 200
        assert client.post("/sign-in", data={"token": "wrong"}).status_code == 403
        answer = client.post("/sign-in", data={"token": TOKEN})
        cookie = answer.headers["set-cookie"]
        assert answer.status_code == 303
        assert "HttpOnly" in cookie
        assert "SameSite=strict" in cookie
        assert TOKEN not in cookie
        assert client.get("/").status_code == 200
        client.post("/sign-out")
        assert client.get("/").status_code == 401


def test_pages_of_a_named_origin_may_read_the_api_and_nothing_else(example_graph: Path) -> None:
    there = {"origin": "https://notebook.example", "sec-fetch-site": "cross-site"}
    with application_over(example_graph, cors=("https://notebook.example",)) as client:
        answer = client.get("/api/status", headers=there)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "https://notebook.example"
        assert "Origin" in answer.headers["vary"]
        assert client.options("/sparql", headers=there).status_code == 204
        assert client.options("/lineage/picture.json", headers=there).status_code == 204
        assert client.get("/papers", headers=there).status_code == 403
        assert client.get("/api/status", headers={**there, "origin": "https://other.example"}).status_code == 403


def test_a_named_origin_is_told_that_it_may_show_a_token_before_it_shows_one(example_graph: Path) -> None:
    there = {"origin": "https://notebook.example", "sec-fetch-site": "cross-site"}
    settings = {"host": "0.0.0.0", "remote": True, "token": TOKEN, "cors": ("https://notebook.example",)}
    with application_over(example_graph, **settings) as client:
        assert client.options("/api/papers", headers=there).status_code == 204
        assert client.options("/api/papers", headers={**there, "host": "evil.example"}).status_code == 421
        assert client.get("/api/papers", headers=there).status_code == 401
        assert client.get("/api/papers", headers={**there, "authorization": f"Bearer {TOKEN}"}).status_code == 200


def test_what_goes_wrong_inside_is_told_with_the_headers_of_safety_and_nothing_else(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the inner workings")

    monkeypatch.setattr(NameIndex, "search", broken)
    answer = client.get("/?q=marsh")
    assert (answer.status_code, "inner workings" in answer.text) == (500, False)
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "inner workings" in caplog.text


@pytest.mark.browser
def test_somebody_on_another_machine_signs_in_with_a_browser(example_graph: Path) -> None:
    settings = {"host": "0.0.0.0", "remote": True, "token": TOKEN, "names": ("marsh.example",)}
    with running(example_graph, **settings) as address, chromium(f"--host-resolver-rules={ELSEWHERE}") as browser:
        page = browser.new_page()
        page.goto(address.replace("127.0.0.1", "marsh.example") + "/sign-in")
        page.fill("input[name=token]", TOKEN)
        page.click("form button")
        page.wait_for_url("**/")
        assert "/sign-in" not in page.url
        assert page.title()
