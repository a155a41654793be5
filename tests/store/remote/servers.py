"""Servers on this machine that tests push to and ask: Oxigraph, Virtuoso, and one that answers as it is told."""

import http.server
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

_START_S = 180.0
VIRTUOSO = shutil.which("virtuoso-t")
PASSWORD = "dba"
_INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 100
[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
ServerThreads = 10
CheckpointInterval = 0
NumberOfBuffers = 4000
MaxDirtyBuffers = 2000
CaseMode = 2
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
DavRoot = DAV
EnabledDavVSP = 0
HTTPProxyEnabled = 0
[SPARQL]
ResultSetMaxRows = 1000
"""


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def oxigraph(*arguments: str) -> Iterator[str]:
    """A server of Oxigraph in memory; the address of its queries."""
    program = Path(sys.executable).parent / "oxigraph"
    port = free_port()
    command = [str(program), "serve", "--bind", f"127.0.0.1:{port}", *arguments]
    with _running(command, f"http://127.0.0.1:{port}/query") as url:
        yield url


@contextmanager
def virtuoso(folder: Path) -> Iterator[str]:
    """A server of Virtuoso in the folder; the address of its queries. Its user dba has the password dba."""
    assert VIRTUOSO
    port = free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(_INI.format(folder=folder, sql=free_port(), http=port))
    command = [VIRTUOSO, "+foreground", "+wait", "+configfile", str(settings)]
    with _running(command, f"http://127.0.0.1:{port}/sparql") as url:
        yield url


@contextmanager
def _running(command: list[str], url: str) -> Iterator[str]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _wait_for(url, process)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait_for(url: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + _START_S
    while time.monotonic() < end:
        assert process.poll() is None, f"{process.args} ended at once"
        try:
            if httpx.get(url, params={"query": "ASK {}"}, trust_env=False, timeout=5).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.05)
    raise AssertionError(f"{process.args} does not answer")


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Reply:
    """What to answer."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


JSON = {"Content-Type": "application/sparql-results+json"}
TRUE = Reply(body=b'{"head":{},"boolean":true}', headers=JSON)


@contextmanager
def scripted(answer: Callable[[Asked], Reply | None]) -> Iterator[tuple[str, list[Asked]]]:
    """A server that answers by the function, and drops the connection for None; its address and what was asked."""
    asked: list[Asked] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            request = Asked(self.command, self.path, dict(self.headers), self.rfile.read(length))
            asked.append(request)
            reply = answer(request)
            if reply is None:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """Who asks may hang up in the middle of an answer."""

    with Server(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/query", asked
        finally:
            server.shutdown()
            thread.join()
