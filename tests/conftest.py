"""What all tests may use: a browser."""

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

FLAGS = ("--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync")


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """A headless Chromium; the test is skipped where there is none."""
    binary = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), None)
    if binary is None:
        pytest.skip("neither Chromium nor Google Chrome is installed")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=binary, args=list(FLAGS))
        yield browser
        browser.close()
