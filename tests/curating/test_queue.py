"""The queue of statements to decide about."""

from pathlib import Path

import pytest

from kg.core.decisions import DecisionKind
from kg.core.errors import NotReadError, UnknownNameError
from kg.core.statement import Predicate
from kg.curating.deciding import apply_log, note
from kg.curating.queue import Doubt, review_queue, undecided
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from tests.curating.world import build, told


def queue(folder: Path, **wanted: object) -> tuple[Doubt, ...]:
    with Graph.open_read_only(folder) as opened:
        return review_queue(GraphReader(opened), **wanted)  # type: ignore[arg-type]


def test_what_is_believed_least_comes_first_and_what_is_only_known_beforehand_not_at_all(untouched: Path) -> None:
    doubts = queue(untouched, limit=100, below=1.0)
    beliefs = [d.edge.belief for d in doubts]
    assert beliefs == sorted(beliefs)
    assert beliefs[0] == 0.4
    assert not any(d.subject.label == "WaterSounds" and d.object and d.object.label == "RiverTape" for d in doubts)
    assert any(d.object is None and d.said[2] == "undisclosed" for d in doubts)
    assert queue(untouched, limit=100, below=1.0) == doubts


def test_the_queue_is_cut_and_narrowed(untouched: Path) -> None:
    assert len(queue(untouched, limit=2)) == 2
    assert [d.edge.belief for d in queue(untouched, below=0.5)] == [0.4]
    trained = queue(untouched, limit=100, below=1.0, predicate=Predicate.TRAINED_ON)
    assert {d.edge.predicate for d in trained} == {Predicate.TRAINED_ON}
    first = queue(untouched, limit=100, below=1.0, paper="fenn-first-model.txt")
    assert {e.file for d in first for e in d.edge.evidence if e.file} >= {"fenn-first-model.txt"}
    assert len(first) < len(queue(untouched, limit=100, below=1.0))


def test_the_queue_is_narrowed_to_what_is_said_of_a_thing(untouched: Path) -> None:
    every = queue(untouched, limit=100, below=1.0)
    about = queue(untouched, limit=100, below=1.0, thing="DuckBench")
    assert about == tuple(d for d in every if "DuckBench" in {d.subject.label, d.object.label if d.object else ""})
    assert 0 < len(about) < len(every)
    with pytest.raises(UnknownNameError):
        queue(untouched, thing="nothing of this kind")


def test_what_is_open_is_counted_with_its_ends(untouched: Path) -> None:
    with Graph.open_read_only(untouched) as opened:
        found = undecided(GraphReader(opened))
    edges = [d.edge for d in queue(untouched, limit=100, below=1.0)]
    assert {(e.belief, (e.subject, e.predicate, e.object)) for e in edges} == {each for each in found if each[0] < 1.0}


def test_a_name_that_is_no_read_paper_is_refused(untouched: Path) -> None:
    with pytest.raises(UnknownNameError):
        queue(untouched, paper="nothing of this kind")
    with pytest.raises(NotReadError):
        queue(untouched, paper="DuckBench")


def test_what_was_decided_is_asked_about_no_more(tmp_path: Path) -> None:
    build(tmp_path)
    one, other = queue(tmp_path, limit=2)
    note(tmp_path, [one.decided(DecisionKind.ACCEPT, told()), other.decided(DecisionKind.REJECT, told())])
    apply_log(tmp_path)
    assert not {one.statement, other.statement} & {d.statement for d in queue(tmp_path, limit=100, below=1.0)}


def test_the_first_of_the_queue_are_the_least_believed_of_all(untouched: Path) -> None:
    every = queue(untouched, limit=100, below=1.0)
    assert [d.edge.belief for d in every] == sorted(d.edge.belief for d in every)
    for limit in range(1, len(every) + 1):
        assert queue(untouched, limit=limit, below=1.0) == every[:limit]


def test_only_what_may_be_among_the_first_is_read(untouched: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    plain = GraphReader.edge
    monkeypatch.setattr(GraphReader, "edge", lambda *said: (read.append(said[1]), plain(*said))[1])
    every = len(queue(untouched, limit=100, below=1.0))
    whole = len(read)
    read.clear()
    assert len(queue(untouched, limit=1, below=1.0)) == 1
    assert len(read) < whole >= every
