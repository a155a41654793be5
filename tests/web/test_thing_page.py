"""The page of a dataset or model shows all that its JSON holds, which is asked of the graph by another way."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.test_pages import page, text_of

CHIP = re.compile(
    r'<a class="kind \w+" href="([^"]+)" title="[^"]*">[^<]*</a>( <strong class="withdrawn">[^<]*</strong>)?'
)


@pytest.fixture(scope="module")
def things(client: TestClient) -> dict[str, dict[str, Any]]:
    """The JSON of each dataset and model by its address."""
    items = [item for kind in ("datasets", "models") for item in client.get(f"/api/{kind}").json()["items"]]
    found = {item["url"]: client.get(item["url"], headers={"accept": "application/json"}).json() for item in items}
    assert len(found) > 20
    return found


def heading_of(html: str) -> str:
    head = html.partition('<header class="heading">')[2].partition("<h2>")[0]
    return text_of(f"<main>{head}</main>")


def section(html: str, heading: str) -> str:
    """What stands between a heading and the next."""
    return html[html.index(f"<h2>{heading}</h2>") :].partition("</h2>")[2].partition("<h2>")[0]


def test_all_other_names_of_a_thing_stand_under_its_name(client: TestClient, things: dict[str, dict[str, Any]]) -> None:
    named = {url: thing["aliases"] for url, thing in things.items() if thing["aliases"]}
    assert max(map(len, named.values())) > 5
    for url, aliases in named.items():
        assert f"also {', '.join(aliases)}" in heading_of(page(client, url)), url
    assert "also" not in heading_of(page(client, "/entity/dataset/cifar10"))


def test_all_licences_that_somebody_names_are_there_and_say_who(
    client: TestClient, things: dict[str, dict[str, Any]]
) -> None:
    assert len(things["/entity/dataset/c4"]["licences"]) == 2
    for url, thing in things.items():
        html = section(page(client, url), "Licence")
        shown = re.findall(
            r'<li class="thing"><p class="line">([^<]+)(?: <span.*?</span>)*</p><details class="who"', html
        )
        assert [unescape(name) for name in shown] == [licence["name"] for licence in thing["licences"]], url
        assert ("Nobody in this graph names its licence" in html) is not bool(thing["licences"])


def test_what_was_withdrawn_says_so_and_why(client: TestClient, things: dict[str, dict[str, Any]]) -> None:
    withdrawn = {url for url, thing in things.items() if thing["withdrawn"]}
    assert {"/entity/dataset/books3", "/entity/dataset/80milliontinyimages"} <= withdrawn
    for url, thing in things.items():
        words = heading_of(page(client, url))
        assert ("Withdrawn" in words) is (url in withdrawn), url
        for evidence in (thing["withdrawn"] or {"evidence": ()})["evidence"]:
            assert " ".join(evidence["reason"].split()) in words
            assert f"so {evidence['source']}" in words


def chips(html: str) -> Iterator[tuple[str, bool]]:
    """The address of each thing that is named in a list, and whether it is marked as withdrawn."""
    for address, mark in CHIP.findall(html):
        yield unescape(address), bool(mark)


def test_what_was_withdrawn_is_marked_wherever_it_is_named(
    client: TestClient, things: dict[str, dict[str, Any]]
) -> None:
    withdrawn = {url for url, thing in things.items() if thing["withdrawn"]}
    asked = ("/questions/trace?name=HeronNet&all=on", "/questions/licenses?name=LLaMA", "/?q=books3", "/datasets")
    for address in ("/entity/dataset/cifar10", "/entity/model/llama", *asked):
        named = dict(chips(page(client, address)))
        marked = {url for url, mark in named.items() if mark}
        assert marked == named.keys() & withdrawn, address
        assert marked, address


def test_all_that_sources_disagree_on_is_there_with_each_side(
    client: TestClient, things: dict[str, dict[str, Any]]
) -> None:
    client.app.state.serving._held.findings.conflicts.get(60)
    conflicts = client.get("/api/conflicts?limit=100").json()
    assert not any(conflicts["left_out"].values())
    told = {url: [c for c in conflicts["conflicts"] if _is_about(c, thing["iri"])] for url, thing in things.items()}
    assert told["/entity/dataset/squad"]
    for url, about in told.items():
        html = section(page(client, url), "On what sources disagree")
        assert html.count('<div class="conflict">') == len(about), url
        assert ("No source contradicts another on it." in html) is not bool(about), url
        words = text_of(f"<main{html}</main>")
        for claim in (claim for each in about for claim in each["claims"]):
            assert claim["object"] is None or claim["object"] in words
        assert html.count('<li class="thing">') == sum(len(each["claims"]) for each in about)


def _is_about(conflict: dict[str, Any], iri: str) -> bool:
    return iri in {node["iri"] for node in conflict["about"]}
