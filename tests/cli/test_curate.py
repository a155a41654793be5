import json
from pathlib import Path

import pytest

from kg.store.graph import Graph
from tests.cli.test_commands import kg


def test_a_pair_is_rejected_listed_and_taken_back(tmp_path: Path) -> None:
    with Graph.open(tmp_path / "graph"):
        pass
    where = ("--graph", tmp_path / "graph")
    assert kg("curate", "list", *where).stdout == "no pair is rejected\n"
    done = kg("curate", "reject", "dataset:Reeds", "dataset:Fens", *where, "--why", "two \x1b[31mplaces", "--by", "Ada")
    assert done.stdout == ""
    assert "dataset:fens is not dataset:reeds, Ada" in done.stderr
    shown = kg("curate", "list", *where).stdout
    assert shown == "dataset:fens is not dataset:reeds, Ada: two \ufffd[31mplaces\n"
    assert json.loads(kg("curate", "list", "--json", *where).stdout)[0]["why"] == "two \x1b[31mplaces"
    kg("curate", "undo", "dataset:reeds", "dataset:fens", *where)
    assert kg("curate", "list", *where).stdout == "no pair is rejected\n"


def test_what_cannot_be_rejected_ends_with_one_and_a_sentence(tmp_path: Path) -> None:
    assert "run kg build" in kg("curate", "list", "--graph", tmp_path / "none", code=1).stderr
    with Graph.open(tmp_path / "graph"):
        pass
    done = kg("curate", "reject", "GLUE", "dataset:glue", "--graph", tmp_path / "graph", code=1)
    assert "GLUE is no id such as dataset:glue" in done.stderr


@pytest.mark.scispacy
def test_extract_explains_each_name_and_what_was_refused(tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text(
        "On small birds\n\nAda Fenn\n\nAbstract\n\nWe fine-tune BERT-large on the GLUE benchmark and test it on the "
        "SQuAD dataset.\n\n1 Experiments\n\nBERT is trained on Wikipedia.\n"
    )
    shown = " ".join(kg("extract", paper, "--explain").stdout.split())
    assert "BERT (model) → BERT, model:bert" in shown
    assert "variant: BERT-large" in shown
    assert "taken, name: GLUE, dataset:glue: GLUE is its name" in shown
    record = json.loads(kg("extract", paper, "--explain", "--json").stdout)
    (bert,) = (e for e in record["explained"] if e["name"] == "BERT")
    assert bert["id"] in {m["id"] for m in record["models"]}
    assert [c["chosen"] for c in bert["candidates"]].count(True) == 1
    assert "explained" not in json.loads(kg("extract", paper, "--json").stdout)
