"""The seam that engines share, with an executor of the standard library in place of workers."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from kg.core.errors import ClusterError, ReasonCode, UnreadablePaperError
from kg.spreading.engine import Read, extract_all
from kg.workers import Wanted, WorkLimits, timed_out

PAPERS = [Path(f"{number}.md") for number in range(20)]


class Desk:
    """Papers read by threads, each of which says that it could not."""

    def __init__(self, executor, read, silent=lambda: None):
        self.executor, self.work, self.silent = executor, read, silent
        self.most, self.under_way, self.highest = 3, 0, 0

    def submit(self, paper):
        self.under_way += 1
        self.highest = max(self.highest, self.under_way)
        return self.executor.submit(self.work, paper)

    def read(self, paper, future: Future) -> Read:
        self.under_way -= 1
        if future.cancelled() or not future.done():
            return Read(paper, timed_out(paper.name, WorkLimits(1)))
        return Read(paper, future.result())

    def silence(self):
        self.silent()


class Engine:
    def __init__(self, desk):
        self.desk = desk

    @contextmanager
    def opened(self, limits, wanted):
        yield self.desk


def failing(paper: Path) -> UnreadablePaperError:
    return UnreadablePaperError(paper.name, ReasonCode.DAMAGED, "so it is")


def all_of(desk, patience_s=60.0, papers=PAPERS):
    limits = WorkLimits(seconds=0.0)
    return list(extract_all(papers, engine=Engine(desk), limits=limits, wanted=Wanted(), patience_s=patience_s))


def test_each_paper_comes_once_and_no_more_are_under_way_than_the_desk_says():
    with ThreadPoolExecutor(8) as threads:
        desk = Desk(threads, failing)
        assert sorted(r.paper for r in all_of(desk)) == sorted(PAPERS)
    assert desk.highest == 3


def test_where_nobody_answers_those_under_way_are_given_up_and_the_others_go_on():
    stuck = threading.Event()

    def read(paper):
        if paper == PAPERS[0]:
            stuck.wait(30)
        return failing(paper)

    with ThreadPoolExecutor(1) as threads:
        reads = all_of(Desk(threads, read, stuck.set), patience_s=0.5, papers=PAPERS[:6])
    codes = [r.outcome.code for r in sorted(reads, key=lambda r: r.paper)]
    assert codes == [ReasonCode.TIMEOUT] * 3 + [ReasonCode.DAMAGED] * 3


def test_a_desk_may_end_the_run_when_nobody_is_there_any_more():
    def gone():
        never.set()
        raise ClusterError("tcp://example", "all its workers are gone")

    never = threading.Event()
    with ThreadPoolExecutor(1) as threads, pytest.raises(ClusterError, match="gone"):
        all_of(Desk(threads, lambda _: never.wait(30), gone), patience_s=0.2)
