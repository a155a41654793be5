"""Applications and servers for tests, and the browser that visits them."""

import atexit
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Playwright, sync_playwright
from starlette.testclient import TestClient

from kg.web.app import application
from kg.web.arriving import Arriving
from kg.web.settings import ServingSettings

BASE = "http://127.0.0.1:8000"
TOKEN = "a-token-that-nobody-guesses"


@contextmanager
def application_over(graph: Path, **settings: Any) -> Iterator[TestClient]:
    """A client of an application over the graph; it follows no redirections."""
    app = application(ServingSettings(graph, **settings))
    with TestClient(app, base_url=BASE, follow_redirects=False) as client:
        yield client


@contextmanager
def running(graph: Path, **settings: Any) -> Iterator[str]:
    """A server over the graph at a free port; its address, without a slash at its end."""
    config = uvicorn.Config(
        application(ServingSettings(graph, **settings)),
        host="127.0.0.1",
        port=0,
        log_level="error",
        ws="none",
        http=Arriving,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the server did not start")
        time.sleep(0.01)
    try:
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)


@contextmanager
def chromium(*arguments: str) -> Iterator[Browser]:
    """Headless Chromium from the system; the test is skipped where there is none."""
    binary = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if binary is None:
        pytest.skip("neither chromium nor google-chrome is installed")
    found = _playwright().chromium.launch(executable_path=binary, args=["--no-sandbox", "--disable-gpu", *arguments])
    try:
        yield found
    finally:
        found.close()


@cache
def _playwright() -> Playwright:
    """Playwright, once a process: a second one cannot be started beside it."""
    started = sync_playwright().start()
    atexit.register(started.stop)
    return started
