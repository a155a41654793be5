import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from kg.cli import app, explore  # noqa: F401 - registers the commands
from kg.store.graph import Graph
from kg.tracing.conflict_kinds import ConflictKind
from tests.samples import FACTS, KNOWN, quail_1, quail_2
from tests.sessions import ROOT
from tests.store.test_whole import BROUGHT

CLOSED = {"counts", "left_out", "example", "evidence", "lost", "gained"}
PAGE = (ROOT / "docs" / "json.md").read_text("utf-8")


@pytest.fixture(scope="module")
def graphs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph of one paper, and one of two and a source that contradicts them."""
    folder = tmp_path_factory.mktemp("explore")
    with Graph.open(folder / "one") as graph:
        graph.put(quail_2())
        graph.put_background(KNOWN, FACTS)
    with Graph.open(folder / "two") as graph:
        graph.put_many([quail_1(), quail_2()])
        graph.put_import(BROUGHT)
        graph.put_background(KNOWN, FACTS)
    return folder


def kg(*arguments: str | Path, code: int = 0) -> Result:
    done = CliRunner().invoke(app, list(map(str, arguments)))
    assert done.exit_code == code, done.output
    return done


def asked(name: str, graphs: Path) -> list[str | Path]:
    if name == "diff":
        return [name, graphs / "one", graphs / "two"]
    return [name, "--graph", graphs / ("one" if name == "frontier" else "two")]


def fields(value: object) -> Iterator[str]:
    """The names of all fields, however deep, but within what goes by names of its own, and the shapes of a trace."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from fields(inner) if name not in CLOSED else ()
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner)


@pytest.mark.parametrize("name", ["frontier", "conflicts", "diff", "stats"])
def test_every_field_of_an_answer_is_described(name: str, graphs: Path) -> None:
    value = json.loads(kg(*asked(name, graphs), "--json").stdout)
    section = PAGE[PAGE.index(f"## `kg {name}") :]
    section = section[: section.index("\n## ", 3)] if "\n## " in section[3:] else section
    shapes = PAGE[PAGE.index("## What stands in many answers") : PAGE.index("## `kg extract")]
    described = set(re.findall(r"`([a-z_0-9]+)`", shapes + section))
    assert set(fields(value)) - described == set()


@pytest.mark.parametrize("name", ["frontier", "conflicts", "diff", "stats"])
def test_every_answer_has_rows(name: str, graphs: Path) -> None:
    rows = list(csv.reader(io.StringIO(kg(*asked(name, graphs), "--csv").stdout, newline="")))
    assert len(rows) > 1
    assert len({len(row) for row in rows}) == 1


def test_the_frontier_tells_what_to_read_next(graphs: Path) -> None:
    text = kg("frontier", "--graph", graphs / "one").stdout
    assert text.startswith("1. Quail-1: a first model of marsh birds\n")
    assert "what Quail-1 was trained on: 1 paper rests on it" in text
    only = json.loads(kg("frontier", "--graph", graphs / "one", "--fetchable", "--limit", "1", "--json").stdout)
    assert [work["identifier"] for work in only["works"]] == ["arxiv:2201.01234"]


def test_conflicts_are_chosen_by_kind(graphs: Path) -> None:
    arguments = ("conflicts", "--graph", graphs / "two")
    every = {c["kind"] for c in json.loads(kg(*arguments, "--json").stdout)["conflicts"]}
    assert every == {"introduction", "licence", "match", "cycle"}
    text = kg(*arguments, "--kind", "licence", "--kind", "match").stdout
    assert "Under which licence does WaterSounds stand?" in text
    assert "introduced" not in text
    kg(*arguments, "--kind", "nonsense", code=2)


def test_a_difference_ends_with_one_only_if_asked_to(graphs: Path) -> None:
    both = graphs / "one", graphs / "two"
    assert "+ Quail-1: A First Model of Marsh Birds" in kg("diff", *both).stdout
    kg("diff", *both, "--exit-code", code=1)
    same = kg("diff", graphs / "one", graphs / "one", "--exit-code")
    assert same.stdout == "The two graphs hold the same papers and say the same of them.\n"


def test_statistics_are_cut_at_the_top(graphs: Path) -> None:
    told = json.loads(kg("stats", "--graph", graphs / "two", "--top", "1", "--json").stdout)
    assert len(told["datasets"]) == 1
    assert told["counts"]["papers_read"] == 2


@pytest.mark.parametrize("name", ["frontier", "conflicts", "stats"])
def test_where_no_graph_is_the_command_says_so(name: str, tmp_path: Path) -> None:
    assert "no graph here" in kg(name, "--graph", tmp_path / "none", code=1).stderr
    assert kg("diff", tmp_path / "none", tmp_path / "none", code=1).stderr.count("\n") == 1


def test_every_kind_of_conflict_is_explained() -> None:
    page = (ROOT / "docs" / "commands.md").read_text("utf-8")
    section = page[page.index("## kg conflicts") : page.index("## kg diff")]
    assert set(re.findall(r"^\| `([a-z]+)` \|", section, re.MULTILINE)) == {kind.value for kind in ConflictKind}
