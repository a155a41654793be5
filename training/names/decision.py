"""Trains the decision over all finders, on opinions of taggers that had not seen the papers.

usage: python training/names/decision.py GOLD WORK [--out FOLDER]

WORK is the folder that cross_validate.py filled. Writes crf.npz, and crf+net.npz where the network's opinions are.
"""

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from corpora import gsap  # noqa: E402 - after the path is set
from cross_validate import PARTS, all_opinions  # noqa: E402
from read_texts import ReadText, read_texts  # noqa: E402

from kg.extraction.deciding.decision import CLASSES, linear_view  # noqa: E402
from kg.extraction.deciding.description import describe  # noqa: E402
from kg.extraction.deciding.proposals import Proposal, proposals_of  # noqa: E402
from kg.extraction.tagging.cascade import worth_asking  # noqa: E402
from kg.extraction.tagging.opinions import Opinion  # noqa: E402

SHIPPED = ROOT / "kg" / "extraction" / "deciding" / "model"
LINEAR = {"C": 0.0003, "max_iter": 300}
TREES = {
    "max_iter": 80, "learning_rate": 0.06, "max_leaf_nodes": 5, "min_samples_leaf": 80, "l2_regularization": 5.0,
    "random_state": 0, "early_stopping": False,
}  # fmt: skip
"""Chosen by leaving folds out; sixty papers bear no finer trees."""
_NOT_LINEAR = re.compile(r"document|section|name\.places|name\.on|act|noun|next|ends in|block|letters|word |heard")
"""Features that the linear model goes without: with them it learns papers by heart."""
_OPINION = re.compile(r"(?:crf|net)\.[DMAS]")
_ENOUGH = 0.4


@dataclass(frozen=True)
class Described:
    """The proposals of a paper with their features, which class each is, and which were looked at by people."""

    text: ReadText
    proposals: list[Proposal]
    features: list[str]
    table: NDArray[np.float32]
    classes: NDArray[np.int64]
    annotated: NDArray[np.bool_]


def described(text: ReadText, opinions: Sequence[Opinion]) -> Described:
    """The paper's proposals as the decision sees them, with the gold."""
    proposals = proposals_of(text.document.text, text.stretches, text.witnesses, opinions)
    features, table = describe(text.stretches, proposals, opinions, text.seen)
    classes = np.array([class_of(p, text.annotated.names) for p in proposals], dtype=np.int64)
    annotated = np.array([text.annotated.is_annotated(p.span.start, p.span.end) for p in proposals], dtype=bool)
    return Described(text, proposals, features, table, classes, annotated)


def class_of(proposal: Proposal, names: Sequence[tuple[int, int, str]]) -> int:
    """The number of the class that the proposal is, by the names that people marked."""
    start, end = proposal.span.start, proposal.span.end
    best = 0
    for a, b, kind in names:
        if (a, b) == (start, end) and kind in "DM":
            return CLASSES.index("data" if kind == "D" else "model")
        shared = min(b, end) - max(a, start)
        if shared > 0 and not best:
            if kind in "SA":
                best = CLASSES.index("source" if kind == "S" else "architecture")
            elif kind in "DM" and shared / (max(b, end) - min(a, start)) >= _ENOUGH:
                best = CLASSES.index("part of data" if kind == "D" else "part of model")
    return best


def fit(papers: Sequence[Described]) -> dict[str, Any]:
    """The parts of a Decision, trained on what people looked at."""
    features = next(p.features for p in papers if p.features)
    table = np.concatenate([p.table[p.annotated] for p in papers if len(p.proposals)])
    classes = np.concatenate([p.classes[p.annotated] for p in papers if len(p.proposals)])
    return {"features": np.array(features), **_linear(features, table, classes), **_trees(table, classes)}


def _linear(features: Sequence[str], table: NDArray[np.float32], classes: NDArray[np.int64]) -> dict[str, Any]:
    columns = np.array([n for n, f in enumerate(features) if not _NOT_LINEAR.search(f)])
    opinions = np.array([at for at, n in enumerate(columns) if _OPINION.search(features[n])])
    view = linear_view(table[:, columns], opinions)
    centre, scale = view.mean(axis=0), view.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(**LINEAR).fit((view - centre) / scale, classes)
    return {
        "columns": columns, "opinions": opinions, "centre": centre, "scale": scale,
        "weights": model.coef_, "bias": model.intercept_,
    }  # fmt: skip


def _trees(table: NDArray[np.float32], classes: NDArray[np.int64]) -> dict[str, Any]:
    """The boosted trees as flat arrays; a leaf has no left branch, which is -1."""
    model = HistGradientBoostingClassifier(**TREES).fit(table, classes)
    roots: list[int] = []
    columns: dict[str, list[Any]] = {name: [] for name in ("feature", "threshold", "left", "right", "value")}
    for round_ in model._predictors:  # scikit-learn offers no public way to its trees
        for tree in round_:
            first = len(columns["feature"])
            roots.append(first)
            for node in tree.nodes:
                leaf = bool(node["is_leaf"])
                columns["feature"].append(0 if leaf else int(node["feature_idx"]))
                columns["threshold"].append(0.0 if leaf else float(node["num_threshold"]))
                columns["left"].append(-1 if leaf else first + int(node["left"]))
                columns["right"].append(-1 if leaf else first + int(node["right"]))
                columns["value"].append(float(node["value"]) if leaf else 0.0)
    return {
        "roots": np.array(roots), "baseline": model._baseline_prediction.ravel(),
        **{name: np.array(column) for name, column in columns.items()},
    }  # fmt: skip


def papers_with(gold: Path, work: Path, taggers: Sequence[str], *, asked_everywhere: bool = False) -> list[Described]:
    """All papers with the opinions of the taggers that did not see them, the dearer one asked as kg asks it.

    Asked everywhere, it speaks of all stretches that may hold a name.
    """
    opinions = {tagger: all_opinions(work, tagger) for tagger in taggers}
    found = []
    for text in read_texts(gsap(gold)):
        heard = [opinions[tagger][text.annotated.corpus, text.annotated.id] for tagger in taggers]
        if taggers[0] == "crf" and not asked_everywhere:
            asked = worth_asking(text.stretches, heard[0])
            heard[1:] = [only_asked(opinion, asked) for opinion in heard[1:]]
        found.append(described(text, heard))
    return found


def only_asked(opinion: Opinion, asked: Sequence[range | None]) -> Opinion:
    """The opinion without what it says of stretches that are not asked about."""
    kept = [rows if at is not None else None for rows, at in zip(opinion.stretches, asked, strict=True)]
    return Opinion(opinion.tagger, tuple(kept))


def papers_to_learn_from(gold: Path, work: Path, taggers: Sequence[str]) -> list[Described]:
    """The papers as the decision learns them: where there is a dearer tagger, asked as kg asks it and asked everywhere.

    The second teaches what that tagger is worth by itself, which counts on texts unlike these papers.
    """
    papers = papers_with(gold, work, taggers)
    return papers if len(taggers) < 2 else [*papers, *papers_with(gold, work, taggers, asked_everywhere=True)]


def main() -> None:
    """Read the arguments, train, write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("work", type=Path)
    arguments.add_argument("--out", type=Path, default=SHIPPED)
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    with_network = all((given.work / f"opinions-net-{p}.pickle").exists() for p in range(PARTS["net"]))
    for taggers in (["crf"], *([["crf", "net"]] if with_network else [])):
        papers = papers_to_learn_from(given.gold, given.work, taggers)
        out = given.out / f"{'+'.join(taggers)}.npz"
        np.savez_compressed(out, **fit(papers))
        rows = sum(int(p.annotated.sum()) for p in papers)
        print(f"{rows} proposals in {len(papers)} readings, {out.stat().st_size / 1e6:.2f} MB in {out.name}")


if __name__ == "__main__":
    main()
