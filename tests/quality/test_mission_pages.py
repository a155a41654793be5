"""The pages of the mission papers in a real browser."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from kg.store.graph import Graph
from kg.store.reading import GraphReader
from kg.web.single_page import single_page
from tests.web.every_page import every_page, of_each_kind, remarkable
from tests.web.looked_over import by_keys_alone, look_over
from tests.web.serving import TOKEN, chromium, running
from tests.web.visiting import Watched, by_keys, decide_and_take_back, signed_in, visit_all

pytestmark = [pytest.mark.browser, pytest.mark.papers]

LARGEST = 3  # of each kind, those which most papers use; their pages are the longest
PAPERS = 11  # all of them
PARTS = 3


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as found:
        yield found


@pytest.fixture(scope="module")
def site(mission: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server over a copy of the graph, on which one may decide."""
    graph = tmp_path_factory.mktemp("pages") / "graph"
    shutil.copytree(mission, graph)
    with running(graph, curation=True, token=TOKEN, time_limit_s=120) as address:
        yield address


@pytest.fixture(scope="module")
def context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    with_token = signed_in(browser, site)
    yield with_token
    with_token.close()


@pytest.fixture(scope="module")
def pages(site: str) -> list[str]:
    return list(dict.fromkeys([*every_page(site, largest=LARGEST, papers=PAPERS), *remarkable(site)]))


@pytest.fixture(scope="module")
def whole(mission: Path) -> str:
    """The page of the graph that opens offline."""
    with Graph.open_read_only(mission) as graph:
        return single_page(GraphReader(graph))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page_fits_is_accessible_and_breaks_no_policy(
    context: BrowserContext, site: str, pages: list[str], part: int
) -> None:
    visit_all(context, site, pages[part::PARTS], twice=of_each_kind(pages))


def test_by_keyboard_one_goes_from_a_name_over_the_picture_to_a_quote_and_back(
    context: BrowserContext, site: str
) -> None:
    by_keys(Watched(context), site, "bert")


def test_by_keyboard_a_statement_is_accepted_and_the_decision_taken_back(context: BrowserContext, site: str) -> None:
    decide_and_take_back(Watched(context), site)


def test_pages_with_something_to_tell_are_among_those_visited(site: str, pages: list[str]) -> None:
    assert len(remarkable(site)) >= 5
    assert set(remarkable(site)) <= set(pages)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1600])
def test_the_single_page_fits_and_is_accessible(
    browser: Browser, tmp_path: Path, whole: str, scheme: str, width: int
) -> None:
    look_over(browser, tmp_path, whole, scheme, width)


def test_the_single_page_is_used_with_keys_alone(browser: Browser, tmp_path: Path, whole: str) -> None:
    by_keys_alone(browser, tmp_path, whole, "bert")
