"""Servers that are busy, slow, gone, wrong or want to know who asks."""

import base64
import itertools
from collections.abc import Callable

import pytest
from pyoxigraph import NamedNode, QueryBoolean

from kg.core.errors import EndpointError
from kg.store.remote.address import Address, Credentials, is_address, read_address
from kg.store.remote.answer import Asking, LateError, StatusError
from kg.store.remote.client import Client
from tests.store.remote.servers import JSON, TRUE, Asked, Reply, scripted

NOBODY = Credentials()
SOMEBODY = Credentials("me", "hunter2")


def ask(url: str, asking: Asking | None = None, credentials: Credentials = NOBODY) -> bool:
    client = Client(Address(url, credentials), asking)
    try:
        with client.rows("ASK {}") as (rows, _):
            return bool(rows) if isinstance(rows, QueryBoolean) else bool(list(rows))
    finally:
        client.close()


def in_turn(*replies: Reply | None) -> Callable[[Asked], Reply | None]:
    """Give these replies one after the other, the last for ever."""
    turns = itertools.chain(replies[:-1], itertools.repeat(replies[-1]))
    return lambda _: next(turns)


def test_a_busy_server_is_asked_again_when_it_says() -> None:
    slept: list[float] = []
    with scripted(in_turn(Reply(503, headers={"Retry-After": "7"}), Reply(429), TRUE)) as (url, asked):
        assert ask(url, Asking(sleep=slept.append))
    assert (len(asked), slept) == (3, [7.0, 2.0])


def test_a_date_to_come_back_at_is_understood_and_a_past_one_is_now() -> None:
    slept: list[float] = []
    past = Reply(503, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})
    with scripted(in_turn(past, TRUE)) as (url, _):
        assert ask(url, Asking(sleep=slept.append))
    assert slept == [0.0]


@pytest.mark.parametrize("wait", ["1", "3600"])
def test_a_server_that_stays_busy_is_told_of(wait: str) -> None:
    slept: list[float] = []
    busy = Reply(503, headers={"Retry-After": wait})
    with scripted(in_turn(busy)) as (url, asked), pytest.raises(StatusError, match="too busy"):
        ask(url, Asking(sleep=slept.append))
    assert (len(asked), slept) == ((4, [1.0] * 3) if wait == "1" else (1, []))


def test_a_dropped_connection_is_opened_once_more_where_that_does_no_harm() -> None:
    with scripted(in_turn(None, TRUE)) as (url, asked):
        assert ask(url)
    assert len(asked) == 2
    with scripted(in_turn(None)) as (url, asked):
        client = Client(Address(url))
        with pytest.raises(EndpointError, match="broke off"):
            client.update(url, "DROP SILENT GRAPH <http://x/>")
        client.close()
    assert len(asked) == 1


def test_an_answer_that_goes_on_for_ever_ends_with_the_time() -> None:
    ticks = itertools.count(0, 20)
    with scripted(in_turn(TRUE)) as (url, _), pytest.raises(LateError, match="within 30 seconds"):
        ask(url, Asking(timeout_s=30, clock=lambda: float(next(ticks))))


def test_an_answer_that_is_too_long_is_not_taken() -> None:
    long = Reply(body=b'{"head":{"vars":["x"]},"results":{"bindings":[' + b" " * 2**20, headers=JSON)
    with scripted(in_turn(long)) as (url, _), pytest.raises(EndpointError, match="longer than 0 MiB"):
        ask(url, Asking(max_bytes=2**16))


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(401), "KG_ENDPOINT_USER"),
        (Reply(403), "does not let this be done"),
        (Reply(404), "nothing at this address"),
        (Reply(413), "so much at a time"),
        (Reply(302, headers={"Location": "http://127.0.0.1:9/other"}), "has moved to http://127.0.0.1:9/other"),
        (Reply(500, b"Error 42:\n  the\tdisk is full"), r"answered 500 \(Error 42: the disk is full\)"),
        (Reply(500, b"<html>a page</html>"), "answered 500$"),
        (Reply(500, b"x" * 9_999), "x{200} …"),
        (Reply(200, b"<html>hello</html>", {"Content-Type": "text/html"}), "is no SPARQL endpoint: it sends text/html"),
        (Reply(200, b"{}"), "something without a type"),
        (Reply(200, b"<html>", JSON), "cannot be read"),
        (Reply(200, b'{"head":{"vars":["x"]}', JSON), "cannot be read"),
    ],
)
def test_what_a_server_refuses_or_sends_instead_is_told_in_words(reply: Reply, said: str) -> None:
    with scripted(in_turn(reply)) as (url, _), pytest.raises(EndpointError, match=said):
        ask(url)


def test_a_graph_that_is_not_there_is_dropped_already() -> None:
    with scripted(in_turn(Reply(404))) as (url, _):
        client = Client(Address(url))
        client.drop(url, NamedNode("http://x/"))
        client.close()
    with scripted(in_turn(Reply(500))) as (url, _), pytest.raises(StatusError):
        Client(Address(url)).drop(url, NamedNode("http://x/"))


def wants(challenge: str, shown: Callable[[str], bool]) -> Callable[[Asked], Reply]:
    """A server that wants to see an Authorization."""
    return lambda request: (
        TRUE if shown(request.headers.get("Authorization", "")) else Reply(401, headers={"WWW-Authenticate": challenge})
    )


def test_a_name_and_a_password_are_shown() -> None:
    basic = "Basic " + base64.b64encode(b"me:hunter2").decode()
    with scripted(wants('Basic realm="x"', lambda a: a == basic)) as (url, asked):
        assert ask(url, credentials=SOMEBODY)
        assert len(asked) == 1
        with pytest.raises(StatusError, match="who asks"):
            ask(url, credentials=Credentials("me", "wrong"))


def test_a_token_is_shown() -> None:
    with scripted(wants("Bearer", lambda a: a == "Bearer abc")) as (url, _):
        assert ask(url, credentials=Credentials(token="abc"))


@pytest.mark.parametrize("at_first", ['Digest realm="x", nonce="n", qop="auth"', ""])
def test_a_digest_is_made_where_the_server_asks_for_one(at_first: str) -> None:
    challenge = 'Digest realm="x", nonce="n", qop="auth"'

    def answer(request: Asked) -> Reply:
        shown = request.headers.get("Authorization", "")
        if shown.startswith("Digest "):
            return TRUE
        return Reply(401, headers={"WWW-Authenticate": at_first if shown else challenge})

    with scripted(answer) as (url, asked):
        client = Client(Address(url, SOMEBODY))
        for _ in range(2):
            with client.rows("ASK {}") as (rows, _):
                assert rows
        client.close()
    assert "hunter2" not in str([a.headers for a in asked if "Digest" in a.headers.get("Authorization", "")])
    assert "Digest" in asked[-2].headers["Authorization"]


def test_a_password_does_not_go_where_the_server_sends_people_on() -> None:
    with scripted(in_turn(TRUE)) as (there, taken):
        moved = Reply(307, headers={"Location": there})
        with scripted(in_turn(moved)) as (url, _), pytest.raises(StatusError, match="has moved"):
            ask(url, credentials=SOMEBODY)
    assert taken == []


def test_a_password_in_an_address_is_used_and_not_shown() -> None:
    found = read_address("https://me:hun%20ter2@example.org/sparql?x=1#part", NOBODY)
    assert found == Address("https://example.org/sparql?x=1", Credentials("me", "hun ter2"))
    assert "ter2" not in repr(found)
    with pytest.raises(EndpointError) as error:
        read_address("https://me:hunter2@exa mple.org/")
    assert "hunter2" not in str(error.value)


@pytest.mark.parametrize("text", ["", "kg-graph", "ftp://x/", "http://", "http://[", "http://x:99999/", "http://a b/"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(EndpointError, match="no address of an endpoint"):
        read_address(text, NOBODY)


def test_an_address_survives_being_taken_for_a_path() -> None:
    assert is_address("HTTPS:/example.org/q")
    assert read_address("https:/example.org/q", NOBODY).url == "https://example.org/q"
    assert not is_address("https-graphs/one")


def test_only_loopback_addresses_go_past_a_proxy() -> None:
    near = ("http://127.0.0.1:80/", "http://localhost/", "http://[::1]:7/", "http://127.9.9.9/")
    assert all(Address(url).on_this_machine for url in near)
    assert not any(Address(url).on_this_machine for url in ("http://localhost.example/", "http://10.0.0.1/"))
