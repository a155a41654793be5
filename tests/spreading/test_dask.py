"""A cluster on loopback: a scheduler, and workers of which some are killed."""

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from kg.building import build_graph
from kg.core.errors import ClusterError, ReasonCode, UnreadablePaperError
from kg.sharding.loading import load_shards
from kg.sharding.writing import build_shards
from kg.spreading.dask import DaskEngine, _Desk
from kg.workers import WorkLimits
from tests.spreading.cluster import Cluster, cluster
from tests.turtle import turtle

distributed = pytest.importorskip("distributed", reason="Dask is not installed")
pytestmark = [pytest.mark.scispacy, pytest.mark.cluster]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Papers that cite one another, one that is no paper, and one that ends whoever reads it."""
    folder = tmp_path_factory.mktemp("papers")
    for number in range(24):
        (folder / f"{number:02}.md").write_text(
            f"# Bird Net {number} for calls of birds in wet places\n\nAnn Fenn\n\n"
            f"We train Birdnet-{number} on the Marshbirds dataset [1].\n\n## References\n\n"
            f"[1] Ann Fenn. Bird Net {(number + 7) % 24} for calls of birds in wet places. 2020.\n"
        )
    (folder / "broken.pdf").write_bytes(b"\0\1\2")
    return folder


@pytest.fixture(scope="module")
def local(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    graph = tmp_path_factory.mktemp("local") / "graph"
    assert len(build_graph([papers], graph, jobs=2).stored) == 24
    return turtle(graph)


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory):
    with cluster(tmp_path_factory.mktemp("cluster")) as started:
        yield started


def children(process: subprocess.Popen[bytes]) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], stdout=subprocess.PIPE, check=False)
    return [int(pid) for pid in listed.stdout.split()]


def is_gone(pid: int) -> bool:
    for _ in range(200):
        try:
            os.kill(pid, 0)
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.05)
    return False


def held_by(name: str, scheduler: str) -> tuple[str, ...]:
    """The tasks that the scheduler has given to the worker of this name, once there are any."""
    with distributed.Client(scheduler, set_as_default=False) as client:
        (address,) = [a for a, told in client.scheduler_info(-1)["workers"].items() if told["name"] == name]
        for _ in range(200):
            if tasks := client.processing([address])[address]:
                return tuple(map(str, tasks))
            time.sleep(0.05)
    return ()


def test_a_worker_killed_while_it_reads_loses_nothing_and_doubles_nothing(
    running: Cluster, papers: Path, local: bytes, tmp_path: Path
) -> None:
    workers = [running.worker(name="killed"), running.worker(), running.worker(nanny=True)]
    with distributed.Client(running.address, set_as_default=False) as client:
        client.wait_for_workers(len(workers), timeout=60)
    left: list[int] = []
    held: list[str] = []

    def kill(done: int, total: int, name: str) -> None:
        if done == 4:
            workers[0].send_signal(signal.SIGSTOP)  # so that it ends nothing of what it holds
            held.extend(held_by("killed", running.address))
            left.extend(children(workers[0]))
            workers[0].send_signal(signal.SIGKILL)

    report = build_graph([papers], tmp_path / "graph", engine=DaskEngine(running.address), progress=kill)
    assert workers[0].wait(10) == -signal.SIGKILL
    assert len(report.stored) == len(set(report.stored)) == 24
    assert [(Path(f.path).name, f.code) for f in report.failed] == [("broken.pdf", ReasonCode.NOT_A_PAPER)]
    assert turtle(tmp_path / "graph") == local
    assert held, "it was killed with nothing in its hands"
    assert left
    assert all(map(is_gone, left)), "what the worker had started outlives it"


def test_shards_that_a_cluster_wrote_from_a_shared_folder_become_the_same_graph(
    running: Cluster, papers: Path, local: bytes, tmp_path: Path
) -> None:
    engine = DaskEngine(running.address)
    report = build_shards([papers.as_uri()], tmp_path / "shards", engine=engine)
    assert len(report.stored) == 24
    again = build_shards([papers.as_uri()], tmp_path / "shards", engine=engine)
    assert (again.stored, len(again.skipped)) == ((), 24)
    load_shards([tmp_path / "shards"], tmp_path / "graph")
    # the failed file goes by its digest in both
    assert turtle(tmp_path / "graph") == local


def test_a_paper_that_ends_its_reader_costs_no_worker_of_the_cluster(
    running: Cluster, papers: Path, tmp_path: Path
) -> None:
    with distributed.Client(running.address, set_as_default=False) as client:
        before = set(client.nthreads())
    long = tmp_path / "long.md"  # which no machine reads in the time that it is given
    body, references = (papers / "01.md").read_text().split("## References")
    told = "".join(f"We train Birdnet on {n} images of the Marshbirds dataset [1].\n\n" for n in range(5_000))
    long.write_text(f"{body}{told}## References{references}")
    limits = WorkLimits(seconds=0.05)
    report = build_graph([long], tmp_path / "graph", engine=DaskEngine(running.address), limits=limits)
    assert [f.code for f in report.failed] == [ReasonCode.TIMEOUT]
    with distributed.Client(running.address, set_as_default=False) as client:
        assert set(client.nthreads()) == before


def test_a_scheduler_that_is_not_there_is_said_to_be_so(tmp_path: Path, papers: Path, monkeypatch) -> None:
    monkeypatch.setattr("kg.spreading.dask._CONNECTING_S", 0.5)
    with pytest.raises(ClusterError, match="no scheduler answers there"):
        build_graph([papers / "01.md"], tmp_path / "graph", engine=DaskEngine("tcp://127.0.0.1:9"))


class Lost:
    """A future of a paper whose workers were lost one after the other."""

    def result(self, timeout: float) -> None:
        raise distributed.KilledWorker("paper", type("Worker", (), {"address": "tcp://10.0.0.7:1"})(), 3)


def test_a_paper_whose_workers_are_lost_again_and_again_is_a_failure_with_its_code() -> None:
    desk = object.__new__(_Desk)
    outcome = desk.read(Path("a.pdf"), Lost()).outcome
    assert isinstance(outcome, UnreadablePaperError)
    assert outcome.code is ReasonCode.CRASHED
    assert "lost 4 times, the last time tcp://10.0.0.7:1" in outcome.reason


def test_a_worker_with_another_kg_ends_the_build_with_words() -> None:
    desk = object.__new__(_Desk)
    desk._scheduler, desk._program = "tcp://10.0.0.1:8786", ("kg 1", "a")
    with pytest.raises(ClusterError, match="install the same kg on all machines"):
        desk._check(("kg 2", "a"))
