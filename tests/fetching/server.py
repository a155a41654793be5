"""A server on this machine that behaves like arXiv, OpenAlex, Unpaywall and Crossref, rules and moods included."""

import gzip
import io
import json
import tarfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import httpx

from kg.fetching.services import Service, Services

PDF = b"%PDF-1.5\n" + bytes(range(256)) * 200 + b"\n%%EOF\n"
SORRY = b"<!DOCTYPE html><html><head><title>Access Denied</title></head><body>Play nice.</body></html>"


class Clock:
    """A clock that stands still but for those who wait."""

    def __init__(self) -> None:
        self.time = 1_700_000_000.0
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 6))
        self.time += seconds


@dataclass
class Answer:
    """What the server gives: a status, headers and a body, of which it may send less than it says."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    bare: bool = False
    """Without a length, so that the end of the connection is the end of the body."""

    seconds: float = 0.0
    """How much later it is when the first bytes have been sent."""


@dataclass(frozen=True)
class Asked:
    """A request that reached the server."""

    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    time: float


class World:
    """What the server knows and what was asked of it."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.asked: list[Asked] = []
        self.refused = 0
        self.answers: dict[str, Answer] = {}
        self.moods: dict[str, list[Answer]] = defaultdict(list)
        """What is answered first, one after another, in place of the answer proper."""
        self.base = ""

    def services(self, **others: object) -> Services:
        """The services with the addresses of this server."""
        addresses = {service: httpx.URL(f"{self.base}/{service.value.lower()}") for service in Service}
        addresses.pop(Service.ELSEWHERE)
        return Services(addresses, **others)  # type: ignore[arg-type]

    def paths(self) -> list[str]:
        return [asked.path for asked in self.asked]

    def put_json(self, path: str, value: object) -> None:
        self.answers[path] = Answer(json.dumps(value).encode(), headers={"Content-Type": "application/json"})

    def answer(self, asked: Asked) -> Answer:
        earlier = [a.time for a in self.asked if a.path.startswith("/arxiv/")]
        self.asked.append(asked)
        if asked.path.startswith("/arxiv/") and earlier and asked.time - earlier[-1] < 3:
            self.refused += 1
            return Answer(SORRY, 403, {"Content-Type": "text/html"})
        if asked.path.startswith("/unpaywall/") and "@" not in asked.query.get("email", [""])[0]:
            return Answer(b'{"error": true, "message": "Please use your own email address"}', 422)
        if moods := self.moods[asked.path]:
            return moods.pop(0)
        return self.answers.get(asked.path, Answer(b"{}", 404, {"Content-Type": "application/json"}))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    world: World

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        now = self.world.clock.now()
        answer = self.world.answer(Asked(unquote(parts.path), parse_qs(parts.query), headers, now))
        body, status, more = answer.body, answer.status, dict(answer.headers)
        asked, same = headers.get("range"), headers.get("if-range")
        if (
            status == 200
            and asked
            and more.get("Accept-Ranges")
            and same in {more.get("ETag"), more.get("Last-Modified")}
        ):
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            status, more["Content-Range"] = 206, f"bytes {start}-{len(body) - 1}/{len(body)}"
            body = body[start:]
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name, value)
        if answer.bare:
            self.send_header("Connection", "close")
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.world.clock.time += answer.seconds
        self.wfile.write(body if answer.cut is None else body[: answer.cut])
        self.close_connection |= answer.cut is not None

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that hang up."""


@contextmanager
def serving(clock: Clock) -> Iterator[World]:
    """The world, served on a port of its own."""
    world = World(clock)
    handler = type("Handler", (_Handler,), {"world": world})
    with _Server(("127.0.0.1", 0), handler) as server:
        world.base = f"http://127.0.0.1:{server.server_address[1]}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield world
        finally:
            server.shutdown()
            thread.join()


def pdf(body: bytes = PDF, **headers: str) -> Answer:
    """A PDF that the server can go on with where it broke off."""
    known = {"Content-Type": "application/pdf", "Accept-Ranges": "bytes", "ETag": f'"{len(body)}-{sum(body)}"'}
    return Answer(body, headers=known | headers)


def packed(text: str = "\\documentclass{article}") -> bytes:
    """A LaTeX source as arXiv packs it."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as archive:
        data = text.encode()
        info = tarfile.TarInfo("paper.tex")
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def single(text: str = "\\documentclass{article}") -> bytes:
    """A LaTeX source of one file as arXiv packs it."""
    return gzip.compress(text.encode())
