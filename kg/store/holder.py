"""Who holds a graph's folder: the lock that decides, and the note beside it that says who has it.

Whoever writes holds kg.json locked for himself, readers share the lock. It goes with the process, killed or not. The
note is for people, and tells readers which snapshots are the writer's: where it is left over, nobody holds the lock.
"""

import json
import os
import shlex
import socket
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from kg.core.errors import GraphUnavailableError

if sys.platform != "win32":
    import fcntl

MARK = "kg.json"
NOTE = ".writer.json"
PATIENCE_S = 0.5
"""How long a lock is waited for: a look at a graph takes less, and nobody waits a second to be refused."""

_PAUSE_S = 0.02
_MOST_OF_COMMAND = 80


class HeldError(Exception):
    """Somebody holds the lock otherwise than one could share it."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A process that writes a graph: when it began, in UTC, and token, by which its snapshots are known."""

    pid: int
    host: str
    command: str
    since: str
    token: str

    @classmethod
    def this(cls) -> Self:
        """This process, now."""
        words = [Path(sys.argv[0] or "python").name, *sys.argv[1:]]
        command = shlex.join(words).encode("utf-8", "replace").decode()
        since = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
        token = f"{os.getpid()}-{time.time_ns()}"
        return cls(os.getpid(), socket.gethostname(), command[:_MOST_OF_COMMAND], since, token)

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host}, since {self.since}: {self.command}"


def write_note(graph: Path, holder: Holder) -> None:
    """Say who writes the graph; where the note cannot be written, the lock is enough."""
    unfinished = graph / f"{NOTE}.{holder.pid}"
    with suppress(OSError):
        unfinished.write_text(json.dumps(asdict(holder)) + "\n", encoding="utf-8")
        unfinished.replace(graph / NOTE)


def remove_note(graph: Path) -> None:
    """Take the note away, before the lock is let go."""
    with suppress(OSError):
        (graph / NOTE).unlink()


def read_note(graph: Path) -> Holder | None:
    """Who writes the graph by its note; None without one, or where the process that it names lives no more."""
    try:
        told = json.loads((graph / NOTE).read_text(encoding="utf-8"))
        holder = Holder(int(told["pid"]), *(str(told[name]) for name in ("host", "command", "since", "token")))
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return None if holder.host == socket.gethostname() and not _lives(holder.pid) else holder


def _lives(pid: int) -> bool:
    if sys.platform == "win32":  # where a signal 0 would end it
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True


def lock(graph: Path, *, writing: bool, patience_s: float = PATIENCE_S) -> int:
    """A file descriptor that holds the folder's lock until it is closed.

    Raises:
        HeldError: somebody else holds it, and still does when patience is over.
        OSError: there is nothing to lock.
    """
    deadline = time.monotonic() + patience_s
    while True:
        descriptor = os.open(graph / MARK, os.O_RDONLY)
        try:
            if _locked(descriptor, writing=writing) and _is_still(descriptor, graph / MARK):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if time.monotonic() >= deadline:
            raise HeldError(str(graph))
        time.sleep(_PAUSE_S)


def _locked(descriptor: int, *, writing: bool) -> bool:
    if sys.platform == "win32":
        return True  # Oxigraph's own lock still keeps a second writer out
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if writing else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_still(descriptor: int, mark: Path) -> bool:
    """Whether the file that was locked lies there yet, for it may have been replaced or removed meanwhile."""
    try:
        return os.path.samestat(os.fstat(descriptor), mark.stat())
    except FileNotFoundError:
        return False


def is_written(graph: Path) -> bool:
    """Whether somebody holds the lock for himself."""
    try:
        os.close(lock(graph, writing=False, patience_s=0))
    except HeldError:
        return True
    except OSError:
        return False
    return False


def refuse_while_written(graph: Path) -> None:
    """Refuse to go on where somebody writes the graph: a quick look, before what takes long is loaded or looked for.

    Raises:
        GraphUnavailableError: somebody does.
    """
    if (graph / MARK).exists() and is_written(graph):
        raise GraphUnavailableError(str(graph), held_reason(graph))


def held_reason(graph: Path) -> str:
    """Why a graph that somebody writes is refused to others, and what to do."""
    return f"another kg is writing it{by_whom(graph)}; wait until it is done, then try again"


def by_whom(graph: Path) -> str:
    """Who writes the graph, in brackets behind a blank, where that is known; else empty."""
    holder = read_note(graph)
    return f" ({holder})" if holder else ""
