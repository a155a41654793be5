"""The page of a thing, and what marks what no paper said, on a model that trains and is evaluated on the same data."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from starlette.testclient import TestClient

from kg.building import build_graph
from tests.web.serving import application_over

SNIPE = """# Snipe: A Language Model of Ponds

Ada Teal

## Abstract

We introduce Snipe, a language model that tells birds of a pond apart.

## 1 Training

We train Snipe on SQuAD and on C4. We fine-tune Snipe from GPT-NeoX.

## 2 Evaluation

We evaluate Snipe on SQuAD and on HellaSwag.
"""


@pytest.fixture(scope="module")
def ponds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("ponds")
    (folder / "snipe.md").write_text(SNIPE, encoding="utf-8")
    build_graph([folder / "snipe.md"], folder / "graph")
    with application_over(folder / "graph") as client:
        yield client


def shelves(html: str) -> dict[str, str]:
    """What stands under each heading of a page."""
    parts = re.split(r"<h2>(.*?)</h2>", html)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def named(shelf: str) -> list[str]:
    """The datasets that are listed on a shelf."""
    return re.findall(r'<p class="line"><a class="kind dataset"[^>]*>([^<]+)</a>', shelf)


def heard(html: str) -> list[str]:
    """What is read out beside each "says who?"."""
    return [unescape(told).strip() for told in re.findall(r'says who\?<span class="unseen">(.*?)</span>', html)]


def test_what_is_training_data_does_not_stand_among_what_is_only_evaluated_on(ponds: TestClient) -> None:
    page = ponds.get("/entity/model/snipe", headers={"accept": "text/html"}).text
    found = shelves(page)
    assert set(named(found["Training data"])) >= {"SQuAD", "C4"}
    assert named(found["Evaluated on, and not said to be training data"]) == ["HellaSwag"]
    assert named(found["Evaluated on, and among the data that it rests on"]) == ["SQuAD"]
    assert "Snipe evaluated on SQuAD" in heard(page)
    assert not [told for told in heard(page) if "not said" in told]


def test_a_hop_is_heard_the_way_it_is_seen(ponds: TestClient) -> None:
    for question in ("impact", "withdrawal"):
        page = ponds.get(f"/questions/{question}", params={"name": "Books3", "date": "2023-08"}).text
        assert "The Pile has part Books3" in heard(page)
        assert "GPT-NeoX trained on The Pile" in heard(page)
        assert not [told for told in heard(page) if told.startswith(("Books3", "The Pile trained"))]


@pytest.mark.parametrize(
    "address",
    [
        "/questions/impact?name=Books3",
        "/questions/withdrawal?name=Books3&date=2023-08",
        "/questions/withdrawal?name=Books3&date=2023-08&view=print",
        "/questions/trace?name=Snipe",
        "/questions/licenses?name=Snipe",
        "/entity/dataset/books3",
    ],
)
def test_a_statement_out_of_a_collection_bears_one_mark_and_the_page_says_what_it_means(
    ponds: TestClient, address: str
) -> None:
    page = ponds.get(address, headers={"accept": "text/html"}).text
    for hop in re.findall(r'<span class="hop">[^<]+</span>.*?</details>', page, re.DOTALL):
        read = '<li class="piece read">' in hop
        assert ('class="tag marked"' in hop) is not read, hop
    assert 'class="tag marked"' in page
    assert page.count("no paper read here was seen to say it: it comes out of a collection") == 1
    assert "italic" not in page


def test_as_many_papers_use_a_thing_on_its_page_as_a_search_counts(client: TestClient) -> None:
    told = 0
    names = ("marshbirds", "waderbench", "quail", "plover", "heronnet", "cub-200")
    hits = (hit for name in names for hit in client.get("/api/search", params={"q": name}).json()["hits"])
    for hit in hits:
        if hit["kind"] == "paper":
            continue
        page = client.get(hit["url"], headers={"accept": "text/html"}).text
        parts = {re.sub(r"\s*<span.*", "", heading): shelf for heading, shelf in shelves(page).items()}
        listed = parts["Used by"].split('<p class="soft small forms">')[0].count('<li class="thing">')
        found = re.search(r"used by (\d+) paper", client.get("/", params={"q": hit["name"]}).text.split(hit["url"])[1])
        assert found
        assert listed == int(found[1]), hit
        others = parts.get("Named by, without a word that it is used", "")
        assert not re.search(r'class="role (?:trains_on|evaluates_on|uses)"', others)
        told += 1
    assert told > 3
