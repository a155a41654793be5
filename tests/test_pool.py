"""A pool goes on when its workers, or the server that they fork from, are killed; a task that kills costs itself."""

import gc
import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import forkserver
from pathlib import Path

import pytest
from pebble import ProcessExpired, ProcessPool
from pebble.pool.base_pool import PoolStatus
from pebble.pool.channel import WorkerChannel

from kg import pool as pools
from kg.core.errors import NoWorkerError
from kg.pool import Pool
from kg.processes import worker_context

pytestmark = pytest.mark.scispacy


@pytest.fixture
def pool() -> Iterator[Pool]:
    with Pool(lambda: ProcessPool(max_workers=2, context=worker_context())) as made:
        yield made


def slowly(file: Path) -> int:
    """Tell of each beginning, and give back the process."""
    with file.open("a") as told:
        told.write("begun\n")
    time.sleep(2)
    return os.getpid()


def wait_for(file: Path) -> None:
    """Until something stands in the file; it is there before that."""
    while not file.exists() or not file.read_text():
        time.sleep(0.01)


def test_killing_a_worker_that_has_nothing_to_do_costs_nothing(pool: Pool) -> None:
    for _ in range(3):
        os.kill(pool.schedule(os.getpid, timeout=60).result(60), signal.SIGKILL)
        time.sleep(0.5)  # in which the pool breaks
    assert pool.schedule(os.getpid, timeout=60).result(60)


def test_killing_the_server_of_workers_has_what_was_under_way_done_again(pool: Pool, tmp_path: Path) -> None:
    task = pool.schedule(slowly, tmp_path / "told", timeout=60)
    wait_for(tmp_path / "told")
    os.kill(forkserver._forkserver._forkserver_pid, signal.SIGKILL)  # type: ignore[attr-defined]
    assert task.result(120)
    assert 2 <= (tmp_path / "told").read_text().count("begun") <= 4  # on a busy machine the next pool may break too


def test_a_task_that_ends_its_worker_is_done_once(pool: Pool) -> None:
    task = pool.schedule(os._exit, 3, timeout=60)
    with pytest.raises(ProcessExpired):
        task.result(60)
    assert task.tries == 1


def test_a_task_that_was_given_up_ends_its_worker(pool: Pool, tmp_path: Path) -> None:
    task = pool.schedule(slowly, tmp_path / "told", timeout=60)
    wait_for(tmp_path / "told")
    assert task.cancel()
    assert pool.schedule(os.getpid, timeout=60).result(60)


def test_a_pool_that_cannot_begin_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise BrokenProcessPool from OSError("Resource temporarily unavailable")

    monkeypatch.setattr(ProcessPool, "schedule", broken)
    monkeypatch.setattr(pools, "_PAUSE_S", 0.0)
    with Pool(lambda: ProcessPool(max_workers=1, context=worker_context())) as made:
        task = made.schedule(os.getpid, timeout=60)
        with pytest.raises(NoWorkerError, match="temporarily unavailable; try again when the machine is less busy"):
            task.result(60)


def test_what_nobody_had_begun_when_the_pool_broke_is_done_by_the_next(
    pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert pool.schedule(os.getpid, timeout=60).result(60)
    broken = pool._pool
    monkeypatch.setattr(
        broken, "schedule", lambda *_, **__: Future()
    )  # it takes the task, and then its last worker dies
    task = pool.schedule(os.getpid, timeout=60)
    broken._context.status = PoolStatus.ERROR
    assert task.result(60)
    assert pool._pool is not broken


def test_a_task_whose_worker_died_before_the_pool_knew_that_it_had_begun_is_done_again(
    pool: Pool, tmp_path: Path
) -> None:
    task = pool.schedule(slowly, tmp_path / "told", timeout=60)
    manager = pool._pool._pool_manager
    wait_for(tmp_path / "told")
    while not [t for t in manager.task_manager.tasks.values() if t.started]:
        time.sleep(0.01)
    (begun,) = manager.task_manager.tasks.values()
    manager.worker_manager.workers.pop(begun.worker_id)  # as where the pool has seen its end already
    os.kill(begun.worker_id, signal.SIGKILL)
    assert task.result(30)


def holding_the_lock(file: Path) -> None:
    """Take the lock without which no worker hears or answers, and never give it back."""
    channel = next(each for each in gc.get_objects() if isinstance(each, WorkerChannel))
    channel.mutex.acquire(timeout=30)
    file.touch()
    time.sleep(120)


def test_killing_a_worker_that_has_the_others_wait_for_it_costs_its_task_alone(pool: Pool, tmp_path: Path) -> None:
    pool.schedule(holding_the_lock, tmp_path / "held", timeout=60)
    while not (tmp_path / "held").exists():
        time.sleep(0.01)
    began = time.monotonic()
    assert pool.schedule(os.getpid, timeout=60).result(60)
    assert time.monotonic() - began < 30
    pool.stop()
