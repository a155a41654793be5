"""An answer that takes too long is given up with 503, its work stops, and others are answered meanwhile."""

import re
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from kg.store.lookup import Lookup
from tests.web.serving import TOKEN, application_over, running

HTML = {"accept": "text/html"}
NAME = "name=Flightpath"
PAGES = (
    *(f"/questions/{question}?{NAME}" for question in ("trace", "impact", "leaks", "licenses")),
    f"/questions/trace?{NAME}&view=print",
    f"/questions/trace?{NAME}&format=csv",
    "/questions/frontier?limit=3",
    f"/lineage?{NAME}",
    "/entity/dataset/marshbirds",
    "/review",
)
PROGRAMS = (
    *(f"/api/{question}?{NAME}" for question in ("trace", "impact", "leaks", "licenses")),
    "/api/conflicts",
    f"/lineage/picture.json?{NAME}",
    "/lineage/picture.json",
    f"/lineage.ttl?{NAME}",
)
_LIMIT_S = 0.15


class Slow:
    """Reading a graph as it would be if it were a thousand times as large."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.wait: Callable[[], object] = lambda: time.sleep(0.02)
        self.reads = 0
        plain = Lookup._quads

        def slowly(look: Lookup, *pattern: object) -> object:
            self.reads += 1
            self.wait()
            return plain(look, *pattern)

        monkeypatch.setattr(Lookup, "_quads", slowly)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Slow:
    return Slow(monkeypatch)


@pytest.fixture
def hurried(example_graph: Path) -> Iterator[TestClient]:
    settings = {"time_limit_s": _LIMIT_S, "curation": True, "token": TOKEN}
    with application_over(example_graph, **settings) as client:
        client.headers["authorization"] = f"Bearer {TOKEN}"
        yield client


def come_to_rest(client: TestClient) -> None:
    """Wait until nobody reads the snapshot any longer."""
    end = time.monotonic() + 20
    while client.app.state.serving._held.readers:
        assert time.monotonic() < end, "the work goes on"
        time.sleep(0.01)


def test_what_takes_too_long_is_told_to_people(hurried: TestClient, slow: Slow) -> None:
    for address in PAGES:
        answer = hurried.get(address, headers=HTML)
        assert answer.status_code == 503, address
        assert answer.headers["retry-after"] == "1"
        assert answer.headers["content-type"].startswith("text/html")
        path = address.partition("?")[0]
        of = " of Flightpath" if NAME in address else ""
        assert f"{path}{of}: this took more than 0.15 seconds" in answer.text
        assert "fewer hops" in answer.text
        assert 'class="navigation"' in answer.text or "<nav" in answer.text
    come_to_rest(hurried)


def test_what_takes_too_long_is_told_to_programs(hurried: TestClient, slow: Slow) -> None:
    for address in PROGRAMS:
        answer = hurried.get(address, headers={"accept": "*/*"})
        assert answer.status_code == 503, address
        assert "this took more than 0.15 seconds and was given up" in answer.json()["error"]
    come_to_rest(hurried)


def test_the_work_stops(hurried: TestClient, slow: Slow) -> None:
    assert hurried.get(f"/questions/trace?{NAME}", headers=HTML).status_code == 503
    come_to_rest(hurried)
    reads = slow.reads
    assert reads < 50  # whole, it takes hundreds
    time.sleep(0.1)
    assert slow.reads == reads


def test_others_are_answered_while_as_many_as_can_be_are_worked_out(example_graph: Path, slow: Slow) -> None:
    go = threading.Event()
    slow.wait = go.wait  # whoever reads hangs, and asks nobody whether he should go on
    with application_over(example_graph, time_limit_s=3) as client:
        found: list[int] = []
        asking = [
            threading.Thread(
                target=lambda: found.append(client.get(f"/questions/trace?{NAME}", headers=HTML).status_code)
            )
            for _ in range(12)
        ]
        for thread in asking:
            thread.start()
        state = client.app.state.serving
        while state._held.readers < 8:
            time.sleep(0.01)
        for address in ("/assets/kg.css", "/sign-in", "/questions", "/sparql?query=ASK+%7B%7D"):
            assert client.get(address).status_code == 200
        assert not found
        for thread in asking:
            thread.join(30)
        assert found == [503] * 12  # those that waited for their turn too
        go.set()
        come_to_rest(client)
        assert client.get(f"/questions/trace?{NAME}", headers=HTML).status_code == 200


def test_more_than_can_wait_are_sent_away_at_once(hurried: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hurried.app.state.serving.answers, "_most", 0)
    answer = hurried.get(f"/api/trace?{NAME}", headers={"accept": "*/*"})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert "try again in a moment" in answer.json()["error"]


def test_the_work_stops_when_the_server_ends(example_graph: Path, slow: Slow) -> None:
    with application_over(example_graph, time_limit_s=60) as client:
        found: list[str] = []
        asking = threading.Thread(target=lambda: found.append(client.get(f"/api/trace?{NAME}").json()["error"]))
        asking.start()
        while not slow.reads:
            time.sleep(0.01)
        client.app.state.serving.end()
        asking.join(30)
    assert found == ["the server is being stopped"]


def test_the_work_stops_when_who_asked_has_gone(
    example_graph: Path, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    import httpx  # noqa: PLC0415 - here alone

    pulled = threading.Event()
    monkeypatch.setattr("kg.store.stopping.Stop.pull", lambda stop: (setattr(stop, "_pulled", True), pulled.set()))
    with running(example_graph, time_limit_s=60) as address:
        with pytest.raises(httpx.ReadTimeout):
            httpx.get(f"{address}/api/trace?{NAME}", timeout=0.3)
        assert pulled.wait(10)
        reads = slow.reads
        time.sleep(0.3)
        assert slow.reads - reads <= 2


def test_a_picture_whose_maker_was_stopped_is_made_by_who_still_waits(example_graph: Path, slow: Slow) -> None:
    with application_over(example_graph, time_limit_s=0.4) as client:
        assert client.get("/lineage/picture.json").status_code == 503
        slow.wait = lambda: None
        end = time.monotonic() + 30
        while client.get("/lineage/picture.json").status_code != 200:
            assert time.monotonic() < end


def test_a_text_that_cannot_be_read_in_time_is_given_up_and_its_reader_killed(
    example_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    plain = subprocess.Popen

    def hanging(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
        started.append(plain([*command[:1], "-c", "import time; time.sleep(600)"], **options))
        return started[-1]

    monkeypatch.setattr("kg.web.texts.subprocess.Popen", hanging)
    with application_over(example_graph, time_limit_s=1.5) as client:
        url = next(item["url"] for item in client.get("/api/papers").json()["items"] if item["read"])
        address = re.search(r"/text/[0-9a-f]{64}", client.get(url, headers=HTML).text)
        asking = [threading.Thread(target=lambda: found.append(client.get(address[0], headers=HTML))) for _ in range(2)]
        found: list[Any] = []
        for thread in asking:
            thread.start()
        for thread in asking:
            thread.join(30)
        assert [answer.status_code for answer in found] == [503, 503]
        assert "this took more than 1.5 seconds" in found[0].text
        come_to_rest(client)
    assert [reader.wait(10) for reader in started] == [-9] * len(started)
    assert started
