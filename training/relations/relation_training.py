"""Trains the second opinion on which model was trained or evaluated on which data.

usage: python training/relations/relation_training.py GOLD [--out FILE] [--folds N] [--with-scinlp]

GOLD is a folder that holds ``scier/train_sentences.jsonl``. With --folds the figures are those of models that had not
seen the paper, and nothing is written; --with-scinlp adds the training relations of ``scinlp/train.jsonl``.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).parent)]

from relation_corpora import Gold, scier_train, whole  # noqa: E402 - after the path is set

from kg.core.spans import Span  # noqa: E402
from kg.statements.relating.scores import Said, Weigher, slots_of  # noqa: E402
from kg.statements.relating.signs import pairs_of  # noqa: E402

SHIPPED = ROOT / "kg" / "statements" / "relating" / "model" / "relations.npz"
SLOTS = 2**15
SETTINGS = {"C": 0.03, "max_iter": 300, "solver": "liblinear", "random_state": 0}
"""Chosen by leaving papers out; of C from 0.02 to 0.3 all are within two points."""
LEAST = 2
"""How many pairs must bear a sign for it to be weighed."""
RELATIONS = (Said.TRAINED, Said.EVALUATED)
NAMES = {Said.TRAINED: "trained", Said.EVALUATED: "evaluated"}


@dataclass(frozen=True)
class Candidate:
    """A pair of a model and a dataset in one sentence, its signs, and the relations that people marked."""

    paper: str
    head: Span
    tail: Span
    signs: tuple[str, ...]
    said: frozenset[str]


def candidates(papers: Sequence[Gold]) -> list[Candidate]:
    """Every pair in a sentence of the papers."""
    found = []
    for paper in papers:
        marked: dict[tuple[Span, Span], set[str]] = {}
        for head, tail, name in paper.relations:
            marked.setdefault((head, tail), set()).add(name)
        for scene in paper.scenes():
            for pair in pairs_of(paper.document, scene):
                head, tail = (scene.names[int(m[2:])].span for m in (pair.model, pair.dataset))
                said = frozenset(marked.get((head, tail), ()))
                found.append(Candidate(paper.id, head, tail, pair.signs, said))
    return found


def fit(pairs: Sequence[Candidate], only_trained: Sequence[Candidate] = ()) -> dict[str, Any]:
    """The parts of a Weigher; only_trained are pairs that teach of training alone."""
    weights, biases = [], []
    for relation in RELATIONS:
        taught = [*pairs, *only_trained] if relation is Said.TRAINED else list(pairs)
        said = np.array([NAMES[relation] in p.said for p in taught])
        model = LogisticRegression(**SETTINGS).fit(_table(taught), said)
        weights.append(model.coef_[0])
        biases.append(float(model.intercept_[0]))
    table = np.stack(weights, axis=1)
    scale = np.abs(table).max(axis=0) / 127
    return {
        "relations": np.array([str(r) for r in RELATIONS]), "bias": np.array(biases), "scale": scale,
        "weights": np.round(table / scale).astype(np.int8),
    }  # fmt: skip


def _table(pairs: Sequence[Candidate]) -> "csr_matrix":
    """One row a pair, one column a slot; signs that fewer than LEAST pairs bear are left out."""
    rows = [sorted(set(slots_of(p.signs, SLOTS))) for p in pairs]
    borne: NDArray[np.int64] = np.bincount(np.concatenate([np.array(r, dtype=np.int64) for r in rows]), minlength=SLOTS)
    kept = [[slot for slot in row if borne[slot] >= LEAST] for row in rows]
    ends = np.cumsum([0, *(len(row) for row in kept)])
    columns = np.concatenate([np.array(row, dtype=np.int64) for row in kept])
    return csr_matrix((np.ones(len(columns)), columns, ends), shape=(len(rows), SLOTS))


def folds_of(papers: Sequence[str], number: int) -> dict[str, int]:
    """Which fold each paper is in: shuffled with a fixed seed."""
    order = np.random.RandomState(0).permutation(len(papers))
    return {papers[int(at)]: n % number for n, at in enumerate(order)}


def cross_validated(
    pairs: Sequence[Candidate], number: int, only_trained: Sequence[Candidate] = ()
) -> dict[Said, NDArray[np.float64]]:
    """The probabilities that models give to the pairs of papers which they had not seen."""
    fold = folds_of(sorted({p.paper for p in pairs}), number)
    given = {relation: np.zeros(len(pairs)) for relation in RELATIONS}
    for part in range(number):
        weigher = Weigher(fit([p for p in pairs if fold[p.paper] != part], only_trained))
        for at, pair in enumerate(pairs):
            if fold[pair.paper] == part:
                for relation, probability in weigher.probabilities(pair.signs).items():
                    given[Said(relation)][at] = probability
    return given


def main() -> None:
    """Read the arguments, train, write."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("--out", type=Path, default=SHIPPED)
    arguments.add_argument("--folds", type=int, default=0)
    arguments.add_argument("--with-scinlp", action="store_true")
    given = arguments.parse_args()
    papers = scier_train(given.gold)
    pairs = candidates(papers)
    further = candidates(whole(given.gold / "scinlp" / "train.jsonl")) if given.with_scinlp else []
    if given.folds:
        probabilities = cross_validated(pairs, given.folds, further)
        for relation in RELATIONS:
            marked = sum(name == NAMES[relation] for paper in papers for _, _, name in paper.relations)
            _print(relation, probabilities[relation], np.array([NAMES[relation] in p.said for p in pairs]), marked)
        return
    np.savez_compressed(given.out, **fit(pairs, further))
    print(f"{len(pairs)} pairs of {len(papers)} papers, {given.out.stat().st_size / 1e3:.0f} kB in {given.out.name}")


def _print(relation: Said, given: NDArray[np.float64], said: NDArray[np.bool_], marked: int) -> None:
    """What each threshold is worth."""
    for threshold in np.arange(0.15, 0.95, 0.05):
        taken = given >= threshold
        right = int((taken & said).sum())
        p, r = right / max(1, int(taken.sum())), right / marked
        f1 = 2 * p * r / max(1e-9, p + r)
        print(
            f"{relation} from {threshold:.2f}: {int(taken.sum())} taken, precision {p:.3f}, recall {r:.3f}, F1 {f1:.3f}"
        )


if __name__ == "__main__":
    main()
