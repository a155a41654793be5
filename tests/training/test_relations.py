"""How corpora of relations become pairs, and that what is learnt from pairs tells them apart."""

import json
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "training" / "relations"))

from relation_corpora import scier_train, whole  # noqa: E402
from relation_training import candidates, fit, folds_of  # noqa: E402

from kg.statements.relating.scores import Said, Weigher  # noqa: E402


def row(text: str, *names: tuple[str, str], relation: str | None = None, paper: str = "p1") -> dict[str, object]:
    spans = [{"start": text.index(n), "end": text.index(n) + len(n), "label": label} for n, label in names]
    relations = [{"head": 0, "tail": 1, "type": relation}] if relation else []
    return {"id": f"{paper}#0", "doc_id": paper, "text": text, "spans": spans, "relations": relations}


def trained(model: str, data: str, paper: str) -> dict[str, object]:
    names = (model, "Method"), (data, "Dataset")
    return row(f"{model} was pre-trained on {data}.", *names, relation="Trained-With", paper=paper)


def evaluated(model: str, data: str, paper: str) -> dict[str, object]:
    names = (model, "Method"), (data, "Dataset")
    return row(f"{model} reaches high accuracy on {data}.", *names, relation="Evaluated-With", paper=paper)


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    rows = [
        made(model, data, f"p{n}")
        for n, (model, data) in enumerate([("Heron", "Reedcalls"), ("Teal", "Marshbirds"), ("Quail", "PondNoise")] * 4)
        for made in (trained, evaluated)
    ]
    rows.append(row("We like ponds, as Heron does.", ("Heron", "Method"), ("ponds", "Task"), relation="Trained-With"))
    tmp_path.joinpath("scier").mkdir()
    tmp_path.joinpath("scier", "train_sentences.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    return tmp_path


def test_sentences_of_one_paper_are_one_document(gold: Path) -> None:
    papers = scier_train(gold)
    assert len(papers) == 12
    assert [len(p.document.sentences) for p in papers if p.id in ("p0", "p1")] == [2, 3]


def test_a_pair_bears_what_people_marked_and_a_task_makes_no_pair(gold: Path) -> None:
    papers = [p for p in scier_train(gold) if p.id == "p1"]
    assert [sorted(c.said) for c in candidates(papers)] == [["trained"], ["evaluated"]]
    assert len(papers[0].relations) == 3, "a relation that no pair can reach still counts as marked"


def test_the_weights_tell_training_and_evaluation_of_unseen_names_apart(gold: Path) -> None:
    weigher = Weigher(fit(candidates(scier_train(gold))))
    path = gold / "other.jsonl"
    texts = [trained("Lark", "DuckBench", "x"), evaluated("Rail", "FrogTapes", "y")]
    path.write_text("".join(json.dumps(t) + "\n" for t in texts), "utf-8")
    one, other = (weigher.probabilities(c.signs) for c in candidates(whole(path)))
    assert one[Said.TRAINED] > other[Said.TRAINED]
    assert one[Said.EVALUATED] < other[Said.EVALUATED]


def test_training_twice_gives_the_same_weights(gold: Path) -> None:
    pairs = candidates(scier_train(gold))
    assert (fit(pairs)["weights"] == fit(pairs)["weights"]).all()


def test_folds_part_papers_and_are_the_same_each_time() -> None:
    papers = [f"p{n}" for n in range(10)]
    folds = folds_of(papers, 5)
    assert folds == folds_of(papers, 5)
    assert sorted(folds.values()) == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
