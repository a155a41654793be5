"""Tries whether the intent of citing sentences helps to tell used, compared and mentioned models apart.

usage: python training/relations/intents.py PAPERS GOLD

GOLD holds ``scicite/`` (sentences with background, method or result) and ``papers/`` (whole papers with the roles of
their models). Prints F1 of what the rules say, of a model that weighs only this, and of one that weighs the intents of
the sentences too; each paper is left out in turn. Nothing is written.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from kg.core.names import fold  # noqa: E402 - after the path is set
from kg.documents.reader import read_document  # noqa: E402
from kg.pipeline import extract  # noqa: E402

ROLES = ("uses", "compares", "mentions")


@dataclass(frozen=True)
class Cited:
    """A model of a paper: the roles that people gave it, those that the rules found, and the sentences that name it."""

    paper: str
    gold: frozenset[str]
    rules: frozenset[str]
    sentences: tuple[str, ...]


def models_of(papers: Path, gold: Path) -> list[Cited]:
    """The models that both people and kg found, but those that the paper introduces."""
    found = []
    for path in sorted((gold / "papers").glob("*.json")):
        marked: dict[str, Any] = json.loads(path.read_text("utf-8"))
        document = read_document(papers / marked["file"])
        extraction = extract(document)
        by_name = {fold(s): e for e in extraction.entities if e.kind == "model" for s in (e.name, *e.surfaces)}
        for model in marked["models"]:
            roles = frozenset(model["roles"]) & set(ROLES)
            entity = next((by_name[fold(s)] for s in (model["name"], *model["surfaces"]) if fold(s) in by_name), None)
            if entity is None or not roles or "introduces" in model["roles"]:
                continue
            ruled = {s.predicate.value for s in extraction.statements if s.object == entity.id}
            named = [
                document.text[a.start : a.end]
                for a in document.sentences
                if any(s in document.text[a.start : a.end] for s in entity.surfaces)
            ]
            found.append(Cited(path.stem, roles, frozenset(ruled & set(ROLES)), tuple(named)))
    return found


def intent_model(gold: Path) -> Any:
    """A classifier of sentences into background, method and result, over words and pairs of words."""
    rows = [json.loads(line) for line in (gold / "scicite" / "train.jsonl").open(encoding="utf-8")]
    dev = [json.loads(line) for line in (gold / "scicite" / "dev.jsonl").open(encoding="utf-8")]
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), min_df=3, sublinear_tf=True),
        LogisticRegression(C=5, class_weight="balanced", max_iter=500),
    )
    model.fit([r["text"] for r in rows], [r["label"] for r in rows])
    right = np.mean(model.predict([r["text"] for r in dev]) == np.array([r["label"] for r in dev]))
    print(f"SciCite dev: accuracy {right:.3f} of {len(dev)} sentences")
    return model


def main() -> None:
    """Read the arguments, measure, print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("papers", type=Path)
    arguments.add_argument("gold", type=Path)
    given = arguments.parse_args()
    intents = intent_model(given.gold)
    models = [m for m in models_of(given.papers, given.gold) if m.sentences]
    print(f"{len(models)} models of {len({m.paper for m in models})} papers")
    rules = np.array([[r in m.rules for r in ROLES] for m in models], dtype=float)
    told = [intents.predict_proba(m.sentences) for m in models]
    mean_and_most = np.array([np.concatenate([t.mean(axis=0), t.max(axis=0)]) for t in told])
    said = np.array([[r in m.gold for r in ROLES] for m in models])
    papers = np.array([m.paper for m in models])
    _print("rules", rules.astype(bool), said)
    _print("rules, weighed", _left_out(rules, said, papers), said)
    _print("rules and intents", _left_out(np.hstack([rules, mean_and_most]), said, papers), said)
    _print("intents", _left_out(mean_and_most, said, papers), said)


def _left_out(table: NDArray[np.float64], said: NDArray[np.bool_], papers: NDArray[np.str_]) -> NDArray[np.bool_]:
    given = np.zeros_like(said)
    for paper in sorted(set(papers)):
        out = papers == paper
        for column in range(len(ROLES)):
            given[out, column] = LogisticRegression(C=1).fit(table[~out], said[~out, column]).predict(table[out])
    return given


def _print(name: str, given: NDArray[np.bool_], said: NDArray[np.bool_]) -> None:
    parts: list[str] = []
    for column, role in (*enumerate(ROLES), (slice(None), "all")):
        g, s = given[:, column], said[:, column]
        parts.append(f"{role} {2 * (g & s).sum() / max(1, g.sum() + s.sum()):.3f}")
    print(f"{name}: F1 {', '.join(parts)}; roles all right {(given == said).all(axis=1).mean():.3f}")


if __name__ == "__main__":
    main()
