"""Papers that wait to be stored together: never many, never long, never lost."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.core.extraction import Extraction
from kg.store.graph import Graph
from kg.store.shelf import Shelf
from tests.samples import quail_2

PAPERS = [replace(quail_2(), source=replace(quail_2().source, sha256=f"{n:064x}")) for n in range(20)]


def stored(graph: Graph) -> int:
    return len(graph.sources())


def test_papers_are_stored_together_once_they_are_many(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        with Shelf(graph, clock=lambda: 0.0) as shelf:
            seen = set()
            for count, paper in enumerate(PAPERS, 1):
                shelf.add(paper)
                assert stored(graph) + len(shelf.papers) == count
                seen.add(len(shelf.papers))
            assert 1 < max(seen) < len(PAPERS)
        assert stored(graph) == len(PAPERS)


def test_papers_are_stored_once_the_first_has_waited_long(tmp_path: Path) -> None:
    now = 0.0
    with Graph.open(tmp_path / "g") as graph, Shelf(graph, clock=lambda: now) as shelf:
        shelf.add(PAPERS[0])
        assert not stored(graph)
        now = 60.0
        shelf.add(PAPERS[1])
        assert stored(graph) == 2
        shelf.add(PAPERS[2])
        assert stored(graph) == 2


def test_papers_that_wait_are_stored_when_the_build_breaks_off(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        with pytest.raises(KeyboardInterrupt):
            _broken_off(graph)
        assert stored(graph) == 1


def _broken_off(graph: Graph) -> None:
    with Shelf(graph) as shelf:
        shelf.add(PAPERS[0])
        raise KeyboardInterrupt


def test_papers_that_the_caller_stored_are_let_go(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "g") as graph:
        with Shelf(graph) as shelf:
            shelf.add(PAPERS[0])
            waiting: tuple[Extraction, ...] = shelf.papers
            shelf.clear()
        assert (waiting, stored(graph)) == ((PAPERS[0],), 0)


def test_a_paper_is_told_to_be_safe_once_it_is_stored_and_not_before(tmp_path: Path) -> None:
    told: list[tuple[str, bool]] = []
    with Graph.open(tmp_path / "g") as graph:

        def tell(paper: Extraction) -> None:
            told.append((paper.source.sha256, graph.extraction(paper.source.sha256) is not None))

        with Shelf(graph, clock=lambda: 0.0, stored=tell) as shelf:
            for paper in PAPERS[:17]:
                shelf.add(paper)
            assert len(told) == 16
    assert told == [(paper.source.sha256, True) for paper in PAPERS[:17]]
