"""Connections that take a place and bring no request."""

import socket
from pathlib import Path
from unittest.mock import Mock
from urllib.parse import urlsplit

import h11
import httpx
import pytest

from kg.web import arriving
from tests.web.serving import running


@pytest.mark.parametrize(
    "sent",
    [b"", b"GET / HTTP/1.1\r\nHost: 127.", b"POST /sparql HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9\r\n\r\nabc"],
)
def test_who_takes_a_place_and_asks_for_nothing_is_let_go(
    example_graph: Path, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    monkeypatch.setattr(arriving, "PATIENCE_S", 0.2)
    with running(example_graph) as address:
        place = urlsplit(address)
        with socket.create_connection((place.hostname, place.port), timeout=20) as idle:
            idle.sendall(sent)
            assert idle.recv(1) == b""  # the other end has closed, and said nothing
        assert httpx.get(f"{address}/api/status", trust_env=False).status_code == 200


def test_who_asks_on_one_connection_again_and_again_is_not(
    example_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "PATIENCE_S", 0.05)
    with running(example_graph) as address, httpx.Client(trust_env=False) as client:
        assert {client.get(f"{address}/api/datasets").status_code for _ in range(20)} == {200}


def test_who_waited_long_for_an_answer_has_time_to_ask_again() -> None:
    connection = arriving.Arriving.__new__(arriving.Arriving)
    connection.transport = Mock(is_closing=lambda: False)
    connection.loop, connection.conn, connection.cycle = Mock(), Mock(), Mock()
    connection.conn.their_state = h11.DONE  # the answer is being worked out
    connection._look()
    connection.conn.their_state = h11.IDLE  # it was sent a moment ago
    connection._look()
    assert not connection.transport.close.called
    connection._look()
    assert connection.transport.close.called
