"""The pages of the mission papers in a real browser."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser

from tests.web.serving import chromium, running
from tests.web.visiting import visit_all

pytestmark = [pytest.mark.browser, pytest.mark.papers]

LARGEST = 3  # of each kind, those that most papers use


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


def test_every_kind_of_page_fits_and_is_accessible(browser: Browser, mission: Path) -> None:
    with running(mission) as site:
        with httpx.Client(base_url=site, timeout=120) as client:
            kinds = ("papers", "datasets", "models")
            items = [client.get(f"/api/{kind}?order=used").json()["items"][:LARGEST] for kind in kinds]
            unread = client.get("/api/papers?read=no&order=used").json()["items"][0]
        paper, dataset, model = (quote(listed[0]["iri"], safe="") for listed in items)
        pages = [
            *(
                "/",
                "/papers",
                "/papers?read=no",
                "/datasets?order=used",
                "/models",
                "/sources",
                "/failures",
                "/lineage",
            ),
            *(item["url"] for listed in items for item in listed),
            *(
                unread["url"],
                f"/lineage?name={model}",
                f"/questions/trace?name={paper}",
                "/questions/frontier?limit=10",
            ),
            *(
                f"/questions/impact?name={dataset}",
                f"/questions/licenses?name={paper}",
                f"/questions/leaks?name={model}",
            ),
            *("/questions/conflicts?limit=20", f"/questions/overlap?name={paper}&other={model}"),
        ]
        visit_all(browser, site, pages, closely=("/", "/lineage", items[0][0]["url"], items[1][0]["url"]))
