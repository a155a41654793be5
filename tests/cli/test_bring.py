"""kg import and kg sources as a person runs them."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app, ask, bring  # noqa: F401 - commands are registered by being imported
from tests.importing.reading import FILES


def kg(*arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(app, [str(a) for a in arguments])
    assert done.exit_code == code, done.output
    return done.stdout


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    kg("import", FILES / "facts.csv", FILES / "birds.sssom.tsv", "--graph", tmp_path / "graph")
    return tmp_path / "graph"


def test_an_import_ends_with_what_was_taken_and_what_was_passed_over(tmp_path: Path) -> None:
    told = kg("import", FILES / "facts.csv", "--graph", tmp_path / "graph")
    assert told.splitlines()[1].split() == ["facts.csv", "facts-csv", "stored", "3", "2", "4", "1", "1"]
    assert "passed over: facts.csv, line 8: it names no subject or no object" in told
    assert "facts.csv names the models: Larks-XL, Quail-3\n" in told


def test_json_lists_all_that_was_passed_over(tmp_path: Path) -> None:
    told = json.loads(kg("import", FILES / "facts.csv", "--graph", tmp_path / "graph", "--json"))
    assert [p["record"] for p in told["sources"][0]["passed_over"]] == ["facts.csv, line 7", "facts.csv, line 8"]


def test_a_failure_ends_with_code_three(tmp_path: Path) -> None:
    (tmp_path / "bad.bib").write_bytes(b"")
    told = kg("import", tmp_path / "bad.bib", FILES / "facts.csv", "--graph", tmp_path / "graph", code=3)
    assert "failed: bad.bib: it is empty" in told
    assert "facts.csv" in told


def test_a_file_that_is_not_there_makes_no_graph(tmp_path: Path) -> None:
    kg("import", tmp_path / "no.csv", "--graph", tmp_path / "graph", code=1)
    assert not (tmp_path / "graph").exists()


def test_sources_are_listed_with_kind_form_licence_and_counts(graph: Path) -> None:
    assert kg("sources", "--graph", graph).splitlines()[-1].endswith("2 imported")
    told = json.loads(kg("sources", "--graph", graph, "--json"))
    first = told["sources"][0]
    assert (first["kind"], first["name"], first["form"], first["licence"]) == (
        "imported",
        "birds.sssom.tsv",
        "sssom",
        "CC0-1.0",
    )
    assert len(first["sha256"]) == 64


def test_a_source_is_taken_out_by_its_name(graph: Path) -> None:
    kg("sources", "--remove", "facts.csv", "--graph", graph)
    told = json.loads(kg("sources", "--graph", graph, "--json"))
    assert [s["name"] for s in told["sources"] if s["kind"] == "imported"] == ["birds.sssom.tsv"]
    kg("sources", "--remove", "facts.csv", "--graph", graph, code=1)


def test_a_form_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    kg("import", FILES / "facts.csv", "--form", "excel", "--graph", tmp_path / "graph", code=2)
    kg("import", FILES / "facts.csv", "--name", " ", "--graph", tmp_path / "graph", code=2)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.bib", "@article{x, title={never closed\n", "a.bib, line 1, x: it is no whole entry"),
        ("b.bib", "only words\n", "it holds no entry such as @article{...}"),
        ("c.csv", "subject,predicate,object\nA,nope,B\n", "c.csv, line 2: its predicate nope is none of"),
        ("d.json", '{"a": ', "its form cannot be told"),
        ("e.ttl", "<http://a.example/a> <http://a.example/b> <http://a.example/c> .\n", "none of its 1 triples speaks"),
    ],
)
def test_a_file_of_which_nothing_can_be_taken_ends_with_code_one_and_makes_no_graph(
    tmp_path: Path, name: str, text: str, said: str
) -> None:
    (tmp_path / name).write_text(text)
    done = CliRunner().invoke(app, ["import", str(tmp_path / name), "--graph", str(tmp_path / "graph")])
    assert done.exit_code == 1
    assert done.stderr.startswith(f"kg: nothing was imported: {name}: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "graph").exists()


def test_a_file_that_became_broken_takes_nothing_away(tmp_path: Path) -> None:
    file, graph = tmp_path / "a.bib", tmp_path / "graph"
    file.write_text("@book{a, title={One Good Title}}\n")
    kg("import", file, "--graph", graph)
    file.write_text("@book{a, title={One Good Title\n")
    kg("import", file, "--graph", graph, code=1)
    told = json.loads(kg("sources", "--graph", graph, "--json"))
    assert [s["references"] for s in told["sources"] if s["kind"] == "imported"] == [1]


def test_a_table_without_rows_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("subject,predicate,object\n")
    kg("import", tmp_path / "a.csv", "--graph", tmp_path / "graph")
