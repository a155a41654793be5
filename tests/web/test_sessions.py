"""Signing in and out: what a cookie is worth, and for how long."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.web import sessions
from kg.web.memory import Memory
from kg.web.sessions import LONGEST_S, Sessions
from tests.web.serving import TOKEN, application_over

REMOTE = {"host": "0.0.0.0", "remote": True}
CURATION = {"curation": True}
HTML = {"accept": "text/html"}


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def sign_in(client: TestClient, **headers: str) -> str:
    """The cookie that signing in sets, name and value; the client keeps none."""
    answer = client.post("/sign-in", data={"token": TOKEN}, headers=headers)
    client.cookies.clear()
    assert answer.status_code == 303
    return answer.headers["set-cookie"].partition(";")[0]


def is_let_in(client: TestClient, cookie: str) -> bool:
    answer = client.get("/review", headers={**HTML, "cookie": cookie})
    assert answer.status_code in {200, 303}
    return answer.status_code == 200


@pytest.mark.parametrize("settings", [CURATION, {**REMOTE, **CURATION}])
def test_a_copy_of_the_cookie_is_worth_nothing_after_signing_out(example_graph: Path, settings: dict[str, Any]) -> None:
    with application_over(example_graph, token=TOKEN, **settings) as client:
        mine, another = sign_in(client), sign_in(client)
        assert mine != another
        assert is_let_in(client, mine)
        answer = client.post("/sign-out", headers={"cookie": mine})
        assert answer.headers["location"] == "/sign-in"
        assert not is_let_in(client, mine)
        assert is_let_in(client, another)  # another browser stays signed in
        if "remote" in settings:
            assert client.get("/api/status", headers={"cookie": mine}).status_code == 401
            assert client.get("/api/status", headers={"cookie": another}).status_code == 200


def test_what_could_be_reckoned_from_the_token_is_no_cookie(example_graph: Path) -> None:
    with application_over(example_graph, token=TOKEN, **CURATION) as client:
        name, _, secret = sign_in(client).partition("=")
        assert TOKEN not in secret
        for value in ("", TOKEN, secret[:-1], secret + "x"):
            assert not is_let_in(client, f"{name}={value}")
        assert not is_let_in(client, f"other={secret}")


def test_signing_in_anew_ends_what_the_browser_had(example_graph: Path) -> None:
    with application_over(example_graph, token=TOKEN, **CURATION) as client:
        before = sign_in(client)
        after = sign_in(client, cookie=before)
        assert not is_let_in(client, before)
        assert is_let_in(client, after)


def test_nobody_stays_signed_in_over_the_end_of_a_server(example_graph: Path) -> None:
    with application_over(example_graph, token=TOKEN, **CURATION) as client:
        cookie = sign_in(client)
    with application_over(example_graph, token=TOKEN, **CURATION) as client:
        assert not is_let_in(client, cookie)


def test_a_session_ends_after_its_time_and_the_oldest_of_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sessions, "_MOST", 2)
    clock = Clock()
    known = Sessions(clock=clock)
    first, second, third = known.begin(), known.begin(), known.begin()
    assert [known.holds(secret) for secret in (first, second, third)] == [False, True, True]
    clock.now = LONGEST_S - 1
    assert known.holds(third)
    clock.now = LONGEST_S
    assert not known.holds(third)


@pytest.mark.parametrize(
    ("proxied", "told", "secure"),
    [
        (True, "https", True),
        (True, "HTTPS, http", True),
        (True, "http", False),
        (True, "", False),
        (False, "https", False),  # anybody may write that
    ],
)
def test_cookies_are_sent_over_tls_alone_where_the_proxy_says_so(
    example_graph: Path, proxied: bool, told: str, secure: bool
) -> None:
    there = {"x-forwarded-proto": told}
    with application_over(example_graph, token=TOKEN, proxied=proxied, **REMOTE) as client:
        answer = client.post("/sign-in", data={"token": TOKEN}, headers=there)
        assert ("Secure" in answer.headers["set-cookie"]) is secure
        bearer = {**there, "authorization": f"Bearer {TOKEN}", "accept": "text/turtle"}
        assert ("https://127.0.0.1:8000/sparql" in client.get("/sparql", headers=bearer).text) is secure


def test_memory_is_given_back_after_answers_and_not_all_the_time(example_graph: Path) -> None:
    clock = Clock()
    memory = Memory(clock=clock)
    assert not memory.give_back()
    clock.now = 5
    memory.give_back()
    assert memory._given_back == 5
    assert not memory.give_back()
    with application_over(example_graph) as client:
        client.app.state.serving.memory = memory
        clock.now = 10
        assert client.get("/api/trace?name=Flightpath").status_code == 200
        assert memory._given_back == 10
