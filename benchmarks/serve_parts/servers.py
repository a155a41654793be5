"""Servers as processes of their own: kg's, and a bare page of Starlette's beside it."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

BARE = """
import socket, sys, uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route

page = Route("/", lambda request: HTMLResponse("<!doctype html><title>bare</title><h1>A page</h1>"))
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(64)
print(f"http://127.0.0.1:{listener.getsockname()[1]}/", file=sys.stderr, flush=True)
uvicorn.Server(uvicorn.Config(Starlette(routes=[page]), http="h11", log_level="warning")).run([listener])
"""
_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")


@contextmanager
def kg_serve(graph: Path) -> Iterator[tuple[str, int]]:
    """A server over the graph: its address, and the number of its process."""
    with _running(["-c", "from kg.cli import main; main()", "serve", "--graph", os.fspath(graph), "--port", "0"]) as it:
        yield it


@contextmanager
def bare_page() -> Iterator[tuple[str, int]]:
    """A server of one page that holds nothing."""
    with _running(["-c", BARE]) as it:
        yield it


@contextmanager
def _running(arguments: list[str]) -> Iterator[tuple[str, int]]:
    process = subprocess.Popen([sys.executable, *arguments], stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        found = None
        while found is None:
            line = process.stderr.readline()
            if not line:
                sys.exit("serve: the server did not start")
            found = _ADDRESS.search(" ".join(line.split()))
        threading.Thread(target=_passed_on, args=(process.stderr,), daemon=True).start()
        yield found.group(), process.pid
    finally:
        process.terminate()
        process.wait(30)


def _passed_on(told: IO[str]) -> None:
    """Pass on what a server tells, so that it never waits for somebody to listen."""
    for line in told:
        print(f"server: {line}", end="", file=sys.stderr)


def resident_mib(pid: int) -> float:
    """The memory that the process holds, without that of processes it has started."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]
