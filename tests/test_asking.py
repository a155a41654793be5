import os
import resource
import signal
import threading
import time

import pytest

from kg.asking import Worker, WorkerDiedError, WorkerFaultError, WorkerLateError
from kg.core.errors import NoWorkerError
from kg.processes import WANT_OF_MEMORY

MIB = 1024 * 1024


def answer(question: str) -> str:
    """What a worker does: it is found by its name, so it stands here."""
    match question.partition(" "):
        case "sleep", _, seconds:
            time.sleep(float(seconds))
        case "die", _, code:
            os._exit(int(code))
        case "kill", _, number:
            os.kill(os.getpid(), int(number))
        case "raise", _, words:
            raise LookupError(words)
        case "take", _, mebibytes:
            return str(len(bytearray(int(mebibytes) * MIB)))
        case "count", _, _:  # in the midst of C code, which hears no signal handler of Python's
            return str(sum(1 for _ in range(10**12)))
        case "limit", _, _:
            return str(resource.getrlimit(resource.RLIMIT_AS)[0] // MIB)
        case "process", _, _:
            return str(os.getpid())
    return question.upper()


def fails(question: str) -> str:
    raise LookupError(question or "nothing")


def dies(question: str) -> str:
    os._exit(3)


@pytest.fixture
def worker():
    worker = Worker(answer, "rehearsal", memory_bytes=1024 * MIB)
    yield worker
    worker.stop()


def test_a_worker_answers_one_question_after_the_other_in_one_process(worker) -> None:
    first = worker.ask("process", seconds=30)
    assert worker.ask("reeds", seconds=30) == "REEDS"
    assert worker.ask("process", seconds=30) == first != str(os.getpid())


def test_a_worker_that_is_late_is_ended_and_another_takes_its_place(worker) -> None:
    for question in ("sleep 60", "count"):
        started = time.monotonic()
        with pytest.raises(WorkerLateError):
            worker.ask(question, seconds=0.2)
        assert time.monotonic() - started < 30
        assert worker.ask("reeds", seconds=30) == "REEDS"


def test_a_worker_that_dies_says_how_and_another_takes_its_place(worker) -> None:
    with pytest.raises(WorkerDiedError) as died:
        worker.ask("die 7", seconds=30)
    assert died.value.exitcode == 7
    with pytest.raises(WorkerDiedError) as killed:
        worker.ask(f"kill {signal.SIGSEGV.value}", seconds=30)
    assert killed.value.exitcode == -signal.SIGSEGV
    assert worker.ask("reeds", seconds=30) == "REEDS"


def test_a_worker_that_died_between_two_questions_is_replaced_without_a_word(worker) -> None:
    os.kill(int(worker.ask("process", seconds=30)), signal.SIGKILL)
    time.sleep(0.5)
    assert worker.ask("reeds", seconds=30) == "REEDS"


def test_a_worker_keeps_to_its_memory_and_is_replaced_when_it_wants_more(worker) -> None:
    assert worker.ask("limit", seconds=30) == "1024"
    first = worker.ask("process", seconds=30)
    with pytest.raises(WorkerDiedError) as died:
        worker.ask("take 4096", seconds=30)
    assert died.value.exitcode == WANT_OF_MEMORY
    assert worker.ask("process", seconds=30) != first


def test_what_the_function_raises_is_told_in_words_and_costs_no_process(worker) -> None:
    first = worker.ask("process", seconds=30)
    with pytest.raises(WorkerFaultError, match=r"^LookupError: no such reed$"):
        worker.ask("raise no such reed", seconds=30)
    assert worker.ask("process", seconds=30) == first


def test_a_renewed_worker_is_another_process(worker) -> None:
    first = worker.ask("process", seconds=30)
    worker.renew()
    assert worker.ask("process", seconds=30) != first


def test_a_worker_that_fails_at_its_rehearsal_is_no_worker() -> None:
    for function, reason in ((fails, "LookupError: nothing"), (dies, "exit code 3")):
        with pytest.raises(NoWorkerError, match=reason):
            Worker(function, "", memory_bytes=1024 * MIB).ask("reeds", seconds=30)


def test_a_stopped_worker_ends_at_once_whatever_it_is_at(worker) -> None:
    worker.ask("reeds", seconds=30)
    threading.Timer(0.3, worker.stop).start()
    started = time.monotonic()
    with pytest.raises(WorkerDiedError):
        worker.ask("sleep 60", seconds=90)
    assert time.monotonic() - started < 30
    with pytest.raises(NoWorkerError):
        worker.ask("reeds", seconds=30)
