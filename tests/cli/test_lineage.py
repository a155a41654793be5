"""Questions of lineage as people ask them, asked within the process of the tests."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from kg.cli import app
from kg.cli import lineage as _registered  # noqa: F401 - commands are registered by being imported
from kg.store.graph import Graph
from tests import samples

Asking = Callable[..., Result]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """Asks kg about a small graph; fails unless it ends with the exit code."""
    folder = tmp_path_factory.mktemp("lineage") / "graph"
    with Graph.open(folder) as graph:
        graph.put_many([samples.quail_1(), samples.quail_2()])
        graph.put_background(samples.KNOWN, samples.FACTS)

    def asked(*words: str | Path, code: int = 0) -> Result:
        done = CliRunner().invoke(app, [*map(str, words), "--graph", str(folder)])
        assert done.exit_code == code, done.output
        return done

    return asked


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_trace_comes_as_text_json_and_rows_and_keeps_to_what_was_read(ask: Asking) -> None:
    assert "RiverTape [withdrawn 2020-06]" in ask("trace", "Quail-1").stdout
    told = json.loads(ask("trace", "Quail-1", "--json").stdout)
    found = rows(ask("trace", "Quail-1", "--csv").stdout)
    assert {d["name"] for d in told["datasets"]} == {r["end"] for r in found if r["status"] == "rests on"}
    assert "RiverTape" in {r["end"] for r in found}
    assert (told["paths"], {d["other_paths"] for d in told["datasets"]}) == (
        json.loads(ask("trace", "Quail-1", "--all", "--json").stdout)["paths"],
        {0},
    )
    kept = json.loads(ask("trace", "Quail-1", "--only-read", "--all", "--json").stdout)
    assert {e["kind"] for p in kept["paths"] for hop in p["hops"] for e in hop["evidence"]} == {"read"}
    assert "RiverTape" not in {d["name"] for d in kept["datasets"]}


def test_a_withdrawal_is_reported_on_stdout_and_into_files(ask: Asking, tmp_path: Path) -> None:
    asked = ("impact", "WaterSounds", "--withdrawn", "2024-05-01")
    assert ask(*asked).stdout.startswith("What rests on WaterSounds, withdrawn 2024-05-01\n===")
    assert json.loads(ask(*asked, "--json").stdout)["date"] == "2024-05-01"
    for name in ("report.csv", "report.html"):
        assert ask(*asked, "--output", tmp_path / name).stdout == ""
    printed = ask(*asked, "--csv").stdout
    assert rows((tmp_path / "report.csv").read_bytes().decode("utf-8")) == rows(printed)
    assert {r["status"] for r in rows(printed)} == {"directly", "through others", "not known"}
    assert "Larks-XL" in (tmp_path / "report.html").read_text("utf-8")


def test_a_report_on_a_withdrawal_wants_a_date_and_a_known_suffix(ask: Asking, tmp_path: Path) -> None:
    assert "no date" in ask("impact", "WaterSounds", "--withdrawn", "soon", code=2).stderr
    ask("impact", "WaterSounds", "-o", tmp_path / "report.csv", code=2)
    ask("impact", "WaterSounds", "--withdrawn", "2024", "-o", tmp_path / "report.doc", code=2)
    nowhere = tmp_path / "nowhere" / "report.csv"
    assert "cannot be written" in ask("impact", "WaterSounds", "--withdrawn", "2024", "-o", nowhere, code=1).stderr


def test_an_empty_name_is_told_to_be_one(ask: Asking) -> None:
    for words in (("trace", ""), ("impact", " "), ("overlap", "", "")):
        assert ask(*words, code=1).stderr == "kg: the name is empty; give that of a paper, model or dataset\n"


def test_an_impact_without_a_date_stays_what_it_was(ask: Asking) -> None:
    assert "rest on WaterSounds." in ask("impact", "WaterSounds").stdout
    assert json.loads(ask("impact", "WaterSounds", "--json").stdout)["dependents"]
    assert rows(ask("impact", "WaterSounds", "--csv").stdout)


def test_leaks_are_asked_by_name_or_of_the_whole_graph(ask: Asking) -> None:
    assert "Not upstream, as far as anything is known (1):\n  Quail-2: DuckBench" in ask("leaks", "quail2.pdf").stdout
    told = json.loads(ask("leaks", "quail2.pdf", "--json").stdout)
    assert told["counts"]["no"] == 1
    assert rows(ask("leaks", "quail2.pdf", "--csv").stdout)[0]["dataset"] == "DuckBench"
    (line,) = ask("leaks", "--json").stdout.splitlines()
    assert json.loads(line) == told["evaluations"][0]
    assert ask("leaks").stdout == "1 evaluation: 1 not upstream as far as is known.\n"
    assert ask("leaks", "--csv").stdout == ask("leaks", "quail2.pdf", "--csv").stdout


def test_leaks_of_the_whole_graph_are_bounded_visibly(ask: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.tracing import leaks  # noqa: PLC0415

    once = leaks.leaks_everywhere
    monkeypatch.setattr(leaks, "leaks_everywhere", lambda *a, **k: iter([*once(*a, **k)] * 3))
    cut = ask("leaks", "--json", "--limit", "2")
    assert len(cut.stdout.splitlines()) == 2
    assert "truncated at 2 evaluations" in cut.stderr


def test_licences_are_shown_by_what_they_oblige_to(ask: Asking) -> None:
    text = ask("licenses", "Quail-1").stdout
    assert "CC-BY-4.0 (permissive), so bird-registry 2024" in text
    assert "Unknown: nobody in the graph names a licence" in text
    assert ask("licences", "Quail-1").stdout == text
    told = json.loads(ask("licenses", "Quail-1", "--json").stdout)
    assert len(rows(ask("licenses", "Quail-1", "--csv").stdout)) == len(told["licensed"])


def test_two_papers_share_what_both_rest_on(ask: Asking) -> None:
    asked = ("overlap", "quail2.pdf", "fenn-first-model.txt")
    assert "share 4 datasets" in " ".join(ask(*asked).stdout.split())
    told = json.loads(ask(*asked, "--json").stdout)
    assert "WaterSounds" in {d["name"] for d in told["datasets"]}
    assert {r["side"] for r in rows(ask(*asked, "--csv").stdout)} == {"one", "other"}
    assert "nothing in the graph" in ask("overlap", "quail2.pdf", "nobody at all", code=1).stderr
