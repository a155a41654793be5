import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.testclient import TestClient

from kg.web.search import NameIndex
from kg.web.settings import ServingSettings, UnsafeServingError
from tests.web.serving import BASE, TOKEN, application_over, chromium, running
from tests.web.visiting import signed_in

ELSEWHERE = "MAP marsh.example 127.0.0.1"  # a name that is no loopback to the browser

NOTEBOOK = "https://notebook.example"
THERE = {"origin": NOTEBOOK, "sec-fetch-site": "cross-site"}
BEARER = {"authorization": f"Bearer {TOKEN}"}

PAGES = (
    "/",
    "/papers",
    "/entity/dataset/marshbirds",
    "/sparql?query=ASK+%7B%7D",
    "/api/status",
    "/nowhere",
    "/assets/kg.css",
)
POLICY = {
    **dict.fromkeys(("script-src", "style-src", "connect-src", "font-src", "form-action"), "'self'"),
    **dict.fromkeys(("default-src", "frame-ancestors", "base-uri"), "'none'"),
    "img-src": "'self' data:",
}
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
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts == POLICY
    assert headers["x-frame-options"] == "DENY"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-cache"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("host", [*HOSTS.split(), ""])
def test_a_foreign_host_is_misdirected(client: TestClient, path: str, host: str) -> None:
    assert client.get(path, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("other", ["127.0.0.1:8000", "evil.example", ""])
def test_who_names_two_hosts_is_misdirected_whichever_comes_first(client: TestClient, other: str) -> None:
    for hosts in (("127.0.0.1:8000", other), (other, "127.0.0.1:8000")):
        assert client.get("/api/status", headers=[("host", host) for host in hosts]).status_code == 421


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
    with application_over(example_graph, cors=(NOTEBOOK,)) as client:
        answer = client.get("/api/status", headers=THERE)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == NOTEBOOK
        assert answer.headers["access-control-expose-headers"] == "Link, Warning, X-Kg-Truncated"
        assert "access-control-allow-credentials" not in answer.headers
        assert "Origin" in answer.headers["vary"]
        assert client.post("/sparql", data={"query": "ASK {}"}, headers=THERE).status_code == 200
        for path in ("/papers", "/sparql-editor", "/lineage", "/review", "/apis", "/assets/kg.css"):
            answer = client.get(path, headers=THERE)
            assert (answer.status_code, "access-control-allow-origin" in answer.headers) == (403, False), path
        assert client.get("/api/status", headers={**THERE, "origin": "https://other.example"}).status_code == 403


@pytest.mark.parametrize("path", ["/api/papers", "/api", "/entity", "/lineage.ttl", "/lineage/picture.json"])
def test_a_browser_that_asks_first_is_told_what_a_named_origin_may_send(example_graph: Path, path: str) -> None:
    with application_over(example_graph, cors=(NOTEBOOK,)) as client:
        for asked, methods in ((path, "GET, HEAD, OPTIONS"), ("/sparql", "GET, HEAD, POST, OPTIONS")):
            answer = client.options(asked, headers=THERE)
            assert answer.status_code == 204
            assert answer.headers["access-control-allow-origin"] == NOTEBOOK
            assert answer.headers["access-control-allow-methods"] == methods
            assert answer.headers["access-control-allow-headers"] == "Accept, Authorization, Content-Type"
            assert "access-control-allow-credentials" not in answer.headers


def decisions(client: TestClient) -> list[object]:
    return client.get("/api/review", headers=BEARER).json()["decisions"]


@pytest.mark.parametrize("site", ["cross-site", "same-site"])  # another port of this machine is the same site
def test_a_named_origin_never_has_the_cookie_and_decides_nothing(
    example_graph: Path, tmp_path: Path, site: str
) -> None:
    there = {**THERE, "sec-fetch-site": site}
    graph = tmp_path / "graph"
    shutil.copytree(example_graph, graph)
    with application_over(graph, curation=True, token=TOKEN, cors=(NOTEBOOK,)) as client:
        assert client.post("/sign-in", data={"token": TOKEN}).status_code == 303
        queue = client.get("/api/review?below=1")
        assert queue.status_code == 200  # so the cookie is there, and counts on our own pages
        assert client.get("/api/review", headers=there).status_code == 401
        assert client.get("/api/review", headers={**there, **BEARER}).status_code == 200
        decision = {"decision": "reject", "by": "Mallory", "statement": queue.json()["statements"][0]["statement"]}
        for headers in (there, {**there, **BEARER}):
            for path in ("/api/review", "/review/decide", "/sign-out", "/snapshot", "/api/snapshot"):
                assert client.post(path, data=decision, headers=headers).status_code == 403, path
            for method in ("PUT", "PATCH", "DELETE"):
                assert client.request(method, "/api/review", headers=headers).status_code == 403
        assert decisions(client) == []
        assert client.post("/api/review", data=decision).status_code == 200
        assert len(decisions(client)) == 1


def test_our_own_origin_stays_ours_when_it_is_named_too(example_graph: Path) -> None:
    ours = {"origin": BASE, "sec-fetch-site": "same-origin"}
    with application_over(example_graph, curation=True, token=TOKEN, cors=(BASE,)) as client:
        client.post("/sign-in", data={"token": TOKEN}, headers=ours)
        assert client.get("/api/review", headers=ours).status_code == 200


def test_a_named_origin_is_told_that_it_may_show_a_token_before_it_shows_one(example_graph: Path) -> None:
    settings = {"host": "0.0.0.0", "remote": True, "token": TOKEN, "cors": (NOTEBOOK,)}
    with application_over(example_graph, **settings) as client:
        assert client.options("/api/papers", headers=THERE).status_code == 204
        assert client.options("/api/papers", headers={**THERE, "host": "evil.example"}).status_code == 421
        assert client.get("/api/papers", headers=THERE).status_code == 401
        assert client.get("/api/papers", headers={**THERE, **BEARER}).status_code == 200


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


class _Notebook(BaseHTTPRequestHandler):
    """A page of somebody else's on another port of this machine."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/html")
        self.end_headers()
        self.wfile.write(b"<p>a notebook")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def notebook() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Notebook)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


REJECTS = """([address, statement, mode]) => fetch(address, {
    method: "POST", mode, credentials: "include",
    headers: {"content-type": "application/x-www-form-urlencoded"},
    body: new URLSearchParams({decision: "reject", by: "Mallory", statement}),
}).then(answer => `${answer.type} ${answer.status}`, error => "refused")"""
READS = (
    """([address, credentials]) => fetch(address, {credentials}).then(answer => answer.json(), () => "kept from it")"""
)


@pytest.mark.browser
def test_a_notebook_on_another_port_reads_and_does_not_decide_for_who_is_signed_in(
    browser: Browser, example_graph: Path, tmp_path: Path, notebook: str
) -> None:
    graph = tmp_path / "graph"
    shutil.copytree(example_graph, graph)
    with running(graph, curation=True, token=TOKEN, cors=(notebook,)) as site:
        context = signed_in(browser, site)
        queue = context.request.get(f"{site}/api/review?below=1").json()
        page = context.new_page()
        page.goto(notebook)
        for mode in ("no-cors", "cors"):
            told = page.evaluate(REJECTS, [f"{site}/api/review", queue["statements"][0]["statement"], mode])
            assert told == {"no-cors": "opaque 0", "cors": "refused"}[mode]
        assert context.request.get(f"{site}/api/review?below=1").json()["decisions"] == []
        assert page.evaluate(READS, [f"{site}/api/status", "omit"])["papers_read"] == 7
        assert page.evaluate(READS, [f"{site}/api/review", "same-origin"])["error"] == "a token is needed"
        assert page.evaluate(READS, [f"{site}/api/review", "include"]) == "kept from it"
        context.close()
