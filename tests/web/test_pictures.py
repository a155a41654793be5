"""Pictures are gathered once, kept while they are asked for, and not kept where that failed."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from kg.core.errors import UnknownNameError
from kg.store.graph import Graph
from kg.web import pictures
from kg.web.pictures import Pictures


@pytest.fixture
def counted(example_graph: Path, monkeypatch: pytest.MonkeyPatch):
    """Pictures of the example graph, and the names that were gathered."""
    gathered: list[str] = []
    plain = Pictures._picture

    def noting(ours: Pictures, name: str):
        gathered.append(name)
        return plain(ours, name)

    monkeypatch.setattr(Pictures, "_picture", noting)
    with Graph.open_read_only(example_graph) as graph:
        yield Pictures(graph), gathered


def test_who_asks_at_the_same_time_shares_one_picture(counted):
    found, gathered = counted
    barrier = Barrier(4)

    def ask(_: int) -> bytes:
        barrier.wait()
        return found.json("Flightpath")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(ask, range(4)))
    assert len(set(answers)) == 1
    assert gathered == ["Flightpath"]


def test_an_unknown_name_is_asked_anew_each_time(counted):
    found, gathered = counted
    for _ in range(2):
        with pytest.raises(UnknownNameError):
            found.json("Quail-9000")
    assert gathered == ["Quail-9000"] * 2


def test_what_was_not_asked_for_lately_is_let_go(counted, monkeypatch: pytest.MonkeyPatch):
    found, gathered = counted
    monkeypatch.setattr(pictures, "_MOST_KEPT", 2)
    for name in ("Flightpath", "Quail-1", "Flightpath", "Quail-2", "Flightpath", "Quail-1"):
        assert json.loads(found.json(name))["starts"]
    assert gathered == ["Flightpath", "Quail-1", "Quail-2", "Quail-1"]
