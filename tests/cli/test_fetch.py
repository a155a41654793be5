import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app, explore, fetch  # noqa: F401 - registers the commands
from kg.fetching.errors import FetchCode
from kg.fetching.services import Service
from kg.resources import shipped
from tests.fetching.server import Answer, Clock, World, pdf, serving
from tests.samples import quail_2
from tests.sessions import ROOT

QUAIL = shipped("examples", "papers", "quail-1.pdf").read_bytes()


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    with serving(Clock()) as served:
        for service in Service:
            monkeypatch.setenv(f"KG_{service.value.upper()}_URL", f"{served.base}/{service.value.lower()}")
        for name in ("KG_OFFLINE", "KG_EMAIL", "KG_OPENALEX_KEY", "KG_FETCH_HOSTS"):
            monkeypatch.delenv(name, raising=False)
        served.answers["/arxiv/pdf/2201.01234"] = pdf(QUAIL)
        yield served


def kg(*arguments: str | Path, code: int = 0) -> Result:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert done.exit_code == code, done.output
    return done


def test_a_fetch_ends_with_a_table_and_the_next_step(world: World, tmp_path: Path) -> None:
    into = tmp_path / "papers"
    done = kg("fetch", "arxiv:2201.01234", "--into", into)
    assert done.stdout == "fetched  1\n  arxiv:2201.01234: 2201.01234.pdf, 97.3 KiB\nthere already  0\nfailed   0\n"
    assert done.stderr == f"read them with: kg build {into}\n"
    assert (into / "2201.01234.pdf").read_bytes() == QUAIL


def test_some_failures_end_with_code_three_and_json_tells_them(world: World, tmp_path: Path) -> None:
    world.answers["/arxiv/pdf/2201.01234"] = Answer(b"<html><title>Sorry</title></html>")
    told = json.loads(kg("fetch", "2201.01234", "--into", tmp_path / "papers", "--json", code=3).stdout)
    assert (told["fetched"], told["there"]) == ([], [])
    assert [(f["id"], f["code"]) for f in told["failed"]] == [("arxiv:2201.01234", "not-a-paper")]


def test_the_environment_keeps_kg_offline(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_OFFLINE", "1")
    assert "offline" in kg("fetch", "2201.01234", "--into", tmp_path / "papers", code=3).stdout
    assert world.asked == []


def test_wrong_usage_and_unknown_identifiers_are_told_apart(world: World, tmp_path: Path) -> None:
    kg("fetch", "--into", tmp_path / "papers", code=2)
    done = kg("fetch", "marshbirds", "--into", tmp_path / "papers", code=1)
    assert "marshbirds is no identifier" in done.stderr


def test_the_works_of_the_frontier_are_fetched(world: World, tmp_path: Path) -> None:
    from kg.store.graph import Graph  # noqa: PLC0415

    with Graph.open(tmp_path / "graph") as graph:
        graph.put(quail_2())
        graph.settle()
    done = kg("fetch", "--frontier", "--graph", tmp_path / "graph", "--into", tmp_path / "papers", "--json")
    assert [f["id"] for f in json.loads(done.stdout)["fetched"]] == ["arxiv:2201.01234"]


def test_every_code_is_explained() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    section = page[page.index("## kg fetch") : page.index("## kg conflicts")]
    assert set(re.findall(r"^\| `([a-z][a-z-]+)` \|", section, re.MULTILINE)) == {code.value for code in FetchCode}
