import json
from pathlib import Path
from typing import NamedTuple

import pytest
from typer.testing import CliRunner

from kg.cli import ask, bring, build, curate, lineage, review  # each registers its commands
from kg.cli.app import app
from kg.core.statement import Predicate
from kg.store.curation_log import FILE
from kg.store.graph import Graph
from kg.store.reading import GraphReader
from tests.cli import test_commands
from tests.curating.world import belief
from tests.samples import FACTS, KNOWN, quail_1, quail_2

WHO = ("--by", "Ada", "--when", "2026-01-15T10:00:00Z")


FACTS_FILE = Path(__file__).parents[1] / "importing" / "files" / "facts.csv"

assert all((ask, bring, build, curate, lineage, review))


class Said(NamedTuple):
    """What a command printed."""

    stdout: str
    stderr: str


def kg(*arguments: str | Path, stdin: str = "", code: int = 0) -> Said:
    """Run the program in this process, which is quicker; fails unless it ends with the exit code."""
    done = CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)
    assert done.exit_code == code, done.output
    return Said(done.stdout, done.stderr)  # and not the error with all that it holds, an open graph among it


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    with Graph.open(tmp_path / "graph") as opened:
        opened.put(quail_1())
        opened.put(quail_2())
        opened.put_background(KNOWN, FACTS)
    return tmp_path / "graph"


def test_decisions_are_made_listed_and_taken_back(graph: Path) -> None:
    where = ("--graph", graph)
    assert kg("curate", "list", *where).stdout == "nothing has been decided\n"
    done = kg("curate", "reject", "dataset:Reeds", "dataset:Fens", *where, *WHO, "--why", "two \x1b[31mplaces")
    assert done.stdout == ""
    assert "dataset:fens is not dataset:reeds; in effect; papers are read again by the next kg build" in done.stderr
    done = kg("curate", "accept", "Quail-2", "trained_on", "ReedSongs", *where, *WHO, "--confidence", "0.25", "--json")
    accepted = json.loads(done.stdout)
    assert (accepted["in_effect"], accepted["value"], accepted["when"]) == (True, "0.25", "2026-01-15T10:00:00.001Z")
    shown = kg("curate", "list", *where).stdout
    assert "Ada: dataset:fens is not dataset:reeds [in effect]\n    two \ufffd[31mplaces\n" in shown
    assert "accept model:Quail-2 → trained on → dataset:ReedSongs (belief 0.25) [in effect]" in " ".join(shown.split())
    listed = json.loads(kg("curate", "list", "--json", *where).stdout)
    assert listed["decisions"][0]["why"] == "two \x1b[31mplaces"
    assert listed["conflicts"] == listed["unreadable"] == []
    kg("curate", "undo", "dataset:reeds", "dataset:fens", *where, *WHO)
    kg("curate", "undo", accepted["id"], *where, *WHO)
    assert [d["fate"] for d in json.loads(kg("curate", "list", "--json", *where).stdout)["decisions"]] == [
        "undone",
        "undone",
        "in effect",
        "in effect",
    ]


def test_every_way_to_decide_is_a_command(graph: Path) -> None:
    where = ("--graph", graph, *WHO)
    kg("curate", "merge", "PondNoise", "WaterSounds", *where)
    kg("curate", "split", "MarshBirds", "quail2.pdf", "--as", "Marsh 2", *where)
    kg("curate", "rename", "Quail-1", "Quail One", *where)
    kg("curate", "rerole", "quail2.pdf", "DuckBench", "trains_on", *where)
    kg("curate", "add", "Quail-1", "trained_on", "dataset:Lake Hum", "--new", "--quote", "on Lake Hum", *where)
    kg("curate", "reject", "Quail-2", "trained_on", "ReedSongs", *where)
    told = kg("curate", "list", "--graph", graph).stdout
    assert told.count("[in effect]") + told.count("[in\n") == 6
    text = " ".join(kg("trace", "quail2.pdf", "--graph", graph).stdout.split())
    assert "curated: role given by Ada" in text
    assert 'curated: added by Ada: "on Lake Hum"' in text
    assert "Marsh 2" in text
    assert "Quail-2 → trained on → ReedSongs" not in text
    assert "Quail-2 → trains on → ReedSongs" in text  # the paper's training is another statement than its model's
    report = json.loads(kg("report", "quail2.pdf", "--graph", graph, "--json").stdout)
    (duck,) = (d for d in report["datasets"] if d["name"] == "DuckBench")
    assert [(r["role"], r["quote"], r["curated"][0]["by"]) for r in duck["roles"]] == [("trains_on", None, "Ada")]
    hops = [
        h for p in json.loads(kg("trace", "quail2.pdf", "--graph", graph, "--json").stdout)["paths"] for h in p["hops"]
    ]
    assert all(len(h["statement"]) == 20 for h in hops)
    assert {e["kind"] for h in hops for e in h["evidence"]} >= {"read", "curated"}
    assert "curated" in kg("sources", "--graph", graph).stdout


def test_two_people_who_disagree_are_shown_and_logs_are_joined(graph: Path, tmp_path: Path) -> None:
    said = ("Quail-2", "trained_on", "ReedSongs", "--graph", graph)
    kg("curate", "reject", *said, *WHO)
    assert kg("curate", "list", "--conflicts", "--graph", graph).stdout == "no two people disagree\n"
    other = tmp_path / "bo.tsv"
    line = (
        (graph / FILE).read_text("utf-8").splitlines()[1].replace("Ada\treject", "Bo\taccept").replace("T10:", "T11:")
    )
    other.write_text(f"{line}\nnonsense\n", "utf-8")
    done = kg("curate", "merge-log", other, "--graph", graph, code=3)
    assert "1 new decision, 0 known already" in done.stderr
    assert "line 2 is no decision" in done.stderr
    assert json.loads(kg("curate", "merge-log", other, "--graph", graph, "--json", code=3).stdout)["known"] == 1
    shown = kg("curate", "list", "--conflicts", "--graph", graph).stdout
    assert shown.splitlines()[0] == "people do not agree; the last one counts:"
    assert ("Ada: reject" in shown, "Bo: accept" in shown) == (True, True)
    with (graph / FILE).open("a") as log:
        log.write("nonsense\n")
    assert "applied 2 decisions\nline 4 is no decision" in kg("curate", "apply", "--graph", graph, code=3).stderr


def test_the_queue_is_worked_through_by_keys(graph: Path) -> None:
    where = ("--graph", graph, "--below", "1", "--predicate", "trained_on")
    queue = json.loads(kg("curate", "queue", *where, "--json").stdout)["statements"]
    assert [s["relation"] for s in queue] == ["trained_on"] * 3
    assert {e["kind"] for s in queue for e in s["evidence"]} == {"read"}
    done = kg("curate", "review", *where, *WHO, stdin="x a\nr\nq")
    assert done.stdout.splitlines()[0] == "1 of 3"
    assert "belief 0.90" in done.stdout
    assert done.stderr.count("[a]ccept") == 4
    assert done.stderr.endswith("2 decisions kept\n")
    assert [
        d["decision"] for d in json.loads(kg("curate", "list", "--json", "--graph", graph).stdout)["decisions"]
    ] == [
        "accept",
        "reject",
    ]
    left = json.loads(kg("curate", "queue", *where, "--json").stdout)["statements"]
    assert [s["statement"] for s in left] == [queue[2]["statement"]]
    assert kg("curate", "review", *where, stdin="s").stderr.endswith("0 decisions kept\n")
    assert kg("curate", "queue", "--graph", graph, "--below", "0.1").stdout == "nothing is left to decide about\n"


def test_what_cannot_be_decided_ends_with_one_and_a_sentence(graph: Path, tmp_path: Path) -> None:
    assert "run kg build" in kg("curate", "list", "--graph", tmp_path / "none", code=1).stderr
    done = kg("curate", "reject", "GLUE", "dataset:glue", "--graph", graph, code=1)
    assert "GLUE is no id such as dataset:glue" in done.stderr
    done = kg("curate", "rename", "Quail-22", "Quail", "--graph", graph, code=1)
    assert "did you mean Quail 2 or" in done.stderr
    assert "write a time with its zone" in kg("curate", "rename", "Quail-2", "Q", "--when", "now", code=2).stderr
    kg("curate", "accept", "one", "two", "--graph", graph, code=2)


def test_a_table_of_an_older_kg_still_counts_and_is_taken_back_in_the_log(graph: Path) -> None:
    old = "one\tother\tby\twhy\ndataset:fens\tdataset:reeds\tAda\ttwo places\n"
    (graph / "rejected.tsv").write_text(old, "utf-8")
    shown = kg("curate", "list", "--graph", graph).stdout
    assert "earlier Ada: dataset:fens is not dataset:reeds [without effect now]" in shown
    kg("curate", "undo", "dataset:fens", "dataset:reeds", "--graph", graph, *WHO)
    assert "[undone by" in " ".join(kg("curate", "list", "--graph", graph).stdout.split())
    assert (graph / "rejected.tsv").read_text("utf-8") == old


def test_who_decides_is_told_by_the_environment_too(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CURATOR", "Cy <cy@birds.example>")
    kg("curate", "accept", "Quail-2", "trained_on", "ReedSongs", "--graph", graph)
    assert "\tCy <cy@birds.example>\taccept\t" in (graph / FILE).read_text("utf-8")
    assert belief(graph, "model:quail2", Predicate.TRAINED_ON, "dataset:reedsongs") == 1.0


@pytest.mark.scispacy
def test_extract_explains_each_name_and_what_was_refused(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(
        "On small birds\n\nAda Fenn\n\nAbstract\n\nWe fine-tune BERT-large on the GLUE benchmark and test it on the "
        "SQuAD dataset.\n\n1 Experiments\n\nBERT is trained on Wikipedia.\n"
    )
    shown = " ".join(test_commands.kg("extract", paper, "--explain").stdout.split())
    assert "BERT (model) → BERT, model:bert" in shown
    assert "variant: BERT-large" in shown
    assert "taken, name: GLUE, dataset:glue: GLUE is its name" in shown
    record = json.loads(test_commands.kg("extract", paper, "--explain", "--json").stdout)
    (bert,) = (e for e in record["explained"] if e["name"] == "BERT")
    assert bert["id"] in {m["id"] for m in record["models"]}
    assert [c["chosen"] for c in bert["candidates"]].count(True) == 1
    assert "explained" not in json.loads(test_commands.kg("extract", paper, "--json").stdout)


def test_a_build_and_an_import_name_the_lines_of_the_log_that_are_no_decisions(graph: Path, tmp_path: Path) -> None:
    (graph / FILE).write_text(
        "2026-01-15T10:00:00Z\tAda\trename\tmodel:Quail-1\t\t\tFirst Quail\t\t\t\nb\x1bad\n", "utf-8"
    )
    told = f"line 2 of {FILE} is no decision and does not count: it has 1 column and not 10\n"
    (tmp_path / "empty.md").touch()
    built = kg("build", tmp_path / "empty.md", "--graph", graph, "--json", code=3)
    assert (built.stderr, json.loads(built.stdout)["unreadable"][0]["line"]) == (told, 2)
    assert kg("import", FACTS_FILE, "--graph", graph).stderr == told
    with Graph.open_read_only(graph) as opened:
        assert [n.label for n in GraphReader(opened).find("model:quail1")] == ["First Quail"]


def test_what_one_paper_says_is_rejected_by_its_name(graph: Path) -> None:
    words = ("curate", "reject", "Quail-1", "introduced_by", "fenn-first-model.txt", "--paper", "quail2.pdf")
    told = " ".join(kg(*words, "--graph", graph, *WHO, "--why", "it only cites it").stderr.split())
    assert "reject model:Quail-1 → introduced by → Quail-1, as Quail-2: A Second Bird Model says it; in effect" in told
    listed = kg("curate", "list", "--graph", graph).stdout
    assert listed.endswith("[in effect]\n    it only cites it\n")
    kg("curate", "reject", "dataset:a1", "dataset:b1", "--paper", "quail2.pdf", "--graph", graph, code=2)
