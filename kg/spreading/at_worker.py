"""What a worker of a cluster does with a paper: the same process with limits reads it as on one machine."""

from multiprocessing.util import Finalize
from threading import Lock

from kg.elsewhere.address import Paper
from kg.spreading.engine import Read
from kg.spreading.reading import read_here
from kg.workers import Wanted, Workers, WorkLimits

_STARTING = Lock()
_HERE: dict[int, Workers] = {}  # by the memory that a process may take; kept, for models load once a process


def read_on_worker(paper: Paper, limits: WorkLimits, wanted: Wanted, threads: int) -> Read:
    """What becomes of a paper on the machine that this runs on.

    A paper that hangs, crashes or grows ends a child of the cluster's worker, and never that worker. The worker has
    as many children as it runs tasks at a time, threads where it does not say.
    """
    with _STARTING:
        if limits.memory_bytes not in _HERE:
            _HERE[limits.memory_bytes] = Workers(_tasks_at_a_time() or threads, limits.memory_bytes)
            Finalize(None, _HERE[limits.memory_bytes].stop, exitpriority=100)
        workers = _HERE[limits.memory_bytes]
    return read_here(paper, workers, limits, wanted)


def _tasks_at_a_time() -> int | None:
    from distributed import get_worker  # noqa: PLC0415 - whoever runs this task has it, or runs it without Dask

    try:
        return int(get_worker().state.nthreads)
    except ValueError:
        return None
