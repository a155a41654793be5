"""kg run in a fork of a process that has loaded everything, so that a thousand runs cost no thousand beginnings.

A run is a session of its own: its command goes through kg's own main, and its workers fork from a server as kg's own
do; only that this server is forked too, where Python starts it anew. A signal to its group reaches all, and the server
and the workers can be found to be ended alone. While it runs it says in shared memory in which phase it is: so a kill
is aimed and counted.
"""

import ctypes
import gc
import mmap
import os
import signal
import struct
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any

_DIED = 99  # exit code of a run that ended in what is no exit
_SERVER = 256  # where in shared memory the server's number stands


class Phase(IntEnum):
    """What a run is doing."""

    STARTING = 0
    OPENING = 1
    REPLAYING = 2
    READING = 3
    STORING = 4
    FINISHING = 5
    NOTING = 6
    CLOSING = 7


def warm(papers: Sequence[Path]) -> None:
    """Load what kg needs to read these papers, once for all runs; without threads, which forks would not have."""
    import pebble  # noqa: F401, PLC0415
    from typer.main import get_command  # noqa: PLC0415

    from kg import building, imports, places, workers  # noqa: F401, PLC0415
    from kg.cli import app, bring, build, curate  # noqa: F401, PLC0415
    from kg.curating import recording  # noqa: F401, PLC0415
    from kg.pipeline import extract_file  # noqa: PLC0415
    from kg.views.export import export  # noqa: F401, PLC0415
    from kg.views.status import build_text  # noqa: F401, PLC0415

    get_command(app)
    for path in papers:
        extract_file(path)
    gc.collect()
    gc.freeze()  # so that no fork copies what it only looks at


@dataclass(slots=True)
class Run:
    """A command that runs, or has run; what it printed lies in files."""

    pid: int
    folder: Path
    shared: mmap.mmap
    began: float = field(default_factory=time.monotonic)
    status: int | None = None

    @property
    def phase(self) -> Phase:
        """In which phase it is, or was when it ended."""
        return Phase(self.shared[0])

    def entered(self, phase: Phase) -> int:
        """How often it entered a phase."""
        return self.shared[16 + phase]

    def seconds(self, phase: Phase) -> float:
        """How long it was in the phase, of those that it left."""
        return float(struct.unpack_from("d", self.shared, 64 + 8 * phase)[0])

    def over(self) -> bool:
        """Whether it has ended."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        return self.status is not None

    def wait(self) -> int:
        """Its exit code, or minus the signal that ended it."""
        while not self.over():
            time.sleep(0.001)
        assert self.status is not None
        return self.status

    def send(self, number: signal.Signals, *, group: bool = True) -> None:
        """Send a signal to all of its processes, or to the first alone."""
        try:
            (os.killpg if group else os.kill)(self.pid, number)
        except ProcessLookupError:  # it has not come to be a group yet, and is alone
            os.kill(self.pid, number)

    def server(self) -> int | None:
        """The process that workers fork from, while it is there."""
        (number,) = struct.unpack_from("i", self.shared, _SERVER)
        return number if number in self.processes() else None

    def workers(self) -> list[int]:
        """The processes that read papers."""
        server = self.server()
        return [number for number, parent in self.processes().items() if parent == server is not None]

    def processes(self) -> dict[int, int]:
        """All of its processes that have not ended, each with the one that it came from."""
        found = {}
        for file in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                state, parent, _, session = file.read_text().rpartition(")")[2].split()[:4]
                if int(session) == self.pid and state != "Z":
                    found[int(file.parent.name)] = int(parent)
        return found

    def seconds_till_all_are_gone(self, most: float) -> float:
        """How long it takes until none of its processes is there, at most so long."""
        began = time.monotonic()
        while self.processes() and time.monotonic() < began + most:
            time.sleep(0.002)
        return time.monotonic() - began

    def printed(self, name: str) -> str:
        """What it printed on stdout or stderr."""
        return (self.folder / name).read_text("utf-8", "replace")


def start(
    words: Sequence[str],
    folder: Path,
    *,
    batch: int | None = None,
    humble: bool = False,
) -> Run:
    """Run kg with these words in a fork. Papers are stored so many in a batch; the humble heed modes of folders."""
    shared = mmap.mmap(-1, 4096)
    folder.mkdir(parents=True, exist_ok=True)
    pid = os.fork()
    if pid:
        return Run(pid, folder, shared)
    code = _DIED
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for number, name in ((1, "stdout"), (2, "stderr")):
            opened = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
            os.dup2(opened, number)
        if humble:
            _give_up_privileges()
        _prepare(shared, batch)
        code = _run(words)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _give_up_privileges() -> None:
    """Let root be kept out by what keeps others out; Linux alone knows how, and elsewhere nobody tests as root."""
    if os.getuid() == 0 and sys.platform == "linux":
        version_3, of_this_process = 0x20080522, 0  # of <linux/capability.h>
        header, none = struct.pack("Ii", version_3, of_this_process), bytes(24)
        if ctypes.CDLL(None, use_errno=True).capset(header, none):
            raise OSError(ctypes.get_errno(), "privileges cannot be given up")


def _run(words: Sequence[str]) -> int:
    from kg.cli import main  # noqa: PLC0415

    sys.argv = ["kg", *words]
    try:
        main()
    except SystemExit as ended:
        return ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    return 0


def _prepare(shared: mmap.mmap, batch: int | None) -> None:
    """Let the server of workers be forked from here, and have the phases told."""
    from multiprocessing import util  # noqa: PLC0415

    from kg import building, imports  # noqa: PLC0415
    from kg.curating import recording  # noqa: PLC0415
    from kg.store import shelf  # noqa: PLC0415
    from kg.store.graph import Graph  # noqa: PLC0415

    helpers: Any = util
    helpers.spawnv_passfds = _forking(shared)
    if batch:
        shelf._MOST_PAPERS = batch
    for place, name, phase in (
        (Graph, "open", Phase.OPENING),
        (Graph, "curate", Phase.REPLAYING),
        (building, "extract_all", Phase.READING),
        (Graph, "put_many", Phase.STORING),
        (Graph, "put_import", Phase.STORING),
        (Graph, "remove", Phase.STORING),
        (building, "finish", Phase.FINISHING),
        (imports, "finish", Phase.FINISHING),
        (recording, "finish", Phase.FINISHING),
        (building, "_tidied", Phase.NOTING),
        (Graph, "close", Phase.CLOSING),
    ):
        setattr(place, name, _telling(getattr(place, name), phase, shared))


def _forking(shared: mmap.mmap) -> Callable[..., int]:
    """What starts multiprocessing's helpers, the server of workers among them, in forks that have everything loaded."""

    def started(_: bytes, arguments: list[str], kept: Sequence[int]) -> int:
        program = arguments[-1]
        pid = os.fork()
        if pid:
            if "forkserver" in program:
                struct.pack_into("i", shared, _SERVER, pid)
            return pid
        try:
            nothing = os.open(os.devnull, os.O_RDWR)
            for file in [*Path("/proc/self/fd").iterdir()]:
                if int(file.name) not in (0, 1, 2, *kept):
                    os.dup2(nothing, int(file.name))  # closed they would be closed again, by whom had them
            exec(program, {})
        finally:
            os._exit(0)

    return started


def _telling(function: Callable[..., Any], phase: Phase, shared: mmap.mmap) -> Callable[..., Any]:
    """The function, which says that it is at work; what yields is at work until something else is."""

    def enter() -> tuple[int, float]:
        before, shared[0] = shared[0], phase
        shared[16 + phase] = min(255, shared[16 + phase] + 1)
        return before, time.monotonic()

    def leave(before: int, began: float) -> None:
        shared[0] = before
        place = 64 + 8 * phase
        total = struct.unpack_from("d", shared, place)[0] + time.monotonic() - began
        struct.pack_into("d", shared, place, total)

    def yielding(*given: Any, **named: Any) -> Any:
        entered = enter()
        try:
            yield from function(*given, **named)
        finally:
            leave(*entered)

    def telling(*given: Any, **named: Any) -> Any:
        entered = enter()
        try:
            return function(*given, **named)
        finally:
            leave(*entered)

    return yielding if phase is Phase.READING else telling
